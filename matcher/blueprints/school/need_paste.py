"""Skills of a need from a pasted text about the subject or the course. The text itself is never stored."""

from flask import flash, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.pasted_skills import Pasted, read_pasted
from matcher.blueprints.school import blueprint
from matcher.blueprints.school.need_steps import BACK, CHECK, step_url
from matcher.blueprints.school.need_wizard import editable_need, step_page
from matcher.blueprints.service_calls import saved
from matcher.domain.choices import SkillLevel
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.forms.needs_skills import NICE, REQUIRED
from matcher.forms.skills_paste import PasteForm, Select
from matcher.queries.needs import NeedView
from matcher.services.need_commands import AskedSkill
from matcher.services.needs import set_skills

STEP = "vaardigheden"


@blueprint.route("/vragen/<int:need_id>/stap/vaardigheden/plakken", methods=["GET", "POST"])
@requires(Permission.SCHOOL)
def paste_need_skills(need_id: int) -> str | Response:
    """Ask the text; then show what was found in it; then add what is ticked to the need."""
    need, form = editable_need(need_id), PasteForm()
    back = {BACK: CHECK} if request.args.get(BACK) == CHECK else {}
    where = step_url(need.id, STEP, **back)
    pasted = read_pasted(
        form,
        held={skill.id for skill in need.skills},
        selects=_selects(),
        all_held=_("Alle vaardigheden die wij in deze tekst vinden, staan al in de vraag."),
    )
    if pasted is None:
        return step_page(STEP, need, template="school/paste_text.html", form=form, where=where)
    if pasted.choice.made and saved(form, lambda: _add(need, pasted)):
        return redirect(where)
    return step_page(STEP, need, template="school/paste_found.html", form=form, **pasted.page_values())


def _selects() -> list[Select]:
    levels = [(str(level.value), label(level)) for level in SkillLevel]
    return [
        Select("belang", _("Belang"), [(REQUIRED, _("moet")), (NICE, _("mag, is fijn"))], REQUIRED),
        Select("niveau", _("Niveau"), levels, str(SkillLevel.BASIS.value)),
    ]


def _add(need: NeedView, pasted: Pasted) -> None:
    held = [AskedSkill(skill.id, skill.required, skill.level) for skill in need.skills]
    new = [
        AskedSkill(row.skill.id, row.picked["belang"] == REQUIRED, SkillLevel(int(row.picked["niveau"])))
        for row in pasted.choice.ticked
    ]
    set_skills(work(), need_id=need.id, skills=(*held, *new))
    flash(ngettext("%(num)s vaardigheid toegevoegd.", "%(num)s vaardigheden toegevoegd.", len(new)), "success")
