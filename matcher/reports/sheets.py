"""A report as a spreadsheet: the facts on the first sheet, every table on one of its own."""

import io
import re
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from matcher.reports.content import Cell, Report, Table

# What a spreadsheet does not take in the name of a sheet, and how long that may be.
_REFUSED = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
WIDEST = 60
# The longest text a cell can hold.
LONGEST_TEXT = 32_767


def write_sheets(report: Report) -> bytes:
    """Return the file. Texts stay texts, also those that look like a formula or an address."""
    file = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **safe}) as book:
        book.set_properties({"title": report.title, "subject": report.subject, "author": report.author})
        styles = _Styles(book)
        names: set[str] = set()
        facts = [*report.facts, *(("", notice) for notice in report.notices)]
        title = report.facts_title or report.title
        _write(book, styles, names, Table(title, (report.title, ""), facts))
        for table in report.tables:
            _write(book, styles, names, table)
    return file.getvalue()


class _Styles:
    """The formats of a book."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": "dd-mm-yyyy", "align": "left", "valign": "top"})
        self.number: Format = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self.whole: Format = book.add_format({"num_format": "#,##0", "valign": "top"})


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name a spreadsheet takes, other than those taken; case does not matter to it."""
    base = " ".join(_REFUSED.sub(" ", title).split())[:LONGEST_NAME] or "1"
    name, number = base, 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = base[: LONGEST_NAME - len(tail)] + tail, number + 1
    taken.add(name.lower())
    return name


def _write(book: xlsxwriter.Workbook, styles: _Styles, names: set[str], table: Table) -> None:
    sheet = book.add_worksheet(sheet_name(table.title, names))
    sheet.freeze_panes(1, 0)
    sheet.fit_to_pages(1, 0)
    for column, heading in enumerate(table.columns):
        sheet.write_string(0, column, heading, styles.head)
        texts = [len(cell) for row in table.rows if isinstance(cell := row[column], str)]
        sheet.set_column(column, column, min(WIDEST, max([12, len(heading) + 2, *texts])))
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, styles, number, column, cell)
    below = table.note if table.rows else table.empty
    if below:
        sheet.write_string(len(table.rows) + 2, 0, below)


def _write_cell(sheet: Worksheet, styles: _Styles, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:LONGEST_TEXT], styles.text)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, styles.day)
    else:
        sheet.write_number(row, column, cell, styles.whole if float(cell).is_integer() else styles.number)
