"""Forms of the coordinator: reviewing a proposal, placing with an exception."""

from dataclasses import replace
from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from matcher.domain.placing import PlaceCommand
from matcher.domain.reasons import REASONS
from matcher.domain.states import Party
from matcher.forms.needs_fields import Filled, at_most, strip
from matcher.forms.placements import PlaceForm
from matcher.forms.profile_fields import DutchDateField, options

LONGEST_MESSAGE = 1000


class ApproveForm(FlaskForm):
    """A message to both sides with the proposal."""

    message = TextAreaField(
        _("Bericht aan beide kanten"),
        description=_("Waarom past dit volgens u? Beide kanten lezen dit. Noem geen namen: die ziet men later."),
        filters=[strip],
        validators=[at_most(LONGEST_MESSAGE)],
    )


class EndForm(FlaskForm):
    """Why a proposal is not sent, or stops."""

    reason = RadioField(
        _("Waarom?"),
        choices=options((reason.code, reason.label) for reason in REASONS[Party.COORDINATOR] if reason.choosable),
        validators=[Filled(_("Kies een reden."))],
    )
    note = TextAreaField(_("Toelichting"), filters=[strip], validators=[at_most(LONGEST_MESSAGE)])


class CoordinatorPlaceForm(PlaceForm):
    """The placement form of the school, with an exception above the limit of the six-hours rule."""

    exception_reason = TextAreaField(
        _("Reden van de uitzondering"),
        description=_("Alleen als het boven de grens komt. Leg uit waarom het hier toch mag."),
        filters=[strip],
        validators=[at_most(500)],
    )
    exception_article = StringField(
        _("Wetsartikel"),
        description=_("Het artikel waarop de uitzondering rust, bijvoorbeeld: WVO 2020 artikel 7.19."),
        filters=[strip],
        validators=[at_most(120)],
    )

    exception_until = DutchDateField(
        _("De uitzondering geldt tot en met"), description=_("Leeg: tot en met de laatste dag van de inzet.")
    )

    def validate_exception_article(self, field: StringField) -> None:
        """Ask reason and article together: half an exception allows nothing."""
        if bool(strip(field.data)) != bool(strip(self.exception_reason.data)):
            raise ValidationError(str(_("Vul bij een uitzondering de reden en het artikel allebei in.")))

    def to_command(self, today: date) -> PlaceCommand:
        """Return the answers, with the exception."""
        return replace(
            super().to_command(today),
            exception_reason=strip(self.exception_reason.data),
            exception_article=strip(self.exception_article.data),
            exception_until=self.exception_until.data,
        )
