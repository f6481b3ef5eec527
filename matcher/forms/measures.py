"""The form of a measure of the six-hours rule: shape only; what may be is decided by the service."""

import re
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from matcher.domain.choices import Sector
from matcher.domain.labels import LABELS
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import school_year_label
from matcher.forms.accounts import strip, text_of
from matcher.forms.profile_fields import Between, Filled, WholeNumberField, options
from matcher.rules.limits import ARTICLE_MBO, ARTICLE_VMBO, WEEKS_PER_SCHOOL_YEAR
from matcher.services.measures import MEASURED, MeasureCommand

MOST_HOURS, MOST_WEEKS = 40, 52
# Changes of the law are known no longer before.
YEARS_AHEAD = 5
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s\"'<>]*)?", re.IGNORECASE)


def _without_scheme(text: str | None) -> str | None:
    return _SCHEME.sub("", text.strip()) if text else text


def _text(label: Any, most: int, message: Any) -> StringField:
    too_long = _("Houd dit korter dan %(most)s tekens.", most=most)
    return StringField(label, filters=[strip], validators=[Filled(message), Length(max=most, message=too_long)])


def _article(label: Any, article: str) -> StringField:
    too_long = _("Houd dit korter dan 120 tekens.")
    return StringField(label, default=article, filters=[strip], validators=[Length(max=120, message=too_long)])


class MeasureForm(FlaskForm):
    """A measure from a school year to come. The view fills the school years."""

    sectors = SelectMultipleField(
        _("Voor welke sector?"),
        choices=options([(sector, LABELS[sector]) for sector in MEASURED]),
        validators=[Filled(_("Kies vmbo, mbo of allebei."))],
    )
    school_year = SelectField(_("Vanaf welk schooljaar?"), validators=[Filled(_("Kies een schooljaar."))])
    hours_per_week = WholeNumberField(
        _("Hoeveel klokuren per week?"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week.")),
            Between(1, MOST_HOURS, _("Vul een getal in van 1 tot en met 40.")),
        ],
    )
    basis = RadioField(
        _("Hoe rekenen wij dat?"),
        choices=options(
            [
                (LimitBasis.YEARLY_AVERAGE, _("gemiddeld over het schooljaar")),
                (LimitBasis.WEEKLY_MAXIMUM, _("in elke week apart")),
            ]
        ),
        validators=[Filled(_("Kies hoe wij het rekenen."))],
    )
    weeks = WholeNumberField(
        _("Hoeveel lesweken heeft een schooljaar?"),
        default=WEEKS_PER_SCHOOL_YEAR,
        validators=[
            Filled(_("Vul in hoeveel lesweken.")),
            Between(1, MOST_WEEKS, _("Vul een getal in van 1 tot en met 52.")),
        ],
    )
    scope = RadioField(
        _("Welke klokuren tellen wij bij elkaar op?"),
        choices=options(
            [
                (LimitScope.PERSON, _("alle klokuren van een persoon, bij alle schoolbesturen")),
                (LimitScope.BOARD, _("de klokuren van een persoon bij één schoolbestuur")),
            ]
        ),
        validators=[Filled(_("Kies welke klokuren wij optellen."))],
    )
    article_vmbo = _article(_("Wetsartikel voor het vmbo"), ARTICLE_VMBO)
    article_mbo = _article(_("Wetsartikel voor het mbo"), ARTICLE_MBO)
    source = _text(_("Bron"), 255, _("Vul in waar dit staat."))
    url_name = StringField(
        _("Webadres van de bron"),
        filters=[_without_scheme],
        validators=[
            Filled(_("Vul het webadres van de bron in.")),
            Length(max=200, message=_("Houd het webadres korter dan 200 tekens.")),
        ],
    )
    reason = TextAreaField(
        _("Waarom verandert de rekenregel?"),
        filters=[strip],
        validators=[
            Filled(_("Vul in waarom de rekenregel verandert.")),
            Length(max=500, message=_("Houd dit korter dan 500 tekens.")),
        ],
    )

    def validate_url_name(self, field: StringField) -> None:
        """Refuse what is no address of a web page."""
        if not _ADDRESS.fullmatch(text_of(field)):
            raise ValidationError(str(_("Vul een webadres in, zoals https://wetten.overheid.nl/BWBR0044212.")))

    def validate_article_vmbo(self, field: StringField) -> None:
        """Ask the article of a sector that was chosen."""
        self._demand_article(field, Sector.VMBO)

    def validate_article_mbo(self, field: StringField) -> None:
        """Ask the article of a sector that was chosen."""
        self._demand_article(field, Sector.MBO)

    def _demand_article(self, field: StringField, sector: Sector) -> None:
        if sector.value in (self.sectors.data or ()) and not text_of(field):
            raise ValidationError(str(_("Vul het wetsartikel in.")))

    def offer_years(self, first: int) -> None:
        """Fill the school years to come, the first of them chosen."""
        years = [(str(year), school_year_label(year)) for year in range(first, first + YEARS_AHEAD)]
        self.school_year.choices = options([("", _("Kies een schooljaar")), *years])

    def to_command(self) -> MeasureCommand:
        """Return what was typed, for the service."""
        articles = {Sector.VMBO: text_of(self.article_vmbo), Sector.MBO: text_of(self.article_mbo)}
        return MeasureCommand(
            articles={sector: articles[sector] for sector in MEASURED if sector.value in (self.sectors.data or ())},
            hours_per_week=self.hours_per_week.data or 0,
            weeks=self.weeks.data or 0,
            scope=LimitScope(self.scope.data),
            basis=LimitBasis(self.basis.data),
            source=text_of(self.source),
            url_name=text_of(self.url_name),
            school_year=int(self.school_year.data),
            reason=text_of(self.reason),
        )

    def typed(self) -> list[tuple[str, str]]:
        """Return every answer as (name, value), to carry it along the check."""
        fields = (field for field in self if field.name != "csrf_token")
        return [(field.name, value) for field in fields for value in field.raw_data or ()]
