"""How long a need or a profile counts as right after somebody said so ("klopt nog"), and what happens after that."""

from enum import StrEnum

from matcher.domain.states import NeedState

REMIND_AFTER_DAYS = 45
# From here on it is a task of the coordinator too (queries.coordination).
STALE_AFTER_DAYS = 60
PAUSE_AFTER_DAYS = 75
# Nothing is paused that was not asked about at least so long ago.
WARNED_BEFORE_DAYS = 14
# A coordinator who asks "klopt nog?" waits this long for the answer before asking again.
ASKED_AGAIN_AFTER_DAYS = 7


class Freshness(StrEnum):
    """The steps, in this order; each is taken once per confirmation."""

    REMIND = "remind"
    REMIND_AGAIN = "remind_again"
    PAUSE = "pause"


DAYS_OF: dict[Freshness, int] = {
    Freshness.REMIND: REMIND_AFTER_DAYS,
    Freshness.REMIND_AGAIN: STALE_AFTER_DAYS,
    Freshness.PAUSE: PAUSE_AFTER_DAYS,
}
# A need closes by itself when its period is over, unless it is a draft or has had its people.
EXPIRING_NEED_STATES = frozenset({NeedState.OPEN, NeedState.MAYBE, NeedState.PAUSED})
