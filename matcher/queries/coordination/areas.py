"""Areas of more than one region: landsdelen and programmes, as filters that every list and figure shares."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.models import Landsdeel, Programme, ProgrammeRegion, Region
from matcher.queries.coordination.source import Condition, Facet, Reads, Tally


@dataclass(frozen=True, slots=True)
class Area:
    """A landsdeel or a programme, as far as the scope goes.

    ``value``: what stands in the address. ``regions``: codes inside the scope; None: all that the scope holds.
    ``starts_on`` and ``ends_on``: the period of a programme, both included; None: open.
    """

    value: str
    name: str
    regions: frozenset[str] | None
    starts_on: date | None = None
    ends_on: date | None = None

    def covers(self, region_code: str) -> bool:
        """Return whether a region lies in the area."""
        return self.regions is None or region_code in self.regions


def landsdelen_of(session: Session, scope: Scope) -> tuple[Area, ...]:
    """Return the landsdelen with a region in the scope, by name."""
    rows = session.execute(
        select(Landsdeel.code, Landsdeel.name, Region.code)
        .join(Region, Region.landsdeel_code == Landsdeel.code)
        .order_by(Landsdeel.name)
    )
    found: dict[tuple[str, str], set[str]] = {}
    for code, name, region in rows:
        if scope.covers(region):
            found.setdefault((code, name), set()).add(region)
    return tuple(Area(code, name, frozenset(regions)) for (code, name), regions in found.items())


def programmes_of(session: Session, scope: Scope) -> tuple[Area, ...]:
    """Return the programmes of the nation and those with a region in the scope, by name."""
    rows = session.execute(
        select(Programme.id, Programme.name, Programme.national, Programme.starts_on, Programme.ends_on)
        .add_columns(ProgrammeRegion.region_code)
        .outerjoin(ProgrammeRegion, ProgrammeRegion.programme_id == Programme.id)
        .order_by(Programme.name, Programme.id)
    )
    known: dict[int, tuple[Any, set[str]]] = {}
    for row in rows:
        _row, regions = known.setdefault(row.id, (row, set()))
        if row.region_code and scope.covers(row.region_code):
            regions.add(row.region_code)
    return tuple(
        Area(str(row.id), row.name, None if row.national else frozenset(regions), row.starts_on, row.ends_on)
        for row, regions in known.values()
        if row.national or regions
    )


@dataclass(frozen=True, slots=True)
class Areas:
    """What a view knows of areas."""

    landsdelen: tuple[Area, ...] = ()
    programmes: tuple[Area, ...] = ()

    def facets(
        self,
        in_regions: Callable[[frozenset[str]], Condition],
        in_period: Callable[[Area], Condition] | None = None,
        *,
        key: Any = None,
    ) -> tuple[Facet, Facet]:
        """Return the two filters of a list. ``in_period``: what of a row must lie in the period of a programme.

        ``key``: the region codes of a row, separated by commas, to count by.
        """

        def inside(area: Area) -> Condition:
            return true() if area.regions is None else in_regions(area.regions)

        period = in_period or (lambda _area: true())
        by_place = () if key is None else (Tally(key, reads_areas(self.landsdelen)),)
        by_programme = () if key is None or in_period else (Tally(key, reads_areas(self.programmes)),)
        return (
            Facet("landsdeel", {area.value: inside(area) for area in self.landsdelen}, by_place),
            Facet(
                "programma", {area.value: and_(inside(area), period(area)) for area in self.programmes}, by_programme
            ),
        )


def reads_areas(areas: tuple[Area, ...]) -> Reads:
    """Return which areas the region codes in a text lie in; an area without regions of its own holds every row."""

    def read(codes: str) -> list[str]:
        known = frozenset(codes.split(","))
        return [area.value for area in areas if area.regions is None or area.regions & known]

    return read


def areas_of(session: Session, scope: Scope) -> Areas:
    """Return the areas of a scope, in two statements."""
    return Areas(landsdelen_of(session, scope), programmes_of(session, scope))


def days_within(column: Any, area: Area) -> ColumnElement[bool]:
    """Return the condition that a day lies in the period of the area."""
    conditions = [true()]
    if area.starts_on is not None:
        conditions.append(column >= area.starts_on)
    if area.ends_on is not None:
        conditions.append(column <= area.ends_on)
    return and_(*conditions)


def moments_within(column: Any, area: Area, midnight: Callable[[date], datetime]) -> ColumnElement[bool]:
    """Return the condition that a moment lies in the period of the area; ``midnight``: when a Dutch day begins."""
    conditions = [true()]
    if area.starts_on is not None:
        conditions.append(column >= midnight(area.starts_on))
    if area.ends_on is not None:
        conditions.append(column < midnight(area.ends_on + timedelta(days=1)))
    return and_(*conditions)
