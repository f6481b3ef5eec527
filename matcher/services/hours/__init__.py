"""The ledger of hours under the six-hours rule: what placements count, exceptions, verdicts as they were given."""
