"""One cell: its Dutch text, and how a text is kept from being taken for a formula."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from csv import writer
from datetime import date, datetime
from enum import Enum
from io import StringIO
from typing import Any

from flask_babel import gettext as _

from matcher import clock
from matcher.domain.labels import label
from matcher.rules.klokuren import format_klokuren

# A spreadsheet would take a text that begins so for a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
# So many rows go out together.
CHUNK = 200


class Klokuren(int):
    """Minutes that are shown as klokuren."""


def text_of(value: Any) -> str:
    """Return a value in Dutch form: dates as dd-mm-yyyy, minutes as klokuren, choices by their names."""
    if value is None:
        return ""
    # The first that fits: a moment is a date too, klokuren and a truth value are numbers too.
    write = next((write for kind, write in _FORMS.items() if isinstance(value, kind)), str)
    return write(value)


_FORMS: dict[type | tuple[type, ...], Callable[[Any], str]] = {
    bool: lambda value: str(_("ja") if value else _("nee")),
    datetime: lambda value: f"{clock.dutch_date(value):%d-%m-%Y}",
    date: lambda value: f"{value:%d-%m-%Y}",
    Enum: label,
    Klokuren: format_klokuren,
    (frozenset, set, tuple): lambda value: ", ".join(sorted(text_of(each) for each in value)),
}


def cell(value: Any) -> str:
    """Return the text of one cell of a CSV file; one that looks like a formula gets an apostrophe in front."""
    text = text_of(value)
    return f"'{text}" if text.startswith(RISKY) else text


def csv_chunks(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield a CSV file in pieces: with a mark of UTF-8 and semicolons, as spreadsheets with Dutch settings expect."""
    buffer = StringIO()
    lines = writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    lines.writerow(head)
    for number, row in enumerate(rows, 1):
        lines.writerow([cell(value) for value in row])
        if number % CHUNK == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
