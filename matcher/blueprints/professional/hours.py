"""The overview of the own hours in one school year."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from matcher import clock
from matcher.access import requires
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.hours_page import hours_page


@blueprint.get("/uren/<int:school_year>")
@requires(Permission.PROFESSIONAL)
def hours(school_year: int) -> ResponseReturnValue:
    """Show the hours of one school year."""
    found = hours_page(db.session(), professional_id=own_id(), school_year=school_year, today=clock.today())
    return render_template(
        "professional/hours.html",
        found=found,
        today=clock.today(),
        year_url=lambda year: url_for("professional.hours", school_year=year),
        placement_url=lambda key: url_for("professional.placements", _anchor=f"inzet-{key}"),
    )
