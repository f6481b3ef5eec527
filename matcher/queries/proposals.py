"""Proposals as each side may see them: names and contact only from the introduction on, or for the coordinator."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.domain.deadlines import MOST_POSTPONEMENTS, ChaseStage
from matcher.domain.errors import NotFoundError
from matcher.domain.states import (
    NAMES_REVEALED,
    VISIBLE_TO_PARTIES,
    Answer,
    NeedState,
    Party,
    ProposalState,
    Step,
    steps_open_to,
)
from matcher.models import Campus, Need, Professional, Proposal, ProposalEvent, School, SearchArea, User
from matcher.queries.exclusions import not_excluded
from matcher.queries.references import candidate_reference
from matcher.queries.trials import TrialRow, trial_of, trial_steps_closed


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One line of a list. ``person_name`` is None while the reader may not know it; ``waiting_for``: who has to act.

    ``chase_stage`` and ``chase_on``: what happens next without an answer, and when.
    """

    id: int
    state: ProposalState
    need_id: int
    need_title: str
    school_id: int
    school: str
    town: str
    region_code: str
    professional_id: int
    person_reference: str
    person_job_title: str
    person_name: str | None
    started_by: Party
    professional_answer: Answer
    school_answer: Answer
    answer_by: date | None
    postponed_until: date | None
    chase_stage: ChaseStage | None
    chase_on: date | None
    score: float | None
    trial_on: date | None
    trial_offered_by: Party | None
    updated_at: datetime
    waiting_for: frozenset[Party]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with contact details, shown from the introduction on."""

    name: str
    email: str
    phone: str | None
    organisation: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the history."""

    at: datetime
    party: Party
    step: Step | None
    to_state: ProposalState
    reason: str | None
    note: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything the page of one proposal shows to one party. ``steps``: what this party may do now."""

    row: ProposalRow
    party: Party
    steps: tuple[Step, ...]
    message: str
    score_parts: dict[str, float]
    trial: TrialRow | None
    agreed_by: frozenset[Party]
    ended_by: Party | None
    ended_reason: str | None
    ended_text: str
    events: tuple[EventRow, ...]
    person_contact: Contact | None
    school_contacts: tuple[Contact, ...]


SIDES = frozenset({Party.PROFESSIONAL, Party.SCHOOL})


def waiting_for(proposal: Proposal, today: date) -> frozenset[Party]:
    """Return who has to act now; ``queries.coordination.proposals.waits_for`` says the same in SQL."""
    state = proposal.state
    if state in {ProposalState.SUGGESTED, ProposalState.IN_REVIEW}:
        return frozenset({Party.COORDINATOR})
    if state is ProposalState.PROPOSED:
        answers = {Party.PROFESSIONAL: proposal.professional_answer, Party.SCHOOL: proposal.school_answer}
        return frozenset(party for party, answer in answers.items() if answer is Answer.PENDING)
    if state is ProposalState.TRIAL and proposal.trial_offered_by is not None:
        return SIDES - {proposal.trial_offered_by}
    if state in {ProposalState.INTRODUCED, ProposalState.TRIAL}:
        # Before the day of a planned trial lesson is over nobody is waited for (services.proposals.trials).
        later = proposal.waiting_since is not None and proposal.waiting_since > today
        return frozenset() if later else SIDES - agreed_by(proposal)
    return frozenset({Party.SCHOOL}) if state is ProposalState.AGREED else frozenset()


def agreed_by(proposal: Proposal) -> frozenset[Party]:
    """Return which sides said that they agree."""
    moments = {Party.PROFESSIONAL: proposal.professional_agreed_at, Party.SCHOOL: proposal.school_agreed_at}
    return frozenset(party for party, moment in moments.items() if moment is not None)


def proposal_rows() -> Select[*tuple[Any, ...]]:
    """Return the select behind every list of proposals: proposal, need, school, town, person, name."""
    return (
        select(Proposal, Need, School.name, Campus.town, Professional.job_title, User.full_name)
        .join(Need, Need.id == Proposal.need_id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .join(Professional, Professional.id == Proposal.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
    )


def to_row(found: Sequence[Any], *, today: date, names: bool = False) -> ProposalRow:
    """Make a list line; ``names`` for a reader who may always know them (the coordinator)."""
    proposal, need, school, town, job_title, full_name = found
    revealed = names or proposal.state in NAMES_REVEALED
    return ProposalRow(
        id=proposal.id,
        state=proposal.state,
        need_id=need.id,
        need_title=need.title,
        school_id=need.school_id,
        school=school,
        town=town or "",
        region_code=need.region_code,
        professional_id=proposal.professional_id,
        person_reference=candidate_reference(proposal.professional_id),
        person_job_title=job_title,
        person_name=full_name if revealed else None,
        started_by=proposal.started_by,
        professional_answer=proposal.professional_answer,
        school_answer=proposal.school_answer,
        answer_by=proposal.answer_by,
        postponed_until=proposal.postponed_until,
        chase_stage=proposal.chase_stage,
        chase_on=proposal.chase_on,
        score=proposal.score,
        trial_on=proposal.trial_on,
        trial_offered_by=proposal.trial_offered_by,
        updated_at=proposal.updated_at,
        waiting_for=waiting_for(proposal, today),
    )


# What ended before it was proposed (a suggestion turned down, a need somebody dismissed) was never told to the sides.
_ENDED_UNPLACED = (ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN)
_WAS_PROPOSED = exists().where(
    ProposalEvent.proposal_id == Proposal.id, ProposalEvent.to_state == ProposalState.PROPOSED
)
VISIBLE = Proposal.state.in_(VISIBLE_TO_PARTIES) & (Proposal.state.not_in(_ENDED_UNPLACED) | _WAS_PROPOSED)


def _list(session: Session, today: date, *conditions: ColumnElement[bool]) -> tuple[ProposalRow, ...]:
    rows = proposal_rows().where(*conditions).order_by(Proposal.updated_at.desc(), Proposal.id.desc())
    return tuple(to_row(row, today=today) for row in session.execute(rows))


def proposals_of_professional(session: Session, professional_id: int, *, today: date) -> tuple[ProposalRow, ...]:
    """Return the proposals a professional may see, newest first."""
    return _list(session, today, Proposal.professional_id == professional_id, VISIBLE)


def proposals_of_schools(session: Session, school_ids: Collection[int], *, today: date) -> tuple[ProposalRow, ...]:
    """Return the proposals the schools may see, newest first."""
    return _list(session, today, Need.school_id.in_(school_ids), VISIBLE, not_excluded())


def in_scope(scope: Scope) -> ColumnElement[bool]:
    """Return the condition on :func:`proposal_rows` for a coordinator: the need or the person lies in the scope."""
    if scope.national:
        return true()
    reach = select(SearchArea.professional_id).where(SearchArea.region_code.in_(scope.regions))
    return or_(Need.region_code.in_(scope.regions), Proposal.professional_id.in_(reach))


def readable_by(party: Party, actor: Actor) -> ColumnElement[bool]:
    """Return which proposals the actor may open as this party."""
    if party is Party.PROFESSIONAL:
        return (Proposal.professional_id == (actor.professional_id or 0)) & VISIBLE
    if party is Party.SCHOOL:
        # Who waits for admission may be anybody: no proposals, no names.
        return Need.school_id.in_(actor.school_ids) & VISIBLE & not_excluded()
    return in_scope(actor.scope)


def proposal_page(session: Session, *, proposal_id: int, party: Party, actor: Actor, today: date) -> ProposalPage:
    """Return the page of one proposal for a party. Raises NotFoundError for somebody else's."""
    found = session.execute(proposal_rows().where(Proposal.id == proposal_id, readable_by(party, actor))).one_or_none()
    if found is None:
        raise NotFoundError
    proposal, need = found[0], found[1]
    trial = trial_of(session, proposal_id)
    return ProposalPage(
        row=to_row(found, today=today, names=party is Party.COORDINATOR),
        party=party,
        steps=_steps(proposal, need, trial, party, actor),
        message=proposal.message,
        score_parts=dict(proposal.score_parts),
        trial=trial,
        agreed_by=agreed_by(proposal),
        ended_by=proposal.ended_by,
        ended_reason=proposal.ended_reason if _may_read_reason(proposal, party) else None,
        ended_text=proposal.ended_text if _may_read_reason(proposal, party) else "",
        events=_events(session, proposal, party),
        person_contact=_person_contact(session, proposal, party),
        school_contacts=_school_contacts(session, proposal, need, found[2], party),
    )


