"""The skills of a need: the picker's own fields, read from what was posted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField

from matcher.domain.choices import SkillLevel
from matcher.forms.profile_fields import Filled
from matcher.queries.needs import NeedView
from matcher.services.need_commands import AskedSkill

NAME = "skills"
REQUIRED, NICE = "moet", "mag"


@dataclass(frozen=True, slots=True)
class PickerState:
    """What the picker shows: chosen skills, and the words searched for."""

    chosen: tuple[AskedSkill, ...]
    query: str = ""
    changed: bool = False


class SkillsForm(FlaskForm):
    """Chosen skills; their level and weight are read by :meth:`state`."""

    skills = SelectMultipleField(
        _("Vaardigheden"),
        coerce=int,
        validate_choice=False,
        validators=[Filled(_("Kies minstens één vaardigheid. Zoek, en voeg toe."))],
    )

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form of a need."""
        return cls(data={NAME: [skill.id for skill in need.skills]})

    def state(self, need: NeedView) -> PickerState:
        """Return what to show: as posted, with the button that was pressed carried out; else as stored."""
        if not self.is_submitted():
            return PickerState(tuple(AskedSkill(s.id, s.required, s.level) for s in need.skills))
        return read_posted(self.skills.data or ())


def read_posted(ids: Iterable[int]) -> PickerState:
    """Return what was posted of these skills, with the button that was pressed carried out."""
    posted = request.form
    state = PickerState(tuple(_asked(posted, concept) for concept in dict.fromkeys(ids)))
    if f"{NAME}-remove" in posted:
        gone = posted.get(f"{NAME}-remove", type=int)
        return replace(state, chosen=tuple(s for s in state.chosen if s.concept_id != gone), changed=True)
    if f"{NAME}-add" in posted:
        return _with(state, posted.get(f"{NAME}-add", type=int))
    query = posted.get(f"{NAME}-query", "").strip()
    # Who types a word and presses Enter wants to search; saving would lose the word.
    return replace(state, query=query, changed=bool(query) or f"{NAME}-action" in posted)


def _with(state: PickerState, concept: int | None) -> PickerState:
    known = {skill.concept_id for skill in state.chosen}
    if concept is None or concept in known:
        return replace(state, changed=True)
    new = AskedSkill(concept, required=True, level=SkillLevel.BASIS)
    return replace(state, chosen=(*state.chosen, new), changed=True)


def _asked(posted: Mapping[str, Any], concept: int) -> AskedSkill:
    level = str(posted.get(f"{NAME}-{concept}-niveau", ""))
    return AskedSkill(
        concept_id=concept,
        required=posted.get(f"{NAME}-{concept}-belang") != NICE,
        level=SkillLevel(int(level)) if level in {"1", "2", "3"} else SkillLevel.BASIS,
    )
