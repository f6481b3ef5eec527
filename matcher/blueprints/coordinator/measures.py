"""The measure of the six-hours rule for coordinators: what holds, and why two readings are calculated."""

from flask import render_template

from matcher import clock
from matcher.access import requires
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.measure_words import by_sector, mask_note
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.measures import measure_rows


@blueprint.get("/rekenregels")
@requires(Permission.COORDINATOR)
def measures() -> str:
    """Show what holds now and what comes, with the sources."""
    rows = [row for row in measure_rows(db.session(), clock.today()) if row.holds or row.ahead]
    note = mask_note(row.limit for row in rows)
    return render_template("coordinator/measures.html", sectors=by_sector(rows), note=note)
