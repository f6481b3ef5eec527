"""Schools in the scope of a coordinator, with who waits to be admitted."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.domain.states import OPEN_STATES, NeedState, PlacementState
from matcher.models import Board, Need, Placement, Proposal, Region, School, SchoolMembership
from matcher.queries.coordination.areas import Area, days_within
from matcher.queries.coordination.listing import Condition, Facet, Listing, Source, Wish, listing, of_enum
from matcher.queries.coordination.placements import STANDING
from matcher.queries.coordination.scope import View, within


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """One line. ``members`` are admitted, ``waiting`` not yet; the other numbers are of needs in the own regions."""

    id: int
    name: str
    sector: Sector
    town: str
    region: str
    board: str
    members: int
    waiting: int
    open_needs: int
    running: int
    placed: int


def members_of_school(*, admitted: bool) -> Any:
    """Return how many members a school has, as a column."""
    joined = SchoolMembership.admitted_at
    condition = joined.is_not(None) if admitted else joined.is_(None)
    return select(func.count()).where(SchoolMembership.school_id == School.id, condition).scalar_subquery()


def schools_source(view: View) -> Source[SchoolLine]:
    """Return the list of schools the view may see."""
    members, waiting = members_of_school(admitted=True), members_of_school(admitted=False)
    open_needs = _count(Need, view, Need.school_id == School.id, Need.state == NeedState.OPEN)
    statement: Select[Any] = (
        select(School, Board.name, Region.name, members, waiting, open_needs, _running(view), _placed(view))
        .outerjoin(Board, Board.id == School.board_id)
        .outerjoin(Region, Region.code == School.region_code)
        .where(within(School.region_code, view.scope))
    )
    return Source(
        statement=statement,
        detail=lambda ids: statement.where(School.id.in_(ids)),
        facets=(
            Facet("regio", {region.code: School.region_code == region.code for region in view.regions}),
            *view.areas.facets(School.region_code.in_),
            Facet("inzet_in", {area.value: _placed_in(area, view) for area in view.areas.programmes}),
            Facet("sector", of_enum(School.sector, Sector)),
            Facet("wachtend", {"ja": waiting > 0}),
            Facet("deelname", {"ja": members > 0, "nee": members == 0}),
        ),
        searched=(School.name, School.aliases, School.town, Board.name),
        sorts={
            "naam": (func.lower(School.name),),
            "plaats": (School.town,),
            "leden": (members,),
            "vragen": (open_needs,),
        },
        default_sort="naam",
        tie=School.id,
        make=lambda found: _line(*found),
    )


def _count(model: Any, view: View, *conditions: Any) -> Any:
    return select(func.count(model.id)).where(within(model.region_code, view.scope), *conditions).scalar_subquery()


def _running(view: View) -> Any:
    return (
        select(func.count(Proposal.id))
        .join(Need, Need.id == Proposal.need_id)
        .where(Need.school_id == School.id, within(Need.region_code, view.scope), Proposal.state.in_(OPEN_STATES))
        .scalar_subquery()
    )


def _placed_in(area: Area, view: View) -> Condition:
    """Return the condition that somebody was placed at the school in a programme: its regions, its period."""
    here = true() if area.regions is None else Placement.region_code.in_(area.regions)
    return School.id.in_(
        select(Placement.school_id).where(
            within(Placement.region_code, view.scope),
            here,
            days_within(Placement.starts_on, area),
            Placement.state.in_(STANDING),
        )
    )


def _placed(view: View) -> Any:
    return _count(Placement, view, Placement.school_id == School.id, Placement.state != PlacementState.CANCELLED)


def _line(school: School, board: str, region: str, *numbers: int) -> SchoolLine:
    members, waiting, open_needs, running, placed = numbers
    return SchoolLine(
        id=school.id,
        name=school.name,
        sector=school.sector,
        town=school.town,
        region=region,
        board=board,
        members=members,
        waiting=waiting,
        open_needs=open_needs,
        running=running,
        placed=placed,
    )


def school_list(session: Session, *, view: View, wish: Wish) -> Listing[SchoolLine]:
    """Return a page of schools with the counts of the filters."""
    return listing(session, schools_source(view), wish)
