"""The skills of the profile: chosen from the vocabulary, proposed by the job title."""

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, saved
from matcher.blueprints.professional.sections import after_saving
from matcher.database import db
from matcher.domain.choices import SkillLevel
from matcher.domain.labels import choices_of
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import Section
from matcher.forms.profile_skills import Button, Picked, SkillsForm, read_picked
from matcher.queries.autocomplete import suggest_skills
from matcher.queries.profile import Profile
from matcher.queries.profile_lookup import ConceptRow, skills_by_id, skills_of_job_title
from matcher.services.profile_skills import save_skills


@dataclass(frozen=True, slots=True)
class ChosenRow:
    """A chosen skill for the picker."""

    id: int
    label: str
    picked: dict[str, int]


@blueprint.route("/profiel/vaardigheden", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def skills() -> ResponseReturnValue:
    """Choose skills; every button but "Bewaar" shows the page again with the choice so far."""
    profile, form = me(), SkillsForm()
    proposed = skills_of_job_title(db.session(), job_title_id=profile.job_title_id)
    picked = _picked(profile, proposed)
    if form.validate_on_submit() and picked.button is Button.SAVE:
        command = picked.to_command()
        if saved(form, lambda: save_skills(work(), professional_id=profile.id, command=command)):
            return after_saving(Section.SKILLS)
    return _page(form, profile, picked, proposed)


def _picked(profile: Profile, proposed: tuple[ConceptRow, ...]) -> Picked:
    if request.method == "GET":
        return Picked({row.id: row.level for row in profile.skills})
    picked = read_picked(request.form)
    return picked.with_skills(row.id for row in proposed) if picked.button is Button.ADD_TITLE else picked


def _page(form: SkillsForm, profile: Profile, picked: Picked, proposed: tuple[ConceptRow, ...]) -> ResponseReturnValue:
    labels = skills_by_id(db.session(), picked.levels)
    found = suggest_skills(db.session(), picked.query) if picked.query else ()
    return render_template(
        "professional/sections/vaardigheden.html",
        form=form,
        profile=profile,
        chosen=[ChosenRow(i, label, {"level": picked.levels[i]}) for i, label in labels.items()],
        query=picked.query,
        found=[row for row in found if row.id not in labels],
        proposed=[row for row in proposed if row.id not in labels],
        selects=[{"name": "level", "label": _("Niveau"), "choices": choices_of(SkillLevel)}],
        search_url=url_for("api.skills"),
    )
