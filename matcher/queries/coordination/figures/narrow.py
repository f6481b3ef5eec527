"""The rows behind a figure as a select of ids, and counts of them by region: no joins but those the filter needs."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select, true, union
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.models import Need, Placement, PlacementYear, Professional, Proposal
from matcher.queries.coordination import facets_proposals, needs, people, placements
from matcher.queries.coordination.figures.wishes import Chosen
from matcher.queries.coordination.listing import Condition, Facet
from matcher.queries.coordination.scope import View, people_by_region, people_within, within

Ids = Select[int]
# More rows than this are not named one by one.
FEW = 4_000


def meets(facets: Iterable[Facet], chosen: Chosen) -> list[Condition]:
    """Return the conditions of the filter, as the lists have them: values of one facet are alternatives."""
    found = []
    for facet in facets:
        values = [facet.options[value] for value in sorted(chosen.get(facet.name, ())) if value in facet.options]
        if values:
            found.append(or_(*values))
    return found


@lru_cache(maxsize=256)
def _facets(of: Callable[[View], tuple[Facet, ...]], view: View) -> tuple[Facet, ...]:
    """Return the filters of a list; making some hundred conditions takes longer than counting a small area."""
    return of(view)


def people_ids(view: View, chosen: Chosen) -> Ids:
    """Return the people the view sees under the filter."""
    return select(Professional.id).where(people_within(view.scope), *meets(_facets(people.plain_facets, view), chosen))


def need_ids(view: View, chosen: Chosen) -> Ids:
    """Return the needs the view sees under the filter."""
    return select(Need.id).where(
        within(Need.region_code, view.scope), *meets(_facets(needs.plain_facets, view), chosen)
    )


def placement_ids(view: View, chosen: Chosen) -> Ids:
    """Return the placements the view sees under the filter."""
    conditions = meets(_facets(placements.plain_facets, view), chosen)
    return select(Placement.id).where(within(Placement.region_code, view.scope), *conditions)


def proposal_ids(view: View, chosen: Chosen) -> Ids:
    """Return the proposals the view sees under the filter."""
    facets = [facet for facet in _facets(facets_proposals.proposal_facets, view) if facet.name != "regio"]
    regions = [{code} for code in chosen.get("regio", ()) if view.scope.covers(code)]
    # A region inside the scope says more than the scope.
    where = or_(*(touches(each) for each in regions)) if regions else _in_scope(view.scope)
    return select(Proposal.id).join(Need, Need.id == Proposal.need_id).where(where, *meets(facets, chosen))


def _in_scope(scope: Scope) -> Condition:
    return true() if scope.national else touches(scope.regions)


def touches(regions: Collection[str]) -> Condition:
    """Return which proposals have their need or their person in the regions.

    Says the same as ``queries.proposals.in_scope``, as two sets that each are found by an index.
    """
    if not regions:
        return false()
    seen = people_by_region()
    reach = select(seen.c.professional_id).where(seen.c.region_code.in_(regions))
    asked = select(Need.id).where(Need.region_code.in_(regions))
    by_person = select(Proposal.id).where(Proposal.professional_id.in_(reach))
    return Proposal.id.in_(select(Proposal.id).where(Proposal.need_id.in_(asked)).union(by_person))


def few(session: Session, ids: Ids) -> Ids:
    """Return the same rows, named one by one when they are few: then what belongs to them is found by an index.

    A database that does not know how few they are reads every event of every proposal.
    """
    found = session.scalars(ids.limit(FEW + 1)).all()
    return select(Proposal.id).where(Proposal.id.in_(found)) if len(found) <= FEW else ids


def how_many(session: Session, ids: Ids) -> int:
    """Return how many rows there are."""
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def planned_minutes(view: View) -> Any:
    """Return the minutes planned in the school year of the view, for a select that joins :class:`PlacementYear`."""
    return and_(PlacementYear.placement_id == Placement.id, PlacementYear.school_year == view.year)


def people_regions(ids: Ids, codes: Collection[str]) -> Select[str, int]:
    """Return (region, person), each pair once; a person is in every region that sees the person."""
    seen = people_by_region()
    return (
        select(seen.c.region_code.label("region"), seen.c.professional_id.label("id"))
        .where(seen.c.region_code.in_(codes), seen.c.professional_id.in_(ids))
        .distinct()
    )


def proposal_regions(ids: Ids, codes: Collection[str]) -> Any:
    """Return (region, proposal), each pair once; a proposal is where its need is and where its person is."""
    base = ids.subquery()
    where_need = (
        select(Need.region_code.label("region"), Proposal.id.label("id"))
        .join(base, base.c.id == Proposal.id)
        .join(Need, Need.id == Proposal.need_id)
        .where(Need.region_code.in_(codes))
    )
    seen = people_by_region()
    where_person = (
        select(seen.c.region_code, Proposal.id)
        .join(base, base.c.id == Proposal.id)
        .join(seen, seen.c.professional_id == Proposal.professional_id)
        .where(seen.c.region_code.in_(codes))
    )
    return union(where_need, where_person)


def counted(session: Session, pairs: Any) -> dict[str, int]:
    """Return region -> rows, of a select of (region, id)."""
    rows = pairs.subquery()
    found = session.execute(select(rows.c.region, func.count()).group_by(rows.c.region))
    return dict(found.all())
