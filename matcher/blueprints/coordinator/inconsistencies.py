"""What the nightly check of the hours found: the list, its export, and checking one person again."""

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.exports import csv_file
from matcher.blueprints.coordinator.filters import Filters
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.inconsistencies import inconsistency_list, inconsistency_rows
from matcher.services.hours.checking import check_again


@blueprint.get("/urencontrole")
@requires(Permission.COORDINATOR)
def inconsistencies() -> str:
    """List what does not add up for people of the own regions."""
    seen, wish = query_string.view(), query_string.wish()
    found = inconsistency_list(db.session(), view=seen, wish=wish)
    rows = Filters("person", seen, wish, found.counts, found.page.total).rows(
        "soort", "regio", search=_("Zoek op naam of tekst")
    )
    return render_template(
        "coordinator/inconsistencies.html",
        found=found,
        filters=rows,
        labels=labels,
        same_query=query_string.same_query,
    )


@blueprint.get("/urencontrole.csv")
@requires(Permission.COORDINATOR)
def inconsistencies_csv() -> Response:
    """Export the findings of the filter."""
    rows = inconsistency_rows(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Naam"), _("Wat niet klopt"), _("Uitleg"), _("Gevonden op")]
    return csv_file("urencontrole", head, ((r.person, labels.finding(r.kind), r.message, r.found_at) for r in rows))


@blueprint.post("/mensen/<int:professional_id>/controleer-uren")
@requires(Permission.COORDINATES)
def check_hours_again(professional_id: int) -> Response:
    """Count and check the hours of one person now."""
    done(
        lambda: check_again(work(), professional_id=professional_id),
        _("De uren zijn opnieuw geteld en gecontroleerd. Wat nog in de lijst staat, klopt nog niet."),
    )
    return redirect(url_for("coordinator.inconsistencies"))
