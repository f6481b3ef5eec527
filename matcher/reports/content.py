"""What a report says, whatever the file: facts, and parts that are tables, drawn as bars where that helps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """A part of a report. ``columns``: a heading per cell of each row; numbers and None (unknown) align to the right.

    ``bars``: number of the column that is also drawn as bars, None for no drawing. ``scale``: what a full bar stands
    for, None for the largest. ``most``: how many rows go on paper; a spreadsheet has all. ``note``: what a reader must
    know; ``empty``: said when there are no rows.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    bars: int | None = None
    scale: float | None = None
    most: int = 100
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    ``facts``: label and value on the first page. ``left_out``: words for rows that do not fit on paper, with
    ``{shown}`` and ``{all}``; ``page``: words with ``{number}``. ``notices``: what must be known before the numbers.
    """

    title: str
    subject: str
    author: str
    language: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    facts_title: str = ""
    left_out: str = "{shown} / {all}"
    page: str = "{number}"
    notices: Sequence[str] = field(default_factory=tuple)
