"""Which text of the rules gave a verdict."""

# The text of the law in force on this day; goes up with every change of a rule, so that old verdicts can be read.
RULE_VERSION = "2026-01-01"
