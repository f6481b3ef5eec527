"""Blueprint of the coordinator pages."""

from flask import Blueprint

blueprint = Blueprint("coordinator", __name__, url_prefix="/coordinator")

from matcher.blueprints.coordinator import (  # noqa: E402, F401
    addresses,
    contract_cost,
    dashboard,
    desk_lists,
    exports,
    home,
    hours_exceptions,
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
    review_steps,
    reviews,
    round_steps,
    rounds,
    schools,
    sent,
)
