"""The calendar of the school, with a private address for each member."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.calendar_page import calendar_page
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import admitted_here, current_school_id
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.queries.calendar_events import appointments_of_school
from matcher.queries.calendar_feeds import own_feed
from matcher.services.calendar_feeds import renew_feed, switch_off_feed


@blueprint.get("/agenda")
@requires(Permission.SCHOOL_ADMITTED)
def calendar() -> str:
    """Show what comes next, and the own address for another calendar."""
    if not admitted_here():
        raise NotFoundError
    rows = appointments_of_school(db.session(), current_school_id(), since=clock.today())
    feed = own_feed(db.session(), user_id=current_actor().user_id or 0, school_id=current_school_id())
    return calendar_page("school", rows, feed)


@blueprint.post("/agenda/nieuw")
@requires(Permission.SCHOOL_ADMITTED)
def renew_calendar() -> Response:
    """Make an address; the old one stops."""
    renew_feed(work(), school_id=current_school_id())
    flash(_("Dit is uw nieuwe adres. Een ouder adres werkt niet meer."), "success")
    return redirect(url_for("school.calendar"))


@blueprint.post("/agenda/uit")
@requires(Permission.SCHOOL_ADMITTED)
def calendar_off() -> Response:
    """End the address."""
    switch_off_feed(work(), school_id=current_school_id())
    flash(_("Het adres werkt niet meer."), "success")
    return redirect(url_for("school.calendar"))
