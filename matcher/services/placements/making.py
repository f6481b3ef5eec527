"""Placing somebody. The six-hours rule is decided with the person's row locked."""

from sqlalchemy import func, select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.law import VerdictOccasion
from matcher.domain.notifications import NoticeKind
from matcher.domain.placing import PlaceCommand
from matcher.domain.states import NeedState, Party, PlacementState, ProposalState, Step
from matcher.models import Need, Placement, Proposal, School
from matcher.services.locks import lock_professional
from matcher.services.placements import news
from matcher.services.placements.settling import settle
from matcher.services.proposals import withdraw_unanswered
from matcher.services.proposals.steps import Grip, check_step, grip, move
from matcher.services.transaction import Work, transactional


@transactional
def place(work: Work, *, proposal_id: int, command: PlaceCommand) -> int:
    """Place the professional of an agreed proposal. Returns the placement's id.

    Raises NotFoundError for somebody else's proposal, WrongStateError when it is not agreed, InvalidInputError when
    something is missing, RuleRefusedError (with article and numbers) above the limit of the six-hours rule.
    """
    proposal = work.session.get(Proposal, proposal_id)
    if proposal is None:
        raise NotFoundError
    # Everywhere first the person, then the proposal: two locks in one order cannot wait for each other.
    lock_professional(work.session, proposal.professional_id)
    held = _grip_to_place(work, proposal_id)
    check_step(held, Step.PLACE)
    _check_room(work, held.need)
    _check_start(work, command)
    placement = Placement(
        proposal_id=held.proposal.id,
        professional_id=held.proposal.professional_id,
        need_id=held.need.id,
        school_id=held.need.school_id,
        board_id=work.session.get_one(School, held.need.school_id).board_id,
        campus_id=held.need.campus_id,
        region_code=held.need.region_code,
        sector=held.need.sector,
        created_at=work.now,
        created_by_id=work.actor.user_id,
    )
    settle(work, placement, held.need, command, party=held.party, occasion=VerdictOccasion.PLACE)
    move(work, held, Step.PLACE, ProposalState.PLACED, note=command.exception_reason.strip())
    _fill_need(work, held.need)
    news.tell_both(work, placement, kind=NoticeKind.PLACEMENT_MADE)
    return placement.id


def _grip_to_place(work: Work, proposal_id: int) -> Grip:
    """Hold the proposal as the school, else as the coordinator."""
    try:
        return grip(work, proposal_id=proposal_id, party=Party.SCHOOL)
    except NotFoundError:
        return grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)


def _check_room(work: Work, need: Need) -> None:
    """Lock the need: two people placed at once must not take the same last position."""
    work.session.refresh(need, with_for_update=True)
    if _placed(work, need) >= need.people_wanted:
        raise WrongStateError("Alle plekken van deze onderwijsvraag zijn al vervuld.")


def _placed(work: Work, need: Need) -> int:
    counting = select(func.count()).where(Placement.need_id == need.id, Placement.state != PlacementState.CANCELLED)
    return work.session.scalar(counting) or 0


def _check_start(work: Work, command: PlaceCommand) -> None:
    if command.starts_on < work.today:
        raise InvalidInputError("Controleer de data.", {"starts_on": "De begindatum moet vandaag of later zijn."})


def _fill_need(work: Work, need: Need) -> None:
    if need.state is NeedState.OPEN and _placed(work, need) >= need.people_wanted:
        need.state = NeedState.FILLED
        withdraw_unanswered(work, need=need)
    work.session.flush()
