"""A row of a file held against the forms of people and needs: the same rules, the same words for what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

from matcher.domain.desk import ImportKind
from matcher.domain.imports import required_of
from matcher.forms.imports.words import UnknownWordError
from matcher.services.imports import Entry


@dataclass(slots=True)
class Reading:
    """What a row says. ``errors``: field -> what is wrong; ``notes``: field -> what was left out, the row is good."""

    entry: Entry | None = None
    errors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def try_to(self, name: str, read: Callable[[], Any]) -> Any:
        """Return what ``read`` gives; a word it does not know becomes the error of the field, and None is given."""
        try:
            return read()
        except UnknownWordError as error:
            self.errors[name] = str(error)
            return None

    def hold(self, form: FlaskForm, *names: str) -> None:
        """Validate the form and keep the errors of these fields; the others were not in the file."""
        form.validate()
        for name in names:
            errors = [str(text) for text in form[name].errors]
            if errors and name not in self.errors:
                self.errors[name] = " ".join(errors)


def filled(form: type[FlaskForm], values: Mapping[str, Any], **more: Any) -> Any:
    """Return the form as if these values were posted; ``more``: choices by field."""
    posted: MultiDict[str, Any] = MultiDict()
    for name, value in values.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    made = form(formdata=posted, meta={"csrf": False})
    for name, choices in more.items():
        made[name].choices = choices
    return made


def named(cells: list[str], mapping: Mapping[str, int]) -> dict[str, str]:
    """Return field -> text of the cells that are filled in."""
    found = {code: cells[column] for code, column in mapping.items() if column < len(cells)}
    return {code: text for code, text in found.items() if text}


def missing(kind: ImportKind, row: Mapping[str, str], *, school_known: bool) -> dict[str, str]:
    """Return field -> message for what every row must have and this one has not."""
    asked = required_of(kind, school_known=school_known)
    return {each.code: f"Hier hoort iets te staan: {each.label}." for each in asked if each.code not in row}
