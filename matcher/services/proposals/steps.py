"""The one way a proposal changes: lock it, check the table, write the change and its event."""

from dataclasses import dataclass

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.reasons import reason_for
from matcher.domain.states import VISIBLE_TO_PARTIES, Party, ProposalState, Step, may_step
from matcher.models import ExcludedSchool, Need, Proposal, ProposalEvent
from matcher.services.answer_records import recount_after
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work


@dataclass(frozen=True, slots=True)
class Grip:
    """A proposal held under lock with its need, by an actor who acts as ``party``."""

    proposal: Proposal
    need: Need
    party: Party


def grip(work: Work, *, proposal_id: int, party: Party) -> Grip:
    """Lock a proposal for this party. Raises NotFoundError unless the actor is that party of it and may see it."""
    found = work.session.execute(
        select(Proposal, Need)
        .join(Need, Need.id == Proposal.need_id)
        .where(Proposal.id == proposal_id)
        .with_for_update(of=Proposal)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None or not _may_hold(work, found[0], found[1], party):
        raise NotFoundError
    return Grip(found[0], found[1], party)


def _may_hold(work: Work, proposal: Proposal, need: Need, party: Party) -> bool:
    holds = work.actor.parties(
        professional_id=proposal.professional_id, school_id=need.school_id, region_code=need.region_code
    )
    hidden = party in {Party.PROFESSIONAL, Party.SCHOOL} and proposal.state not in VISIBLE_TO_PARTIES
    return party in holds and not hidden and not (party is Party.SCHOOL and _barred(work, proposal, need))


def _barred(work: Work, proposal: Proposal, need: Need) -> bool:
    return work.session.get(ExcludedSchool, (proposal.professional_id, need.school_id)) is not None


def check_step(held: Grip, step: Step) -> None:
    """Raise WrongStateError when the table does not allow the step now."""
    if not may_step(step, held.proposal.state, held.party):
        raise WrongStateError("Dit kan nu niet meer: het voorstel is intussen veranderd. Bekijk de pagina opnieuw.")


def move(
    work: Work, held: Grip, step: Step, to_state: ProposalState, *, reason: str | None = None, note: str = ""
) -> None:
    """Change the state and write the event; in another state somebody else is waited for. Answers are counted.

    The caller has checked the step.
    """
    proposal = held.proposal
    record(work, proposal, party=held.party, step=step, to_state=to_state, reason=reason, note=note)
    follows = proposal.state is not to_state
    proposal.state = to_state
    proposal.updated_at = work.now
    if follows:
        start_waiting(work, proposal, held.need)
    work.session.flush()
    recount_after(work, proposal, held.need, held.party, step)


def record(
    work: Work,
    proposal: Proposal,
    *,
    party: Party,
    step: Step | None,
    to_state: ProposalState,
    from_state: ProposalState | None = None,
    reason: str | None = None,
    note: str = "",
) -> None:
    """Write one event row."""
    work.session.add(
        ProposalEvent(
            proposal_id=proposal.id,
            at=work.now,
            actor_id=work.actor.user_id,
            party=party,
            step=step,
            from_state=from_state or proposal.state,
            to_state=to_state,
            reason=reason,
            note=note,
        )
    )


def checked_reason(party: Party, reason: str) -> str:
    """Return the reason code. Raises InvalidInputError for one that is not in this side's list."""
    if reason_for(party, reason) is None:
        raise InvalidInputError("Kies een reden.", {"reason": "Kies een reden uit de lijst."})
    return reason
