"""Files of imports: an example to fill in, and the rows that are not good with what is wrong with them."""

import io

from flask import Response
from flask_babel import gettext as _
from xlsxwriter import Workbook

from matcher.access import requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.exports import csv_file
from matcher.blueprints.coordinator.imports.pages import seen
from matcher.database import db
from matcher.domain.desk import ImportKind
from matcher.domain.imports import NOT_MADE, TARGETS
from matcher.domain.permissions import Permission
from matcher.queries.imports.pages import RowView, rows_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMES = {ImportKind.PEOPLE: "voorbeeld-mensen", ImportKind.NEEDS: "voorbeeld-onderwijsvragen"}
WIDTH = 24


@blueprint.get("/importeren/voorbeeld/<any(people, needs):kind>.<any(csv, xlsx):ending>")
@requires(Permission.COORDINATES)
def import_example(kind: str, ending: str) -> Response:
    """Give a file with the right head and one invented row."""
    targets, name = TARGETS[ImportKind(kind)], NAMES[ImportKind(kind)]
    head, row = [each.label for each in targets], [each.example for each in targets]
    if ending == "csv":
        return csv_file(name, head, [row])
    answer = Response(_workbook(head, row), mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _workbook(head: list[str], row: list[str]) -> bytes:
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        # As text, so that a telephone number keeps its first zero.
        sheet.set_column(0, len(head) - 1, WIDTH, book.add_format({"num_format": "@"}))
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        sheet.write_row(1, 0, row)
    return file.getvalue()


@blueprint.get("/importeren/<int:import_id>/fouten.csv")
@requires(Permission.COORDINATOR)
def import_faults(import_id: int) -> Response:
    """Give the rows that are bad or double as they were sent, with what is wrong with each."""
    found = seen(import_id)
    labels = {each.code: each.label for each in TARGETS[found.kind]}
    rows = rows_of(db.session(), import_id=import_id, outcomes=NOT_MADE)
    head = [*found.columns, _("rij"), _("wat is er mis")]
    width = len(found.columns)
    return csv_file(
        f"fouten-{import_id}", head, ([*_cells(row, width), row.number, _wrong(row, labels)] for row in rows)
    )


def _cells(row: RowView, width: int) -> list[str]:
    """Return the cells, also when they were thrown away."""
    return [*row.cells, *[""] * (width - len(row.cells))]


def _wrong(row: RowView, labels: dict[str, str]) -> str:
    return " ".join(f"{labels[name]}: {text}" if name in labels else text for name, text in row.errors.items())
