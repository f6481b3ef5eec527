"""What the history of proposals says about how a side answers: which questions were put to it, and what came of them.

A question counts once it was answered, or once it is too late: the proposal expired, or its answer time is over. What
ended in another way before that (the other side said no, the proposal was withdrawn) is nobody's silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from matcher.domain.answering import AnswerFacts
from matcher.domain.states import Party, Step

SIDES = (Party.PROFESSIONAL, Party.SCHOOL)
# Who has to answer after these steps.
ASKED_BY: dict[Step, frozenset[Party]] = {
    Step.APPROVE: frozenset(SIDES),
    Step.INVITE: frozenset({Party.PROFESSIONAL}),
    Step.SHOW_INTEREST: frozenset({Party.SCHOOL}),
}
# Whoever takes one of these steps has answered: later, or no, is an answer as well.
ANSWERS = frozenset({Step.ACCEPT, Step.DECLINE, Step.POSTPONE, Step.WITHDRAW})
# By anybody, these end the question.
ENDS = frozenset({Step.DECLINE, Step.WITHDRAW})
COUNTED_STEPS = frozenset(ASKED_BY) | ANSWERS | {Step.EXPIRE}
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of a proposal: who took it, and when."""

    party: Party
    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: the minutes until the answer, None for silence."""

    minutes: float | None


def outcome_of(party: Party, history: Iterable[Moment], *, late: bool) -> Outcome | None:
    """Return what came of the last question to ``party`` in one proposal that counts; None when there is none.

    ``history``: in order of time. ``late``: the proposal still waits for an answer, and its answer time is over.
    """
    asked_at: datetime | None = None
    found: Outcome | None = None
    for moment in history:
        if party in ASKED_BY.get(moment.step, ()):
            asked_at = moment.at
        elif asked_at is not None and moment.party is party and moment.step in ANSWERS:
            found, asked_at = Outcome((moment.at - asked_at) / MINUTE), None
        elif asked_at is not None and moment.step is Step.EXPIRE:
            found, asked_at = Outcome(None), None
        elif moment.step in ENDS:
            asked_at = None
    return Outcome(None) if asked_at is not None and late else found


def facts_of(outcomes: Iterable[Outcome]) -> AnswerFacts:
    """Return the outcomes of proposals in numbers."""
    rows = list(outcomes)
    minutes = [row.minutes for row in rows if row.minutes is not None]
    return AnswerFacts(len(rows), len(minutes), round(median(minutes)) if minutes else None)
