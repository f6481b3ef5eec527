"""The steps of the need wizard: shape only; what may be is decided by the services."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import NumberRange, ValidationError

from matcher.domain.choices import (
    NEED_LEVELS_BY_SECTOR,
    ROLE_KINDS_BY_SECTOR,
    ContractForm,
    LessonUnit,
    NeedLevel,
    RoleKind,
    Sector,
)
from matcher.domain.day_parts import from_mask, to_mask
from matcher.domain.labels import label
from matcher.forms.needs_fields import DutchDecimalField, at_most, day_part_field, given, strip
from matcher.forms.profile_fields import Between, DutchDateField, Filled, WholeNumberField, options
from matcher.queries.needs import NeedView
from matcher.rules.contracts import form_allowed
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR, to_minutes
from matcher.services.need_commands import (
    NeedContracts,
    NeedGuidance,
    NeedLocation,
    NeedRole,
    NeedSubject,
    NeedTimes,
)

MOST_PER_WEEK = 40
MOST_PEOPLE = 30


def _options(members: Iterable[Any]) -> list[Any]:
    return options((str(member.value), label(member)) for member in members)


class RoleForm(FlaskForm):
    """Which kind of person the school asks."""

    role_kind = RadioField(_("Rol"), validators=[Filled(_("Kies wat voor iemand u zoekt."))])

    @classmethod
    def for_sector(cls, sector: Sector, need: NeedView | None = None) -> Self:
        """Return the form with the roles of the sector."""
        form = cls(data={"role_kind": need.role_kind.value} if need and need.role_kind else None)
        form.role_kind.choices = _options(ROLE_KINDS_BY_SECTOR[sector])
        return form

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form for a need."""
        return cls.for_sector(need.sector, need)

    def to_command(self) -> NeedRole:
        """Return the answer."""
        return NeedRole(RoleKind(self.role_kind.data))


