"""The page of one onderwijsvraag and its candidates."""

from flask import render_template

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.contract_cost import average_costs
from matcher.blueprints.coordinator import blueprint, labels
from matcher.blueprints.coordinator.acting.boxes import note_box, transfer_box
from matcher.blueprints.coordinator.review_words import match_parts
from matcher.database import db
from matcher.domain.desk import SubjectKind
from matcher.domain.permissions import Permission
from matcher.domain.states import RANKED_NEED_STATES
from matcher.matching.sentences import OBSTACLE_TEXTS
from matcher.queries.contract_cost import subject_of_need
from matcher.queries.coordination.need_page import need_candidates, need_page
from matcher.queries.entries import entry_of_need


@blueprint.get("/onderwijsvragen/<int:need_id>")
@requires(Permission.COORDINATOR)
def need(need_id: int) -> str:
    """Show one need with its proposals and placements."""
    found = need_page(db.session(), scope=current_actor().scope, need_id=need_id, today=clock.today())
    return render_template(
        "coordinator/need.html",
        found=found,
        labels=labels,
        ranked=found.need.state in RANKED_NEED_STATES,
        costs=average_costs(subject_of_need(found.need, clock.today())),
        entry=entry_of_need(db.session(), need_id),
        now=clock.now(),
        notes=note_box(SubjectKind.NEED, need_id),
        handed=transfer_box(SubjectKind.NEED, need_id),
    )


@blueprint.get("/onderwijsvragen/<int:need_id>/kandidaten")
@requires(Permission.COORDINATOR)
def candidates(need_id: int) -> str:
    """Show who fits the need, best first, by name as far as they belong to the own regions."""
    found = need_candidates(db.session(), scope=current_actor().scope, need_id=need_id, today=clock.today())
    left_out = sorted(found.left_out.items(), key=lambda pair: -pair[1])
    reasons = [{"label": OBSTACLE_TEXTS[obstacle].short, "value": count} for obstacle, count in left_out if count]
    return render_template("coordinator/candidates.html", found=found, reasons=reasons, match_parts=match_parts)
