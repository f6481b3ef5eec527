"""What the page of one proposal shows to one party: history, contacts and steps, as far as that party may know."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.deadlines import MOST_POSTPONEMENTS
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
from matcher.models import Need, Professional, Proposal, ProposalEvent, User
from matcher.queries.proposals import ProposalRow, agreed_by, proposal_rows, readable_by, to_row
from matcher.queries.trials import TrialRow, trial_of, trial_steps_closed


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
    """Everything the page of one proposal shows to one party. ``steps``: what this party may do now.

    ``minutes_per_week``: fewer klokuren than the need asks; None as it asks (``queries.offered.as_offered``).
    """

    row: ProposalRow
    party: Party
    steps: tuple[Step, ...]
    message: str
    minutes_per_week: int | None
    score_parts: dict[str, float]
    trial: TrialRow | None
    agreed_by: frozenset[Party]
    ended_by: Party | None
    ended_reason: str | None
    ended_text: str
    events: tuple[EventRow, ...]
    person_contact: Contact | None
    school_contacts: tuple[Contact, ...]


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
        minutes_per_week=proposal.minutes_per_week,
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
