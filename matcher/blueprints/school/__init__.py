"""Blueprint of the school pages."""

from flask import Blueprint

blueprint = Blueprint("school", __name__, url_prefix="/school")

from matcher.blueprints.school import (  # noqa: E402, F401
    calendar,
    campuses,
    candidates,
    colleagues,
    contract_cost,
    current,
    home,
    joining,
    need_entry,
    need_pages,
    need_paste,
    need_wizard,
    person_hours,
    placement_steps,
    placements,
    placing,
    proofs,
    proposals,
)
