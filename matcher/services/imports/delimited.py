"""CSV as spreadsheets write it: in one of three encodings, with one of three separators."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import mode

from matcher.services.imports.refusing import refused

SEPARATORS = (";", "\t", ",")
SAMPLE = 20
UNREADABLE = "Wij kunnen de tekens in dit bestand niet lezen. Sla het op als CSV UTF-8 en kies het opnieuw."
BROKEN = "Dit CSV-bestand klopt niet: ergens staat een aanhalingsteken te veel of te weinig."


def delimited_rows(data: bytes) -> Iterator[Sequence[str]]:
    """Yield the rows of a CSV file. Raises :class:`InvalidInputError` on ``file``."""
    text = _text(data)
    lines = text.splitlines()
    # "sep=;" on the first line tells spreadsheets the separator.
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == len("sep=;"):
        separator, text = lines[0][-1], text.partition("\n")[2]
    else:
        separator = _separator(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise refused(BROKEN) from error


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16")
    if data.startswith(b"PK\x03\x04"):
        raise refused("Dit is geen CSV-bestand maar een spreadsheet. Geef het de naam .xlsx, of sla het op als CSV.")
    # UTF-16 without a mark: every other byte of plain text is a NUL.
    for encoding, half in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[0:200:2])):
        if half and half.count(0) > len(half) // 2:
            return _decoded(data, encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(UNREADABLE) from error


def _separator(text: str) -> str:
    """Return the separator that gives most rows of the beginning the same number of cells, and most cells."""

    def quality(separator: str) -> tuple[bool, float, int]:
        try:
            reader = csv.reader(io.StringIO(text), delimiter=separator)
            widths = [len(row) for row in islice(reader, SAMPLE) if any(row)] or [1]
        except csv.Error:
            return (False, 0.0, 0)
        usual = mode(widths)
        return (widths[0] > 1, widths.count(usual) / len(widths), usual)

    return max(SEPARATORS, key=quality)
