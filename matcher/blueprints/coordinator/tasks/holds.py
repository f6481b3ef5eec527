"""The buttons of a row of a task: give it to somebody, let it count again, say that an import was seen."""

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.tasks.addresses import SLUGS, kind_of
from matcher.blueprints.service_calls import done
from matcher.domain.permissions import Permission
from matcher.queries.coordination.task_kinds import TaskKind
from matcher.services.desk.holds import assign_task, wake_task
from matcher.services.desk.imports_seen import look_at_import

NOBODY = 0


@blueprint.post("/taken/<kind>/<int:subject_id>/wie")
@requires(Permission.COORDINATES)
def task_assign(kind: str, subject_id: int) -> Response:
    """Give a row to the coordinator of the form; an empty choice gives it to nobody."""
    which = kind_of(kind)
    asked = request.form.get("to", "")
    # What is no number is nobody's id: the service refuses it.
    to_id = None if not asked else request.form.get("to", NOBODY, type=int)
    said = _("Niemand heeft deze taak nu.") if to_id is None else _("De taak is gegeven.")
    done(lambda: assign_task(work(), kind=which, subject_id=subject_id, to_id=to_id), said)
    return _back(kind)


@blueprint.post("/taken/<kind>/<int:subject_id>/nu")
@requires(Permission.COORDINATES)
def task_wake(kind: str, subject_id: int) -> Response:
    """Let a row that was put off count again."""
    which = kind_of(kind)
    done(lambda: wake_task(work(), kind=which, subject_id=subject_id), _("De taak telt weer mee."))
    return _back(kind)


@blueprint.post("/invoer/importeren/<int:import_id>/gezien")
@requires(Permission.COORDINATES)
def import_looked_at(import_id: int) -> Response:
    """Say that what went wrong in an import was seen."""
    done(lambda: look_at_import(work(), import_id=import_id), _("Gezien. Deze import is geen taak meer."))
    return _back(SLUGS[TaskKind.IMPORT_ERRORS])


def _back(slug: str) -> Response:
    return redirect(query_string.same_query(url_for("coordinator.task", kind=slug)))
