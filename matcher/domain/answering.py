"""How somebody answers proposals, in numbers."""

from dataclasses import dataclass
from math import ceil

# One answer says little, and tells too much about one moment of somebody.
FEWEST_ANSWERS = 2
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """Of how many proposals that were put, how many were answered in time, and the median of the minutes it took."""

    asked: int = 0
    answered: int = 0
    median_minutes: int | None = None

    @property
    def days(self) -> int | None:
        """In how many days, at least 1, an answer mostly comes; None when there are too few answers to say."""
        if self.median_minutes is None or self.answered < FEWEST_ANSWERS:
            return None
        return max(1, ceil(self.median_minutes / MINUTES_A_DAY))


NEVER_ASKED = AnswerFacts()
