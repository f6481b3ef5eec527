"""The page of one kind of task, and putting a row off."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.task_words import may_remind, said
from matcher.blueprints.coordinator.tasks.addresses import (
    SLUGS,
    asked,
    holder_links,
    home_url,
    kind_of,
    list_url,
    task_url,
)
from matcher.blueprints.coordinator.tasks.row_words import row_text
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.desk import SnoozeForm
from matcher.queries.coordination.task_kinds import PUT_OFF_ELSEWHERE, TaskKind
from matcher.queries.coordination.task_pages import Asked, TaskPage, TaskRow, task_page, task_row
from matcher.queries.coordination.tasks import Task
from matcher.services.desk.holds import LONGEST_SNOOZE_DAYS, snooze_task


@blueprint.get("/taken/<kind>")
@requires(Permission.COORDINATOR)
def task(kind: str) -> str:
    """List the rows of one kind of task."""
    seen, which = query_string.view(), kind_of(kind)
    wanted = asked(seen)
    found = task_page(db.session(), kind=which, view=seen, actor=current_actor(), asked=wanted)
    return render_template(
        "coordinator/tasks/task.html",
        found=found,
        rows=[_row(which, row) for row in found.page.rows],
        asleep=wanted.asleep,
        me=current_actor().user_id,
        same_query=query_string.same_query,
        **_words(which, found),
        **_ways(which, found, wanted),
    )


def _words(kind: TaskKind, found: TaskPage) -> dict[str, Any]:
    title, text, _action = said(Task(kind, found.page.total))
    # Of these the first page counts what the rows show here.
    own = {
        TaskKind.OVERDUE: _("Hier is te lang niet geantwoord. Stuur een herinnering of bel, of trek het voorstel in."),
        TaskKind.ADMIT: _("Op deze scholen wachten mensen op toelating. Open de school om hen toe te laten."),
    }
    return {"title": title, "text": own.get(kind, text)}


def _ways(kind: TaskKind, found: TaskPage, wanted: Asked) -> dict[str, Any]:
    """Return the links above the rows: whose, put off or not, and the list behind it."""
    region, asleep = wanted.region_code, wanted.asleep
    return {
        "holders": holder_links(wanted.holder, lambda whose: task_url(kind, region=region, whose=whose, asleep=asleep)),
        "other_url": task_url(kind, region=region, whose=wanted.holder, asleep=not asleep),
        "list_url": list_url(kind, region),
        "begin_url": query_string.link("coordinator.reviews", {}, region) if kind is TaskKind.REVIEW else "",
        "home_url": home_url(region, wanted.holder),
        "counts": found.counts,
    }


def _row(kind: TaskKind, row: TaskRow) -> dict[str, Any]:
    ids: dict[str, Any] = {"kind": SLUGS[kind], "subject_id": row.subject_id}
    later = "coordinator.task_later" if kind not in PUT_OFF_ELSEWHERE else ""
    url = url_for(later, **ids) if later else url_for("coordinator.defer", proposal_id=row.subject_id)
    overdue = kind is TaskKind.OVERDUE and row.may_act
    return {
        "text": row_text(kind, row),
        "task": row,
        "assign_url": query_string.same_query(url_for("coordinator.task_assign", **ids)),
        "wake_url": query_string.same_query(url_for("coordinator.task_wake", **ids)),
        "later_url": query_string.same_query(url),
        "remind_url": query_string.same_query(url_for("coordinator.remind", proposal_id=row.subject_id))
        if overdue
        else "",
        "may_remind": overdue and may_remind(row.at if isinstance(row.at, datetime) else None),
        "seen_url": _seen_url(kind, row),
    }


def _seen_url(kind: TaskKind, row: TaskRow) -> str:
    if kind is not TaskKind.IMPORT_ERRORS:
        return ""
    return query_string.same_query(url_for("coordinator.import_looked_at", import_id=row.subject_id))


@blueprint.route("/taken/<kind>/<int:subject_id>/later", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def task_later(kind: str, subject_id: int) -> str | Response:
    """Put a row off until a day."""
    which, actor, form = kind_of(kind), current_actor(), SnoozeForm()
    row = task_row(db.session(), kind=which, subject_id=subject_id, view=query_string.view(), actor=actor)
    back = query_string.same_query(url_for("coordinator.task", kind=kind))
    if form.validate_on_submit() and saved(form, lambda: _snoozed(which, subject_id, form)):
        flash(_("Uitgesteld. Op de gekozen dag telt dit weer mee."), "success")
        return redirect(back)
    return render_template(
        "coordinator/tasks/later.html",
        text=row_text(which, row),
        form=form,
        title=said(Task(which, 1))[0],
        latest=clock.today() + timedelta(days=LONGEST_SNOOZE_DAYS),
        back_url=back,
    )


def _snoozed(kind: TaskKind, subject_id: int, form: SnoozeForm) -> None:
    day: date = form.until.data  # type: ignore[assignment]
    snooze_task(work(), kind=kind, subject_id=subject_id, until=day, note=form.note.data or "")