def _steps(proposal: Proposal, need: Need, trial: TrialRow | None, party: Party, actor: Actor) -> tuple[Step, ...]:
    """Return what the party may do; a side that answered or agreed is not asked again.

    What was closed in silence may be taken up again by a side that did not answer, while the need stands open.
    """
    holds = actor.parties(
        professional_id=proposal.professional_id, school_id=need.school_id, region_code=need.region_code
    )
    if party not in holds:
        return ()
    answers = {Party.PROFESSIONAL: proposal.professional_answer, Party.SCHOOL: proposal.school_answer}
    done = set()
    if answers.get(party, Answer.PENDING) is not Answer.PENDING:
        done |= {Step.ACCEPT, Step.DECLINE, Step.POSTPONE}
    if proposal.postponements >= MOST_POSTPONEMENTS:
        done.add(Step.POSTPONE)
    if party in agreed_by(proposal):
        done |= {Step.AGREE, Step.OFFER_TRIAL}
    if answers.get(party, Answer.PENDING) is not Answer.PENDING or need.state is not NeedState.OPEN:
        done |= {Step.INVITE, Step.SHOW_INTEREST}
    done |= trial_steps_closed(trial, party)
    return tuple(step for step in steps_open_to(proposal.state, party) if step not in done)


def _may_read_reason(proposal: Proposal, party: Party) -> bool:
    """The one who gave the reason and the coordinator read it; the other side only when it was shared."""
    return party in {Party.COORDINATOR, proposal.ended_by} or proposal.reason_shared


