"""``GET /health``: is the service up, is its database reachable and migrated."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from matcher.access import requires
from matcher.domain.permissions import Permission
from matcher.health import report

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@requires(Permission.PUBLIC)
def health() -> ResponseReturnValue:
    """Answer 200 with ``status`` ok, or 503 when the database is away or not migrated."""
    found = report()
    return jsonify(found), 200 if found["status"] == "ok" else 503
