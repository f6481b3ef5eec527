"""Placing somebody, changing a placement, the VOG, the real hours of a month, and stopping."""

from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import StopValidation, ValidationError

from matcher.domain.choices import (
    MINUTES_PER_LESSON,
    ROLE_KINDS_BY_SECTOR,
    ContractForm,
    HolidayRegion,
    LessonUnit,
    PlanKind,
    RoleKind,
    Sector,
)
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.domain.labels import label
from matcher.domain.placing import MOST_MINUTES_A_MONTH, PlaceCommand
from matcher.forms.lesson_days import LessonDaysField
from matcher.forms.needs_fields import at_most, given, strip
from matcher.forms.profile_fields import (
    Between,
    DutchDateField,
    DutchTimeField,
    Filled,
    KlokurenField,
    WholeNumberField,
    options,
)
from matcher.queries.coordination.need_page import NeedFacts
from matcher.queries.needs import NeedView
from matcher.queries.placements import PlacementRow

MOST_MINUTES = 40 * 60
MOST_MINUTES_IN_ALL = 999 * 60
WEEKDAYS = [
    ("0", _("maandag")),
    ("1", _("dinsdag")),
    ("2", _("woensdag")),
    ("3", _("donderdag")),
    ("4", _("vrijdag")),
]
# The fields of each kind of plan, first the one with its hours.
PLAN_FIELDS = {
    PlanKind.WEEKLY: ("minutes_per_week", "unit", "teaching_weeks"),
    PlanKind.DAYS: ("days",),
    PlanKind.TOTAL: ("total_minutes",),
}


class ForPlan:
    """Lets its validators judge a field only while that kind of plan is chosen; else nothing typed there is wrong."""

    def __init__(self, kind: PlanKind, *validators: Any) -> None:
        self.kind, self.validators = kind, validators

    def __call__(self, form: "PlaceForm", field: Field) -> None:
        """Judge the field, or leave it."""
        if form.plan_kind.data != self.kind:
            field.errors = []
            raise StopValidation
        for validator in self.validators:
            validator(form, field)


