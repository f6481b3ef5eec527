"""What the forms of the desk's entries share: the consent, and fields that may stay empty."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from matcher import clock
from matcher.domain.desk import ConsentWay
from matcher.domain.labels import choices_of
from matcher.forms.accounts import strip
from matcher.forms.profile_fields import DutchDateField, Filled, options
from matcher.services.entries.commands import ConsentGiven


class ConsentGivenForm(FlaskForm):
    """How and when somebody said that the data may be entered."""

    entry_way = RadioField(
        _("Hoe is de toestemming gegeven?"),
        choices=options(choices_of(ConsentWay)),
        validators=[Filled(_("Kies hoe de toestemming is gegeven."))],
    )
    entry_on = DutchDateField(_("Op welke dag?"), validators=[Filled(_("Vul in wanneer de toestemming is gegeven."))])
    entry_note = TextAreaField(
        _("Toestemming genoteerd"),
        description=_("Eén zin: wie zei wat. De persoon leest dit zelf ook."),
        filters=[strip],
        validators=[
            Filled(_("Schrijf in één zin op hoe de toestemming is gegeven.")),
            Length(max=500, message=_("Houd de tekst korter dan 500 tekens.")),
        ],
    )

    def validate_entry_on(self, field: DutchDateField) -> None:
        """Nobody consents tomorrow."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("Deze datum ligt in de toekomst. Vul in wanneer de toestemming is gegeven."))

    def to_consent(self) -> ConsentGiven:
        """Return the consent; only of a form that was validated."""
        return ConsentGiven(ConsentWay(self.entry_way.data), self.entry_on.data, self.entry_note.data or "")  # type: ignore[arg-type]


def relax(form: FlaskForm, needed: Collection[str]) -> None:
    """Let every field but the needed ones stay empty; what is filled in is checked as always."""
    for name, field in form._fields.items():
        if name not in needed and any(isinstance(check, Filled) for check in field.validators):
            rest = [check for check in field.validators if not isinstance(check, Filled | Optional)]
            # Several choices may be none anyhow; Optional would let an empty one pass among them.
            field.validators = rest if isinstance(field, SelectMultipleField) else [Optional(), *rest]
            field.flags.required = False
            field.flags.optional = True


def relabel(form: FlaskForm, labels: Mapping[str, Any]) -> None:
    """Let fields that ask somebody about themselves ask about another."""
    for name, text in labels.items():
        form[name].label.text = text
