"""Blueprint of the employer, who has no account: pages by signed link."""

from flask import Blueprint

blueprint = Blueprint("employer", __name__, url_prefix="/werkgever")

from matcher.blueprints.employer import consent  # noqa: E402, F401
