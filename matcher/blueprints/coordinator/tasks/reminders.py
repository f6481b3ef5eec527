"""The button that reminds who is waited for."""

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.tasks.addresses import SLUGS
from matcher.blueprints.service_calls import done
from matcher.domain.permissions import Permission
from matcher.queries.coordination.task_kinds import TaskKind
from matcher.services import proposals


@blueprint.post("/voorstellen/<int:proposal_id>/herinner")
@requires(Permission.COORDINATES)
def remind(proposal_id: int) -> Response:
    """Send the reminder, and go back to the page with the button."""
    done(lambda: proposals.remind(work(), proposal_id=proposal_id), _("De herinnering is verstuurd."))
    pages = {
        "start": url_for("coordinator.home"),
        "taken": url_for("coordinator.task", kind=SLUGS[TaskKind.OVERDUE]),
    }
    page = pages.get(request.form.get("naar", ""), url_for("coordinator.proposal", proposal_id=proposal_id))
    return redirect(query_string.same_query(page))
