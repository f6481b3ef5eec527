"""What a coordinator may see, as conditions in the select itself."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from matcher.clock import AMSTERDAM
from matcher.domain.actors import Scope
from matcher.domain.school_year import bounds, school_year_of
from matcher.models import Professional, Region, SearchArea
from matcher.queries.coordination.areas import Areas, areas_of
from matcher.queries.measures import measures
from matcher.rules.limits import LIMITS, Limit


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region with its place on the tile map."""

    code: str
    name: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class View:
    """Who looks, at which regions, on which day. ``regions``: those of the scope, by name.

    ``school_year``: the one hours are summed in; None sums all school years of a placement. ``limits``: the measures
    of the six-hours rule. ``areas``: landsdelen and programmes that touch the scope.
    ``user_id``: whose own tasks are meant; None in the background.
    """

    scope: Scope
    regions: tuple[RegionRow, ...]
    today: date
    school_year: int | None = None
    limits: tuple[Limit, ...] = LIMITS
    areas: Areas = field(default_factory=Areas)
    user_id: int | None = None

    @property
    def year(self) -> int:
        """The chosen school year, else the one of today."""
        return school_year_of(self.today) if self.school_year is None else self.school_year


def regions_of(session: Session, scope: Scope) -> tuple[RegionRow, ...]:
    """Return the regions a coordinator sees, by name; all of them for a national one."""
    rows = session.execute(
        select(Region.code, Region.name, Region.tile_column, Region.tile_row)
        .where(within(Region.code, scope))
        .order_by(Region.name)
    )
    return tuple(RegionRow(*row) for row in rows)


def view_of(
    session: Session, *, scope: Scope, today: date, school_year: int | None = None, user_id: int | None = None
) -> View:
    """Return the view of a coordinator on a day."""
    return View(
        scope=scope,
        regions=regions_of(session, scope),
        today=today,
        school_year=school_year,
        limits=measures(session),
        areas=areas_of(session, scope),
        user_id=user_id,
    )


def within(column: Any, scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a region code lies in the scope."""
    return true() if scope.national else column.in_(scope.regions)


def people_by_region() -> Any:
    """Return (person, region) of every region that sees the person, some twice: by a search area, or handed over."""
    areas = select(SearchArea.professional_id, SearchArea.region_code)
    desk = Professional.desk_region_code
    return union_all(areas, select(Professional.id, desk).where(desk.is_not(None))).subquery("seen")


def codes_by_person() -> Any:
    """Return person -> the codes of the regions that see the person, separated by commas."""
    seen = people_by_region()
    joined = func.aggregate_strings(seen.c.region_code, ",").label("codes")
    return select(seen.c.professional_id, joined).group_by(seen.c.professional_id).subquery("reach")


def codes(text: str) -> list[str]:
    """Return the region codes in a text, each once."""
    return list(dict.fromkeys(text.split(",")))


def people_within(scope: Scope) -> ColumnElement[bool]:
    """Return the condition on Professional: a search area lies in the scope, or the person was handed to its desk."""
    if scope.national:
        return true()
    areas = select(SearchArea.professional_id).where(SearchArea.region_code.in_(scope.regions))
    return or_(Professional.id.in_(areas), Professional.desk_region_code.in_(scope.regions))


def narrowed(scope: Scope, region_code: str | None) -> Scope:
    """Return the scope of one region; the scope as it is for no region or one outside it."""
    if region_code and scope.covers(region_code):
        return Scope(regions=frozenset({region_code}))
    return scope


def month_of(today: date) -> tuple[datetime, datetime]:
    """Return the first moment of this month and of the next, Dutch time."""
    first = today.replace(day=1)
    return midnight(first), midnight((first + timedelta(days=32)).replace(day=1))


def school_year_moments(school_year: int) -> tuple[datetime, datetime]:
    """Return the first moment of the school year and of the next one, Dutch time."""
    return midnight(bounds(school_year)[0]), midnight(bounds(school_year + 1)[0])


def midnight(day: date) -> datetime:
    """Return the moment the day begins in the Netherlands."""
    return datetime.combine(day, time(), tzinfo=AMSTERDAM)
