"""Choosing a role: whoever signed in without one, or wants another."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.public import blueprint
from matcher.domain.permissions import Permission
from matcher.forms.accounts import ConfirmForm
from matcher.services.accounts import start_profile


@blueprint.get("/start")
@requires(Permission.SIGNED_IN)
def start() -> ResponseReturnValue:
    """Offer the roles one can take oneself."""
    return render_template("public/start.html", form=ConfirmForm())


@blueprint.post("/start/professional")
@requires(Permission.SIGNED_IN)
def start_professional() -> ResponseReturnValue:
    """Begin a draft profile and go to it."""
    start_profile(work())
    flash(_("Uw profiel is begonnen. Vul de onderdelen in; u kunt tussendoor stoppen."), "success")
    return redirect(url_for("professional.profile"))
