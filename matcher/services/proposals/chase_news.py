"""Who hears of silence at each stage, and when nobody does."""

from collections.abc import Callable, Iterable
from datetime import date

from matcher.domain.deadlines import ChaseStage
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import NeedState, Party, ProfileState, ProposalState
from matcher.models import Professional, User
from matcher.queries.coordinators import coordinators_of
from matcher.queries.proposals import waiting_for
from matcher.services.proposals import news
from matcher.services.proposals.steps import Grip
from matcher.services.transaction import Work

REVIEW_STATES = frozenset({ProposalState.SUGGESTED, ProposalState.IN_REVIEW})
SIDES = frozenset({Party.PROFESSIONAL, Party.SCHOOL})
UNDECIDED = REVIEW_STATES | {ProposalState.PROPOSED}


def rests_until(work: Work, held: Grip) -> date | None:
    """Return the day a person comes back whose suggestion waits for review: until then nobody can approve it."""
    person = work.session.get_one(Professional, held.proposal.professional_id)
    away = person.state is ProfileState.PAUSED and held.proposal.state in REVIEW_STATES
    until = person.paused_until if away else None
    return until if until is not None and until > work.today else None


def may_be_told(work: Work, held: Grip) -> bool:
    """Return whether an answer still leads somewhere.

    Nobody is asked for an answer that changes nothing: a need that does not stand open is not decided about, nor is a
    suggestion of somebody who is away. The wait goes on, and closes in the end, unless both come back in time. Whoever
    was introduced is always owed an answer.
    """
    state = held.proposal.state
    person = work.session.get_one(Professional, held.proposal.professional_id)
    away = state in REVIEW_STATES and person.state is not ProfileState.ACTIVE
    return not away and (state not in UNDECIDED or held.need.state is NeedState.OPEN)


def _remind(work: Work, held: Grip) -> None:
    """Half of the time is over: remind who is waited for. Reviews stand in the coordinator's list already."""
    for side in sorted(waiting_for(held.proposal, work.today) - {Party.COORDINATOR}):
        _ask_again(work, held, side, ChaseStage.REMIND)


def _escalate(work: Work, held: Grip) -> None:
    """The end is near: colleagues of the school, a last word to the professional, the coordinators of a review."""
    for side in sorted(waiting_for(held.proposal, work.today)):
        ESCALATES[side](work, held)


def _ask_colleagues(work: Work, held: Grip) -> None:
    colleagues = news.colleagues_of(work, held.need)
    _tell(work, held, Party.SCHOOL, colleagues, NoticeKind.ANSWER_ESCALATED, ChaseStage.ESCALATE)


def _ask_person(work: Work, held: Grip) -> None:
    _ask_again(work, held, Party.PROFESSIONAL, ChaseStage.ESCALATE)


def _ask_review(work: Work, held: Grip) -> None:
    _tell_coordinators(work, held, NoticeKind.REVIEW_REMINDER, ChaseStage.ESCALATE)


def _make_task(work: Work, held: Grip) -> None:
    """The time is over: the coordinators of the region have a task."""
    _tell_coordinators(work, held, NoticeKind.ANSWER_OVERDUE, ChaseStage.TASK)


def _ask_again(work: Work, held: Grip, side: Party, stage: ChaseStage) -> None:
    users = news.side_of(work, held.proposal, held.need, side)
    _tell(work, held, side, users, NoticeKind.ANSWER_REMINDER, stage, last=stage is ChaseStage.ESCALATE)


def _tell_coordinators(work: Work, held: Grip, kind: NoticeKind, stage: ChaseStage) -> None:
    users = coordinators_of(work.session, region_code=held.need.region_code, on=work.today)
    _tell(work, held, Party.COORDINATOR, users, kind, stage)


def _tell(
    work: Work,
    held: Grip,
    side: Party,
    users: Iterable[User],
    kind: NoticeKind,
    stage: ChaseStage,
    *,
    last: bool = False,
) -> None:
    proposal, waits = held.proposal, waiting_for(held.proposal, work.today)
    news.tell_users(
        work,
        users,
        proposal,
        held.need,
        side=side,
        kind=kind,
        occasion=f"{proposal.waiting_since}:{stage}",
        state=proposal.state.value,
        waits_for=sorted(party.value for party in waits),
        other_waits=not waits >= SIDES,
        last=last,
    )


ESCALATES: dict[Party, Callable[[Work, Grip], None]] = {
    Party.PROFESSIONAL: _ask_person,
    Party.SCHOOL: _ask_colleagues,
    Party.COORDINATOR: _ask_review,
}
TELLS: dict[ChaseStage, Callable[[Work, Grip], None]] = {
    ChaseStage.REMIND: _remind,
    ChaseStage.ESCALATE: _escalate,
    ChaseStage.TASK: _make_task,
}
