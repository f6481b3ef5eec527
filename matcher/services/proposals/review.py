"""The coordinator's review of what the engine suggested."""

from sqlalchemy import select

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Answer, NeedState, Party, ProfileState, ProposalState, Step
from matcher.models import ExcludedSchool, Professional, Proposal
from matcher.services.locks import lock_professional
from matcher.services.proposals import news
from matcher.services.proposals.room import demand_room
from matcher.services.proposals.steps import Grip, check_step, checked_reason, grip, move
from matcher.services.transaction import Work, transactional


@transactional
def take_up(work: Work, *, proposal_id: int) -> None:
    """Begin the review of a suggestion. Raises WrongStateError when somebody else was first."""
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.TAKE_UP)
    move(work, held, Step.TAKE_UP, ProposalState.IN_REVIEW)


@transactional
def approve(work: Work, *, proposal_id: int, message: str = "") -> None:
    """Send the proposal to both sides. Raises WrongStateError when a side is not available or asked too much."""
    person_id = work.session.scalar(select(Proposal.professional_id).where(Proposal.id == proposal_id))
    if person_id is None:
        raise NotFoundError
    # First the person, then the proposal, then the need: the one order of all locks.
    lock_professional(work.session, person_id)
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.APPROVE)
    work.session.refresh(held.need, with_for_update=True)
    _check_available(work, held)
    demand_room(work, professional_id=person_id, need=held.need, party=Party.COORDINATOR)
    held.proposal.started_by = Party.COORDINATOR
    held.proposal.message = message.strip()
    held.proposal.professional_answer = held.proposal.school_answer = Answer.PENDING
    move(work, held, Step.APPROVE, ProposalState.PROPOSED)
    news.tell_both(work, held.proposal, held.need, kind=NoticeKind.PROPOSAL_NEW, **_hours(held))


@transactional
def reject(work: Work, *, proposal_id: int, reason: str, note: str = "") -> None:
    """Do not send it; the pair is not suggested again."""
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.REJECT)
    held.proposal.ended_by = Party.COORDINATOR
    held.proposal.ended_reason = checked_reason(Party.COORDINATOR, reason)
    held.proposal.ended_text = note.strip()
    move(work, held, Step.REJECT, ProposalState.DECLINED, reason=reason, note=note.strip())


def _hours(held: Grip) -> dict[str, int]:
    """Return what the mail says of fewer klokuren than the need asks; nothing when it is as asked."""
    offered, asked = held.proposal.minutes_per_week, held.need.minutes_per_week
    return {"offered": offered, "asked": asked} if offered is not None and offered < asked else {}


def _check_available(work: Work, held: Grip) -> None:
    person = work.session.get_one(Professional, held.proposal.professional_id)
    excluded = work.session.get(ExcludedSchool, (person.id, held.need.school_id))
    if person.state is not ProfileState.ACTIVE or excluded is not None:
        raise WrongStateError("Deze persoon is niet meer beschikbaar voor deze school. Wijs het voorstel af.")
    if held.need.state is not NeedState.OPEN:
        raise WrongStateError("Deze onderwijsvraag staat niet meer open. Wijs het voorstel af.")
