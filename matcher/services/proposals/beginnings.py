"""How a proposal begins: a school invites, a professional shows interest (or says no at once)."""

from typing import Any

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import (
    BEGINNINGS,
    VISIBLE_TO_PARTIES,
    Answer,
    NeedState,
    Party,
    ProfileState,
    ProposalState,
    Step,
    may_step,
)
from matcher.matching.constraints import Obstacle
from matcher.matching.sentences import OBSTACLE_TEXTS
from matcher.matching.weights import DEFAULT
from matcher.models import ExcludedSchool, Need, Professional, Proposal
from matcher.queries.matches import match_of
from matcher.services.locks import lock_professional
from matcher.services.proposals import news
from matcher.services.proposals.room import demand_room
from matcher.services.proposals.steps import checked_reason, record
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional

NOT_OPEN = "Deze vraag staat nu niet open. Zet de vraag eerst op open."


@transactional
def invite(work: Work, *, need_id: int, professional_id: int, message: str = "") -> int:
    """A school invites a candidate; the professional has to answer. Returns the proposal's id.

    Raises NotFoundError for another school's need or somebody who is no candidate, WrongStateError when the pair has a
    proposal already.
    """
    need = work.session.get(Need, need_id)
    if need is None or not work.actor.works_for(need.school_id):
        raise NotFoundError
    if need.school_id not in work.actor.school_ids:
        raise NotAllowedError("Uw aanmelding bij de school wacht nog op toelating. Daarna kunt u mensen uitnodigen.")
    return _begin(work, Step.INVITE, need, professional_id, message)


@transactional
def show_interest(work: Work, *, need_id: int, message: str = "") -> int:
    """A professional shows interest in a need; the school has to answer. Returns the proposal's id.

    Raises NotFoundError for a need that is not open, InvalidInputError when something stands in the way.
    """
    need = work.session.get(Need, need_id)
    if need is None or work.actor.professional_id is None:
        raise NotFoundError
    return _begin(work, Step.SHOW_INTEREST, need, work.actor.professional_id, message)


@transactional
def dismiss_need(work: Work, *, need_id: int, reason: str) -> None:
    """A professional does not want this need: it is not shown again, and nobody is told."""
    need, person = work.session.get(Need, need_id), work.actor.professional_id
    if need is None or person is None:
        raise NotFoundError
    checked_reason(Party.PROFESSIONAL, reason)
    lock_professional(work.session, person)
    # A suggestion under review is unknown to the person, who must be able to say no to the need all the same.
    existing = _existing(work, person, need_id)
    if existing is not None and existing.state in VISIBLE_TO_PARTIES:
        raise WrongStateError("Er is al een voorstel voor deze vraag. Antwoord daar.")
    proposal = existing or _new(work, need, person, ProposalState.DECLINED, Party.PROFESSIONAL)
    proposal.professional_answer, proposal.ended_by = Answer.DECLINED, Party.PROFESSIONAL
    proposal.ended_reason, proposal.updated_at = reason, work.now
    from_state = existing.state if existing else None
    to_state = ProposalState.DECLINED
    _write(work, proposal, Party.PROFESSIONAL, Step.DECLINE, from_state=from_state, to_state=to_state, reason=reason)


def _begin(work: Work, step: Step, need: Need, professional_id: int, message: str) -> int:
    """Begin a proposal, or take over what the engine suggested for this pair."""
    # The engine is asked before anything is written: its snapshot must hold committed rows only.
    facts = _engine_facts(work, professional_id, need.id)
    party, state = BEGINNINGS[step]
    person = lock_professional(work.session, professional_id)
    existing = _existing(work, professional_id, need.id)
    _check_pair(work, person, need, facts.pop("obstacle"), party, existing)
    proposal = existing or _new(work, need, professional_id, state, party)
    if existing is not None and not _may_take_over(existing, step, party):
        raise WrongStateError("Er is al een voorstel voor deze persoon en deze vraag.")
    _hold_open(work, need)
    demand_room(work, professional_id=professional_id, need=need, party=party)
    _fill(work, proposal, party, message, facts)
    _write(work, proposal, party, step, from_state=existing.state if existing else None, to_state=state)
    news.tell_other_side(work, proposal, need, party, kind=NoticeKind.PROPOSAL_NEW)
    return proposal.id


