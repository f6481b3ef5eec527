"""A file of rows that is not one of the lists: written at once, for a spreadsheet."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response

from matcher.exports.cells import cell, csv_chunks

__all__ = ["cell", "csv_file"]


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return the rows as a file, formula-safe and with semicolons."""
    answer = Response("".join(csv_chunks(head, rows)), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
