"""Addresses that do not work, of every account."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import page_number, text_filter
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.actors import Scope
from matcher.domain.permissions import Permission
from matcher.queries.coordination.addresses import address_list
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.scope import View
from matcher.services.undeliverable import vouch_for_address


@blueprint.get("/adressen")
@requires(Permission.ADMIN)
def addresses() -> ResponseReturnValue:
    """List every account whose mail comes back, the longest first."""
    everywhere = View(scope=Scope(national=True), regions=(), today=clock.today())
    wish = Wish(search=request.args.get("q", ""), page=page_number())
    found = address_list(db.session(), view=everywhere, wish=wish, everybody=True)
    return render_template(
        "admin/addresses.html", page=found.page, filters=[text_filter("q", _("Zoek op naam of adres"))]
    )


@blueprint.post("/adressen/<int:user_id>/in-orde")
@requires(Permission.ADMIN)
def address_in_order(user_id: int) -> ResponseReturnValue:
    """Say that an address works."""
    done(lambda: vouch_for_address(work(), user_id=user_id), _("Het adres is in orde. Nieuwe mail gaat er weer heen."))
    return redirect(url_for("admin.addresses"))
