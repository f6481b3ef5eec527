"""Placements: made, changed, ended, cancelled, and the hours that were really taught."""

from matcher.services.placements.changing import cancel, change, end_early
from matcher.services.placements.making import place
from matcher.services.placements.proofs import confirm_month, record_vog

__all__ = ["cancel", "change", "confirm_month", "end_early", "place", "record_vog"]
