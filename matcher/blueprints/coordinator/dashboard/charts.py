"""A chart as every page shows it: a drawing, its definition, the same as a table, and that table as a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from matcher.domain.klokuren import format_klokuren


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: a text or number, and the rows behind it. ``kind``: what the number is a sum of, if any."""

    value: Any
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``draw``: which drawing stands above the table, "" for the table alone; ``data``: what it draws."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    draw: str = ""
    data: Any = field(default_factory=list)
    lead: str = ""
    note: str = ""


def number(value: float | None, url: str) -> Cell:
    """Return a number that links to its rows, when there are any; an unknown one is a dash."""
    return Cell("-" if value is None else value, url if value else "")


def klokuren(minutes: int, url: str) -> Cell:
    """Return minutes as klokuren, linked to the placements they are of."""
    return Cell(minutes, url if minutes else "", "klokuren")


def percent(part: int, whole: int) -> str:
    """Return a share in whole percents; a dash when there is nothing to share."""
    return f"{round(100 * part / whole)} %" if whole else "-"


def file_rows(chart: Chart) -> list[list[Any]]:
    """Return the table for a file."""
    return [[_plain(cell) for cell in row] for row in chart.rows]


def _plain(cell: Cell) -> Any:
    return format_klokuren(cell.value) if cell.kind == "klokuren" else cell.value
