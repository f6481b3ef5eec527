"""A new password for who forgot it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import tokens
from matcher.access import requires, work
from matcher.blueprints.auth import blueprint
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.auth.throttle import limit_mails, note_mail
from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import InvalidInputError
from matcher.domain.permissions import Permission
from matcher.forms.accounts import EmailForm, NewPasswordForm, text_of
from matcher.services import sign_in


@blueprint.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limit_mails
def forgot() -> ResponseReturnValue:
    """Mail a link; the answer is the same whether the address is known or not."""
    form = EmailForm()
    if form.validate_on_submit():
        note_mail()
        sign_in.ask_new_password(work(), email=text_of(form.email))
        return render_template("auth/reset_sent.html", email=form.email.data)
    return render_template("auth/forgot.html", form=form)


@blueprint.route("/wachtwoord-nieuw/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password; the link works once."""
    link, form = read_link(tokens.RESET_PASSWORD, token), NewPasswordForm()
    if link is None or not sign_in.reset_is_open(work(), user_id=link["user"], key=link["key"]):
        return dead_link("auth/reset_expired.html")
    if form.validate_on_submit():
        try:
            sign_in.reset_password(work(), user_id=link["user"], key=link["key"], password=text_of(form.password))
        except InvalidInputError as error:
            show_errors(form, error)
        else:
            flash(_("Uw nieuwe wachtwoord is bewaard. Log er nu mee in."), "success")
            return redirect(url_for("auth.login"))
    return render_template("auth/reset.html", form=form)
