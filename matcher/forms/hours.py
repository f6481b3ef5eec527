"""Forms about the hours under the six-hours rule: what if, and exceptions above the limit."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField

from matcher.domain.choices import Sector
from matcher.domain.labels import label
from matcher.domain.school_year import school_year_label
from matcher.forms.needs_fields import Filled, at_most, given, strip
from matcher.forms.placements import MOST_MINUTES
from matcher.forms.profile_fields import Between, DutchDateField, KlokurenField, options
from matcher.queries.hours_projection import Projection
from matcher.services.hours.exceptions import ExceptionCommand

MOST_MINUTES_A_YEAR = 999 * 60


class ProjectionForm(FlaskForm):
    """So many klokuren a week in a period; asked in the address."""

    class Meta:
        """A form that only asks."""

        csrf = False

    minutes_per_week = KlokurenField(
        _("Hoeveel erbij?"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week het is.")),
            Between(1, MOST_MINUTES, _("Vul een getal in van meer dan 0 en hoogstens 40.")),
        ],
    )
    starts_on = DutchDateField(_("Van"), validators=[Filled(_("Vul de eerste dag in."))])
    ends_on = DutchDateField(_("Tot en met"), validators=[Filled(_("Vul de laatste dag in."))])
    sector = SelectField(_("Sector"), choices=options((s.value, label(s)) for s in (Sector.MBO, Sector.VMBO)))

    def to_case(self) -> Projection:
        """Return the case of a form that is valid."""
        return Projection(
            sector=Sector(self.sector.data),
            starts_on=given(self.starts_on.data),
            ends_on=given(self.ends_on.data),
            minutes_per_week=given(self.minutes_per_week.data),
        )


class ExceptionForm(FlaskForm):
    """An exception above the limit for one school year."""

    school_year = SelectField(_("Schooljaar"), coerce=int)
    allowed_minutes = KlokurenField(
        _("Klokuren in dit schooljaar, in totaal"),
        description=_("Alle inzet samen, dus ook wat er al staat. Bijvoorbeeld 300."),
        validators=[
            Filled(_("Vul in hoeveel klokuren in totaal mogen.")),
            Between(1, MOST_MINUTES_A_YEAR, _("Vul een getal in van meer dan 0 en hoogstens 999.")),
        ],
    )
    valid_until = DutchDateField(
        _("Tot en met"),
        description=_("De laatste dag waarop een inzet op deze uitzondering mag steunen."),
        validators=[Filled(_("Vul in tot wanneer de uitzondering geldt."))],
    )
    reason = TextAreaField(
        _("Reden"),
        description=_("Waarom mag meer hier? De persoon en de school kunnen dit lezen."),
        filters=[strip],
        validators=[Filled(_("Vul in waarom meer klokuren hier mogen.")), at_most(500)],
    )
    article = StringField(
        _("Wetsartikel"),
        description=_("Het artikel waarop de uitzondering rust."),
        filters=[strip],
        validators=[Filled(_("Vul het wetsartikel in waarop de uitzondering rust.")), at_most(120)],
    )

    def __init__(self, *args: Any, years: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school_year.choices = options((str(year), school_year_label(year)) for year in years)

    def to_command(self) -> ExceptionCommand:
        """Return the answers of a form that is valid."""
        return ExceptionCommand(
            school_year=given(self.school_year.data),
            allowed_minutes=given(self.allowed_minutes.data),
            valid_until=given(self.valid_until.data),
            reason=self.reason.data or "",
            article=self.article.data or "",
        )
