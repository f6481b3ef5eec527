"""Outgoing mail: what was sent, what waits, what failed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import choice_filter, chosen, page_number, text_filter
from matcher.database import db
from matcher.domain.errors import WrongStateError
from matcher.domain.permissions import Permission
from matcher.queries.messages import MessageState, list_messages, message_kinds, message_page
from matcher.services.messages import retry


def _labels() -> dict[MessageState, str]:
    return {
        MessageState.SENT: _("verstuurd"),
        MessageState.WAITING: _("wacht"),
        MessageState.FAILED: _("mislukt"),
    }


@blueprint.get("/berichten")
@requires(Permission.ADMIN)
def messages() -> ResponseReturnValue:
    """List messages, newest first."""
    states, kind = chosen(MessageState, "toestand"), request.args.get("soort", "")
    session = db.session()
    found = list_messages(session, search=request.args.get("q", ""), states=states, kind=kind, page=page_number())
    kinds = [{"value": "", "label": _("alle soorten"), "checked": not kind}]
    kinds += [{"value": name, "label": name, "checked": name == kind} for name in message_kinds(session)]
    filters = [
        text_filter("q", _("E-mailadres")),
        choice_filter("toestand", _("Toestand"), _labels(), states),
        {"name": "soort", "label": _("Soort"), "kind": "select", "options": kinds},
    ]
    return render_template("admin/messages.html", page=found, filters=filters, labels=_labels())


@blueprint.get("/berichten/<int:message_id>")
@requires(Permission.ADMIN)
def message(message_id: int) -> ResponseReturnValue:
    """Show one message with its text as it was sent; links that open something are made useless."""
    row = message_page(db.session(), message_id=message_id)
    return render_template("admin/message.html", row=row, state=_labels()[row.state], body=row.body)


@blueprint.post("/berichten/<int:message_id>/opnieuw")
@requires(Permission.ADMIN)
def retry_message(message_id: int) -> ResponseReturnValue:
    """Try a message again."""
    try:
        retry(work(), message_id=message_id)
    except WrongStateError as error:
        flash(error.message, "info")
    else:
        flash(_("Het bericht wordt opnieuw verstuurd."), "success")
    return redirect(url_for("admin.messages", toestand=request.form.getlist("toestand")))
