"""Colleagues of the school: who belongs to it, who waits, who is invited."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.schools import InviteColleagueForm
from matcher.queries.schools import colleagues_of, open_invitations
from matcher.services import memberships

# What a button of the page calls, and what it says afterwards.
ACTIONS = {
    "toelaten": memberships.admit,
    "weigeren": memberships.refuse,
    "beheerder": memberships.make_admin,
    "verwijderen": memberships.remove_member,
}


def _said(action: str) -> str:
    texts = {
        "toelaten": _("Uw collega is toegelaten en krijgt daarvan een mail."),
        "weigeren": _("De aanvraag is geweigerd."),
        "beheerder": _("Uw collega is nu ook beheerder."),
        "verwijderen": _("Het lidmaatschap is beëindigd."),
    }
    return str(texts[action])


@blueprint.route("/collegas", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def colleagues() -> str | Response:
    """List the colleagues; an admin invites more."""
    actor, school, form = current_actor(), current_school(), InviteColleagueForm()
    if form.validate_on_submit() and saved(form, lambda: _invite(form, school.id)):
        flash(_("De uitnodiging is verstuurd aan %(email)s.", email=form.email.data), "success")
        return redirect(url_for("school.colleagues"))
    return render_template(
        "school/colleagues.html",
        school=school,
        form=form,
        colleagues=colleagues_of(db.session(), actor=actor, school_id=school.id),
        invitations=open_invitations(db.session(), actor=actor, school_id=school.id),
    )


def _invite(form: InviteColleagueForm, school_id: int) -> None:
    memberships.invite_colleague(
        work(), school_id=school_id, email=form.email.data or "", as_admin=bool(form.as_admin.data)
    )


@blueprint.post("/collegas/<int:membership_id>/<any(toelaten, weigeren, beheerder, verwijderen):action>")
@requires(Permission.SCHOOL)
def change_colleague(membership_id: int, action: str) -> Response:
    """Admit, refuse, make admin or remove; the service decides who may."""
    done(lambda: ACTIONS[action](work(), membership_id=membership_id), _said(action))
    return redirect(url_for("school.after_colleague_change"))


@blueprint.get("/collegas/klaar")
@requires(Permission.SIGNED_IN)
def after_colleague_change() -> Response:
    """Go on: who left the only school has no school pages any more."""
    still_here = current_actor().all_school_ids
    return redirect(url_for("school.colleagues") if still_here else url_for("school.join"))


@blueprint.post("/collegas/uitnodigingen/<int:invitation_id>/intrekken")
@requires(Permission.SCHOOL_ADMIN)
def withdraw_invitation(invitation_id: int) -> Response:
    """Take an open invitation back."""
    said = _("De uitnodiging is ingetrokken.")
    done(lambda: memberships.withdraw_invitation(work(), invitation_id=invitation_id), said)
    return redirect(url_for("school.colleagues"))
