"""What the skill pickers of the desk's forms show."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from matcher.database import db
from matcher.domain.choices import SkillLevel
from matcher.domain.labels import choices_of
from matcher.forms.needs_skills import NICE, REQUIRED, PickerState
from matcher.forms.profile_skills import Picked
from matcher.queries.autocomplete import suggest_skills
from matcher.queries.profile_lookup import skills_by_id


def skill_choice(picked: Picked) -> dict[str, Any]:
    """Return the picker of a person: each skill has a level."""
    chosen = {concept: {"level": level} for concept, level in picked.levels.items()}
    return _picker(chosen, picked.query, [_levels("level")])


def asked_skills(state: PickerState) -> dict[str, Any]:
    """Return the picker of a need: each skill is required or not, and has a level."""
    chosen: dict[int, dict[str, Any]] = {
        skill.concept_id: {"belang": REQUIRED if skill.required else NICE, "niveau": skill.level.value}
        for skill in state.chosen
    }
    weight = {"name": "belang", "label": _("Belang"), "choices": [(REQUIRED, _("moet")), (NICE, _("mag, is fijn"))]}
    return _picker(chosen, state.query, [weight, _levels("niveau")])


def _levels(name: str) -> dict[str, Any]:
    return {"name": name, "label": _("Niveau"), "choices": choices_of(SkillLevel)}


def _picker(chosen: dict[int, dict[str, Any]], query: str, selects: list[dict[str, Any]]) -> dict[str, Any]:
    labels = skills_by_id(db.session(), chosen)
    found = suggest_skills(db.session(), query) if query else ()
    return {
        "chosen": [{"id": i, "label": label, "detail": "", "picked": chosen[i]} for i, label in labels.items()],
        "query": query,
        "found": [row for row in found if row.id not in labels],
        "selects": selects,
        "search_url": url_for("api.skills"),
    }
