"""The first page: what has to be done, most urgent first, and this month's figures."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.filters import region_choice
from matcher.blueprints.coordinator.task_words import late_text, may_remind, reminded_text, said
from matcher.blueprints.coordinator.tasks.addresses import holder, holder_links, home_url, task_url
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.tasks import MONTH_ASKS, Holder, Late, Month, Task, TaskKind, home_of
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR


@blueprint.get("/")
@requires(Permission.COORDINATOR)
def home() -> str:
    """Show the to-do list."""
    seen, whose = query_string.view(), holder()
    region = query_string.region_code(seen)
    found = home_of(db.session(), view=seen, region_code=region, holder=whose)
    return render_template(
        "coordinator/home.html",
        todo=[_todo(task, region, whose) for task in found.tasks],
        put_off=[_put_off(task, region, whose) for task in found.put_off],
        figures=_figures(found.month, region),
        regions=region_choice(seen),
        holders=holder_links(whose, lambda each: home_url(region, each)),
        seen=seen,
        dashboard_url=query_string.link("coordinator.dashboard", {}, region),
    )


def _todo(task: Task, region: str | None, whose: Holder) -> dict[str, Any]:
    title, text, action = said(task)
    acts = not current_actor().acts_in.empty
    rows_url = task_url(task.kind, region=region, whose=whose)
    # Reviewing goes through its own queue; its rows are for dividing the work.
    queue = task.kind is TaskKind.REVIEW and whose is Holder.EVERYBODY
    return {
        "title": title,
        "text": text,
        "action": action if acts else _("Bekijk"),
        "count": task.count,
        "urgent": task.urgent,
        "url": query_string.link("coordinator.reviews", {}, region) if queue else rows_url,
        "lines": [_late_line(late, acts=acts) for late in task.examples],
        "more": ([{"label": _("Wie doet wat"), "url": rows_url}] if queue else [])
        + ([_put_off(task, region, whose, named=False)] if task.asleep else []),
    }


def _put_off(task: Task, region: str | None, whose: Holder, *, named: bool = True) -> dict[str, str]:
    """Return the link to the rows of a task that were put off."""
    count = str(ngettext("%(num)s uitgesteld", "%(num)s uitgesteld", task.asleep))
    text = f"{said(task)[0]}: {count}" if named else count
    return {"label": text, "url": task_url(task.kind, region=region, whose=whose, asleep=True)}


def _late_line(late: Late, *, acts: bool) -> dict[str, Any]:
    """Return one late answer, with the button that reminds."""
    row = late.row
    days = (clock.today() - row.answer_by).days if row.answer_by else 0
    text = _("%(school)s, %(need)s", school=row.school, need=row.need_title)
    waits = _("%(late)s, %(who)s aan zet", late=late_text(days), who=labels.waiting(row.waiting_for))
    line = {
        "text": text,
        "url": url_for("coordinator.proposal", proposal_id=row.id),
        "hint": f"{waits}; {reminded_text(late.reminded_at)}",
    }
    if acts and may_remind(late.reminded_at):
        action = query_string.same_query(url_for("coordinator.remind", proposal_id=row.id))
        line |= {"button": {"action": action, "label": _("Stuur herinnering"), "hidden": {"naar": "start"}}}
    return line


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
