"""How each side answered a proposal, as one definition for the figures and for a filter of the list.

A side is asked once a proposal and answers once: the first question and its first answer after it count. Whoever did
not answer counts as silent when the proposal expired or ten days are over, not when it ended for another reason. The
ten days are the standard answer time everywhere, so that areas compare; a programme may ask for an answer sooner.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, extract, func, or_, select

from matcher.domain.deadlines import DEFAULT_DAYS
from matcher.domain.states import OPEN_STATES, Party, ProposalState, Step
from matcher.models import Proposal, ProposalEvent
from matcher.queries.coordination.listing import Condition, Facet
from matcher.queries.coordination.scope import View, midnight
from matcher.rules.answering import ANSWERS, ASKED_BY, SIDES

SIDES_ASKED = (*SIDES, Party.COORDINATOR)
IN_TIME, LATER, SILENT = "op-tijd", "later", "niet"
HOW = (IN_TIME, LATER, SILENT)
SECONDS_PER_DAY = 86_400
REVIEWS = frozenset({Step.TAKE_UP, Step.APPROVE, Step.REJECT, Step.DEFER})
_E = ProposalEvent


@dataclass(frozen=True, slots=True)
class Question:
    """When a side was asked and when it answered, as columns."""

    asked: Any
    answered: Any

    @property
    def seconds(self) -> Any:
        """Seconds from the question to the answer."""
        return extract("epoch", self.answered) - extract("epoch", self.asked)


def is_question(side: Party) -> Condition:
    """Return which events put a question to the side."""
    if side is Party.COORDINATOR:
        return and_(_E.to_state == ProposalState.SUGGESTED, or_(_E.step.is_(None), _E.step != Step.DEFER))
    return _E.step.in_([step for step, sides in ASKED_BY.items() if side in sides])


def is_answer(side: Party) -> Condition:
    """Return which events are an answer of the side."""
    return and_(_E.party == side, _E.step.in_(REVIEWS if side is Party.COORDINATOR else ANSWERS))


def how_answered(question: Question, state: Any, today: date) -> dict[str, Condition]:
    """Return the condition of each of :data:`HOW`; a side that still has time, or was never asked, is in none."""
    answered = and_(question.asked.is_not(None), question.answered >= question.asked)
    within = question.seconds <= DEFAULT_DAYS * SECONDS_PER_DAY
    over = and_(state.in_(OPEN_STATES), question.asked < midnight(today - timedelta(days=DEFAULT_DAYS)))
    nothing = or_(question.answered.is_(None), question.answered < question.asked)
    return {
        IN_TIME: and_(answered, within),
        LATER: and_(answered, ~within),
        SILENT: and_(question.asked.is_not(None), nothing, or_(state == ProposalState.EXPIRED, over)),
    }


def grouped_questions(condition: Condition) -> Any:
    """Return proposal -> first question and first answer of each side, of the events that meet the condition."""
    columns = [
        func.min(case((of(side), _E.at))).label(f"{side.value}_{name}")
        for side in SIDES_ASKED
        for name, of in (("asked", is_question), ("answered", is_answer))
    ]
    return select(_E.proposal_id, *columns).where(condition).group_by(_E.proposal_id).cte("questions")


def question_in(grouped: Any, side: Party) -> Question:
    """Return the columns of one side of :func:`grouped_questions`."""
    return Question(grouped.c[f"{side.value}_asked"], grouped.c[f"{side.value}_answered"])


def answer_facet(view: View) -> Facet:
    """Return the filter on proposals: ``<side>-<how>``, such as ``school-op-tijd``."""

    def first(of: Callable[[Party], Condition], side: Party) -> Any:
        return select(func.min(_E.at)).where(_E.proposal_id == Proposal.id, of(side)).scalar_subquery()

    options = {
        f"{side.value}-{name}": condition
        for side in SIDES_ASKED
        for name, condition in how_answered(
            Question(first(is_question, side), first(is_answer, side)), Proposal.state, view.today
        ).items()
    }
    return Facet("antwoord", options, counted=False)
