"""Entering an onderwijsvraag for a school of the own regions: choose the school, then one page."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher import clock
from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.entry.skills import asked_skills
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.entries.need import NeedEntryForm
from matcher.forms.needs_skills import PickerState, read_posted
from matcher.queries.entries import DeskSchool, desk_school, desk_schools
from matcher.services.entries.needs import enter_need as enter


@blueprint.get("/invoer/onderwijsvraag")
@requires(Permission.COORDINATES)
def choose_school() -> str:
    """Search the school the need is for."""
    text, number = request.args.get("q", "").strip()[:80], request.args.get("page", 1, type=int)
    page = desk_schools(db.session(), actor=current_actor(), text=text, number=number)
    return render_template(
        "coordinator/entry/choose_school.html", page=page, query=text, same_query=query_string.same_query
    )


@blueprint.route("/invoer/onderwijsvraag/<int:school_id>", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def enter_need(school_id: int) -> str | Response:
    """Enter a need on one page; the buttons of the skill picker show it again with what was filled in."""
    found = desk_school(db.session(), actor=current_actor(), school_id=school_id)
    form = NeedEntryForm.at_school(found.school.sector, found.campuses, found.members, clock.today())
    state = read_posted(form["skills"].data or ()) if form.is_submitted() else PickerState(())
    if form.is_submitted() and not state.changed and form.validate():
        need_id = _entered(form, found.school, state)
        if need_id is not None:
            return redirect(url_for("coordinator.need", need_id=need_id))
    return render_template(
        "coordinator/entry/new_need.html", form=form, school=found.school, members=found.members, **asked_skills(state)
    )


def _entered(form: NeedEntryForm, school: DeskSchool, state: PickerState) -> int | None:
    """Return the id of the new need; None when the service refused, with its message at the field."""
    consent, entered, made = form.to_consent(), form.to_entry(state.chosen), list[int]()
    if not saved(form, lambda: made.append(enter(work(), school_id=school.id, command=entered, consent=consent).id)):
        return None
    flash(_("De vraag is ingevoerd. %(school)s hoort ervan.", school=school.name), "success")
    return made[0]
