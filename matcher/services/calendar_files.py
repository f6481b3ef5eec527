"""Calendar files (RFC 5545) of appointments: pure, rows in and text out."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from matcher.queries.calendar_events import Appointment, AppointmentKind
from matcher.rules.klokuren import klokuren_text

PRODUCER = "-//Hybride docenten//Matching//NL"
# Behind the @ of every id. Never change it: calendars would show everything twice.
ID_SPACE = "hybride-docenten-matching"
ZONE = "Europe/Amsterdam"
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)
# How often a calendar may look again.
REFRESH = timedelta(hours=1)
TITLES = {
    AppointmentKind.TRIAL: "Proefles: {title}",
    AppointmentKind.LESSON: "Les: {title}",
    AppointmentKind.FIRST_DAY: "Eerste dag: {title}",
    AppointmentKind.LAST_DAY: "Laatste dag: {title}",
}
Link = Callable[[Appointment], str]


def calendar_text(appointments: Iterable[Appointment], *, name: str, link: Link | None = None) -> str:
    """Return a calendar with these appointments. ``link``: address of the page of one; a mail has its own link."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_dutch_zone())
    for appointment in appointments:
        calendar.add_component(_event(appointment, link(appointment) if link else ""))
    return str(calendar.to_ical(), "utf-8")


def uid_of(row: Appointment) -> str:
    """Return the id an appointment keeps: a changed trial lesson stays one, a lesson belongs to its day."""
    subject = f"{row.kind.value.replace('_', '-')}-{row.subject_id}"
    return (
        f"{subject}-{row.day.isoformat()}@{ID_SPACE}" if row.kind is AppointmentKind.LESSON else f"{subject}@{ID_SPACE}"
    )


def summary_of(row: Appointment) -> str:
    """Return what an appointment is called: for the school with whom, for the professional where."""
    parts = [TITLES[row.kind].format(title=row.title), row.person or row.school]
    if row.kind is AppointmentKind.LESSON and row.starts_at is None:
        parts.append(klokuren_text(row.minutes))
    return ", ".join(parts)


def _event(row: Appointment, url: str) -> Event:
    event = Event()
    event.add("uid", uid_of(row))
    event.add("sequence", row.sequence)
    # The same text as long as nothing changed: a reader that asks again is told so.
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("summary", summary_of(row))
    for key, value in _when(row).items():
        event.add(key, value)
    if row.place:
        event.add("location", row.place)
    event.add("description", "\n".join(part for part in (row.school, url) if part))
    if url:
        event.add("url", url)
    event.add("status", "CANCELLED" if row.cancelled else "CONFIRMED")
    # A whole day is a note; only a lesson with a time makes somebody busy.
    event.add("transp", "OPAQUE" if row.starts_at and not row.cancelled else "TRANSPARENT")
    return event


def _when(row: Appointment) -> dict[str, object]:
    if row.starts_at is None:
        return {"dtstart": row.day, "dtend": row.day + timedelta(days=1)}
    return {"dtstart": row.starts_at, "dtend": row.starts_at + timedelta(minutes=row.minutes)}


@cache
def _dutch_zone() -> Timezone:
    """Return the Dutch time zone with the rule of summer time, which every calendar program reads."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    for part, name, before, after, begins, month in (
        (summer, "CEST", WINTER, SUMMER, datetime(1981, 3, 29, 2), 3),  # noqa: DTZ001  (local time by definition)
        (winter, "CET", SUMMER, WINTER, datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
