"""Entering a person, filling in further, and inviting again."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.entry.skills import skill_choice
from matcher.blueprints.service_calls import done, saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms import profile_texts
from matcher.forms.entries.person import NewPersonForm, PersonForm
from matcher.forms.profile_basics import USUAL_RADIUS
from matcher.forms.profile_skills import Button, Picked, read_picked
from matcher.queries.entries import desk_person
from matcher.services.entries import people
from matcher.services.entries.people import KnownAddressError
from matcher.services.profile_places import PlaceUnclearError


@blueprint.route("/invoer/persoon", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def enter_person() -> str | Response:
    """Enter somebody on one page; every button but the last one shows it again with what was filled in."""
    form = NewPersonForm(data={"radius": USUAL_RADIUS, "entry_on": clock.today()})
    picked = read_picked(request.form) if form.is_submitted() else Picked({})
    if _pressed_save(form, picked):
        consent, entered = form.to_consent(), form.to_entry(picked.levels)
        if _stored(form, lambda: people.enter_person(work(), command=entered, consent=consent)):
            flash(_("%(name)s is ingevoerd en uitgenodigd.", name=entered.full_name), "success")
            return redirect(url_for("coordinator.entry"))
    return _page("new_person", form, picked)


@blueprint.route("/invoer/persoon/<int:professional_id>", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def change_person(professional_id: int) -> str | Response:
    """Change what was entered, until the person takes it over."""
    scope = current_actor().acts_in
    profile, note = desk_person(db.session(), scope=scope, professional_id=professional_id)
    form = PersonForm(data=PersonForm.initial(profile))
    stands = Picked({row.id: row.level for row in profile.skills})
    picked = read_picked(request.form) if form.is_submitted() else stands
    if _pressed_save(form, picked):
        entered, change = form.to_entry(picked.levels), people.change_person
        if _stored(form, lambda: change(work(), professional_id=professional_id, command=entered)):
            flash(_("De gegevens van %(name)s zijn bewaard.", name=entered.full_name), "success")
            return redirect(url_for("coordinator.person", professional_id=professional_id))
    return _page("change_person", form, picked, profile=profile, note=note)


@blueprint.post("/mensen/<int:professional_id>/nodig-opnieuw-uit")
@requires(Permission.COORDINATES)
def invite_entered(professional_id: int) -> Response:
    """Send the invitation to take over once more."""
    done(lambda: people.invite_again(work(), professional_id=professional_id), _("De uitnodiging is verstuurd."))
    return redirect(url_for("coordinator.person", professional_id=professional_id))


def _pressed_save(form: PersonForm, picked: Picked) -> bool:
    return form.is_submitted() and picked.button is Button.SAVE and form.validate()


def _stored(form: PersonForm, action: Callable[[], object]) -> bool:
    """Return whether the service did it; if not, its messages stand at the fields, with places to choose from."""
    try:
        return saved(form, lambda: _noting(form, action))
    except _UnclearPlace:
        return False


class _UnclearPlace(Exception):  # noqa: N818 (no error: the form has it)
    """The form shows places to choose from."""


def _noting(form: PersonForm, action: Callable[[], object]) -> None:
    """Keep in the form what the page can do about a refusal."""
    try:
        action()
    except PlaceUnclearError as error:
        form.offer_places(error.suggestions, error.fields)
        raise _UnclearPlace from error
    except KnownAddressError as error:
        form.known_person = error.professional_id
        raise


def _page(name: str, form: PersonForm, picked: Picked, **values: object) -> str:
    return render_template(
        f"coordinator/entry/{name}.html", form=form, texts=profile_texts, **skill_choice(picked), **values
    )
