"""What the skill picker posts: chosen skills with a level, and which of its buttons was used."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from matcher.domain.choices import SkillLevel
from matcher.services.profile_commands import SkillsCommand

NAME = "skills"
LONGEST_QUERY = 80
USUAL_LEVEL = SkillLevel.ERVAREN.value
_LEVELS = frozenset(level.value for level in SkillLevel)


class SkillsForm(FlaskForm):
    """Only protects the form; its content is read by :func:`read_picked`."""


class Button(StrEnum):
    """Which button of the page was used."""

    SAVE = "save"
    SEARCH = "search"
    CHANGE = "change"
    ADD_TITLE = "add-title"


@dataclass(frozen=True, slots=True)
class Picked:
    """Concept id -> level 1-3 as chosen so far, what was searched for, and the button."""

    levels: dict[int, int]
    query: str = ""
    button: Button = Button.SAVE

    def with_skills(self, ids: Iterable[int]) -> "Picked":
        """Return the same with these skills added at the usual level."""
        return replace(self, levels={**self.levels, **{i: USUAL_LEVEL for i in ids if i not in self.levels}})

    def to_command(self) -> SkillsCommand:
        """Return the choice as a command."""
        return SkillsCommand(self.levels)


def read_picked(data: MultiDict[str, str]) -> Picked:
    """Return what was posted, with the pressed add or remove button already applied."""
    levels = {skill: _level(data, skill) for skill in data.getlist(NAME, type=int)}
    picked = Picked(levels, data.get(f"{NAME}-query", "").strip()[:LONGEST_QUERY], _button(data))
    removed, added = data.get(f"{NAME}-remove", type=int), data.get(f"{NAME}-add", type=int)
    if removed is not None:
        levels.pop(removed, None)
    return picked.with_skills([added]) if added is not None else picked


def _level(data: MultiDict[str, str], skill: int) -> int:
    level = data.get(f"{NAME}-{skill}-level", USUAL_LEVEL, type=int)
    return level if level in _LEVELS else USUAL_LEVEL


def _button(data: MultiDict[str, str]) -> Button:
    action = data.get(f"{NAME}-action", "")
    if action in {Button.SEARCH, Button.ADD_TITLE}:
        return Button(action)
    if f"{NAME}-add" in data or f"{NAME}-remove" in data:
        return Button.CHANGE
    # Enter in the search box presses "Bewaar": a new text there means that somebody wants to search first.
    query = data.get(f"{NAME}-query", "").strip()
    return Button.SEARCH if query and query != data.get(f"{NAME}-searched", "").strip() else Button.SAVE
