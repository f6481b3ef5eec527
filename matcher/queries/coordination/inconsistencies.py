"""What the nightly check found in the hours of people in the scope, while it is not solved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.law import InconsistencyKind
from matcher.models import Inconsistency, Placement, Professional, User
from matcher.queries.coordination.listing import Facet, Listing, Source, Wish, all_rows, listing
from matcher.queries.coordination.people import reaches
from matcher.queries.coordination.scope import View, people_within


@dataclass(frozen=True, slots=True)
class InconsistencyRow:
    """One finding. ``placement_id``: None for a finding of the person, or a placement outside the scope."""

    id: int
    kind: InconsistencyKind
    person_id: int
    person: str
    message: str
    found_at: datetime
    placement_id: int | None


def inconsistencies_source(view: View) -> Source[InconsistencyRow]:
    """Return the open findings about people the view may see."""
    statement = (
        select(Inconsistency, User.full_name, Placement.region_code)
        .join(Professional, Professional.id == Inconsistency.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(Placement, Placement.id == Inconsistency.placement_id)
        .where(Inconsistency.solved_at.is_(None), people_within(view.scope))
    )
    return Source(
        statement=statement,
        facets=(
            Facet("soort", {kind.value: Inconsistency.kind == kind.value for kind in InconsistencyKind}),
            Facet("regio", {region.code: reaches(region.code) for region in view.regions}),
        ),
        searched=(User.full_name, Inconsistency.message),
        sorts={"gevonden": (Inconsistency.found_at,), "naam": (User.full_name,)},
        default_sort="-gevonden",
        tie=Inconsistency.id,
        make=lambda found: _row(view, found),
    )


def _row(view: View, found: Any) -> InconsistencyRow:
    row, name, region_code = found
    return InconsistencyRow(
        id=row.id,
        kind=InconsistencyKind(row.kind),
        person_id=row.professional_id,
        person=name or "Vertrokken professional",
        message=row.message,
        found_at=row.found_at,
        placement_id=row.placement_id if region_code and view.scope.covers(region_code) else None,
    )


def inconsistency_list(session: Session, *, view: View, wish: Wish) -> Listing[InconsistencyRow]:
    """Return a page of findings with the counts of the filters."""
    return listing(session, inconsistencies_source(view), wish)


def inconsistency_rows(session: Session, *, view: View, wish: Wish) -> tuple[InconsistencyRow, ...]:
    """Return every finding of the wish, for an export."""
    return all_rows(session, inconsistencies_source(view), wish)
