"""Files as people send them: every encoding and separator, sheets with dates and formulas, and what is refused."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from matcher.domain.errors import InvalidInputError
from matcher.services.imports import read_table
from matcher.services.imports.workbook import cell_text

HEAD, ROW = ("naam", "plaats"), ("Fenna Verzonnen", "Fryslân")


def csv(separator=";", encoding="utf-8"):
    return "\r\n".join(separator.join(row) for row in (HEAD, ROW)).encode(encoding)


def xlsx(*rows, title="Blad"):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.create_sheet("tweede").append(["niet", "lezen"])
    book.save(file)
    return file.getvalue()


def refusal(name, data):
    with pytest.raises(InvalidInputError) as caught:
        read_table(name, data)
    return caught.value.fields["file"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_separator_gives_the_same_table(separator, encoding):
    table = read_table("mensen.CSV", csv(separator, encoding))
    assert (table.columns, table.rows) == (HEAD, (ROW,))


def test_separators_inside_quotes_are_text_and_empty_rows_and_columns_go():
    table = read_table("m.csv", b'sep=,\r\nnaam,vaardigheden,\r\n,,\r\nFenna,"lassen; frezen, ""TIG""",\r\nTeun,,\r\n')
    assert table.columns == ("naam", "vaardigheden")
    assert table.rows == (("Fenna", 'lassen; frezen, "TIG"'), ("Teun", ""))


def test_a_short_row_is_filled_up_and_a_nameless_column_gets_a_number():
    table = read_table("m.csv", b"naam;;plaats\nFenna\nTeun;x;Almelo\n")
    assert table.columns == ("naam", "kolom 2", "plaats")
    assert table.rows == (("Fenna", "", ""), ("Teun", "x", "Almelo"))


def test_a_sheet_gives_dates_numbers_and_last_results_as_dutch_text():
    data = xlsx(
        ["naam", "begin", "uren", "jaren", "ja", "som"],
        [None, None],
        ["Fenna", date(2027, 9, 1), 2.5, 14.0, True, "=1+1"],
    )
    table = read_table("mensen.xlsx", data)
    # Nobody opened this workbook, so the formula gave nothing yet; the formula itself is never shown.
    assert table.rows == (("Fenna", "01-09-2027", "2,5", "14", "ja", ""),)


def test_cells_are_written_as_dutch_people_do():
    written = {
        None: "", True: "ja", False: "nee", 7: "7", 0.1 + 0.2: "0,3", 612345678.0: "612345678",
        date(2027, 1, 2): "02-01-2027",
        datetime(2027, 1, 2, 9, 30): "02-01-2027 09:30",  # noqa: DTZ001 (a sheet knows no time zones)
        time(9, 5): "09:05", "=x": "=x",
    }  # fmt: skip
    for value, text in written.items():
        assert cell_text(value) == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("m.csv", b"", "leeg"),
        ("m.csv", b"\r\n;;\r\n", "leeg"),
        ("m.csv", b"naam;plaats\r\n", "alleen een kopregel"),
        ("m.csv", b"naam\n" * 5002, "5.000 rijen"),
        ("m.csv", b"a" * (5 * 1024 * 1024 + 1), "5 MB"),
        ("m.csv", b"naam;plaats\nFenna;Almelo;te veel\n", "meer cellen dan de kopregel"),
        ("m.csv", b'naam;plaats\n"Fenna;Almelo\n', "aanhalingsteken"),
        ("m.csv", b"naam\n" + b"x" * 2001, "2000 tekens"),
        ("m.csv", ";".join(["k"] * 61).encode() + b"\nx\n", "60 kolommen"),
        ("m.csv", xlsx(HEAD, ROW), "spreadsheet"),
        ("m.csv", b"naam\n\x81\x8d", "tekens in dit bestand"),
        ("m.xlsx", b"PK\x03\x04 kapot", "niet lezen"),
        ("m.xlsx", csv(), "niet lezen"),
        ("m.xls", b"\xd0\xcf\x11\xe0", "oud Excel-bestand"),
        ("m.xlsm", xlsx(HEAD, ROW), "macro"),
        ("m.pdf", b"%PDF", ".csv of .xlsx"),
        ("zonder", b"x", ".csv of .xlsx"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name, data, words):
    assert words in refusal(name, data)


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_zip_that_unpacks_to_far_more_is_not_unpacked():
    assert "te groot" in refusal("m.xlsx", zipped(sheet=bytes(41 * 1024 * 1024)))


def test_macros_under_another_name_and_other_archives_are_refused():
    assert "macro" in refusal("m.xlsx", zipped(**{"xl/vbaProject.bin": b"x"}))
    assert "niet lezen" in refusal("m.xlsx", zipped(readme=b"x"))


def test_entities_in_the_xml_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    original = zipfile.ZipFile(io.BytesIO(xlsx(HEAD, ROW)))
    parts = {name: original.read(name) for name in original.namelist()}
    assert "niet lezen" in refusal("m.xlsx", zipped(**{**parts, "xl/worksheets/sheet1.xml": bomb}))
