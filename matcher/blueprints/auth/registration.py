"""Registering and confirming the e-mail address."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import tokens
from matcher.access import requires, work
from matcher.blueprints.auth import blueprint
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.auth.sessions import begin_session
from matcher.blueprints.auth.throttle import limit_mails, note_mail
from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.permissions import Permission
from matcher.forms.accounts import ConfirmForm, EmailForm, RegisterForm, text_of
from matcher.services import accounts
from matcher.services.accounts import AccountKind


@blueprint.route("/registreren", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limit_mails
def register() -> ResponseReturnValue:
    """Make an account; the answer is the same whether the address is known or not."""
    form = RegisterForm(kind=request.args.get("kind"))
    if form.validate_on_submit():
        try:
            accounts.register(
                work(),
                full_name=text_of(form.full_name),
                email=text_of(form.email),
                password=text_of(form.password),
                kind=AccountKind(form.kind.data),
            )
        except InvalidInputError as error:
            show_errors(form, error)
        else:
            note_mail()
            return render_template("auth/mail_sent.html", email=form.email.data)
    return render_template("auth/register.html", form=form)


@blueprint.route("/bevestigen", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limit_mails
def resend() -> ResponseReturnValue:
    """Send the confirmation link again."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_template("auth/resend.html", form=form)
    note_mail()
    accounts.resend_confirmation(work(), email=text_of(form.email))
    return render_template("auth/mail_sent.html", email=form.email.data)


@blueprint.route("/bevestigen/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def verify(token: str) -> ResponseReturnValue:
    """Show a button (mail scanners follow links); the button confirms and signs in."""
    link = read_link(tokens.VERIFY_EMAIL, token)
    if link is None:
        return dead_link("auth/verify_expired.html", form=EmailForm(formdata=None))
    if not ConfirmForm().validate_on_submit():
        return render_template("auth/verify.html", form=ConfirmForm())
    try:
        user = accounts.confirm_email(work(), user_id=link["user"], key=link["key"])
    except NotFoundError:
        return dead_link("auth/verify_expired.html", form=EmailForm(formdata=None))
    except WrongStateError as error:
        flash(error.message, "info")
        return redirect(url_for("auth.login"))
    begin_session(user)
    flash(_("Uw e-mailadres is bevestigd. Welkom."), "success")
    to_school = link.get("kind") == AccountKind.SCHOOL.value
    return redirect(url_for("school.join" if to_school else "auth.landing"))
