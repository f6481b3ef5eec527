"""Whose placement it is: the school and the coordinator of the region may change it, under lock."""

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import Party, PlacementState
from matcher.models import Placement
from matcher.services.locks import lock_professional
from matcher.services.transaction import Work


def own_placement(work: Work, placement_id: int) -> Placement:
    """Lock person and placement for the school or the coordinator. Raises NotFoundError or WrongStateError."""
    placement = work.session.get(Placement, placement_id)
    if placement is None or party_of(work, placement) is None:
        raise NotFoundError
    lock_professional(work.session, placement.professional_id)
    work.session.refresh(placement, with_for_update=True)
    if placement.state is PlacementState.CANCELLED:
        raise WrongStateError("Deze inzet is geannuleerd.")
    return placement


def planned_placement(work: Work, placement_id: int) -> Placement:
    """Lock a placement that was not ended. Raises NotFoundError or WrongStateError."""
    placement = own_placement(work, placement_id)
    if placement.state is not PlacementState.PLANNED:
        raise WrongStateError("Deze inzet is al beëindigd of geannuleerd.")
    return placement


def party_of(work: Work, placement: Placement) -> Party | None:
    """Return as which party the actor may change the placement; a coordinator may do more than a school."""
    if work.actor.acts_in.covers(placement.region_code):
        return Party.COORDINATOR
    return Party.SCHOOL if placement.school_id in work.actor.school_ids else None


def reason_given(reason: str) -> str:
    """Return the reason without spaces around it. Raises InvalidInputError without one."""
    if not reason.strip():
        raise InvalidInputError("Vul een reden in.", {"reason": "Vul in waarom de inzet stopt."})
    return reason.strip()
