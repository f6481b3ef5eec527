"""What somebody placed at the school has used of the six-hours rule: the total, and the school's own placements."""

from flask import render_template, url_for

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.school import blueprint
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.queries.hours_page import hours_page
from matcher.queries.placements import placement_of_school


@blueprint.get("/inzet/<int:placement_id>/uren/<int:school_year>")
@requires(Permission.SCHOOL)
def person_hours(placement_id: int, school_year: int) -> str:
    """Show total and own placements; nothing of other schools."""
    mine = current_actor().school_ids
    row = placement_of_school(db.session(), placement_id, mine)
    if row.hidden:
        raise NotFoundError
    found = hours_page(
        db.session(),
        professional_id=row.professional_id,
        school_year=school_year,
        today=clock.today(),
        visible=lambda placement: placement.school_id in mine,
    )
    return render_template(
        "school/person_hours.html",
        found=found,
        placement_id=placement_id,
        today=clock.today(),
        placement_url=lambda key: url_for("school.placement", placement_id=key),
    )