class PlaceForm(FlaskForm):
    """A placement: filled in from the need or the placement, to be checked and completed."""

    starts_on = DutchDateField(_("Eerste dag"), validators=[Filled(_("Vul de eerste dag in."))])
    ends_on = DutchDateField(_("Laatste dag"), validators=[Filled(_("Vul de laatste dag in."))])
    plan_kind = RadioField(
        _("Hoe zijn de klokuren verdeeld?"),
        choices=options((kind.value, label(kind)) for kind in PlanKind),
        default=PlanKind.WEEKLY.value,
    )
    minutes_per_week = KlokurenField(
        _("Hoeveel per week?"),
        validators=[
            ForPlan(
                PlanKind.WEEKLY,
                Filled(_("Vul in hoeveel klokuren per week het is.")),
                Between(1, MOST_MINUTES, _("Vul een getal in van meer dan 0 en hoogstens 40.")),
            )
        ],
    )
    unit = SelectField(
        _("Klokuren of lessen?"),
        choices=options((unit.value, label(unit)) for unit in LessonUnit),
        default=LessonUnit.KLOKUUR.value,
    )
    weekdays = SelectMultipleField(
        _("Op welke dagen?"),
        choices=options(WEEKDAYS),
        description=_("Laat leeg als dat nog niet vaststaat. Feestdagen op een gekozen dag vallen weg."),
    )
    start_time = DutchTimeField(
        _("Begintijd"), description=_("Voor de agenda, zoals 10:00. Laat leeg als die niet vaststaat.")
    )
    teaching_weeks = WholeNumberField(
        _("Aantal lesweken"),
        description=_("Laat leeg: dan tellen wij de lesweken tussen de schoolvakanties."),
        validators=[ForPlan(PlanKind.WEEKLY, Between(1, 200, _("Vul minstens 1 lesweek in.")))],
    )
    days = LessonDaysField(
        _("Lesdagen"),
        description=_("Elke dag op een eigen regel: de datum en de klokuren, zoals 12-03-2027 3 of 19-03-2027 2,5."),
        validators=[ForPlan(PlanKind.DAYS, Filled(_("Vul de lesdagen in, elke dag op een eigen regel.")))],
    )
    total_minutes = KlokurenField(
        _("Klokuren in totaal"),
        description=_("Wij verdelen dit gelijk over de schooldagen van de periode."),
        validators=[
            ForPlan(
                PlanKind.TOTAL,
                Filled(_("Vul in hoeveel klokuren het in totaal zijn.")),
                Between(1, MOST_MINUTES_IN_ALL, _("Vul een getal in van meer dan 0.")),
            )
        ],
    )
    holiday_region = SelectField(
        _("Schoolvakanties van"),
        choices=options((region.value, label(region)) for region in HolidayRegion),
        description=_("De regio van de school staat ingevuld."),
    )
    role_kind = SelectField(_("Rol"))
    contract_form = SelectField(_("Contractvorm"))
    responsible_teacher = StringField(
        _("Verantwoordelijke docent"),
        description=_("Een bevoegde docent die het schoolbestuur heeft aangewezen. Verplicht bij de zesurenregeling."),
        filters=[strip],
        validators=[at_most(120)],
    )
    subject_parts = StringField(
        _("Vakken of onderdelen"),
        description=_("Wat deze persoon geeft, bijvoorbeeld PLC-programmeren. Verplicht bij de zesurenregeling."),
        filters=[strip],
        validators=[at_most(255)],
    )
    vog_issued_on = DutchDateField(
        _("Datum op de VOG"), description=_("De verklaring omtrent het gedrag. Mag later, maar voor de eerste les.")
    )
    vog_seen = BooleanField(
        _("Ik heb de VOG gezien"), description=_("Wij bewaren alleen de datum en wie de VOG zag, nooit het document.")
    )

    @classmethod
    def of_need(cls, need: NeedView | NeedFacts, region: HolidayRegion, **kwargs: Any) -> Self:
        """Return the form, filled in from the need; ``region``: of the school."""
        return cls(data=_from_need(need, region), **kwargs).offering(need.sector)

    @classmethod
    def of_placement(cls, row: PlacementRow, **kwargs: Any) -> Self:
        """Return the form filled in from the placement; its VOG is noted on its own page, so not asked here."""
        form = cls(data=_from_placement(row), **kwargs).offering(row.sector)
        del form.vog_issued_on, form.vog_seen
        return form

    def offering(self, sector: Sector | None) -> Self:
        """Offer the roles of the sector and every contract form; return itself."""
        kinds = ROLE_KINDS_BY_SECTOR[sector] if sector else ()
        self.role_kind.choices = options((kind.value, label(kind)) for kind in kinds)
        self.contract_form.choices = options((kind.value, label(kind)) for kind in ContractForm)
        return self

    @property
    def countable(self) -> bool:
        """True when period and hours are filled in; what a service said of them does not matter here."""
        if self.plan_kind.data not in list(PlanKind) or self.holiday_region.data not in list(HolidayRegion):
            return False
        hours, *more = PLAN_FIELDS[PlanKind(self.plan_kind.data)]
        asked = (self.starts_on, self.ends_on, self[hours])
        known = self.role_kind.data in list(RoleKind) and self.contract_form.data in list(ContractForm)
        readable = not any(part.process_errors for part in (*asked, *(self[name] for name in more)))
        return known and readable and self.unit.data in list(LessonUnit) and all(part.data for part in asked)

    def validate_vog_seen(self, field: BooleanField) -> None:
        """Ask the date with the tick."""
        if field.data and not self.vog_issued_on.data:
            raise ValidationError(str(_("Vul ook de datum in die op de VOG staat.")))

    def to_command(self, today: date) -> PlaceCommand:
        """Return the answers; a ticked VOG was seen today. Only for a form with :attr:`countable`."""
        seen = "vog_seen" in self and self.vog_seen.data
        return PlaceCommand(
            starts_on=given(self.starts_on.data),
            ends_on=given(self.ends_on.data),
            start_time=self.start_time.data,
            holiday_region=HolidayRegion(self.holiday_region.data),
            role_kind=RoleKind(self.role_kind.data),
            contract_form=ContractForm(self.contract_form.data),
            responsible_teacher=strip(self.responsible_teacher.data),
            subject_parts=strip(self.subject_parts.data),
            vog_issued_on=self.vog_issued_on.data if "vog_issued_on" in self else None,
            vog_seen_on=today if seen else None,
            **self._plan(PlanKind(self.plan_kind.data)),
        )

    def _plan(self, kind: PlanKind) -> dict[str, Any]:
        """Return the plan as the command wants it; of the kind that was chosen only."""
        if kind is PlanKind.DAYS:
            return {"plan_kind": kind, "days": self.days.data or ()}
        if kind is PlanKind.TOTAL:
            return {"plan_kind": kind, "total_minutes": self.total_minutes.data or 0}
        lesson = MINUTES_PER_LESSON[LessonUnit(self.unit.data)]
        typed = self.minutes_per_week.data or 0
        return {
            "plan_kind": kind,
            # Halves up, as rules.klokuren.to_minutes.
            "minutes_per_week": (typed * lesson + MINUTES_PER_KLOKUUR // 2) // MINUTES_PER_KLOKUUR,
            "teaching_weeks": self.teaching_weeks.data,
            "weekdays": frozenset(int(day) for day in self.weekdays.data or () if day in dict(WEEKDAYS)),
        }


def _from_need(need: NeedView | NeedFacts, region: HolidayRegion) -> dict[str, Any]:
    forms = [form for form in ContractForm if form in need.contract_forms]
    return {
        "starts_on": need.starts_on,
        "ends_on": need.ends_on,
        "minutes_per_week": need.minutes_per_week,
        "teaching_weeks": need.teaching_weeks or None,
        "holiday_region": region.value,
        "role_kind": (need.role_kind or RoleKind.GASTDOCENT).value,
        "contract_form": forms[0].value if forms else None,
        "responsible_teacher": need.responsible_teacher,
        "subject_parts": need.title,
    }


def _from_placement(row: PlacementRow) -> dict[str, Any]:
    weekly = row.plan_kind is PlanKind.WEEKLY
    return {
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "plan_kind": row.plan_kind.value,
        "minutes_per_week": row.minutes_per_week if weekly else None,
        "teaching_weeks": row.own_weeks if weekly else None,
        "weekdays": [str(day) for day in sorted(row.plan.weekdays)],
        "start_time": row.start_time,
        "days": row.plan.days,
        "total_minutes": row.total_minutes if row.plan_kind is PlanKind.TOTAL else None,
        "holiday_region": row.holiday_region.value,
        "role_kind": row.role_kind.value,
        "contract_form": row.contract_form.value,
        "responsible_teacher": row.responsible_teacher,
        "subject_parts": row.subject_parts,
    }


class VogForm(FlaskForm):
    """A VOG that was seen."""

    vog_issued_on = DutchDateField(_("Datum op de VOG"), validators=[Filled(_("Vul de datum in die op de VOG staat."))])
    vog_seen_on = DutchDateField(_("Gezien op"), validators=[Filled(_("Vul in wanneer u de VOG hebt gezien."))])


class MonthForm(FlaskForm):
    """What was really taught in one month, its first day."""

    month = DutchDateField(validators=[Filled(_("Kies een maand van deze inzet."))])
    minutes = KlokurenField(
        _("Gegeven klokuren"),
        validators=[
            Filled(_("Vul in hoeveel klokuren echt zijn gegeven; 0 mag ook.")),
            Between(0, MOST_MINUTES_A_MONTH, _("Vul een getal in van 0 tot en met 200.")),
        ],
    )
