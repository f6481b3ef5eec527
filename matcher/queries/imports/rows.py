"""The rows of an import that are still to be done, for its jobs."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.desk import ImportKind, RowOutcome
from matcher.matching.text_normalise import normalise
from matcher.models import ImportRow

# What tells two rows of one file apart.
KEYS = {ImportKind.PEOPLE: ("email",), ImportKind.NEEDS: ("school", "title", "starts_on", "ends_on")}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row as it was sent."""

    id: int
    number: int
    cells: list[str]


def waiting_rows(
    session: Session, *, import_id: int, outcome: RowOutcome | None, limit: int | None = None
) -> tuple[WaitingRow, ...]:
    """Return the first rows with this outcome (None: not checked yet), in the order of the file."""
    rows = session.execute(
        select(ImportRow.id, ImportRow.number, ImportRow.cells)
        .where(
            ImportRow.batch_id == import_id,
            ImportRow.outcome.is_(None) if outcome is None else ImportRow.outcome == outcome,
        )
        .order_by(ImportRow.number)
        .limit(limit)
    )
    return tuple(WaitingRow(*row) for row in rows)


def first_numbers(
    session: Session, *, import_id: int, kind: ImportKind, mapping: Mapping[str, int]
) -> dict[tuple[str, ...], int]:
    """Return key -> the number of the first row of the file that has it."""
    rows = session.execute(
        select(ImportRow.number, ImportRow.cells)
        .where(ImportRow.batch_id == import_id)
        .order_by(ImportRow.number.desc())
    )
    return {key_of(kind, cells, mapping): number for number, cells in rows}


def key_of(kind: ImportKind, cells: list[str], mapping: Mapping[str, int]) -> tuple[str, ...]:
    """Return what tells a row apart from the others of its file."""
    texts = [cells[mapping[name]] if name in mapping and mapping[name] < len(cells) else "" for name in KEYS[kind]]
    # An address is more than its letters: a.b@ and ab@ are two.
    return tuple(text.strip().lower() if kind is ImportKind.PEOPLE else normalise(text) for text in texts)
