"""A calendar at its private address, for programs that read it by themselves: no cookie, no sign-in."""

from http import HTTPStatus

from flask import Response, make_response, request
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires
from matcher.blueprints.calendar_page import page_of_appointment
from matcher.blueprints.public import blueprint
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.extensions import limiter
from matcher.queries.calendar_events import (
    Appointment,
    appointments_of_professional,
    appointments_of_school,
    first_day_shown,
)
from matcher.queries.calendar_feeds import Feed, feed_of_key
from matcher.services.calendar_files import calendar_text
from matcher.urls import base_url

# A program asks a few times an hour; a service that reads for many people asks from one network address.
PER_ADDRESS = "30/minute;200/hour"
# Who tries addresses that do not exist is stopped early.
WRONG = "20/minute;100/hour"
KEPT_SECONDS = 300


def _key() -> str:
    return str((request.view_args or {}).get("key", ""))


def _was_wrong(response: Response) -> bool:
    return response.status_code == HTTPStatus.NOT_FOUND


@blueprint.get("/agenda/<key>.ics")
@requires(Permission.PUBLIC)
@limiter.limit(PER_ADDRESS, key_func=_key)
@limiter.limit(WRONG, deduct_when=_was_wrong)
def calendar(key: str) -> Response:
    """Answer the calendar; 404 for an address that never was, was switched off, or whose owner left."""
    feed = feed_of_key(db.session(), key)
    if feed is None:
        raise NotFoundError
    response = make_response(_text(feed))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response


def _text(feed: Feed) -> str:
    first = first_day_shown(clock.today())
    if feed.school_id is None:
        rows = appointments_of_professional(db.session(), feed.professional_id, since=first)
    else:
        rows = appointments_of_school(db.session(), feed.school_id, since=first)
    area, base = "professional" if feed.school_id is None else "school", base_url()

    def link(row: Appointment) -> str:
        return base + page_of_appointment(area, row)

    return calendar_text(rows, name=str(_("Lessen")), link=link)
