"""The page of a calendar: what comes next, and the private address to read it elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.queries.calendar_events import Appointment, AppointmentKind
from matcher.queries.calendar_feeds import Feed
from matcher.urls import external_url

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """An appointment in words."""

    day: object
    time: str
    title: str
    what: str
    where: str
    url: str
    cancelled: bool


def page_of_appointment(area: str, row: Appointment) -> str:
    """Return the path of the page an appointment is about, in a blueprint."""
    if row.kind is AppointmentKind.TRIAL:
        return url_for(f"{area}.proposal", proposal_id=row.subject_id)
    return url_for(f"{area}.placement", placement_id=row.subject_id)


def lines(area: str, rows: Sequence[Appointment]) -> list[Line]:
    """Return the appointments that come next."""
    coming = [row for row in rows if row.day >= clock.today() and not row.cancelled]
    return [_line(area, row) for row in coming[:SHOWN]]


def _line(area: str, row: Appointment) -> Line:
    return Line(
        day=row.day,
        time=f"{row.starts_at:%H:%M}" if row.starts_at else "",
        title=row.title,
        what=_kinds()[row.kind],
        where=", ".join(part for part in (row.person or row.school, row.place) if part),
        url=page_of_appointment(area, row),
        cancelled=row.cancelled,
    )


def _kinds() -> dict[AppointmentKind, str]:
    return {
        AppointmentKind.TRIAL: _("proefles"),
        AppointmentKind.LESSON: _("les"),
        AppointmentKind.FIRST_DAY: _("eerste dag"),
        AppointmentKind.LAST_DAY: _("laatste dag"),
    }


def calendar_page(area: str, rows: Sequence[Appointment], feed: Feed | None) -> str:
    """Show the calendar page of a blueprint."""
    address = external_url("public.calendar", key=feed.key) if feed else ""
    return render_template(
        f"{area}/calendar.html",
        lines=lines(area, rows),
        address=address,
        # The same address for programs that subscribe at a press.
        subscribe="webcal:" + address.partition(":")[2] if address else "",
        renew_url=url_for(f"{area}.renew_calendar"),
        off_url=url_for(f"{area}.calendar_off"),
    )
