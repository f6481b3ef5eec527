"""The first page: what has to be done, most urgent first, and this month's figures."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from matcher.access import requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.filters import region_choice
from matcher.blueprints.coordinator.task_words import said
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.tasks import ASKS, MONTH_ASKS, Month, Task, TaskKind, home_of
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

LISTS = {
    TaskKind.ABOVE_LIMIT: "coordinator.people",
    TaskKind.OVERDUE: "coordinator.proposals",
    TaskKind.VOG: "coordinator.placements",
    TaskKind.PROOF_UNSEEN: "coordinator.placements",
    TaskKind.STOP_ASKED: "coordinator.placements",
    TaskKind.HOURS_UNCONFIRMED: "coordinator.placements",
    TaskKind.PROOF_ENDS: "coordinator.people",
    TaskKind.FULL: "coordinator.people",
    TaskKind.NEAR_LIMIT: "coordinator.people",
    TaskKind.INCONSISTENT: "coordinator.inconsistencies",
    TaskKind.REVIEW: "coordinator.reviews",
    TaskKind.NOT_PLACED: "coordinator.proposals",
    TaskKind.ADMIT: "coordinator.schools",
    TaskKind.UNDELIVERABLE: "coordinator.addresses",
    TaskKind.STALE_NEEDS: "coordinator.needs",
    TaskKind.STALE_PEOPLE: "coordinator.people",
}


@blueprint.get("/")
@requires(Permission.COORDINATOR)
def home() -> str:
    """Show the to-do list."""
    seen = query_string.view()
    region = query_string.region_code(seen)
    found = home_of(db.session(), view=seen, region_code=region)
    return render_template(
        "coordinator/home.html",
        todo=[_todo(task, region) for task in found.tasks],
        figures=_figures(found.month, region),
        regions=region_choice(seen),
        seen=seen,
        dashboard_url=query_string.link("coordinator.dashboard", {}, region),
    )


def _todo(task: Task, region: str | None) -> dict[str, Any]:
    title, text, action = said(task)
    return {
        "title": title,
        "text": text,
        "action": action,
        "count": task.count,
        "urgent": task.urgent,
        "url": query_string.link(LISTS[task.kind], ASKS[task.kind], region),
    }


def _figures(month: Month, region: str | None) -> list[dict[str, Any]]:
    proposals = "coordinator.proposals"
    placements = query_string.link("coordinator.placements", MONTH_ASKS["placements"], region)
    return [
        {
            "label": _("nieuwe voorstellen"),
            "value": month.proposals,
            "url": query_string.link(proposals, MONTH_ASKS["proposals"], region),
        },
        {
            "label": _("kennismakingen"),
            "value": month.introductions,
            "url": query_string.link(proposals, MONTH_ASKS["introductions"], region),
        },
        {"label": _("keer geplaatst"), "value": month.placements, "url": placements},
        {"label": _("klokuren geplaatst"), "value": round(month.minutes / MINUTES_PER_KLOKUUR, 2), "url": placements},
    ]
