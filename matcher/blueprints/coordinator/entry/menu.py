"""The page "Invoer": what a coordinator can enter for others, and who has still to take over."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.entries import waiting_entries


@blueprint.get("/invoer")
@requires(Permission.COORDINATOR)
def entry() -> str:
    """Show what can be entered, and the people who did not take over yet."""
    actor = current_actor()
    return render_template(
        "coordinator/entry/menu.html",
        options=[] if actor.acts_in.empty else _options(),
        page=waiting_entries(db.session(), scope=actor.scope, number=request.args.get("page", 1, type=int)),
        now=clock.now(),
        same_query=query_string.same_query,
    )


def _options() -> list[dict[str, Any]]:
    """Return what can be done here."""
    lines = (
        ("coordinator.enter_person", _("Iemand invoeren"), _("Eén persoon, met toestemming. U nodigt die meteen uit.")),
        ("coordinator.choose_school", _("Onderwijsvraag invoeren"), _("Voor een school in uw regio.")),
        ("coordinator.imports", _("Lijst importeren"), _("Veel mensen of vragen tegelijk, uit een spreadsheet.")),
        ("coordinator.doubles", _("Dubbele profielen"), _("Mensen die er misschien twee keer in staan.")),
    )
    return [{"url": url_for(endpoint), "label": label, "text": text} for endpoint, label, text in lines]
