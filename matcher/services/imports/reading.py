"""A file of rows, as somebody sends it, becomes a head and rows of text. Nothing of the file is trusted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from matcher.domain.imports import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from matcher.services.imports.delimited import delimited_rows
from matcher.services.imports.refusing import refused
from matcher.services.imports.workbook import workbook_rows

ONLY_HEAD = "Dit bestand heeft alleen een kopregel. Zet eronder een rij voor elke persoon of vraag."
TOO_WIDE = (
    'Een rij heeft meer cellen dan de kopregel: "{}". Geef elke kolom een naam, en zet tekst waarin een '
    "scheidingsteken staat tussen aanhalingstekens."
)


@dataclass(frozen=True, slots=True)
class Table:
    """The head of a file and its rows: each row as long as the head, every cell a text without spaces around it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_table(name: str, data: bytes) -> Table:
    """Return what is in a file of this name. Raises :class:`InvalidInputError` on ``file`` that says what to do."""
    if not data:
        raise refused("Dit bestand is leeg.")
    if len(data) > MOST_BYTES:
        raise refused("Dit bestand is groter dan 5 MB. Verdeel de rijen over meer bestanden.")
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx":
        return _table(workbook_rows(data))
    if ending in {"csv", "txt", "tsv"}:
        return _table(delimited_rows(data))
    if ending == "xls":
        raise refused("Dit is een oud Excel-bestand (.xls). Sla het in Excel op als .xlsx en kies het opnieuw.")
    if ending == "xlsm":
        raise refused("In dit bestand zitten macro's (.xlsm). Sla het op als .xlsx en kies het opnieuw.")
    raise refused("Kies een bestand dat eindigt op .csv of .xlsx.")


def _table(found: Iterable[Sequence[str]]) -> Table:
    rows = _filled(found)
    head = next(rows, None)
    if head is None:
        raise refused("Dit bestand is leeg.")
    columns = _columns(head)
    body = tuple(_fitted(row, len(columns)) for row in rows)
    if not body:
        raise refused(
            "Dit bestand heeft alleen een kopregel. Zet onder de kopregel een rij voor elke persoon of vraag."
        )
    return Table(columns, body)


def _filled(found: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows with something in them. Stops at the first row too many, however long the file is."""
    count = 0
    for row in found:
        cells = tuple(_clean(cell) for cell in row)
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise refused("Dit bestand heeft meer dan 5.000 rijen. Verdeel de rijen over meer bestanden.")
        yield cells


def _clean(cell: str) -> str:
    # PostgreSQL keeps no NUL.
    return cell.replace("\0", "").replace("\r\n", "\n").strip()


def _columns(head: tuple[str, ...]) -> tuple[str, ...]:
    width = max(number for number, cell in enumerate(head, 1) if cell)
    if width > MOST_COLUMNS:
        raise refused(f"Dit bestand heeft meer dan {MOST_COLUMNS} kolommen. Laat weg wat u niet wilt importeren.")
    return tuple(cell[:100] or f"kolom {number}" for number, cell in enumerate(head[:width], 1))


def _fitted(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    if any(row[width:]):
        raise refused(TOO_WIDE.format("; ".join(row)[:80]))
    if any(len(cell) > LONGEST_CELL for cell in row):
        raise refused(f"Een cel heeft meer dan {LONGEST_CELL} tekens. Maak die tekst korter.")
    return (*row[:width], *("",) * (width - len(row)))
