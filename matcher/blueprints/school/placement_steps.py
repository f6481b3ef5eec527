"""Steps of the school with a placement: change or extend it, stop it, confirm a month, read the decisions."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.place_counter import assessed, counted, of_placement
from matcher.blueprints.placement_steps import change_to, extend_to, stop, stop_form, wants_to_save
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.placements import own_placement, placement_page
from matcher.blueprints.service_calls import saved
from matcher.blueprints.verdict_words import verdict_cards
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.needs_fields import given
from matcher.forms.placement_steps import ExtendForm
from matcher.forms.placements import MonthForm, PlaceForm, VogForm
from matcher.queries.placements import PlacementRow
from matcher.queries.verdicts import verdicts_of_placement
from matcher.services.placements import confirm_month


def _back(row: PlacementRow, message: str, kind: str = "success") -> Response:
    flash(message, kind)
    return redirect(url_for("school.placement", placement_id=row.id))


@blueprint.route("/inzet/<int:placement_id>/wijzigen", methods=["GET", "POST"])
@requires(Permission.SCHOOL_ADMITTED)
def change_placement(placement_id: int) -> str | Response:
    """Change or extend a placement."""
    row = own_placement(placement_id)
    if not row.changeable:
        return _back(row, _("Deze inzet is gestopt. U kunt hem niet meer wijzigen."), "info")
    form = PlaceForm.of_placement(row)
    if wants_to_save(form) and saved(form, lambda: change_to(row, form)):
        return _back(row, _("De inzet is gewijzigd."))
    assessment, message = assessed(form, of_placement(row.id))
    return render_template("school/change.html", row=row, form=form, assessment=assessment, message=message)


@blueprint.route("/inzet/<int:placement_id>/verlengen", methods=["GET", "POST"])
@requires(Permission.SCHOOL_ADMITTED)
def extend_placement(placement_id: int) -> str | Response:
    """Make a placement last longer; nothing else of it changes."""
    row = own_placement(placement_id)
    if not row.changeable:
        return _back(row, _("Deze inzet is gestopt. U kunt hem niet meer verlengen."), "info")
    form = ExtendForm.of_placement(row)
    if form.validate_on_submit() and saved(form, lambda: extend_to(row, form)):
        return _back(row, _("De inzet is verlengd."))
    return render_template("school/extend.html", row=row, form=form)


@blueprint.get("/inzet/<int:placement_id>/uren")
@requires(Permission.SCHOOL_ADMITTED)
def changed_hours(placement_id: int) -> FlaskResponse:
    """Answer the live counter of a change."""
    form = PlaceForm.of_placement(own_placement(placement_id), formdata=request.args, meta={"csrf": False})
    return counted(form, of_placement(placement_id))


@blueprint.route("/inzet/<int:placement_id>/stoppen", methods=["GET", "POST"])
@requires(Permission.SCHOOL_ADMITTED)
def stop_placement(placement_id: int) -> str | Response:
    """Cancel a placement that has not begun, or end one that has."""
    row = own_placement(placement_id)
    form = stop_form(row)
    if form.validate_on_submit() and saved(form, lambda: stop(row, form)):
        return _back(row, _("Het is vastgelegd. De klokuren die vervallen, zijn weer vrij."))
    return render_template("school/stop_placement.html", row=row, form=form)


@blueprint.post("/inzet/<int:placement_id>/maand")
@requires(Permission.SCHOOL_ADMITTED)
def placement_month(placement_id: int) -> str | Response:
    """Confirm what was really taught in a month."""
    row, form = own_placement(placement_id), MonthForm()
    if form.validate_on_submit() and saved(form, lambda: _confirm(row, form)):
        return _back(row, _("De klokuren van de maand zijn bevestigd."))
    vog = VogForm(formdata=None, data={"vog_issued_on": row.vog_issued_on, "vog_seen_on": row.vog_seen_on})
    return placement_page(row, vog, form)


def _confirm(row: PlacementRow, form: MonthForm) -> None:
    minutes, month = given(form.minutes.data), given(form.month.data)
    confirm_month(work(), placement_id=row.id, month=month, minutes=minutes)


@blueprint.get("/inzet/<int:placement_id>/besluiten")
@requires(Permission.SCHOOL)
def placement_verdicts(placement_id: int) -> str:
    """Show every decision of the rules on the placement, as it was."""
    row = own_placement(placement_id)
    cards = verdict_cards(verdicts_of_placement(db.session(), row.id), row)
    return render_template("school/verdicts.html", row=row, cards=cards)
