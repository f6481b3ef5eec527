"""Which part of two profiles stays, as a form with one question per part in which they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField

from matcher.domain.merging import MergeCommand, Part
from matcher.forms.profile_fields import Filled, options

Choices = Sequence[tuple[int, str]]


class MergeForm(FlaskForm):
    """The account that stays; the parts are added by :func:`merge_form`."""

    account = RadioField(_("Welk account blijft?"), validators=[Filled(_("Kies welk account blijft."))])

    def to_command(self, first_id: int, second_id: int) -> MergeCommand:
        """Return the choices as a command."""
        choices = {part: int(self[part.value].data) for part in Part if part.value in self}
        return MergeCommand(first_id, second_id, int(self.account.data), choices)


def merge_form(accounts: Choices, parts: Mapping[Part, tuple[str, Choices]], usual: Mapping[str, int]) -> MergeForm:
    """Return the form. ``parts``: part -> its name and (id, text) of each side; ``usual``: field -> what is chosen."""
    fields: dict[str, Any] = {part.value: _field(name, choices) for part, (name, choices) in parts.items()}
    form: MergeForm = type("MergeFormOfParts", (MergeForm,), fields)(
        data={name: str(value) for name, value in usual.items()}
    )
    form.account.choices = _options(accounts)
    return form


def _field(name: str, choices: Choices) -> RadioField:
    return RadioField(name, choices=_options(choices), validators=[Filled(_("Kies wat blijft."))])


def _options(choices: Choices) -> Any:
    return options((str(value), text) for value, text in choices)
