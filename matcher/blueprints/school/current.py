"""The school somebody works for now: one of the own schools, kept in the session."""

from typing import Any

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires
from matcher.blueprints.school import blueprint
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.queries.schools import OwnSchool, own_schools

KEY = "school_id"


def current_school_id() -> int:
    """Return the chosen school, else the first one that admitted this member. Raises NotFoundError without a school."""
    actor = current_actor()
    chosen = session.get(KEY)
    if chosen in actor.all_school_ids:
        return int(chosen)
    mine = actor.school_ids or actor.pending_school_ids
    if not mine:
        raise NotFoundError
    return min(mine)


def current_school() -> OwnSchool:
    """Return the chosen school with its name and what the member may do there."""
    school_id = current_school_id()
    return next(row for row in own_schools(db.session(), current_actor()) if row.id == school_id)


def admitted_here() -> bool:
    """Return whether the member is admitted to the chosen school."""
    return current_school_id() in current_actor().school_ids


@blueprint.context_processor
def _schools() -> dict[str, Any]:
    """Give every school page the own schools, the chosen one first known."""
    actor = current_actor()
    rows = own_schools(db.session(), actor) if actor.all_school_ids else ()
    chosen = current_school_id() if rows else None
    return {"own_schools": rows, "own_school": next((row for row in rows if row.id == chosen), None)}


@blueprint.post("/wissel")
@requires(Permission.SCHOOL)
def switch() -> Response:
    """Work for another of the own schools."""
    chosen = request.form.get(KEY, type=int)
    if chosen not in current_actor().all_school_ids:
        raise NotFoundError
    session[KEY] = chosen
    flash(_("U werkt nu voor %(school)s.", school=current_school().name), "success")
    return redirect(url_for("school.home"))
