"""Addresses that do not work: people and school members in the own regions whose mail comes back."""

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.exports import csv_file
from matcher.blueprints.coordinator.filters import Filters
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.coordination.addresses import address_list, address_rows
from matcher.services.undeliverable import vouch_for_address


@blueprint.get("/adressen")
@requires(Permission.COORDINATOR)
def addresses() -> str:
    """List them, the longest first, with how to reach the person otherwise."""
    seen, wish = query_string.view(), query_string.wish()
    found = address_list(db.session(), view=seen, wish=wish)
    rows = Filters("address", seen, wish, found.counts, found.page.total).rows(
        "regio", search=_("Zoek op naam of adres")
    )
    return render_template("coordinator/addresses.html", found=found, filters=rows, same_query=query_string.same_query)


@blueprint.get("/adressen.csv")
@requires(Permission.COORDINATOR)
def addresses_csv() -> Response:
    """Export the addresses of the filter, to call the people one after the other."""
    rows = address_rows(db.session(), view=query_string.view(), wish=query_string.wish())
    head = [_("Naam"), _("E-mailadres"), _("Telefoonnummer"), _("School"), _("Sinds"), _("Reden")]
    return csv_file("adressen", head, ((r.name, r.email, r.phone or "", r.schools, r.since, r.reason) for r in rows))


@blueprint.post("/adressen/<int:user_id>/in-orde")
@requires(Permission.COORDINATES)
def address_in_order(user_id: int) -> Response:
    """Say that an address works."""
    done(lambda: vouch_for_address(work(), user_id=user_id), _("Het adres is in orde. Nieuwe mail gaat er weer heen."))
    return redirect(url_for("coordinator.addresses"))
