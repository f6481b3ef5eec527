"""Skills from a pasted cv: paste, tick what is right, add. The text itself is never stored."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from matcher.access import requires, work
from matcher.blueprints.pasted_skills import Pasted, read_pasted
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, saved
from matcher.domain.choices import SkillLevel
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.forms.profile_skills import USUAL_LEVEL
from matcher.forms.skills_paste import PasteForm, Select
from matcher.queries.profile import Profile
from matcher.services.profile_commands import SkillsCommand
from matcher.services.profile_skills import add_skills


@blueprint.route("/profiel/vaardigheden/plakken", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def paste_skills() -> ResponseReturnValue:
    """Ask the text; then show what was found in it; then add what is ticked."""
    profile, form = me(), PasteForm()
    pasted = read_pasted(
        form,
        held={skill.id for skill in profile.skills},
        selects=[_level()],
        all_held=_("Alle vaardigheden die wij in deze tekst vinden, staan al in uw profiel."),
    )
    if pasted is None:
        return render_template("professional/paste/text.html", form=form)
    if pasted.choice.made and saved(form, lambda: _add(profile, pasted)):
        return redirect(url_for("professional.skills"))
    return render_template("professional/paste/found.html", form=form, **pasted.page_values())


def _level() -> Select:
    return Select("level", _("Niveau"), [(str(level.value), label(level)) for level in SkillLevel], str(USUAL_LEVEL))


def _add(profile: Profile, pasted: Pasted) -> None:
    levels = {row.skill.id: int(row.picked["level"]) for row in pasted.choice.ticked}
    count = add_skills(work(), professional_id=profile.id, command=SkillsCommand(levels))
    flash(ngettext("%(num)s vaardigheid toegevoegd.", "%(num)s vaardigheden toegevoegd.", count), "success")
