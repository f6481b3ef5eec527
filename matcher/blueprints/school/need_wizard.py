"""The wizard of an onderwijsvraag: a step per page, kept as a draft from the first one, and a page to check."""

from typing import Any

from flask import Response as FlaskResponse
from flask import jsonify, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.current import current_school
from matcher.blueprints.school.need_steps import (
    after,
    contract_hints,
    find_step,
    role_hints,
    step_url,
    summary,
    title_of,
)
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.errors import WrongStateError
from matcher.domain.permissions import Permission
from matcher.forms.needs import RoleForm, TimesForm
from matcher.forms.needs_fields import given
from matcher.forms.needs_skills import PickerState, SkillsForm
from matcher.queries.autocomplete import suggest_skills
from matcher.queries.need_completeness import SECTIONS
from matcher.queries.need_hours import NeedHours, hours_of_need
from matcher.queries.needs import NeedView, need_view
from matcher.queries.profile_lookup import skills_by_id
from matcher.services.needs import EDITABLE, set_skills, set_times, start_need


@blueprint.context_processor
def _links() -> dict[str, Any]:
    """Let templates link to a step."""
    return {"step_url": step_url}


def editable_need(need_id: int) -> NeedView:
    """Return the need for a page that changes it. Raises NotFoundError or WrongStateError."""
    need = need_view(db.session(), actor=current_actor(), need_id=need_id)
    if need.state not in EDITABLE:
        raise WrongStateError(_("Deze vraag is vervuld of gesloten. Maak een kopie, of open de vraag eerst opnieuw."))
    return need


def step_page(name: str, need: NeedView | None, **values: Any) -> str:
    """Return a page of the wizard; ``template`` and what it shows are among the values."""
    return render_template(
        values.pop("template"),
        need=need,
        heading=title_of(name),
        step_number=SECTIONS.index(name) + 1,
        step_total=len(SECTIONS),
        previous=step_url(need.id, SECTIONS[SECTIONS.index(name) - 1]) if need and name != SECTIONS[0] else "",
        **values,
    )


@blueprint.route("/vragen/nieuw", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def new_need() -> str | Response:
    """Ask the role first; from then on there is a draft."""
    school = current_school()
    form = RoleForm.for_sector(school.sector)
    if form.validate_on_submit():
        need = start_need(work(), school_id=school.id, command=form.to_command())
        return redirect(after("rol", need.id))
    return step_page("rol", None, template="school/step_role.html", form=form, hints=role_hints(school.sector))


@blueprint.route("/vragen/<int:need_id>/stap/<name>", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def need_step(need_id: int, name: str) -> str | Response:
    """Show and save a step with one form."""
    step, need = find_step(name), editable_need(need_id)
    form = step.form(need)
    if form.validate_on_submit() and saved(form, lambda: step.save(work(), need_id=need.id, command=form.to_command())):
        return redirect(after(name, need.id))
    hints = role_hints(need.sector) if name == "rol" else contract_hints(need.role_kind)
    return step_page(name, need, template=step.template, form=form, hints=hints)


@blueprint.route("/vragen/<int:need_id>/stap/vaardigheden", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def need_skills(need_id: int) -> str | Response:
    """Choose skills; the buttons of the picker come back here without saving."""
    need = editable_need(need_id)
    form = SkillsForm.of(need)
    state = form.state(need)
    if (
        not state.changed
        and form.validate_on_submit()
        and saved(form, lambda: set_skills(work(), need_id=need.id, skills=state.chosen))
    ):
        return redirect(after("vaardigheden", need.id))
    return step_page("vaardigheden", need, template="school/step_skills.html", form=form, **_picker(state))


def _picker(state: PickerState) -> dict[str, Any]:
    """Return what the picker shows."""
    labels = skills_by_id(db.session(), [skill.concept_id for skill in state.chosen])
    chosen = [
        {
            "id": skill.concept_id,
            "label": labels[skill.concept_id],
            "picked": {"belang": "moet" if skill.required else "mag", "niveau": skill.level.value},
        }
        for skill in state.chosen
        if skill.concept_id in labels
    ]
    found = suggest_skills(db.session(), state.query) if state.query else ()
    return {"chosen": chosen, "query": state.query, "suggestions": [row for row in found if row.id not in labels]}


@blueprint.route("/vragen/<int:need_id>/stap/wanneer", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def need_times(need_id: int) -> str | Response:
    """Ask period, hours and day parts, and tell what the hours mean."""
    need = editable_need(need_id)
    form = TimesForm.of(need)
    if "bereken" in request.form or "verdeel" in request.form:
        form.validate()
        return _times_page(need, _divided(need, form))
    if form.validate_on_submit() and saved(form, lambda: set_times(work(), need_id=need.id, command=form.to_command())):
        return redirect(after("wanneer", need.id))
    return _times_page(need, form)


def _divided(need: NeedView, form: TimesForm) -> TimesForm:
    """Carry out the button that divides the hours over more people, when that makes sense."""
    hours = typed_hours(need, form)
    if "verdeel" in request.form and hours is not None and hours.people:
        return form.divided_over(hours.people)
    return form


def _times_page(need: NeedView, form: TimesForm) -> str:
    return step_page("wanneer", need, template="school/step_times.html", form=form, hours=typed_hours(need, form))


def typed_hours(need: NeedView, form: TimesForm) -> NeedHours | None:
    """Return what the typed hours mean; None while they are not complete or cannot be."""
    if not form.countable:
        return None
    try:
        return hours_of_need(
            db.session(),
            school_id=need.school_id,
            sector=need.sector,
            role_kind=need.role_kind,
            starts_on=given(form.starts_on.data),
            ends_on=given(form.ends_on.data),
            minutes_per_week=form.minutes_per_week,
            teaching_weeks=form.teaching_weeks.data,
        )
    except ValueError:
        return None


@blueprint.get("/vragen/<int:need_id>/uren")
@requires(Permission.SCHOOL)
def need_hours(need_id: int) -> FlaskResponse:
    """Answer the live line under the hours with the same sentence as the page."""
    need = need_view(db.session(), actor=current_actor(), need_id=need_id)
    form = TimesForm(formdata=request.args, meta={"csrf": False})
    form.validate()
    hours = typed_hours(need, form)
    if hours is None:
        return jsonify(message=_("Vul de data en het aantal per week in, dan rekenen wij het uit."), allowed=True)
    return jsonify(message=hours.message, allowed=hours.allowed)


@blueprint.get("/vragen/<int:need_id>/controle")
@requires(Permission.SCHOOL)
def check_need(need_id: int) -> str | Response:
    """Check the answers before opening."""
    need = editable_need(need_id)
    hours = typed_hours(need, TimesForm.of(need))
    return render_template("school/check_need.html", need=need, rows=summary(need), hours=hours, title_of=title_of)
