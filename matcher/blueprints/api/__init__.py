"""Blueprint of the JSON suggestions that fields ask for while somebody types."""

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api")

from matcher.blueprints.api import suggestions  # noqa: E402, F401