class SubjectForm(FlaskForm):
    """What is taught, to whom."""

    title = StringField(
        _("Waarover gaan de lessen?"),
        description=_("Kort, zoals u het aan een collega vertelt. Bijvoorbeeld: PLC-programmeren."),
        filters=[strip],
        validators=[Filled(_("Vul in waarover de lessen gaan.")), at_most(120)],
    )
    education = StringField(
        _("Voor welke opleiding?"),
        description=_("Naam van de opleiding of het vak. Weet u het crebo-nummer? Zet het erbij."),
        filters=[strip],
        validators=[Filled(_("Vul de opleiding of het vak in.")), at_most(160)],
    )
    level = RadioField(_("Welk niveau?"), validators=[Filled(_("Kies het niveau van de studenten."))])
    learning_goals = TextAreaField(
        _("Wat moeten de studenten of leerlingen leren?"),
        description=_("Twee of drie zinnen zijn genoeg. Schrijf geen namen of telefoonnummers op."),
        filters=[strip],
        validators=[Filled(_("Vertel in een paar zinnen wat er geleerd moet worden.")), at_most(2000)],
    )

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form with the levels of the sector."""
        form = cls(
            data={
                "title": need.title,
                "education": need.education,
                "level": need.level.value if need.level else None,
                "learning_goals": need.learning_goals,
            }
        )
        form.level.choices = _options(NEED_LEVELS_BY_SECTOR[need.sector])
        return form

    def to_command(self) -> NeedSubject:
        """Return the answers."""
        return NeedSubject(
            title=strip(self.title.data),
            education=strip(self.education.data),
            level=NeedLevel(self.level.data),
            learning_goals=strip(self.learning_goals.data),
        )


class TimesForm(FlaskForm):
    """When, and how many hours per week."""

    starts_on = DutchDateField(_("Eerste lesdag"), validators=[Filled(_("Vul de eerste lesdag in."))])
    ends_on = DutchDateField(_("Laatste lesdag"), validators=[Filled(_("Vul de laatste lesdag in."))])
    amount = DutchDecimalField(
        _("Hoeveel per week, per persoon?"),
        places=None,
        validators=[
            Filled(_("Vul in hoeveel klokuren of lessen per week het is.")),
            NumberRange(min=Decimal("0.25"), max=MOST_PER_WEEK, message=_("Vul een getal in tussen 0,25 en 40.")),
        ],
    )
    unit = SelectField(_("Klokuren of lessen?"), choices=_options(LessonUnit), default=LessonUnit.KLOKUUR.value)
    teaching_weeks = WholeNumberField(
        _("Hoeveel lesweken?"),
        description=_("Leeg: wij rekenen met 40 lesweken in een schooljaar, naar de lengte van de periode."),
        validators=[Between(1, 200, _("Vul minstens 1 lesweek in."))],
    )
    people_wanted = WholeNumberField(
        _("Hoeveel mensen zoekt u?"),
        default=1,
        validators=[
            Filled(_("Vul in hoeveel mensen u zoekt.")),
            Between(1, MOST_PEOPLE, _("Vul een getal in van 1 tot en met 30.")),
        ],
    )
    day_parts = day_part_field(
        _("Op welke dagdelen kan het?"), message=_("Kies minstens één dagdeel. Meer dagdelen geeft meer kandidaten.")
    )

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form of a need."""
        return cls(data=cls._values(need))

    @staticmethod
    def _values(need: NeedView) -> dict[str, Any]:
        hours = Decimal(need.minutes_per_week) / MINUTES_PER_KLOKUUR
        return {
            "starts_on": need.starts_on,
            "ends_on": need.ends_on,
            "amount": round(hours, 2).normalize() if need.minutes_per_week else None,
            "unit": LessonUnit.KLOKUUR.value,
            "teaching_weeks": need.teaching_weeks or None,
            "people_wanted": need.people_wanted,
            "day_parts": [cell.code for cell in from_mask(need.day_parts)],
        }

    def validate_ends_on(self, field: DutchDateField) -> None:
        """The last day cannot lie before the first."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("De einddatum ligt voor de begindatum. Controleer de data."))

    def to_command(self) -> NeedTimes:
        """Return the answers; the weekly amount in minutes of klokuren."""
        return NeedTimes(
            minutes_per_week=self.minutes_per_week,
            teaching_weeks=self.teaching_weeks.data,
            starts_on=given(self.starts_on.data),
            ends_on=given(self.ends_on.data),
            day_parts=to_mask(self.day_parts.data or ()),
            people_wanted=given(self.people_wanted.data),
        )

    @property
    def countable(self) -> bool:
        """True when dates and hours are filled in and make sense by themselves."""
        parts = (self.starts_on, self.ends_on, self.amount, self.unit, self.teaching_weeks)
        filled = all((self.starts_on.data, self.ends_on.data, self.amount.data))
        return filled and not any(part.process_errors for part in parts)

    @property
    def minutes_per_week(self) -> int:
        """The typed amount in minutes."""
        return to_minutes(given(self.amount.data), LessonUnit(self.unit.data))

    def divided_over(self, people: int) -> Self:
        """Return this form with the hours divided over more people, for the visitor to look at."""
        values = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        values["amount"] = round(Decimal(values["amount"]) / people, 2).normalize()
        values["people_wanted"] = min(MOST_PEOPLE, (values["people_wanted"] or 1) * people)
        return type(self)(formdata=None, data=values)


class LocationForm(FlaskForm):
    """Where the lessons are."""

    campus_id = RadioField(_("Op welke locatie?"), coerce=int, validators=[Filled(_("Kies een locatie."))])
    online = BooleanField(
        _("Online lesgeven kan ook"), description=_("Dan vinden wij ook mensen die te ver weg wonen.")
    )

    @classmethod
    def of(cls, need: NeedView, campuses: Sequence[tuple[int, str]]) -> Self:
        """Return the form with the campuses of the school."""
        form = cls(data={"campus_id": need.campus_id, "online": need.online})
        form.campus_id.choices = list(campuses)
        return form

    def to_command(self) -> NeedLocation:
        """Return the answers."""
        return NeedLocation(campus_id=self.campus_id.data, online=bool(self.online.data))


class OfferForm(FlaskForm):
    """Which contract forms the school offers."""

    contract_forms = SelectMultipleField(
        _("Welke contractvormen biedt u aan?"),
        description=_("Kies alles wat kan. Meer keuze geeft meer kandidaten."),
        validators=[Filled(_("Kies minstens één contractvorm."))],
    )

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form with the contract forms that fit the role."""
        form = cls(data={"contract_forms": [f.value for f in ContractForm if f in need.contract_forms]})
        role = need.role_kind or RoleKind.GASTDOCENT
        form.contract_forms.choices = _options(f for f in ContractForm if form_allowed(f, role))
        return form

    def to_command(self) -> NeedContracts:
        """Return the answers."""
        return NeedContracts(frozenset(ContractForm(value) for value in self.contract_forms.data or ()))


class GuidanceForm(FlaskForm):
    """Who is responsible."""

    responsible_teacher = StringField(
        _("Wie is de verantwoordelijke docent?"),
        description=_("Naam van een bevoegde docent van uw school. Wij laten de naam niet aan kandidaten zien."),
        filters=[strip],
        validators=[at_most(120)],
    )

    @classmethod
    def of(cls, need: NeedView) -> Self:
        """Return the form of a need."""
        return cls(data={"responsible_teacher": need.responsible_teacher})

    def to_command(self) -> NeedGuidance:
        """Return the answer."""
        return NeedGuidance(strip(self.responsible_teacher.data))
