"""Meldingen: what somebody was told, newest first. Reading the list changes nothing; buttons mark as read."""

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import current_actor, requires, work
from matcher.blueprints.notices import blueprint
from matcher.blueprints.notices.words import group_name
from matcher.database import db
from matcher.domain.notifications import NOTICES
from matcher.domain.permissions import Permission
from matcher.notice_pages import page_of, title_of
from matcher.queries.notifications import NoticeRow, own_notice, own_notices
from matcher.services.notices_read import mark_all_read, mark_read


@dataclass(frozen=True, slots=True)
class Line:
    """One notification as the page shows it."""

    id: int
    title: str
    group: str
    at: datetime
    read: bool


def _line(row: NoticeRow) -> Line:
    group = group_name(NOTICES[row.kind].group)
    return Line(id=row.id, title=title_of(row.kind, row.context), group=group, at=row.created_at, read=row.read)


@blueprint.get("/meldingen")
@requires(Permission.SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the own notifications."""
    found = own_notices(db.session(), current_actor(), page=request.args.get("page", 1, type=int))
    return render_template("notices/index.html", page=found, lines=[_line(row) for row in found.rows])


@blueprint.post("/meldingen/<int:notification_id>/open")
@requires(Permission.SIGNED_IN)
def open_notice(notification_id: int) -> ResponseReturnValue:
    """Go to what a notification is about, and mark it as read."""
    row = own_notice(db.session(), current_actor(), notification_id=notification_id)
    mark_read(work(), notification_id=notification_id)
    endpoint, values = page_of(row.kind, row.party, row.subjects)
    return redirect(url_for(endpoint, **values))


@blueprint.post("/meldingen/<int:notification_id>/gelezen")
@requires(Permission.SIGNED_IN)
def read(notification_id: int) -> ResponseReturnValue:
    """Mark one as read, and stay on the same page of the list."""
    mark_read(work(), notification_id=notification_id)
    return redirect(url_for("notices.index", page=request.form.get("page", 1, type=int)))


@blueprint.post("/meldingen/alles-gelezen")
@requires(Permission.SIGNED_IN)
def read_all() -> ResponseReturnValue:
    """Mark all as read."""
    mark_all_read(work())
    flash(_("Alle meldingen zijn gemarkeerd als gelezen."), "success")
    return redirect(url_for("notices.index"))
