"""The parts of the profile that are one form each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id, saved
from matcher.blueprints.professional.profile_view import section_url
from matcher.blueprints.qualification_words import kind_rows, proof_rows
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import Section
from matcher.domain.states import ProfileState
from matcher.forms import profile as forms
from matcher.forms import profile_texts as texts
from matcher.forms.profile_basics import BasicsForm
from matcher.queries.profile import Profile
from matcher.services import profile_sections as services
from matcher.services.profile_places import PlaceUnclearError
from matcher.services.transaction import Work


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A form with the service that saves it; the template is named after the section."""

    form: type[FlaskForm]
    save: Callable[[Work, int, Any], None]


PAGES: dict[Section, SectionPage] = {
    Section.WORK: SectionPage(
        forms.WorkForm, lambda work, who, command: services.save_work(work, professional_id=who, command=command)
    ),
    Section.EDUCATION: SectionPage(
        forms.EducationForm,
        lambda work, who, command: services.save_education(work, professional_id=who, command=command),
    ),
    Section.AVAILABILITY: SectionPage(
        forms.AvailabilityForm,
        lambda work, who, command: services.save_availability(work, professional_id=who, command=command),
    ),
    Section.WISHES: SectionPage(
        forms.WishesForm, lambda work, who, command: services.save_wishes(work, professional_id=who, command=command)
    ),
    Section.MOTIVATION: SectionPage(
        forms.MotivationForm,
        lambda work, who, command: services.save_motivation(work, professional_id=who, motivation=command),
    ),
}


@blueprint.route("/profiel/<any(werk,opleiding,beschikbaarheid,wensen,motivatie):name>", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def section(name: str) -> ResponseReturnValue:
    """Show and save one part."""
    part, profile = Section(name), me()
    page = PAGES[part]
    form = page.form(data=page.form.initial(profile))
    if form.validate_on_submit():
        command = form.to_command()
        if saved(form, lambda: page.save(work(), profile.id, command)):
            return after_saving(part)
    more = _proofs(profile) if part is Section.EDUCATION else {}
    return render_template(f"professional/sections/{part.value}.html", form=form, profile=profile, texts=texts, **more)


def _proofs(profile: Profile) -> dict[str, Any]:
    """Return the proofs of qualification, and what each kind is."""
    proofs = proof_rows(profile.qualifications, clock.today(), reader_id=current_actor().user_id, names=True)
    return {"proofs": proofs, "kinds": kind_rows()}


@blueprint.route("/profiel/basis", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def basics() -> ResponseReturnValue:
    """Name and places; an unclear place comes back with suggestions."""
    profile = me()
    form = BasicsForm(data=BasicsForm.initial(profile))
    if form.validate_on_submit():
        try:
            services.save_basics(work(), professional_id=own_id(), command=form.to_command())
        except PlaceUnclearError as error:
            form.offer_places(error.suggestions, error.fields)
        else:
            return after_saving(Section.BASICS)
    return render_template("professional/sections/basis.html", form=form, profile=profile)


def after_saving(part: Section) -> ResponseReturnValue:
    """Go on to the next part while the profile is being made, else back to the profile."""
    profile = me()
    flash(_told(part, profile), "success")
    step = profile.completeness.next_step
    if profile.state is ProfileState.DRAFT and step is not None:
        return redirect(section_url(step.section))
    return redirect(url_for("professional.profile"))


def _told(part: Section, profile: Profile) -> str:
    """Say what was saved, and warn when an active profile had to be paused."""
    if part is Section.CONSENT and profile.state is ProfileState.PAUSED and not profile.completeness.complete:
        return str(_("Bewaard. Uw profiel staat nu op pauze, omdat de toestemming van uw werkgever ontbreekt."))
    done, total = profile.completeness.done, profile.completeness.total
    return str(_("Bewaard. Compleet: %(done)s van %(total)s onderdelen.", done=done, total=total))
