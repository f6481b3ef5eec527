"""The profile as a task list, its preview, and switching it on and off."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.consent_words import consent_box
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id, saved
from matcher.blueprints.professional.profile_view import section_url, task_rows
from matcher.blueprints.summary_rows import person_rows
from matcher.blueprints.vog_words import vog_asks
from matcher.database import db
from matcher.domain.errors import InvalidInputError
from matcher.domain.permissions import Permission
from matcher.forms.profile_state import PauseForm
from matcher.queries.employer_consent import consent_fact
from matcher.queries.placements import placements_of_professional
from matcher.services import profile_state


def _page(refused: str = "") -> str:
    own = me()
    step = own.completeness.next_step
    return render_template(
        "professional/profile.html",
        profile=own,
        sections=task_rows(own),
        step=step,
        step_url=section_url(step.section) if step else "",
        refused=refused,
        vog_asks=vog_asks(placements_of_professional(db.session(), own.id), clock.today()),
    )


@blueprint.get("/profiel")
@requires(Permission.PROFESSIONAL)
def profile() -> ResponseReturnValue:
    """Show every part with "compleet" or "nog doen"."""
    return _page()


@blueprint.get("/profiel/voorbeeld")
@requires(Permission.PROFESSIONAL)
def preview() -> ResponseReturnValue:
    """Show the profile as schools see it before the introduction."""
    own = me()
    fact = consent_fact(db.session(), professional_id=own.id)
    box = consent_box(fact, need=None, today=clock.today())
    return render_template("professional/preview.html", profile=own, rows=person_rows(own), consent=box)


@blueprint.post("/profiel/aanzetten")
@requires(Permission.PROFESSIONAL)
def activate() -> ResponseReturnValue:
    """Switch the profile on, or say what is missing."""
    try:
        profile_state.activate_profile(work(), professional_id=own_id())
    except InvalidInputError as error:
        return _page(refused=error.message), 400
    flash(_("Uw profiel staat aan. Scholen kunnen u vinden, zonder uw naam."), "success")
    return redirect(url_for("professional.matches"))


@blueprint.route("/profiel/pauze", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def pause() -> ResponseReturnValue:
    """Hide the profile for a while."""
    form = PauseForm()
    if form.validate_on_submit() and saved(
        form, lambda: profile_state.pause_profile(work(), professional_id=own_id(), until=form.until.data)
    ):
        flash(_("Uw profiel staat op pauze. Scholen zien u nu niet."), "success")
        return redirect(url_for("professional.profile"))
    return render_template("professional/pause.html", form=form)


@blueprint.post("/profiel/klopt-nog")
@requires(Permission.PROFESSIONAL)
def confirm() -> ResponseReturnValue:
    """Say that the profile is still right."""
    profile_state.confirm_profile(work(), professional_id=own_id())
    flash(_("Dank u. Wij noteren dat uw profiel nog klopt."), "success")
    return redirect(url_for("professional.profile"))
