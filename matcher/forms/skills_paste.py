"""Skills from a pasted text: the text, then a tick and an answer per skill found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from matcher.forms.profile_fields import Filled
from matcher.queries.cv_skills import MOST_CHARACTERS, FoundSkill

NAME = "skills"
# Posted with the list of found skills, not with the text alone.
STEP, CHOOSE = "stap", "kies"


class PasteForm(FlaskForm):
    """The pasted text. It is read and forgotten."""

    text = TextAreaField(_l("De tekst"), validators=[Filled(_l("Plak eerst een tekst in dit vak."))])

    def validate_text(self, field: Field) -> None:
        """Refuse what is longer than a cv."""
        count = len(field.data.replace("\r\n", "\n"))
        if count > MOST_CHARACTERS:
            raise ValidationError(
                _(
                    "Uw tekst heeft %(count)s tekens. Er passen er %(most)s in. Plak alleen het deel over het werk.",
                    count=format_decimal(count),
                    most=format_decimal(MOST_CHARACTERS),
                )
            )


@dataclass(frozen=True, slots=True)
class Select:
    """A question per found skill: its choices and the usual answer."""

    name: str
    label: str
    choices: Sequence[tuple[str, Any]]
    usual: str

    def answer(self, data: Mapping[str, str], skill: int) -> str:
        """Return what was answered for a skill; the usual when that is not among the choices."""
        given = data.get(f"{NAME}-{skill}-{self.name}", self.usual)
        return given if given in {value for value, _text in self.choices} else self.usual


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A found skill in the list, with its tick and the answer per select."""

    skill: FoundSkill
    ticked: bool
    picked: dict[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The list as shown or posted; ``made`` when somebody chose from it."""

    rows: tuple[FoundRow, ...]
    made: bool

    @property
    def ticked(self) -> tuple[FoundRow, ...]:
        """The rows that were chosen."""
        return tuple(row for row in self.rows if row.ticked)


def read_choice(data: MultiDict[str, str], found: Iterable[FoundSkill], selects: Sequence[Select]) -> Choice:
    """Return what was ticked of these skills; the sure ones as long as nobody chose."""
    made = data.get(STEP) == CHOOSE
    ticked = set(data.getlist(NAME, type=int))
    rows = (
        FoundRow(
            skill,
            skill.id in ticked if made else skill.sure,
            {select.name: select.answer(data, skill.id) for select in selects},
        )
        for skill in found
    )
    return Choice(tuple(rows), made)
