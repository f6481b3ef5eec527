"""The measure of the six-hours rule: what holds, what held, what comes; add one, remove one that has not begun."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.measure_words import by_sector, mask_note, meaning
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.school_year import school_year_of
from matcher.forms.measures import MeasureForm
from matcher.queries.measures import measure_row, measure_rows, placements_from
from matcher.services import measures as services

# The button that keeps what was checked.
KEEP = "vastleggen"


@blueprint.get("/rekenregels")
@requires(Permission.ADMIN)
def measures() -> ResponseReturnValue:
    """Show the measures of each sector, the newest first."""
    rows = measure_rows(db.session(), clock.today())
    note = mask_note(row.limit for row in rows if row.holds or row.ahead)
    return render_template("admin/measures.html", sectors=by_sector(rows), note=note)


@blueprint.route("/rekenregels/nieuw", methods=["GET", "POST"])
@requires(Permission.ADMIN)
def new_measure() -> ResponseReturnValue:
    """Ask a measure, show what it means, and keep it when that was seen."""
    form = MeasureForm()
    form.offer_years(school_year_of(clock.today()) + 1)
    if not form.validate_on_submit() or "terug" in request.form:
        return render_template("admin/measures_new.html", form=form)
    if KEEP in request.form and saved(form, lambda: services.add_measure(work(), command=form.to_command())):
        flash(_("De rekenregel is vastgelegd."), "success")
        return redirect(url_for("admin.measures"))
    if KEEP not in request.form and saved(form, lambda: services.check_measure(work(), command=form.to_command())):
        return _check_page(form)
    return render_template("admin/measures_new.html", form=form)


def _check_page(form: MeasureForm) -> str:
    command = form.to_command()
    touched = placements_from(db.session(), school_year=command.school_year, sectors=command.articles)
    return render_template(
        "admin/measures_check.html", form=form, command=command, meaning=meaning(command.limits), touched=touched
    )


@blueprint.get("/rekenregels/<int:measure_id>/verwijderen")
@requires(Permission.ADMIN)
def remove_measure_page(measure_id: int) -> ResponseReturnValue:
    """Ask whether a measure that has not come into force must go."""
    row = measure_row(db.session(), measure_id=measure_id, today=clock.today())
    return render_template("admin/measures_remove.html", row=row, meaning=meaning([row.limit]))


@blueprint.post("/rekenregels/<int:measure_id>/verwijderen")
@requires(Permission.ADMIN)
def remove_measure(measure_id: int) -> ResponseReturnValue:
    """Remove it; the measure before it holds on."""
    done(lambda: services.remove_measure(work(), measure_id=measure_id), _("De rekenregel is verwijderd."))
    return redirect(url_for("admin.measures"))
