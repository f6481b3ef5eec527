"""Blueprint of the pages for visitors, and of the choice of a role after signing in."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from matcher.blueprints.public import calendar, pages, route, start, statistics  # noqa: E402, F401
