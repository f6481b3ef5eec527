"""Exceptions above the limit of the six-hours rule: recorded after a check, withdrawn after a question."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.school_year import bounds, school_year_of
from matcher.forms.hours import ExceptionForm
from matcher.queries.coordination.person_page import person_name
from matcher.queries.hours_exceptions import exception_of
from matcher.services.hours import exceptions


@blueprint.route("/mensen/<int:professional_id>/uitzondering", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def new_exception(professional_id: int) -> str | Response:
    """Fill in, look once more, record."""
    name, form = _name(professional_id), _form()
    check = partial(exceptions.check_exception, work(), professional_id=professional_id)
    checked = form.validate_on_submit() and saved(form, lambda: check(command=form.to_command()))
    if checked and "bevestig" in request.form:
        exceptions.record_exception(work(), professional_id=professional_id, command=form.to_command())
        flash(_("De uitzondering is vastgelegd."), "success")
        return _to_overview(professional_id, form.to_command().school_year)
    step = "check" if checked and "wijzig" not in request.form else "fill"
    return render_template(f"coordinator/exception_{step}.html", form=form, name=name, professional_id=professional_id)


def _form() -> ExceptionForm:
    this_year = school_year_of(clock.today())
    asked = request.args.get("schooljaar", this_year, type=int)
    year = asked if asked in {this_year, this_year + 1} else this_year
    return ExceptionForm(years=(this_year, this_year + 1), data={"school_year": year, "valid_until": bounds(year)[1]})


def _name(professional_id: int) -> str:
    return person_name(db.session(), scope=current_actor().scope, professional_id=professional_id)


def _to_overview(professional_id: int, school_year: int) -> Response:
    return redirect(url_for("coordinator.person_hours", professional_id=professional_id, school_year=school_year))


@blueprint.route("/mensen/<int:professional_id>/uitzondering/<int:exception_id>/intrekken", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def withdraw_exception(professional_id: int, exception_id: int) -> str | Response:
    """Ask whether it is right, then withdraw; refused while placements still need the exception."""
    name, form = _name(professional_id), FlaskForm()
    row = exception_of(db.session(), professional_id=professional_id, exception_id=exception_id)
    withdraw = partial(exceptions.withdraw_exception, work(), professional_id=professional_id)
    if form.validate_on_submit() and saved(form, lambda: withdraw(exception_id=exception_id)):
        flash(_("De uitzondering is ingetrokken."), "success")
        return _to_overview(professional_id, row.school_year)
    return render_template(
        "coordinator/exception_withdraw.html", form=form, name=name, row=row, professional_id=professional_id
    )
