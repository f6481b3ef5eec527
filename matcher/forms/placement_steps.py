"""What follows on placing: stopping, making it last longer, and the hours the professional enters."""

from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import ValidationError

from matcher.domain.choices import PlanKind
from matcher.domain.placing import MOST_MINUTES_A_MONTH, ExtendCommand
from matcher.domain.reasons import END_REASONS, OWN_END_REASONS, end_reason
from matcher.forms.lesson_days import LessonDaysField
from matcher.forms.needs_fields import at_most, given, strip
from matcher.forms.placements import MOST_MINUTES, MOST_MINUTES_IN_ALL
from matcher.forms.profile_fields import Between, DutchDateField, Filled, KlokurenField, options
from matcher.queries.placements import PlacementRow


class CancelForm(FlaskForm):
    """Why a placement does not go on: a reason from the list, and in words."""

    reason = RadioField(
        _("Waarom stopt het?"),
        choices=options(END_REASONS.items()),
        validators=[Filled(_("Kies waarom het stopt."))],
    )
    text = TextAreaField(
        _("Toelichting"),
        description=_("Beide kanten en de coördinator lezen dit. Schrijf niets over gezondheid."),
        filters=[strip],
        validators=[at_most(255)],
    )

    def validate_text(self, field: TextAreaField) -> None:
        """Ask words with a reason that is not in the list."""
        if self.reason.data == "other" and not field.data:
            raise ValidationError(str(_("Vul in waarom het stopt.")))

    @property
    def words(self) -> str:
        """The reason with its explanation."""
        return end_reason(self.reason.data or "", self.text.data or "")


class EndForm(CancelForm):
    """The last day of a placement that has begun."""

    last_day = DutchDateField(_("Laatste dag"), validators=[Filled(_("Vul de laatste dag in."))])


class StopWishForm(CancelForm):
    """The last day and the reason a professional asks for."""

    reason = RadioField(
        _("Waarom wilt u stoppen?"),
        choices=options((code, END_REASONS[code]) for code in OWN_END_REASONS),
        validators=[Filled(_("Kies waarom u wilt stoppen."))],
    )
    last_day = DutchDateField(_("Welke dag zou de laatste zijn?"), validators=[Filled(_("Vul de laatste dag in."))])


class ExtendForm(FlaskForm):
    """A new last day, and the hours by the kind of plan; what does not fit the plan is not asked."""

    ends_on = DutchDateField(_("Nieuwe laatste dag"), validators=[Filled(_("Vul de nieuwe laatste dag in."))])
    minutes_per_week = KlokurenField(
        _("Klokuren per week"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week het is.")),
            Between(1, MOST_MINUTES, _("Vul een getal in van meer dan 0 en hoogstens 40.")),
        ],
    )
    total_minutes = KlokurenField(
        _("Klokuren in totaal"),
        description=_("Van de hele inzet, met de verlenging erbij."),
        validators=[
            Filled(_("Vul in hoeveel klokuren het in totaal zijn.")),
            Between(1, MOST_MINUTES_IN_ALL, _("Vul een getal in van meer dan 0.")),
        ],
    )
    days = LessonDaysField(
        _("Lesdagen die erbij komen"),
        description=_("Elke dag op een eigen regel: de datum en de klokuren, zoals 12-03-2027 3 of 19-03-2027 2,5."),
        validators=[Filled(_("Vul de lesdagen in die erbij komen, elke dag op een eigen regel."))],
    )

    @classmethod
    def of_placement(cls, row: PlacementRow, **kwargs: Any) -> Self:
        """Return the form with the hours of now."""
        hours = {"minutes_per_week": row.minutes_per_week, "total_minutes": row.total_minutes}
        form = cls(data=hours, **kwargs)
        asked = {PlanKind.WEEKLY: "minutes_per_week", PlanKind.TOTAL: "total_minutes", PlanKind.DAYS: "days"}
        for name in set(asked.values()) - {asked[row.plan_kind]}:
            del form[name]
        return form

    def to_command(self) -> ExtendCommand:
        """Return the answers."""
        minutes = next((self[name].data for name in ("minutes_per_week", "total_minutes") if name in self), None)
        days = self.days.data or () if "days" in self else ()
        return ExtendCommand(ends_on=given(self.ends_on.data), minutes=minutes or 0, days=days)


class MonthClaimForm(FlaskForm):
    """What the professional really taught in one month, its first day."""

    month = DutchDateField(validators=[Filled(_("Kies een maand van deze inzet."))])
    minutes = KlokurenField(
        _("Gegeven klokuren"),
        validators=[
            Filled(_("Vul in hoeveel klokuren u echt hebt gegeven; 0 mag ook.")),
            Between(0, MOST_MINUTES_A_MONTH, _("Vul een getal in van 0 tot en met 200.")),
        ],
    )
    note = StringField(
        _("Waarom is het anders?"),
        filters=[strip],
        validators=[at_most(255)],
    )
