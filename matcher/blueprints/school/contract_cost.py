"""What an onderwijsvraag or an inzet of the school costs."""

from flask import url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.contract_cost import cost_page
from matcher.blueprints.school import blueprint
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.contract_cost import subject_of_need, subject_of_placement
from matcher.queries.needs import need_view
from matcher.queries.placements import placement_of_school

LAYOUT = "school/layout.html"


@blueprint.get("/vragen/<int:need_id>/kosten")
@requires(Permission.SCHOOL)
def need_cost(need_id: int) -> str:
    """Calculate what a need costs in the contract forms it offers."""
    need = need_view(db.session(), actor=current_actor(), need_id=need_id)
    title = need.title or _("Vraag zonder onderwerp")
    parents = [(_("Onderwijsvragen"), url_for("school.needs")), (title, url_for("school.need", need_id=need_id))]
    return cost_page(subject_of_need(need, clock.today()), layout=LAYOUT, parents=parents, agreed=False)


@blueprint.get("/inzet/<int:placement_id>/kosten")
@requires(Permission.SCHOOL)
def placement_cost(placement_id: int) -> str:
    """Calculate what a placement costs in the contract form agreed, and in others."""
    row = placement_of_school(db.session(), placement_id, current_actor().school_ids)
    url = url_for("school.placement", placement_id=placement_id)
    parents = [(_("Inzet"), url_for("school.placements")), (_("Inzet van %(person)s", person=row.person_name), url)]
    return cost_page(subject_of_placement(row), layout=LAYOUT, parents=parents, agreed=True)
