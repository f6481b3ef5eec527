"""Proposals as each side may see them: names and contact only from the introduction on, or for the coordinator."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select, true, union
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.domain.deadlines import ChaseStage
from matcher.domain.states import (
    NAMES_REVEALED,
    VISIBLE_TO_PARTIES,
    Answer,
    Party,
    ProposalState,
)
from matcher.models import Campus, Need, Professional, Proposal, ProposalEvent, School, SearchArea, User
from matcher.queries.coordination.scope import people_within
from matcher.queries.exclusions import not_excluded
from matcher.queries.references import candidate_reference


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
    """Return the select behind every list of proposals: proposal, need, school, town, person, name.

    Outer joins, though each proposal has them: a database leaves out those that a count does not use.
    """
    return (
        select(Proposal, Need, School.name, Campus.town, Professional.job_title, User.full_name)
        .join(Need, Need.id == Proposal.need_id)
        .outerjoin(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .outerjoin(Professional, Professional.id == Proposal.professional_id)
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
    people = select(Professional.id).where(people_within(scope))
    return or_(Need.region_code.in_(scope.regions), Proposal.professional_id.in_(people))


def proposals_within(scope: Scope) -> Any:
    """Return the ids of :func:`in_scope` as a select for long lists: begins at the needs and people of the scope.

    Three plain selects tell a database how few rows they give; conditions joined by OR do not.
    """
    if scope.national:
        return select(Proposal.id)
    needs = select(Need.id).where(Need.region_code.in_(scope.regions))
    areas = select(SearchArea.professional_id).where(SearchArea.region_code.in_(scope.regions))
    handed = select(Professional.id).where(Professional.desk_region_code.in_(scope.regions))
    person = Proposal.professional_id
    return union(
        select(Proposal.id).where(Proposal.need_id.in_(needs)),
        select(Proposal.id).where(person.in_(areas)),
        select(Proposal.id).where(person.in_(handed)),
    )


def among_all_within(scope: Scope) -> ColumnElement[bool]:
    """Return :func:`in_scope` as a condition for long lists."""
    return true() if scope.national else Proposal.id.in_(proposals_within(scope))


def readable_by(party: Party, actor: Actor) -> ColumnElement[bool]:
    """Return which proposals the actor may open as this party."""
    if party is Party.PROFESSIONAL:
        return (Proposal.professional_id == (actor.professional_id or 0)) & VISIBLE
    if party is Party.SCHOOL:
        # Who waits for admission may be anybody: no proposals, no names.
        return Need.school_id.in_(actor.school_ids) & VISIBLE & not_excluded()
    return in_scope(actor.scope)
