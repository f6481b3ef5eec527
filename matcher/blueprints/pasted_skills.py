"""What the pages with a pasted text share: find skills in it, and show them as a list to choose from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _

from matcher.database import db
from matcher.forms.skills_paste import Choice, FoundRow, PasteForm, Select, read_choice
from matcher.queries.cv_skills import FoundSkill, skills_in_text


@dataclass(frozen=True, slots=True)
class Pasted:
    """Skills of a text that are new, as a list to choose from; ``held``: labels of those somebody has already."""

    choice: Choice
    held: tuple[str, ...]
    selects: tuple[Select, ...]

    def page_values(self) -> dict[str, Any]:
        """Return what the page with the list shows."""
        return {"groups": _groups(self.choice), "held": self.held, "selects": self.selects}


def read_pasted(form: PasteForm, *, held: Collection[int], selects: Sequence[Select], all_held: str) -> Pasted | None:
    """Return what was found in the posted text; None when the text must be asked (again).

    ``held``: skills not to offer; ``all_held``: what to say when the text has no others.
    """
    if not form.validate_on_submit():
        return None
    found = skills_in_text(db.session(), form.text.data or "")
    new = [skill for skill in found if skill.id not in held]
    if not new:
        form.text.errors = [all_held if found else _nothing_found()]
        return None
    choice = read_choice(request.form, new, selects)
    if choice.made and not choice.ticked:
        form.form_errors.append(_("Kies minstens één vaardigheid, of plak een andere tekst."))
        choice = Choice(choice.rows, made=False)
    return Pasted(choice, _labels(found, held), tuple(selects))


def _labels(found: Sequence[FoundSkill], held: Collection[int]) -> tuple[str, ...]:
    return tuple(skill.label for skill in found if skill.id in held and skill.words)


def _groups(choice: Choice) -> list[tuple[str, list[FoundRow]]]:
    """Return the rows under a heading: what is surely meant, and what to look at."""
    sure, unsure = ([row for row in choice.rows if row.skill.sure is wanted] for wanted in (True, False))
    headings = (_("Staat in de tekst"), _("Misschien: vink aan wat klopt"))
    return [(heading, rows) for heading, rows in zip(headings, (sure, unsure), strict=True) if rows]


def _nothing_found() -> str:
    return str(
        _(
            "Wij vinden in deze tekst geen vaardigheden. Noem de techniek, de machines of de programma's, of zoek zelf"
            " een vaardigheid."
        )
    )
