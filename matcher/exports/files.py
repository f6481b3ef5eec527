"""A list as a file: in pieces for who waits for it, or whole in a temporary file."""

import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from matcher.domain.desk import DeskList, ExportFormat
from matcher.exports.cells import csv_chunks
from matcher.exports.columns import columns_of, values_of
from matcher.exports.sheets import write_sheet

# Up to here a file stays in memory, beyond it goes to disk.
IN_MEMORY = 2_000_000
MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_of(desk_list: DeskList, rows: Iterable[Any]) -> Iterator[str]:
    """Yield the CSV file of rows of a list, in pieces."""
    columns = columns_of(desk_list)
    return csv_chunks([column.label for column in columns], values_of(columns, rows))


def file_of(desk_list: DeskList, form: ExportFormat, rows: Iterable[Any]) -> IO[bytes]:
    """Return the whole file, open at its beginning; it goes when it is closed."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the reader closes it)
    try:
        if form is ExportFormat.CSV:
            target.writelines(piece.encode() for piece in csv_of(desk_list, rows))
        else:
            columns = columns_of(desk_list)
            write_sheet(target, desk_list.value, columns, values_of(columns, rows))
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target
