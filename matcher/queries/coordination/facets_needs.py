"""How far an onderwijsvraag is provided for, as columns and filters."""

from typing import Any

from sqlalchemy import and_, case, exists, func, select

from matcher.domain.states import OPEN_STATES, PlacementState
from matcher.models import Need, Placement, Proposal
from matcher.queries.coordination.listing import Facet


def running_proposals() -> Any:
    """Return how many open proposals a need has, as a column."""
    return select(func.count()).where(Proposal.need_id == Need.id, Proposal.state.in_(OPEN_STATES)).scalar_subquery()


def placements_standing() -> Any:
    """Return how many placements of a need stand, as a column."""
    standing = (Placement.need_id == Need.id, Placement.state != PlacementState.CANCELLED)
    return select(func.count()).where(*standing).scalar_subquery()


def provided() -> Any:
    """Return for how many places of a need there is a placement or an open proposal; may be more than it asks."""
    return running_proposals() + placements_standing()


def places_covered(found: Any, wanted: Any) -> Any:
    """Return how many of the places asked have somebody; ``found`` may be more than ``wanted``."""
    return case((found < wanted, found), else_=wanted)


def never_proposed() -> Any:
    """Return which needs never had a proposal."""
    return ~exists(select(Proposal.id).where(Proposal.need_id == Need.id).correlate(Need))


def coverage_facets() -> tuple[Facet, Facet]:
    """Return the filters: every place provided for, some, or none; and never any proposal."""
    found = provided()
    options = {
        "vol": found >= Need.people_wanted,
        "deels": and_(found > 0, found < Need.people_wanted),
        "niet": found == 0,
    }
    return (
        Facet("dekking", options, counted=False),
        Facet("voorstel", {"geen": never_proposed()}, counted=False),
    )
