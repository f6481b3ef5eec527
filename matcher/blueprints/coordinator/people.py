"""The page of one person."""

from flask import render_template

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, labels
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.person_page import person_page


@blueprint.get("/mensen/<int:professional_id>")
@requires(Permission.COORDINATOR)
def person(professional_id: int) -> str:
    """Show profile, hours, proposals and placements of one person."""
    found = person_page(db.session(), scope=current_actor().scope, professional_id=professional_id, today=clock.today())
    return render_template("coordinator/person.html", found=found, scope=current_actor().scope, labels=labels)
