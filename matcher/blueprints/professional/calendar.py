"""The calendar of the professional and its private address."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.calendar_page import calendar_page
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import own_id
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.calendar_events import appointments_of_professional
from matcher.queries.calendar_feeds import own_feed
from matcher.services.calendar_feeds import renew_feed, switch_off_feed


@blueprint.get("/agenda")
@requires(Permission.PROFESSIONAL)
def calendar() -> ResponseReturnValue:
    """Show what comes next, and the address for another calendar."""
    rows = appointments_of_professional(db.session(), own_id(), since=clock.today())
    feed = own_feed(db.session(), user_id=current_actor().user_id or 0, school_id=None)
    return calendar_page("professional", rows, feed)


@blueprint.post("/agenda/nieuw")
@requires(Permission.PROFESSIONAL)
def renew_calendar() -> ResponseReturnValue:
    """Make an address; the old one stops."""
    renew_feed(work())
    flash(_("Dit is uw nieuwe adres. Een ouder adres werkt niet meer."), "success")
    return redirect(url_for("professional.calendar"))


@blueprint.post("/agenda/uit")
@requires(Permission.PROFESSIONAL)
def calendar_off() -> ResponseReturnValue:
    """End the address."""
    switch_off_feed(work())
    flash(_("Het adres werkt niet meer."), "success")
    return redirect(url_for("professional.calendar"))
