"""Campuses of the school."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school_id
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.schools import CampusForm
from matcher.queries.schools import campus_of, campuses_of
from matcher.services.schools import add_campus, change_campus, delete_campus


@blueprint.get("/locaties")
@requires(Permission.SCHOOL)
def campuses() -> str:
    """List the campuses."""
    rows = campuses_of(db.session(), actor=current_actor(), school_id=current_school_id())
    return render_template("school/campuses.html", campuses=rows)


@blueprint.route("/locaties/nieuw", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def new_campus() -> str | Response:
    """Add a campus."""
    form = CampusForm()
    if form.validate_on_submit() and saved(
        form, lambda: add_campus(work(), school_id=current_school_id(), command=form.to_command())
    ):
        flash(_("De locatie is toegevoegd."), "success")
        return redirect(url_for("school.campuses"))
    return render_template("school/campus.html", form=form, campus=None)


@blueprint.route("/locaties/<int:campus_id>", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def campus(campus_id: int) -> str | Response:
    """Change a campus."""
    row = campus_of(db.session(), actor=current_actor(), campus_id=campus_id)
    form = CampusForm.of(row)
    if form.validate_on_submit() and saved(
        form, lambda: change_campus(work(), campus_id=campus_id, command=form.to_command())
    ):
        flash(_("De locatie is gewijzigd."), "success")
        return redirect(url_for("school.campuses"))
    return render_template("school/campus.html", form=form, campus=row)


@blueprint.post("/locaties/<int:campus_id>/verwijderen")
@requires(Permission.SCHOOL)
def remove_campus(campus_id: int) -> Response:
    """Delete a campus that is not used."""
    done(lambda: delete_campus(work(), campus_id=campus_id), _("De locatie is verwijderd."))
    return redirect(url_for("school.campuses"))
