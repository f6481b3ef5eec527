"""Why a need stays open after a round: a code, and the short Dutch words for it."""

from collections.abc import Mapping

from matcher.domain.rounds import KNOWN
from matcher.matching.assignment.report import Unplaced
from matcher.matching.constraints import Obstacle
from matcher.matching.sentences import OBSTACLE_TEXTS

NOBODY = "nobody"
# From the first test of the engine to the last; who fails late came closest. Known people passed all of them.
_ORDER = (*(o.name.lower() for o in Obstacle if o is not Obstacle.NONE), KNOWN)
_WORDS = {
    Unplaced.NO_CANDIDATE: "niemand past",
    Unplaced.LEGAL_HOURS: "wie past, mag zoveel uren niet meer",
    Unplaced.WEEK_HOURS: "wie past, heeft zoveel uren per week niet meer",
    Unplaced.FULL: "wie past, krijgt een andere vraag",
    Unplaced.DAY_PARTS: "wie past, krijgt dan al een andere vraag",
    Unplaced.LESS_WORTH: "wie past, past bij een andere vraag beter",
    KNOWN: "wie past, heeft al een voorstel",
    NOBODY: "niemand in deze regio",
}

# Every code that can be kept with a need.
REASONS = (*dict.fromkeys((*_ORDER, *(reason.value for reason in Unplaced), NOBODY)),)


def reason_of(counts: Mapping[str, int]) -> str:
    """Return the reason nearest to a match: the last test that kept anybody out."""
    return max((code for code in counts if code in _ORDER), key=_ORDER.index, default=NOBODY)


def reason_words(code: str) -> str:
    """Return the reason in a few Dutch words."""
    if code in _WORDS:
        return _WORDS[code]
    return OBSTACLE_TEXTS[Obstacle[code.upper()]].short
