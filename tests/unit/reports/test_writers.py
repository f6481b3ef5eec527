"""Reports as files: what stands in them can be read back, and nothing in them runs."""

import io
from datetime import date

import openpyxl
import pytest

from matcher.reports.content import Report, Table
from matcher.reports.numbers import dutch
from matcher.reports.pdf import write_pdf
from matcher.reports.sheets import sheet_name, write_sheets

RISKY = '=HYPERLINK("http://example.nl")'
ROWS = [(RISKY, 1234.5, None), ("-1+2", 0, 250)]
REPORT = Report(
    title="Rapport <Oost> & ë",
    subject="Proef",
    author="Fenna Voorbeeld",
    language="nl",
    facts=[("Periode", "vanaf 1 augustus 2026"), ("Partners", RISKY)],
    tables=[
        Table("Doelen: [per] deel?", ("Wat", "Aantal", "Deel"), ROWS, bars=2, scale=100),
        Table("Leeg", ("Wat", "Aantal"), [], bars=1, empty="Er is nog niets."),
        Table("Lang", ("Wat", "Begin"), [(f"Vraag {n}", date(2026, 9, 1)) for n in range(300)], most=20),
    ],
    left_out="De eerste {shown} van {all}.",
    page="bladzijde {number}",
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567, "1.234.567"), (12.5, "12,5"), (0, "0"), (None, "-"), (3.10, "3,1"), (date(2026, 9, 1), "01-09-2026")],
)
def test_numbers_are_dutch(value, text):
    assert dutch(value) == text


def test_a_spreadsheet_holds_texts_numbers_and_days_as_such():
    book = openpyxl.load_workbook(io.BytesIO(write_sheets(REPORT)))
    assert book.properties.title == REPORT.title
    assert book.sheetnames == ["Rapport Oost & ë".replace("Oost", "<Oost>"), "Doelen per deel", "Leeg", "Lang"]
    targets, rows = book["Doelen per deel"], book["Lang"]
    assert [cell.value for cell in targets[2]] == [RISKY, 1234.5, None]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert rows.max_row == 301
    assert rows["B2"].value.date() == date(2026, 9, 1)


def test_names_of_sheets_differ_and_fit():
    taken = set()
    names = [sheet_name(title, taken) for title in ("Doelen", "doelen", "x" * 40, "x" * 50, "[]?")]
    assert names == ["Doelen", "doelen 2", "x" * 31, "x" * 29 + " 2", "1"]


def test_paper_has_a_title_a_language_and_embedded_fonts():
    file = write_pdf(REPORT)
    assert file.startswith(b"%PDF-")
    assert b"/Lang (nl)" in file
    assert b"/DisplayDocTitle true" in file
    assert file.count(b"/FontFile2") == 2
    # 20 of 300 rows are on paper: two pages, not eight.
    assert file.count(b"/Type /Page\n") <= 3
