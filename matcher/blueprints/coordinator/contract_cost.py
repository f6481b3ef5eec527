"""What an onderwijsvraag or an inzet in the coordinator's regions costs the school."""

from flask import url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.contract_cost import cost_page
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.desk_lists.way_back import back_to
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.contract_cost import subject_of_need, subject_of_placement
from matcher.queries.coordination.need_page import need_facts
from matcher.queries.coordination.school_page import placement_page

LAYOUT = "coordinator/layout.html"


@blueprint.get("/onderwijsvragen/<int:need_id>/kosten")
@requires(Permission.COORDINATOR)
def need_cost(need_id: int) -> str:
    """Calculate what a need costs in the contract forms it offers."""
    need = need_facts(db.session(), scope=current_actor().scope, need_id=need_id)
    title, url = need.title or _("Vraag zonder onderwerp"), url_for("coordinator.need", need_id=need_id)
    parents = [(_("Onderwijsvragen"), back_to("coordinator.needs")), (title, url)]
    return cost_page(subject_of_need(need, clock.today()), layout=LAYOUT, parents=parents, agreed=False)


@blueprint.get("/inzet/<int:placement_id>/kosten")
@requires(Permission.COORDINATOR)
def placement_cost(placement_id: int) -> str:
    """Calculate what a placement costs in the contract form agreed, and in others."""
    row = placement_page(db.session(), scope=current_actor().scope, placement_id=placement_id)
    url = url_for("coordinator.placement", placement_id=placement_id)
    parents = [(_("Inzet"), back_to("coordinator.placements")), (_("Inzet van %(name)s", name=row.person_name), url)]
    return cost_page(subject_of_placement(row), layout=LAYOUT, parents=parents, agreed=True)
