"""Onderwijsvragen in the scope of a coordinator."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import NeedLevel, RoleKind, Sector
from matcher.domain.states import RANKED_NEED_STATES, NeedState
from matcher.models import Campus, Need, Region, School, Transfer
from matcher.queries.coordination.facets_needs import coverage_facets, placements_standing, running_proposals
from matcher.queries.coordination.facets_skills import needs_domains
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Listing,
    Source,
    Tally,
    Wish,
    by_value,
    listing,
    total,
)
from matcher.queries.coordination.people import stale
from matcher.queries.coordination.scope import View, codes, within

# Another region handed the need to the desk it stands with now.
HANDED_OVER = exists().where(Transfer.need_id == Need.id, Transfer.to_region == Need.region_code)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line. ``running``: open proposals; ``placed``: placements that stand."""

    id: int
    title: str
    school: str
    town: str
    region: str
    sector: Sector
    role_kind: RoleKind | None
    level: NeedLevel | None
    state: NeedState
    minutes_per_week: int
    teaching_weeks: int
    starts_on: date | None
    ends_on: date | None
    people_wanted: int
    running: int
    placed: int
    confirmed_on: date | None

    @property
    def total_minutes(self) -> int:
        """Minutes of one person over the whole period."""
        return self.minutes_per_week * self.teaching_weeks


def needs_source(view: View) -> Source[NeedRow]:
    """Return the list of needs the view may see."""
    where = Need.region_code
    # Outer joins, though each need has them: a database leaves out those that a count does not use.
    statement: Select[Any] = (
        select(Need, School.name, Campus.town, Region.name, running_proposals(), placements_standing())
        .outerjoin(School, School.id == Need.school_id)
        .outerjoin(Region, Region.code == Need.region_code)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(within(where, view.scope))
    )
    return Source(
        statement=statement,
        detail=lambda ids: statement.where(Need.id.in_(ids)),
        facets=plain_facets(view),
        searched=(Need.title, Need.education, School.name, Campus.town),
        sorts={
            "vraag": (func.lower(Need.title),),
            "school": (func.lower(School.name),),
            "begin": (Need.starts_on,),
            "klokuren": (Need.minutes_per_week * Need.teaching_weeks,),
            "bevestigd": (Need.confirmed_on,),
            "nieuw": (Need.created_at,),
        },
        default_sort="-nieuw",
        tie=Need.id,
        make=_row,
    )


def plain_facets(view: View) -> tuple[Facet, ...]:
    """Return the filters; each needs nothing but the need itself."""
    where = Need.region_code
    return (
        by_value("staat", Need.state, NeedState),
        Facet("regio", {region.code: where == region.code for region in view.regions}, (Tally(where, codes),)),
        *view.areas.facets(where.in_, key=where),
        by_value("sector", Need.sector, Sector),
        by_value("rol", Need.role_kind, RoleKind),
        Facet("bevestigd", {"oud": stale_need(view.today)}),
        Facet("overgedragen", {"ja": HANDED_OVER}),
        needs_domains(),
        *coverage_facets(),
    )


def places_asked(session: Session, *, view: View, wish: Wish) -> int:
    """Return how many people the needs of the wish ask together."""
    return total(session, needs_source(view), wish, measure=Need.people_wanted)


def stale_need(today: date) -> Condition:
    """Return which needs that are ranked were not confirmed for 60 days."""
    return and_(Need.state.in_(RANKED_NEED_STATES), stale(Need.confirmed_on, Need.created_at, today))


def _row(found: Any) -> NeedRow:
    need, school, town, region, running, placed = found
    return NeedRow(
        id=need.id,
        title=need.title,
        school=school,
        town=town or "",
        region=region,
        sector=need.sector,
        role_kind=need.role_kind,
        level=need.level,
        state=need.state,
        minutes_per_week=need.minutes_per_week,
        teaching_weeks=need.teaching_weeks,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        people_wanted=need.people_wanted,
        running=running,
        placed=placed,
        confirmed_on=need.confirmed_on,
    )


def need_list(session: Session, *, view: View, wish: Wish) -> Listing[NeedRow]:
    """Return a page of needs with the counts of the filters."""
    return listing(session, needs_source(view), wish)
