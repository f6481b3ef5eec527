"""The list of imports, and the page of one: how far it is, its rows, and what became of them."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.imports import words
from matcher.database import db
from matcher.domain.desk import ImportMode, ImportState, RowOutcome
from matcher.domain.imports import CANCELLABLE, NOT_MADE, TARGETS, Target
from matcher.domain.permissions import Permission, allowed
from matcher.queries.imports import pages as queries
from matcher.queries.imports.pages import ImportView
from matcher.services.imports.batches import may_change

# So many fields say who or what a row is about.
FIRST = 2
# The steps of the page at each state before the report.
STEP_OF = {ImportState.MAPPING: 2, ImportState.CHECKING: 3, ImportState.CHECKED: 3, ImportState.RUNNING: 4}


@blueprint.get("/importeren")
@requires(Permission.COORDINATOR)
def imports() -> str:
    """List the imports of the own regions."""
    page = request.args.get("page", 1, type=int)
    found = queries.import_list(db.session(), actor=current_actor(), page=page)
    may_import = allowed(Permission.COORDINATES, current_actor())
    return render_template("coordinator/imports/list.html", found=found, words=words, may_import=may_import)


@blueprint.get("/importeren/<int:import_id>")
@requires(Permission.COORDINATOR)
def import_batch(import_id: int) -> str:
    """Show how far an import is, with its rows."""
    found = seen(import_id)
    chosen = _chosen(found)
    rows = queries.row_page(
        db.session(),
        import_id=import_id,
        outcomes=[chosen] if chosen else [],
        page=request.args.get("page", 1, type=int),
    )
    return render_template(
        "coordinator/imports/batch.html",
        found=found,
        rows=rows,
        tabs=_tabs(found, chosen),
        columns=(columns := shown_columns(found, {name for row in rows.rows for name in row.errors})),
        heads=_heads(columns),
        step=STEP_OF.get(found.state),
        facts=words.facts(found),
        words=words,
        **_numbers(found),
        **may_do(found),
    )


def _heads(columns: list[tuple[Target, int]]) -> list[dict[str, Any]]:
    """Return the columns of the table of rows."""
    first = [{"key": "nr", "label": _("Rij"), "numeric": True}, {"key": "uitkomst", "label": _("Uitkomst")}]
    return first + [{"key": each.code, "label": each.label.capitalize()} for each, _column in columns]


def _numbers(found: ImportView) -> dict[str, Any]:
    """Return what the page counts. Taking back goes over what was made, a run over what was good."""
    outcomes = {ImportState.RUNNING: NOT_MADE, ImportState.UNDOING: {*NOT_MADE, RowOutcome.SKIPPED}}
    return {
        "to_do": found.rows_total - found.count(*outcomes.get(found.state, ())),
        "shows_progress": found.state is not ImportState.RUNNING or found.mode is ImportMode.SKIP_BAD,
        "good": found.count(RowOutcome.GOOD),
        "faults": found.faults,
    }


def seen(import_id: int) -> ImportView:
    """Return an import the visitor may see."""
    return queries.import_of(db.session(), actor=current_actor(), import_id=import_id)


def may_do(found: ImportView) -> dict[str, bool]:
    """Return which buttons the page has."""
    mine = may_change(current_actor(), maker_id=found.maker_id, region=found.region_code)
    waits = found.state is ImportState.RUNNING and not found.begun
    running = found.state is ImportState.RUNNING and found.mode is ImportMode.SKIP_BAD and found.begun
    return {
        "may_change": mine,
        "may_cancel": mine and (found.state in CANCELLABLE or waits),
        "may_stop": mine and running,
        "may_undo": mine and found.state is ImportState.DONE and found.count(RowOutcome.MADE) > 0,
    }


def shown_columns(found: ImportView, wrong: set[str]) -> list[tuple[Target, int]]:
    """Return the chosen fields with the number of their column: who or what it is, what is wrong, then the others."""
    mine = [(each, found.mapping[each.code]) for each in TARGETS[found.kind] if each.code in found.mapping]
    return mine[:FIRST] + sorted(mine[FIRST:], key=lambda pair: pair[0].code not in wrong)


def _chosen(found: ImportView) -> RowOutcome | None:
    """Return the outcome the address asks for, if there is such a row."""
    asked = request.args.get("uitkomst", "")
    return next((each for each in RowOutcome if each.value == asked and found.counts.get(each)), None)


def _tabs(found: ImportView, chosen: RowOutcome | None) -> list[dict[str, Any]]:
    every = {"label": _("Alle rijen"), "url": "?", "active": chosen is None, "count": found.rows_total}
    return [
        every,
        *(
            {
                "label": words.outcome_word(each).capitalize(),
                "url": f"?uitkomst={each.value}",
                "active": each is chosen,
                "count": found.counts[each],
            }
            for each in RowOutcome
            if found.counts.get(each)
        ),
    ]
