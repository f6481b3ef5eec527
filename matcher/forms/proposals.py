"""Forms of the steps of a proposal, for professional and school alike."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length, Optional

from matcher.domain.reasons import REASONS
from matcher.domain.states import Party
from matcher.forms.accounts import strip
from matcher.forms.profile_fields import DutchDateField, Filled, options

LONGEST_TEXT = 1000
_TOO_LONG = _("Houd de tekst korter dan 1000 tekens.")


def _text(label: Any) -> TextAreaField:
    return TextAreaField(label, filters=[strip], validators=[Optional(), Length(max=LONGEST_TEXT, message=_TOO_LONG)])


class InterestForm(FlaskForm):
    """Interest in a need, with a message for the school."""

    message = _text(_("Bericht aan de school"))


class AnswerForm(FlaskForm):
    """Only a button."""


class ReasonForm(FlaskForm):
    """The reason, chosen before its ready text is shown. Part of an address, so without protection."""

    reason = RadioField(_("Wat is de reden?"), choices=[], validators=[Filled(_("Kies een reden."))])

    def __init__(self, party: Party, **kwargs: Any) -> None:
        super().__init__(meta={"csrf": False}, **kwargs)
        self.reason.choices = options((row.code, row.label) for row in REASONS[party])


class DeclineForm(FlaskForm):
    """The chosen reason with its ready text, to change; whether the other side may read it."""

    reason = HiddenField(validators=[Filled(_("Kies een reden."))])
    text = _text(_("Uw antwoord"))
    share = BooleanField(_("Deel deze reden en tekst met de ander"))


class WithdrawForm(DeclineForm):
    """The same, for stopping after both sides said yes."""


class PostponeForm(FlaskForm):
    """A later day to answer or to review, and why; only the own side and the coordinator read the note."""

    until = DutchDateField(_("Op welke dag?"), validators=[Filled(_("Vul een dag in."))])
    note = _text(_("Waarom later?"))


class DismissForm(FlaskForm):
    """Why somebody does not want to see a need again; nobody else reads it."""

    reason = RadioField(
        _("Waarom past deze vraag niet?"),
        choices=options((row.code, row.label) for row in REASONS[Party.PROFESSIONAL]),
        validators=[Filled(_("Kies een reden."))],
    )
