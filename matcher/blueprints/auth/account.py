"""The own account: details, address, password, deletion."""

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from matcher import tokens
from matcher.access import current_actor, requires, work
from matcher.blueprints.auth import blueprint
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.auth.sessions import begin_session
from matcher.blueprints.auth.throttle import limit_guesses, limit_mails, note_failure, note_mail
from matcher.blueprints.form_errors import show_errors
from matcher.database import db
from matcher.domain.choices import Language
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from matcher.domain.permissions import Permission
from matcher.forms.accounts import (
    ConfirmForm,
    DeleteAccountForm,
    DetailsForm,
    EmailChangeForm,
    PasswordChangeForm,
    text_of,
)
from matcher.queries.users import own_details
from matcher.services import account_removal, account_settings
from matcher.services.undeliverable import vouch_for_address


@blueprint.get("/account")
@requires(Permission.SIGNED_IN)
def account() -> ResponseReturnValue:
    """Show what is kept, with the way to each change."""
    return render_template("auth/account.html", me=own_details(db.session(), current_actor()))


@blueprint.route("/account/gegevens", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def details() -> ResponseReturnValue:
    """Change name, telephone number and the language of mail."""
    form = DetailsForm(obj=own_details(db.session(), current_actor()))
    if not form.validate_on_submit():
        return render_template("auth/account_details.html", form=form)
    account_settings.change_details(
        work(),
        full_name=text_of(form.full_name),
        phone=text_of(form.phone),
        language=Language(form.language.data),
    )
    flash(_("Uw gegevens zijn bewaard."), "success")
    return redirect(url_for("auth.account"))


@blueprint.post("/account/adres-werkt")
@requires(Permission.SIGNED_IN)
def vouch_for_own_address() -> ResponseReturnValue:
    """Say that mail to the own address arrives again."""
    vouch_for_address(work(), user_id=current_user.id)
    flash(_("Wij sturen u weer mail. Komt die terug, dan zeggen wij het hier."), "success")
    return redirect(url_for("auth.account"))


@blueprint.route("/account/e-mailadres", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limit_mails
@limit_guesses
def change_email() -> ResponseReturnValue:
    """Ask for another address; it changes when the link in the mail is used."""
    form = EmailChangeForm()
    if form.validate_on_submit():
        try:
            account_settings.ask_email_change(
                work(), email=text_of(form.email), current_password=text_of(form.current_password)
            )
        except InvalidInputError as error:
            note_failure()
            show_errors(form, error)
        else:
            note_mail()
            return render_template("auth/email_change_sent.html", email=form.email.data)
    return render_template("auth/account_email.html", form=form)


@blueprint.route("/e-mailadres-wijzigen/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def apply_email(token: str) -> ResponseReturnValue:
    """Show a button; the button sets the new address and signs in."""
    link, form = read_link(tokens.CHANGE_EMAIL, token), ConfirmForm()
    if link is None:
        return dead_link("auth/email_change_expired.html")
    if not form.validate_on_submit():
        return render_template("auth/email_change.html", form=form, email=link["email"])
    try:
        user = account_settings.apply_email_change(work(), user_id=link["user"], key=link["key"], email=link["email"])
    except NotFoundError:
        return dead_link("auth/email_change_expired.html")
    begin_session(user)
    flash(_("Uw nieuwe e-mailadres is bewaard. Log voortaan hiermee in."), "success")
    return redirect(url_for("auth.account"))


@blueprint.route("/account/wachtwoord", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limit_guesses
def change_password() -> ResponseReturnValue:
    """Change the password; other browsers are signed out, this one stays."""
    form = PasswordChangeForm()
    if form.validate_on_submit():
        try:
            user = account_settings.change_password(
                work(), current_password=text_of(form.current_password), password=text_of(form.password)
            )
        except InvalidInputError as error:
            note_failure()
            show_errors(form, error)
        else:
            begin_session(user)
            flash(_("Uw wachtwoord is gewijzigd. Op andere apparaten bent u uitgelogd."), "success")
            return redirect(url_for("auth.account"))
    return render_template("auth/account_password.html", form=form)


@blueprint.route("/account/verwijderen", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limit_guesses
def delete() -> ResponseReturnValue:
    """Delete the account after the password; say what goes and what stays."""
    form, waits_for = DeleteAccountForm(), account_removal.reason_to_wait(work())
    if not waits_for and form.validate_on_submit():
        try:
            account_removal.delete_account(work(), current_password=text_of(form.current_password))
        except (InvalidInputError, NotAllowedError) as error:
            note_failure()
            show_errors(form, error)
        else:
            logout_user()
            session.clear()
            flash(_("Uw account is verwijderd. U krijgt daarvan een mail."), "success")
            return redirect(url_for("public.home"))
    return render_template("auth/account_delete.html", form=form, waits_for=waits_for)
