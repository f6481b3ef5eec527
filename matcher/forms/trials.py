"""Forms of the trial lesson, the messages and looking back."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, StringField, TextAreaField
from wtforms.validators import Length, Optional, StopValidation

from matcher.domain.trials import (
    AGAIN_LABELS,
    LONGEST_FEEDBACK,
    LONGEST_MESSAGE,
    LONGEST_MINUTES,
    LONGEST_PLACE,
    MOST_MOMENTS,
    SHORTEST_MINUTES,
    LocalMoment,
)
from matcher.forms.accounts import strip
from matcher.forms.profile_fields import Between, DutchDateField, DutchTimeField, Filled, WholeNumberField, options

USUAL_MINUTES = 60
ATTENDED, MISSED = "gegeven", "niet"


class GoesWith:
    """Asks for a field when the other half of the same moment is filled in."""

    def __init__(self, other: str, message: Any) -> None:
        self.other, self.message = other, message

    def __call__(self, form: FlaskForm, field: Field) -> None:
        """Stop when only the other half is there."""
        if field.data is None and not field.process_errors and form[self.other].data is not None:
            raise StopValidation(str(self.message))


def _day(number: int) -> DutchDateField:
    return DutchDateField(_("Dag"), validators=[GoesWith(f"time_{number}", _("Vul ook de dag in."))])


def _time(number: int) -> DutchTimeField:
    return DutchTimeField(_("Begintijd"), validators=[GoesWith(f"day_{number}", _("Vul ook de begintijd in."))])


class TrialForm(FlaskForm):
    """One to five moments for a trial lesson, how long it takes, and where."""

    day_1, time_1 = _day(1), _time(1)
    day_2, time_2 = _day(2), _time(2)
    day_3, time_3 = _day(3), _time(3)
    day_4, time_4 = _day(4), _time(4)
    day_5, time_5 = _day(5), _time(5)
    minutes = WholeNumberField(
        _("Hoe lang duurt de proefles?"),
        default=USUAL_MINUTES,
        validators=[
            Filled(_("Vul in hoeveel minuten de proefles duurt.")),
            Between(SHORTEST_MINUTES, LONGEST_MINUTES, _("Een proefles duurt 15 tot 480 minuten.")),
        ],
    )
    place = StringField(
        _("Plaats of opmerking"),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_PLACE, message=_("Houd deze tekst korter dan 255 tekens."))],
    )

    @property
    def rows(self) -> list[tuple[int, Field, Field]]:
        """The fields of each moment, with its number."""
        return [(number, self[f"day_{number}"], self[f"time_{number}"]) for number in range(1, MOST_MOMENTS + 1)]

    def moments(self) -> list[LocalMoment]:
        """Return the moments that are filled in."""
        return [LocalMoment(day.data, at.data, day.name) for _number, day, at in self.rows if day.data and at.data]


class ChooseTrialForm(FlaskForm):
    """One of the offered moments."""

    option = RadioField(_("Wanneer kunt u?"), choices=[], validators=[Filled(_("Kies een moment."))])

    def __init__(self, moments: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.option.choices = options((str(number), text) for number, text in moments)


class RecordTrialForm(FlaskForm):
    """Whether the trial lesson was given."""

    outcome = RadioField(
        _("Is de proefles gegeven?"),
        choices=options([(ATTENDED, _("Ja, de proefles is gegeven")), (MISSED, _("Nee, de proefles ging niet door"))]),
        validators=[Filled(_("Kies of de proefles is gegeven."))],
    )


class FeedbackForm(FlaskForm):
    """Would you do it again, why, and may the other side read it."""

    again = RadioField(
        _("Zou u het weer doen?"),
        choices=options((member.value, text) for member, text in AGAIN_LABELS.items()),
        validators=[Filled(_("Kies ja, misschien of nee."))],
    )
    text = TextAreaField(
        _("Wat ging goed, en wat kan beter?"),
        filters=[strip],
        validators=[Optional(), Length(max=LONGEST_FEEDBACK, message=_("Houd deze tekst korter dan 2000 tekens."))],
    )
    shared = BooleanField(_("De ander mag dit lezen"), default=True)


class MessageForm(FlaskForm):
    """A message in plain text."""

    body = TextAreaField(
        _("Uw bericht"),
        filters=[strip],
        validators=[
            Filled(_("Schrijf eerst een bericht.")),
            Length(max=LONGEST_MESSAGE, message=_("Houd uw bericht korter dan 4000 tekens.")),
        ],
    )
