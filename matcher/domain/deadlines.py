"""How long an answer may take in each state that waits for one, and what happens when it does not come.

product.md, "Proposal: states". A programme can set other times; school holidays never count (``rules.answer_times``).
"""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.states import ProposalState

DEFAULT_DAYS = 10
FEWEST_DAYS, MOST_DAYS = 2, 60
# Answering or reviewing later: so many days ahead, and so many times for one proposal.
LONGEST_POSTPONEMENT_DAYS, MOST_POSTPONEMENTS = 60, 2


class ChaseStage(StrEnum):
    """What follows when nobody answers, in this order; each happens once per wait."""

    REMIND = "remind"
    ESCALATE = "escalate"
    TASK = "task"
    CLOSE = "close"


STAGES: tuple[ChaseStage, ...] = tuple(ChaseStage)


class Wait(StrEnum):
    """What is waited for; a programme has a number of days for each."""

    REVIEW = "review"
    ANSWER = "answer"
    MEETING = "meeting"
    TRIAL = "trial"
    PLACING = "placing"


# Every state that waits for somebody, with what it waits for. MEETING: a trial lesson or an agreement; TRIAL: what both
# say after the trial lesson.
WAIT_IN: dict[ProposalState, Wait] = {
    ProposalState.SUGGESTED: Wait.REVIEW,
    ProposalState.IN_REVIEW: Wait.REVIEW,
    ProposalState.PROPOSED: Wait.ANSWER,
    ProposalState.INTRODUCED: Wait.MEETING,
    ProposalState.TRIAL: Wait.TRIAL,
    ProposalState.AGREED: Wait.PLACING,
}

WAIT_LABELS: dict[Wait, str] = {
    Wait.REVIEW: "beoordelen door de coördinator",
    Wait.ANSWER: "antwoord op een voorstel",
    Wait.MEETING: "afspraak na de kennismaking",
    Wait.TRIAL: "beslissen na de proefles",
    Wait.PLACING: "vastleggen van de inzet",
}


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """Days to answer, per wait. Raises ``ValueError`` outside :data:`FEWEST_DAYS` to :data:`MOST_DAYS`."""

    review: int = DEFAULT_DAYS
    answer: int = DEFAULT_DAYS
    meeting: int = DEFAULT_DAYS
    trial: int = DEFAULT_DAYS
    placing: int = DEFAULT_DAYS

    def __post_init__(self) -> None:
        if any(not FEWEST_DAYS <= self.of(wait) <= MOST_DAYS for wait in Wait):
            raise ValueError(f"answer times lie between {FEWEST_DAYS} and {MOST_DAYS} days")

    def of(self, wait: Wait) -> int:
        """Return the days of one wait."""
        return int(getattr(self, wait.value))
