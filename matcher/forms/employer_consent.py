"""Forms around an employer's consent: what the professional asks, and what the employer answers."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional

from matcher.domain.employer_consent import ConsentState
from matcher.domain.school_year import bounds, school_year_of
from matcher.forms.accounts import email_field, strip
from matcher.forms.profile import LONGEST_NAME, MOST_MINUTES
from matcher.forms.profile_fields import Between, DutchDateField, Filled, KlokurenField
from matcher.queries.employer_consent import AskedConsent
from matcher.queries.profile import Profile
from matcher.services.employer_consent import AskCommand, GrantCommand

LONGEST_TEXT = 500
HOURS, BEGIN, END = _("Hoeveel klokuren per week?"), _("Vanaf welke datum?"), _("Tot en met welke datum?")


def _name_field(label: Any, empty: Any) -> StringField:
    too_long = _("Houd de naam korter dan 120 tekens.")
    return StringField(label, filters=[strip], validators=[Filled(empty), Length(max=LONGEST_NAME, message=too_long)])


def _hours_field() -> KlokurenField:
    empty, wrong = _("Vul in hoeveel klokuren per week."), _("Vul een getal in van 0,5 tot en met 40.")
    return KlokurenField(HOURS, validators=[Filled(empty), Between(30, MOST_MINUTES, wrong)])


def _text_field(label: Any) -> TextAreaField:
    too_long = _("Houd de tekst korter dan 500 tekens.")
    return TextAreaField(label, filters=[strip], validators=[Optional(), Length(max=LONGEST_TEXT, message=too_long)])


def _begin_field() -> DutchDateField:
    return DutchDateField(BEGIN, validators=[Filled(_("Vul de eerste dag in."))])


def _end_field() -> DutchDateField:
    return DutchDateField(END, validators=[Filled(_("Vul de laatste dag in."))])


class AskConsentForm(FlaskForm):
    """What the professional asks the employer."""

    employer = _name_field(_("Uw werkgever"), _("Vul de naam van uw werkgever in."))
    contact_name = _name_field(_("Wie beslist hierover?"), _("Vul de naam in van wie de mail krijgt."))
    contact_email = email_field(_("E-mailadres van deze persoon"))
    hours = _hours_field()
    starts_on = _begin_field()
    ends_on = _end_field()
    message = _text_field(_("Uw bericht"))

    @staticmethod
    def initial(profile: Profile, today: date) -> dict[str, Any]:
        """Return what the fields show at first: what the profile says, else this school year."""
        begin = max(profile.available_from or today, today)
        _first, end = bounds(school_year_of(begin))
        return {
            "employer": profile.employer,
            "hours": profile.minutes_max or None,
            "starts_on": begin,
            "ends_on": profile.available_to if profile.available_to and profile.available_to >= begin else end,
        }

    def to_command(self) -> AskCommand:
        """Return the input as a command."""
        return AskCommand(
            employer=self.employer.data or "",
            contact_name=self.contact_name.data or "",
            contact_email=self.contact_email.data or "",
            minutes=self.hours.data or 0,
            starts_on=self.starts_on.data,  # type: ignore[arg-type]
            ends_on=self.ends_on.data,  # type: ignore[arg-type]
            message=self.message.data or "",
        )


class GiveForm(FlaskForm):
    """The employer agrees, or changes what was agreed to."""

    hours = _hours_field()
    starts_on = _begin_field()
    ends_on = _end_field()
    note = _text_field(_("Uw toelichting"))

    @staticmethod
    def initial(asked: AskedConsent) -> dict[str, Any]:
        """Return what the fields show at first: the last answer, else what was asked."""
        given = asked.state is ConsentState.GIVEN
        return {
            "hours": asked.minutes_given or asked.minutes_asked,
            "starts_on": asked.starts_on,
            "ends_on": asked.ends_on,
            "note": asked.note if given else "",
        }

    def to_command(self) -> GrantCommand:
        """Return the input as a command."""
        return GrantCommand(
            minutes=self.hours.data or 0,
            starts_on=self.starts_on.data,  # type: ignore[arg-type]
            ends_on=self.ends_on.data,  # type: ignore[arg-type]
            note=self.note.data or "",
        )


class DenyForm(GiveForm):
    """The employer says no or withdraws: only the explanation counts, the other fields may be empty."""

    hours = KlokurenField(HOURS)
    starts_on = DutchDateField(BEGIN)
    ends_on = DutchDateField(END)
