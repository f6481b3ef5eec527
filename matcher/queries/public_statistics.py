"""What everybody may know: figures of the last daily snapshot, without a number that could be about a few people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.domain.suppression import SMALLEST_SHOWN as SMALLEST
from matcher.domain.suppression import Group, Shown, protected, protected_tree
from matcher.models import FigureSnapshot, Landsdeel, Region
from matcher.queries.coordination.figures.snapshots import NATION

COUNTED = ("active_people", "open_needs", "placed")
# Klokuren are shown where the placements they are of are shown.
FIGURES = (*COUNTED, "minutes")


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A number as far as it is public; ``value`` only when it is shown."""

    how: Shown
    value: int | None = None


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A line: the nation, a landsdeel, a region or a sector. ``kind``: nation, landsdeel, region, sector."""

    kind: str
    name: str
    cells: tuple[PublicCell, ...]


@dataclass(frozen=True, slots=True)
class PublicStatistics:
    """The figures of a day, cells in the order of :data:`FIGURES`."""

    day: date
    nation: PublicRow
    places: tuple[PublicRow, ...]
    sectors: tuple[PublicRow, ...]


def public_statistics(session: Session) -> PublicStatistics | None:
    """Return the figures of the last day with a snapshot, in four statements; None without any."""
    day = session.scalar(select(func.max(FigureSnapshot.day)).where(FigureSnapshot.area == NATION))
    if day is None:
        return None
    s = FigureSnapshot
    values: dict[tuple[str, str], int] = {
        (area, figure): round(value)
        for area, figure, value in session.execute(select(s.area, s.figure, s.value).where(s.day == day))
    }
    names = dict(session.execute(select(Landsdeel.code, Landsdeel.name).order_by(Landsdeel.name)).all())
    regions = session.execute(select(Region.code, Region.name, Region.landsdeel_code).order_by(Region.name)).all()
    shown = {figure: _tables(values, figure, {code: part for code, _name, part in regions}) for figure in COUNTED}
    return PublicStatistics(
        day=day,
        nation=PublicRow("nation", "Nederland", _row(values, NATION, shown)),
        places=tuple(
            row
            for code, name in names.items()
            for row in (
                PublicRow("landsdeel", name, _row(values, f"L:{code}", shown)),
                *(PublicRow("region", r.name, _row(values, f"R:{r.code}", shown)) for r in regions if r[2] == code),
            )
        ),
        sectors=tuple(
            PublicRow("sector", sector.value, _row(values, NATION, shown, sector=sector.value)) for sector in Sector
        ),
    )


def _tables(values: Mapping[tuple[str, str], int], figure: str, landsdeel_of: Mapping[str, str]) -> dict[str, Shown]:
    """Return cell -> whether it may be shown: of the tree of landsdelen and regions, and of the sectors."""
    leaves: dict[str, dict[str, int]] = {}
    for region, part in landsdeel_of.items():
        leaves.setdefault(f"L:{part}", {})[f"R:{region}"] = values.get((f"R:{region}", figure), 0)
    groups, branches = protected_tree(leaves)
    sectors = protected({sector.value: values.get((NATION, f"{figure}:{sector.value}"), 0) for sector in Sector})
    found = {name: how for group in groups.values() for name, how in group.cells.items()}
    for name in branches.cells:
        # People may count in more than one region, so a landsdeel may hold fewer than its regions together.
        few = values.get((name, figure), 0) < SMALLEST and branches.cells[name] is Shown.NUMBER
        found[name] = Shown.FEW if few else branches.cells[name]
    return {**found, **sectors.cells, NATION: _nation(values[NATION, figure], branches, sectors)}


def _nation(value: int, branches: Group, sectors: Group) -> Shown:
    if value < SMALLEST:
        return Shown.FEW
    return Shown.NUMBER if branches.total and sectors.total else Shown.HIDDEN


def _row(
    values: Mapping[tuple[str, str], int], area: str, shown: Mapping[str, Mapping[str, Shown]], sector: str = ""
) -> tuple[PublicCell, ...]:
    cells = []
    for figure in FIGURES:
        how = shown["placed" if figure == "minutes" else figure][sector or area]
        if figure == "minutes" and how is Shown.FEW:
            how = Shown.HIDDEN
        name = f"{figure}:{sector}" if sector else figure
        cells.append(PublicCell(how, values.get((area, name), 0) if how is Shown.NUMBER else None))
    return tuple(cells)
