"""``GET /api/places|skills|job-titles?q=`` -> ``[{"id", "label", "detail"}]``, at most 8, best first."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request

from matcher.access import requires
from matcher.blueprints.api import blueprint
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.extensions import limiter
from matcher.queries.autocomplete import suggest_job_titles, suggest_skills
from matcher.queries.place_lookup import suggest_places

# Somebody who types asks several times a second; a script that copies the tables asks for longer.
PACE = limiter.shared_limit("20/second;300/minute", scope="suggestions")


def _query() -> str:
    return request.args.get("q", "")


def _answer(rows: Iterable[Any]) -> Response:
    """Answer rows with a short time to keep: the tables hardly change."""
    response = jsonify([asdict(row) for row in rows])
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


@blueprint.get("/places")
@requires(Permission.PUBLIC)
@PACE
def places() -> Response:
    """Suggest places."""
    return _answer(suggest_places(db.session(), _query()))


@blueprint.get("/skills")
@requires(Permission.PUBLIC)
@PACE
def skills() -> Response:
    """Suggest skills."""
    return _answer(suggest_skills(db.session(), _query()))


@blueprint.get("/job-titles")
@requires(Permission.PUBLIC)
@PACE
def job_titles() -> Response:
    """Suggest job titles."""
    return _answer(suggest_job_titles(db.session(), _query()))