def _may_take_over(existing: Proposal, step: Step, party: Party) -> bool:
    """What was closed in silence is taken up again by the side that did not answer, not by the one that waited."""
    answers = {Party.PROFESSIONAL: existing.professional_answer, Party.SCHOOL: existing.school_answer}
    silent = existing.state is not ProposalState.EXPIRED or answers[party] is Answer.PENDING
    return silent and may_step(step, existing.state, party)


def _engine_facts(work: Work, professional_id: int, need_id: int) -> dict[str, Any]:
    match = match_of(work.session, professional_id=professional_id, need_id=need_id, today=work.today)
    if match is None:
        return {"obstacle": None}
    parts = match.parts.as_dict()
    return {"obstacle": match.explanation.obstacle, "score": match.total, "score_parts": parts}


def _check_pair(
    work: Work, person: Professional, need: Need, obstacle: Obstacle | None, party: Party, existing: Proposal | None
) -> None:
    """Raise unless both sides are available and nothing stands in the way."""
    excluded = work.session.get(ExcludedSchool, (person.id, need.school_id))
    unavailable = person.state is not ProfileState.ACTIVE or need.state is not NeedState.OPEN
    if excluded is not None or obstacle is None or (party is Party.SCHOOL and person.state is not ProfileState.ACTIVE):
        raise NotFoundError
    if unavailable:
        raise WrongStateError(NOT_OPEN)
    if existing is None and obstacle is not Obstacle.NONE:
        texts = OBSTACLE_TEXTS[obstacle]
        raise InvalidInputError(texts.school if party is Party.SCHOOL else texts.professional)


def _hold_open(work: Work, need: Need) -> None:
    """Lock the need, after person and proposal: it must not be closed before this proposal is written."""
    work.session.refresh(need, with_for_update=True)
    if need.state is not NeedState.OPEN:
        raise WrongStateError(NOT_OPEN)


def _existing(work: Work, professional_id: int, need_id: int) -> Proposal | None:
    return work.session.scalar(
        select(Proposal)
        .where(Proposal.professional_id == professional_id, Proposal.need_id == need_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _new(work: Work, need: Need, professional_id: int, state: ProposalState, party: Party) -> Proposal:
    return Proposal(
        professional_id=professional_id,
        need_id=need.id,
        state=state,
        started_by=party,
        score_parts={},
        weights_version=DEFAULT.version,
        created_at=work.now,
        updated_at=work.now,
    )


def _fill(work: Work, proposal: Proposal, party: Party, message: str, facts: dict[str, Any]) -> None:
    """The side that begins has answered; the other is asked."""
    proposal.professional_answer = Answer.INTERESTED if party is Party.PROFESSIONAL else Answer.PENDING
    proposal.school_answer = Answer.INTERESTED if party is Party.SCHOOL else Answer.PENDING
    proposal.started_by, proposal.message = party, message.strip()
    proposal.updated_at = work.now
    # What was taken up again begins anew: an agreement or an end of before does not count.
    proposal.professional_agreed_at = proposal.school_agreed_at = proposal.trial_on = None
    proposal.ended_by = proposal.ended_reason = proposal.minutes_per_week = None
    for name, value in facts.items():
        setattr(proposal, name, value)


def _write(
    work: Work,
    proposal: Proposal,
    party: Party,
    step: Step,
    *,
    from_state: ProposalState | None = None,
    to_state: ProposalState | None = None,
    reason: str | None = None,
) -> None:
    """Store the proposal with its first (or next) event."""
    target = to_state or proposal.state
    proposal.state = target
    start_waiting(work, proposal, work.session.get_one(Need, proposal.need_id))
    work.session.add(proposal)
    work.session.flush()
    record(work, proposal, party=party, step=step, from_state=from_state, to_state=target, reason=reason)
    work.session.flush()
