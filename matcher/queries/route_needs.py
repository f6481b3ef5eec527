"""How many open onderwijsvragen each route leads to; a small number is never shown as a number."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind, Sector
from matcher.domain.routes import ROLES_OF_ROUTE, RouteKind
from matcher.domain.states import NeedState
from matcher.models import Need, Region
from matcher.queries.front_door import SMALLEST_GROUP


@dataclass(frozen=True, slots=True)
class OpenNeeds:
    """Open needs of one kind in one region."""

    region: str
    sector: Sector
    role_kind: RoleKind
    count: int


@dataclass(frozen=True, slots=True)
class RegionNeeds:
    """Open needs in a region by sector: None is fewer than :data:`SMALLEST_GROUP`, 0 is none."""

    region: str
    counts: dict[Sector, int | None]


def open_needs(session: Session) -> tuple[OpenNeeds, ...]:
    """Return the open needs, counted by region, sector and role kind; regions by name."""
    columns = (Region.name, Need.sector, Need.role_kind)
    rows = session.execute(
        select(*columns, func.count())
        .join(Region, Region.code == Need.region_code)
        .where(Need.state == NeedState.OPEN)
        .group_by(*columns)
        .order_by(*columns)
    )
    return tuple(OpenNeeds(region, sector, role, count) for region, sector, role, count in rows if role)


def needs_of_route(rows: Iterable[OpenNeeds], route: RouteKind, sectors: Iterable[Sector]) -> int:
    """Return how many of these needs a route leads to in these sectors."""
    wanted, roles = set(sectors), ROLES_OF_ROUTE[route]
    return sum(row.count for row in rows if row.sector in wanted and row.role_kind in roles)


def needs_by_region(rows: Iterable[OpenNeeds], sectors: Iterable[Sector]) -> tuple[RegionNeeds, ...]:
    """Return the regions with open needs in these sectors, in the order of ``rows``."""
    wanted, regions = tuple(sectors), dict[str, Counter[Sector]]()
    for row in rows:
        if row.sector in wanted:
            regions.setdefault(row.region, Counter())[row.sector] += row.count
    return tuple(RegionNeeds(name, {s: shown(found[s]) for s in wanted}) for name, found in regions.items())


def shown(count: int) -> int | None:
    """Return the count as anybody may see it: None for one to four."""
    return None if 0 < count < SMALLEST_GROUP else count
