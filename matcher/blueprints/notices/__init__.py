"""Blueprint of what somebody is told: the list inside the application, and which mail they want. For every role."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)

from matcher.blueprints.notices import inbox, preferences, unsubscribing  # noqa: E402, F401
