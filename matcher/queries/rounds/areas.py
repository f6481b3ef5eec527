"""What a coordinator can begin a round over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from matcher.domain.actors import Scope
from matcher.models import Landsdeel, Programme, Region


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme of which all regions are the own ones; ``weights``: what its rounds count otherwise."""

    id: int
    name: str
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RoundAreas:
    """The choices: the nation, own regions (landsdeel -> code -> name), and what lies in them as a whole.

    ``landsdelen``: code -> name.
    """

    national: bool
    regions: Mapping[str, Mapping[str, str]]
    landsdelen: Mapping[str, str]
    programmes: tuple[ProgrammeChoice, ...]


def round_areas(session: Session, *, scope: Scope, today: date) -> RoundAreas:
    """Return what can be chosen in a scope where the coordinator may change something."""
    found = session.execute(
        select(Landsdeel.code, Landsdeel.name, Region.code, Region.name)
        .join(Region, Region.landsdeel_code == Landsdeel.code)
        .order_by(Landsdeel.name, Region.name)
    ).all()
    foreign = {landsdeel for landsdeel, _, code, _ in found if not scope.covers(code)}
    regions: dict[str, dict[str, str]] = {}
    for _, heading, code, name in found:
        if scope.covers(code):
            regions.setdefault(heading, {})[code] = name
    return RoundAreas(
        national=scope.national,
        regions=regions,
        landsdelen={code: name for code, name, _, _ in found if code not in foreign},
        programmes=_programmes(session, scope, today),
    )


def _programmes(session: Session, scope: Scope, today: date) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes that are not over."""
    running = or_(Programme.ends_on.is_(None), Programme.ends_on >= today)
    found = session.scalars(
        select(Programme).where(running).options(selectinload(Programme.regions)).order_by(Programme.name)
    )
    return tuple(ProgrammeChoice(row.id, row.name, row.weights) for row in found if _own(row, scope))


def _own(row: Programme, scope: Scope) -> bool:
    if row.national or not row.regions:
        return row.national and scope.national
    return all(scope.covers(region.region_code) for region in row.regions)
