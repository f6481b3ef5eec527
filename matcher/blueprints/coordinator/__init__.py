"""Blueprint of the coordinator pages."""

from flask import Blueprint

blueprint = Blueprint("coordinator", __name__, url_prefix="/coordinator")

from matcher.blueprints.coordinator import (  # noqa: E402, F401
    acting,
    addresses,
    colleagues,
    contract_cost,
    dashboard,
    desk_lists,
    entry,
    exports,
    home,
    hours_exceptions,
    imports,
    inconsistencies,
    lists,
    measures,
    needs,
    people,
    person_hours,
    placement_steps,
    placements,
    placing,
    programmes,
    proofs,
    review_adjust,
    review_steps,
    reviews,
    rights,
    rounds,
    schools,
    sent,
    tasks,
)
