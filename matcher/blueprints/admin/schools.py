"""The list of schools, a new school, a correction."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import choice_filter, chosen, page_number, text_filter
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.domain.labels import LABELS
from matcher.domain.permissions import Permission
from matcher.forms.admin import NewSchoolForm, SchoolForm
from matcher.queries.admin_schools import board_choices, list_schools, school_details
from matcher.services import admin_schools


@blueprint.get("/scholen")
@requires(Permission.ADMIN)
def schools() -> ResponseReturnValue:
    """List schools; search, filter, order and page are in the URL."""
    sectors, sort = chosen(Sector, "sector"), request.args.get("sort", "naam")
    found = list_schools(db.session(), search=request.args.get("q", ""), sectors=sectors, sort=sort, page=page_number())
    filters = [
        text_filter("q", _("Naam, bestuur of plaats")),
        choice_filter("sector", _("Sector"), {sector: LABELS[sector] for sector in Sector}, sectors),
    ]
    return render_template("admin/schools.html", page=found, filters=filters, sort=sort)


@blueprint.route("/scholen/nieuw", methods=["GET", "POST"])
@requires(Permission.ADMIN)
def new_school() -> ResponseReturnValue:
    """Add a school."""
    form = NewSchoolForm()
    form.offer_boards(board_choices(db.session()))
    if form.validate_on_submit() and saved(
        form, lambda: admin_schools.add_school(work(), sector=Sector(form.sector.data), **form.facts())
    ):
        flash(_("De school staat in de lijst."), "success")
        return redirect(url_for("admin.schools", q=form.name.data))
    return render_template("admin/school.html", form=form, school=None)


@blueprint.route("/scholen/<int:school_id>", methods=["GET", "POST"])
@requires(Permission.ADMIN)
def school(school_id: int) -> ResponseReturnValue:
    """Correct a school."""
    present = school_details(db.session(), school_id=school_id)
    form = SchoolForm(obj=present)
    form.offer_boards(board_choices(db.session()))
    if form.validate_on_submit() and saved(
        form, lambda: admin_schools.edit_school(work(), school_id=school_id, **form.facts())
    ):
        flash(_("De school is gewijzigd."), "success")
        return redirect(url_for("admin.schools", q=form.name.data))
    return render_template("admin/school.html", form=form, school=present)
