"""Join a school: search it, ask to belong to it, or accept an invitation."""

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from matcher import tokens
from matcher.access import current_actor, requires, work
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import KEY
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.errors import error_page
from matcher.forms.schools import JoinForm
from matcher.queries.schools import find_schools, invitation_view, invitations_for, school_hit
from matcher.services.memberships import accept_invitation, request_membership

GONE = 410


def _page(template: str, **values: Any) -> str:
    """Render a page outside the desk; who has no school yet gets no menu of school pages."""
    if not current_actor().all_school_ids:
        values["nav"] = []
    return render_template(template, **values)


@blueprint.get("/aansluiten")
@requires(Permission.SIGNED_IN)
def join() -> str:
    """Search the own school; open invitations stand on top."""
    text = request.args.get("q", "").strip()
    return _page(
        "school/join.html",
        query=text,
        hits=find_schools(db.session(), text),
        invitations=invitations_for(db.session(), current_user.email),
        mine=current_actor().all_school_ids,
    )


@blueprint.route("/aansluiten/<int:school_id>", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def join_school(school_id: int) -> str | Response:
    """Ask to belong to a school."""
    school, form = school_hit(db.session(), school_id), JoinForm()
    if form.validate_on_submit() and saved(
        form, lambda: request_membership(work(), school_id=school_id, job_title=form.job_title.data or "")
    ):
        session[KEY] = school_id
        flash(_("U bent aangesloten bij %(school)s. U kunt meteen beginnen.", school=school.name), "success")
        return redirect(url_for("school.home"))
    return _page("school/join_school.html", school=school, form=form)


def _invitation_id(token: str) -> int:
    """Return the id in a signed link. Raises :class:`tokens.TokenError`."""
    return int(tokens.unsign(tokens.SCHOOL_INVITATION, token)["invitation"])


@blueprint.get("/uitnodiging/<token>")
@requires(Permission.PUBLIC)
def invitation(token: str) -> str | tuple[str, int]:
    """Show an invitation: who is signed in with its address can accept it."""
    try:
        view = invitation_view(db.session(), _invitation_id(token))
    except (tokens.TokenError, NotFoundError):
        return error_page(GONE)
    email = current_user.email if current_actor().signed_in else ""
    return _page("school/invitation.html", invitation=view, email=email, token=token)


@blueprint.post("/uitnodiging/<token>")
@requires(Permission.SIGNED_IN)
def accept(token: str) -> Response | tuple[str, int]:
    """Accept an invitation through its link."""
    try:
        invitation_id = _invitation_id(token)
    except tokens.TokenError:
        return error_page(GONE)
    return _accepted(invitation_id)


@blueprint.post("/uitnodigingen/<int:invitation_id>")
@requires(Permission.SIGNED_IN)
def accept_listed(invitation_id: int) -> Response:
    """Accept an invitation that was found by the own, confirmed address."""
    return _accepted(invitation_id)


def _accepted(invitation_id: int) -> Response:
    membership = accept_invitation(work(), invitation_id=invitation_id)
    session[KEY] = membership.school_id
    flash(_("Welkom. U hoort nu bij deze school."), "success")
    return redirect(url_for("school.home"))
