"""The overview of hours of one person in one school year, with what more hours would do."""

from functools import partial

from flask import render_template, request, url_for

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.rights import acts_for
from matcher.blueprints.form_errors import show_errors
from matcher.database import db
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.permissions import Permission
from matcher.domain.school_year import bounds
from matcher.forms.hours import ProjectionForm
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.hours_page import HoursPage, hours_page
from matcher.queries.hours_projection import projected
from matcher.rules.six_hours import Decision


@blueprint.get("/mensen/<int:professional_id>/uren/<int:school_year>")
@requires(Permission.COORDINATOR)
def person_hours(professional_id: int, school_year: int) -> str:
    """Show the hours: names of placements in the own regions only, sums of all."""
    found = _page(professional_id, school_year)
    asked = "minutes_per_week" in request.args
    form = ProjectionForm(request.args if asked else None, data=_begin(school_year))
    return render_template(
        "coordinator/person_hours.html",
        found=found,
        form=form,
        decision=_decision(found, form) if asked else None,
        today=clock.today(),
        acts=acts_for(professional_id),
        year_url=lambda year: url_for("coordinator.person_hours", professional_id=professional_id, school_year=year),
        placement_url=lambda key: url_for("coordinator.placement", placement_id=key),
    )


def _page(professional_id: int, school_year: int) -> HoursPage:
    session, scope = db.session(), current_actor().scope
    if not person_visible(session, scope=scope, professional_id=professional_id):
        raise NotFoundError
    return hours_page(
        session,
        professional_id=professional_id,
        school_year=school_year,
        today=clock.today(),
        visible=lambda placement: scope.covers(placement.region_code),
    )


def _begin(school_year: int) -> dict[str, object]:
    first, last = bounds(school_year)
    return {"starts_on": max(first, clock.today()), "ends_on": last}


def _decision(found: HoursPage, form: ProjectionForm) -> Decision | None:
    if not form.validate():
        return None
    ask = partial(projected, db.session(), professional_id=found.professional_id, region=found.region)
    try:
        return ask(case=form.to_case())
    except InvalidInputError as error:
        show_errors(form, error)
        return None
