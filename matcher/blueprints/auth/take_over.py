"""Taking over a profile that a coordinator entered, or having it removed, by the link in the invitation."""

from http import HTTPStatus

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from matcher import tokens
from matcher.access import current_actor, requires, work
from matcher.blueprints.auth import blueprint
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.auth.sessions import begin_session
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.errors import NotFoundError
from matcher.domain.permissions import Permission
from matcher.forms.accounts import EmailForm, NewPasswordForm, text_of
from matcher.queries.entries import TakeOver, take_over_view
from matcher.services.entries import taking_over


@blueprint.route("/overnemen/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def take_over(token: str) -> ResponseReturnValue:
    """Show what was entered; a password takes it over, the other button removes it."""
    link = read_link(tokens.ENTRY_TAKEOVER, token)
    found = _open(link) if link else None
    if link is None or found is None:
        return dead_link("auth/take_over_closed.html", form=EmailForm(formdata=None))
    if current_actor().signed_in and current_user.id != found.user_id:
        return render_template("auth/take_over_other.html", found=found), HTTPStatus.CONFLICT
    by = {"entry_id": link["entry"], "key": link["key"]}
    if request.method == "POST" and "verwijder" in request.form:
        return _removed(by)
    form = NewPasswordForm()
    if form.validate_on_submit() and saved(form, lambda: _begin(by, text_of(form.password))):
        flash(_("Het profiel is nu van u. Kijk of alles klopt, en vul aan wat u wilt."), "success")
        return redirect(url_for("professional.profile"))
    return render_template("auth/take_over.html", form=form, found=found, person=found.profile)


def _open(link: dict[str, object]) -> TakeOver | None:
    try:
        return take_over_view(db.session(), entry_id=int(str(link["entry"])), key=str(link["key"]))
    except NotFoundError:
        return None


def _begin(by: dict[str, object], password: str) -> None:
    begin_session(taking_over.take_over(work(), **by, password=password))  # type: ignore[arg-type]


def _removed(by: dict[str, object]) -> ResponseReturnValue:
    taking_over.refuse_entry(work(), **by)  # type: ignore[arg-type]
    logout_user()
    session.clear()
    flash(_("Uw gegevens zijn verwijderd. U krijgt daarvan een mail."), "success")
    return redirect(url_for("public.home"))
