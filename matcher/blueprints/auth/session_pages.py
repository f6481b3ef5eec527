"""Signing in and out, and where one lands."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from matcher import navigation
from matcher.access import current_actor, requires, work
from matcher.blueprints.auth import blueprint
from matcher.blueprints.auth.sessions import begin_session, safe_target
from matcher.blueprints.auth.throttle import limit_guesses, note_failure
from matcher.blueprints.form_errors import show_errors
from matcher.domain.errors import InvalidInputError
from matcher.domain.permissions import Permission
from matcher.forms.accounts import EmailForm, LoginForm, text_of
from matcher.services.sign_in import EmailNotConfirmedError, sign_in


@blueprint.route("/inloggen", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limit_guesses
def login() -> ResponseReturnValue:
    """Sign in; ``next`` leads on, but never away from this site."""
    form, target = LoginForm(), safe_target(request.args.get("next"))
    if request.method == "GET" and current_actor().signed_in:
        return redirect(target)
    if form.validate_on_submit():
        try:
            begin_session(sign_in(work(), email=text_of(form.email), password=text_of(form.password)))
        except InvalidInputError as error:
            note_failure()
            show_errors(form, error)
        except EmailNotConfirmedError:
            return render_template("auth/not_confirmed.html", form=EmailForm())
        else:
            return redirect(target)
    return render_template("auth/login.html", form=form)


@blueprint.get("/welkom")
@requires(Permission.SIGNED_IN)
def landing() -> ResponseReturnValue:
    """Go to the first desk of who signed in, or to the choice of a role."""
    return redirect(navigation.home_of(current_actor()))


@blueprint.post("/uitloggen")
@requires(Permission.PUBLIC)
def logout() -> ResponseReturnValue:
    """End the session of this browser; no error when there is none."""
    logout_user()
    session.clear()
    flash(_("U bent uitgelogd."), "success")
    return redirect(url_for("public.home"))