def _events(session: Session, proposal: Proposal, party: Party) -> tuple[EventRow, ...]:
    rows = session.scalars(
        select(ProposalEvent).where(ProposalEvent.proposal_id == proposal.id).order_by(ProposalEvent.id)
    )
    return tuple(_event(row, party, shared=proposal.reason_shared) for row in rows if _sees_event(row, party))


def _sees_event(row: ProposalEvent, party: Party) -> bool:
    return party is Party.COORDINATOR or row.to_state in VISIBLE_TO_PARTIES


def _event(row: ProposalEvent, party: Party, *, shared: bool) -> EventRow:
    readable = party in {Party.COORDINATOR, row.party} or (shared and row.reason is not None)
    return EventRow(
        at=row.at,
        party=row.party,
        step=row.step,
        to_state=row.to_state,
        reason=row.reason if readable else None,
        note=row.note if readable else "",
    )


def _reveals(proposal: Proposal, party: Party) -> bool:
    return party is Party.COORDINATOR or proposal.state in NAMES_REVEALED


def _person_contact(session: Session, proposal: Proposal, party: Party) -> Contact | None:
    if not _reveals(proposal, party):
        return None
    row = session.execute(
        select(User.full_name, User.email, User.phone, Professional.employer)
        .join(Professional, Professional.user_id == User.id)
        .where(Professional.id == proposal.professional_id)
    ).one_or_none()
    return None if row is None else Contact(*row)


def _school_contacts(
    session: Session, proposal: Proposal, need: Need, school: str, party: Party
) -> tuple[Contact, ...]:
    """Return who made the need, when names may be known."""
    if not _reveals(proposal, party):
        return ()
    rows = session.execute(select(User.full_name, User.email, User.phone).where(User.id == need.created_by_id))
    return tuple(Contact(name, email, phone, school) for name, email, phone in rows)
