"""Words of the law's backbone: how a limit is measured, and when a verdict was given."""

from enum import StrEnum


class LimitScope(StrEnum):
    """Over what the hours of one person are summed. The law leaves it open; see ADR 0002."""

    PERSON = "person"
    BOARD = "board"


class LimitBasis(StrEnum):
    """How the hours are measured: the law says "gemiddeld ... per week op jaarbasis"."""

    YEARLY_AVERAGE = "yearly_average"
    WEEKLY_MAXIMUM = "weekly_maximum"


class VerdictOccasion(StrEnum):
    """At what step a verdict of the rules was given."""

    PLACE = "place"
    CHANGE = "change"
    END_EARLY = "end_early"
    CANCEL = "cancel"
    HOURS = "hours"
    QUALIFICATION = "qualification"
    EXCEPTION = "exception"


class InconsistencyKind(StrEnum):
    """What the nightly check of the hours can find."""

    ABOVE_LIMIT = "above_limit"
    EXCEPTION_ENDED = "exception_ended"
    INCOMPLETE = "incomplete"
    STORED_HOURS = "stored_hours"
    CONFIRMED_MONTHS = "confirmed_months"
