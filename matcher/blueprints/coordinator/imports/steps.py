"""The further steps of an import: columns, check, making the rows, throwing away and taking back."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.imports import words
from matcher.blueprints.coordinator.imports.pages import may_do, seen
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.desk import ImportMode, ImportState, RowOutcome
from matcher.domain.errors import NotFoundError
from matcher.domain.imports import OPEN_STATES, required_of
from matcher.domain.permissions import Permission
from matcher.forms.accounts import ConfirmForm
from matcher.forms.imports.upload import ModeForm, mapping_form, mapping_of
from matcher.jobs import imports as jobs
from matcher.queries.imports.pages import ImportView, sample_of
from matcher.services import imports as services


def _mine(import_id: int) -> ImportView:
    """Return an import the visitor may change. Raises :class:`NotFoundError`."""
    found = seen(import_id)
    if not may_do(found)["may_change"]:
        raise NotFoundError
    return found


def _to(import_id: int) -> Response:
    return redirect(url_for("coordinator.import_batch", import_id=import_id))


@blueprint.route("/importeren/<int:import_id>/kolommen", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def import_columns(import_id: int) -> str | Response:
    """Choose which column is which field; every row is checked after that."""
    found = _mine(import_id)
    if found.state not in OPEN_STATES:
        return _to(import_id)
    known = found.school_id is not None
    form = mapping_form(found.kind, found.columns, found.mapping, school_known=known)
    if form.validate_on_submit() and saved(form, lambda: _check(import_id, mapping_of(form))):
        return _to(import_id)
    return _columns_page(found, form)


def _columns_page(found: ImportView, form: FlaskForm) -> str:
    sample = sample_of(db.session(), import_id=found.id)
    return render_template(
        "coordinator/imports/columns.html",
        found=found,
        form=form,
        sample=sample,
        columns=[{"key": str(number), "label": name} for number, name in enumerate(found.columns)],
        samples={str(n): [row[n] for row in sample if row[n]] for n in range(len(found.columns))},
        required={each.code for each in required_of(found.kind, school_known=found.school_id is not None)},
        words=words,
    )


def _check(import_id: int, mapping: dict[str, int]) -> None:
    if services.set_mapping(work(), import_id=import_id, mapping=mapping):
        jobs.check_import(import_id)


@blueprint.route("/importeren/<int:import_id>/uitvoeren", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def run_import(import_id: int) -> str | Response:
    """Choose what happens with the rows that are not good, and begin."""
    found = _mine(import_id)
    if found.state is not ImportState.CHECKED:
        return _to(import_id)
    form = ModeForm.offering(words.modes(found))
    if form.validate_on_submit() and saved(form, lambda: _run(import_id, form)):
        return _to(import_id)
    good, bad = found.count(RowOutcome.GOOD), found.count(RowOutcome.BAD)
    return render_template("coordinator/imports/run.html", found=found, form=form, good=good, bad=bad, words=words)


def _run(import_id: int, form: ModeForm) -> None:
    services.run_import(work(), import_id=import_id, mode=ImportMode(form.mode.data))


@blueprint.post("/importeren/<int:import_id>/weggooien")
@requires(Permission.COORDINATES)
def cancel_import(import_id: int) -> Response:
    """Throw an import away that has made nothing."""
    done(
        lambda: services.cancel_import(work(), import_id=import_id),
        _("De import is weggegooid. Er is niets geïmporteerd."),
    )
    return redirect(url_for("coordinator.imports"))


@blueprint.post("/importeren/<int:import_id>/stoppen")
@requires(Permission.COORDINATES)
def stop_import(import_id: int) -> Response:
    """Stop an import that makes row by row."""
    done(
        lambda: services.stop_run(work(), import_id=import_id),
        _("De import is gestopt. Wat al gemaakt was, is er nog."),
    )
    return _to(import_id)


@blueprint.route("/importeren/<int:import_id>/terugdraaien", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def undo_import(import_id: int) -> str | Response:
    """Ask first, then take back what the import made."""
    found, form = _mine(import_id), ConfirmForm()
    if not may_do(found)["may_undo"]:
        flash(_("Aan deze import valt niets (meer) terug te draaien."), "info")
        return _to(import_id)
    if form.validate_on_submit() and saved(form, lambda: services.undo_import(work(), import_id=import_id)):
        return _to(import_id)
    made = found.count(RowOutcome.MADE)
    return render_template("coordinator/imports/undo.html", found=found, form=form, made=made, words=words)
