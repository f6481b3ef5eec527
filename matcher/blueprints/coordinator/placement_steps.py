"""Steps of the coordinator with a placement: change or extend it, stop it, read the decisions."""

from typing import Any

from flask import Response as JsonResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.place_counter import assessed, counted, of_placement
from matcher.blueprints.placement_steps import change_to, extend_to, stop, stop_form, wants_to_save
from matcher.blueprints.service_calls import saved
from matcher.blueprints.verdict_words import verdict_cards
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.coordinator import CoordinatorPlaceForm
from matcher.forms.placement_steps import ExtendForm
from matcher.queries.coordination.school_page import placement_page
from matcher.queries.placements import PlacementRow
from matcher.queries.verdicts import verdicts_of_placement


def _in_scope(placement_id: int) -> PlacementRow:
    return placement_page(db.session(), scope=current_actor().scope, placement_id=placement_id)


def _back(row: PlacementRow, message: str, kind: str = "success") -> Response:
    flash(message, kind)
    return redirect(url_for("coordinator.placement", placement_id=row.id))


def _form(row: PlacementRow, **settings: Any) -> CoordinatorPlaceForm:
    return CoordinatorPlaceForm.of_placement(row, **settings)


@blueprint.route("/inzet/<int:placement_id>/wijzigen", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def change_placement(placement_id: int) -> str | Response:
    """Change or extend a placement, with an exception above the limit."""
    row = _in_scope(placement_id)
    if not row.changeable:
        return _back(row, _("Deze inzet is gestopt. U kunt hem niet meer wijzigen."), "info")
    form = _form(row)
    if wants_to_save(form) and saved(form, lambda: change_to(row, form)):
        return _back(row, _("De inzet is gewijzigd."))
    assessment, message = assessed(form, of_placement(row.id))
    return render_template("coordinator/change.html", row=row, form=form, assessment=assessment, message=message)


@blueprint.route("/inzet/<int:placement_id>/verlengen", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def extend_placement(placement_id: int) -> str | Response:
    """Make a placement last longer; nothing else of it changes."""
    row = _in_scope(placement_id)
    if not row.changeable:
        return _back(row, _("Deze inzet is gestopt. U kunt hem niet meer verlengen."), "info")
    form = ExtendForm.of_placement(row)
    if form.validate_on_submit() and saved(form, lambda: extend_to(row, form)):
        return _back(row, _("De inzet is verlengd."))
    return render_template("coordinator/extend.html", row=row, form=form)


@blueprint.get("/inzet/<int:placement_id>/uren")
@requires(Permission.COORDINATOR)
def changed_hours(placement_id: int) -> JsonResponse:
    """Answer the live counter of a change."""
    form = _form(_in_scope(placement_id), formdata=request.args, meta={"csrf": False})
    return counted(form, of_placement(placement_id))


@blueprint.route("/inzet/<int:placement_id>/stoppen", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def stop_placement(placement_id: int) -> str | Response:
    """Cancel a placement that has not begun, or end one that has."""
    row = _in_scope(placement_id)
    form = stop_form(row)
    if form.validate_on_submit() and saved(form, lambda: stop(row, form)):
        return _back(row, _("Het is vastgelegd. De klokuren die vervallen, zijn weer vrij."))
    return render_template("coordinator/stop_placement.html", row=row, form=form)


@blueprint.get("/inzet/<int:placement_id>/besluiten")
@requires(Permission.COORDINATOR)
def placement_verdicts(placement_id: int) -> str:
    """Show every decision of the rules on the placement, as it was."""
    row = _in_scope(placement_id)
    cards = verdict_cards(verdicts_of_placement(db.session(), row.id), row)
    return render_template("coordinator/verdicts.html", row=row, cards=cards)
