"""Forms about coordinators: who takes over, and who coordinates what. Shape only."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from matcher.forms.accounts import strip, text_of
from matcher.forms.admin import CoordinatorForm
from matcher.forms.profile_fields import DutchDateField, Filled, options
from matcher.services.covers import CoverCommand

# Digits of the largest id; a longer number is nobody.
LONGEST_ID = 10


class CoverForm(FlaskForm):
    """From when to when, and the colleague; the view fills the choices."""

    starts_on = DutchDateField(_("Eerste dag"), validators=[Filled(_("Vul de eerste dag in."))])
    ends_on = DutchDateField(_("Laatste dag"), validators=[Filled(_("Vul de laatste dag in."))])
    cover_id = SelectField(
        _("Wie vervangt?"), validators=[InputRequired(_("Kies een collega."))], validate_choice=False
    )

    def offer(self, colleagues: Iterable[tuple[int, str]]) -> None:
        """Fill the choices from (id, name)."""
        self.cover_id.choices = options([("", _("Kies een collega")), *((str(key), name) for key, name in colleagues)])

    def to_command(self) -> CoverCommand:
        """Return what was typed, for the service."""
        chosen = self.cover_id.data or ""
        known = chosen.isdecimal() and len(chosen) <= LONGEST_ID
        return CoverCommand(
            starts_on=self.starts_on.data,  # type: ignore[arg-type]  # the form is valid
            ends_on=self.ends_on.data,  # type: ignore[arg-type]
            cover_id=int(chosen) if known else 0,
        )


class ColleagueForm(CoordinatorForm):
    """The account of a colleague, by address, with an area and whether they only read."""

    email = StringField(
        _("E-mailadres"),
        filters=[strip],
        validators=[
            Filled(_("Vul het e-mailadres van uw collega in.")),
            Length(max=254, message=_("Houd het e-mailadres korter dan 255 tekens.")),
        ],
    )

    @property
    def address(self) -> str:
        """Return the address as typed."""
        return text_of(self.email)


class ReadingForm(FlaskForm):
    """The switch between reading and changing."""

    read_only = BooleanField(_("Alleen lezen"))
