"""A workbook of one sheet, written row by row: the memory it takes does not grow with the rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matcher import clock
from matcher.exports.cells import Klokuren, text_of
from matcher.exports.columns import Column

MINUTES = 60
# A sheet holds 1,048,576 rows, one of them the names of the columns.
MOST_ROWS = 1_048_575
# No text becomes a formula, a link or a number, whatever it looks like.
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_sheet(target: IO[bytes], name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as a workbook into an open file: the head stays in sight and filters; dates and numbers are such."""
    book = Workbook(target, {"constant_memory": True, **PLAIN})
    sheet = book.add_worksheet(name)
    formats = (book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "#,##0.0#"}))
    bold = book.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write(sheet, last, place, value, *formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()


def _write(sheet: Worksheet, row: int, place: int, value: Any, day: Format, hours: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Klokuren):
        sheet.write_number(row, place, value / MINUTES, hours)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, clock.dutch_date(value), day)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    else:
        sheet.write_string(row, place, text_of(value))
