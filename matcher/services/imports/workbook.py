"""The first sheet of an Excel workbook, read row by row, with dates and numbers as Dutch people write them."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

import defusedxml  # openpyxl guards against entity bombs only when this is there
from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from matcher.domain.imports import MOST_COLUMNS
from matcher.services.imports.refusing import refused

assert defusedxml  # noqa: S101  (an import that must not be lost)
# A file of 5 MB of ordinary rows unpacks to less; a bomb unpacks to gigabytes.
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 2000
BROKEN = "Wij kunnen dit bestand niet lezen. Open het in Excel, sla het op als .xlsx en kies het opnieuw."
TOO_LARGE = "Uitgepakt is dit bestand te groot. Haal plaatjes en lege rijen weg, of sla het op als CSV."
MACROS = "In dit bestand zitten macro's. Sla het op als gewone .xlsx en kies het opnieuw."
TROUBLE = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, NotImplementedError, RuntimeError, zipfile.LargeZipFile,
)  # fmt: skip


def workbook_rows(data: bytes) -> Iterator[Sequence[str]]:
    """Yield the rows of the first sheet. Raises :class:`InvalidInputError` on ``file``."""
    _guard(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # The size a file gives of itself may be wrong; then only the first cell would be read.
        sheet.reset_dimensions()
        # One column more than may be: what is too wide is told.
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield [cell_text(value) for value in row]
    except TROUBLE as error:
        raise refused(BROKEN) from error


def _guard(data: bytes) -> None:
    """Look at the table of contents before anything is unpacked; zipfile stops at the size that is told there."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except TROUBLE as error:
        raise refused(BROKEN) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refused(TOO_LARGE)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise refused(MACROS)


def cell_text(value: Any) -> str:
    """Return a cell as Dutch people write it: ``31-12-2026``, ``2,5``, ``ja``; a formula gives what it last gave."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return _number(value)
    for kind, written in _MOMENTS.items():
        if isinstance(value, kind):
            return written(value)
    return "" if value is None else str(value)


def _moment(value: datetime) -> str:
    return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"


# datetime first: it is a date too.
_MOMENTS: dict[type, Callable[[Any], str]] = {
    datetime: _moment,
    date: "{:%d-%m-%Y}".format,
    time: "{:%H:%M}".format,
}


def _number(value: float) -> str:
    # A sheet keeps 0,1 + 0,2 as 0,30000000000000004.
    return f"{value:.10f}".rstrip("0").rstrip(".").replace(".", ",")
