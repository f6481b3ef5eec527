"""Placing somebody, the VOG, and stopping."""

from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import ValidationError

from matcher.domain.choices import ROLE_KINDS_BY_SECTOR, ContractForm, RoleKind
from matcher.domain.labels import label
from matcher.domain.placing import PlaceCommand
from matcher.forms.needs_fields import at_most, given, strip
from matcher.forms.profile_fields import Between, DutchDateField, Filled, KlokurenField, WholeNumberField, options
from matcher.queries.coordination.need_page import NeedFacts
from matcher.queries.needs import NeedView

MOST_MINUTES = 40 * 60


class PlaceForm(FlaskForm):
    """A placement: filled in from the need, to be checked and completed."""

    starts_on = DutchDateField(_("Eerste dag"), validators=[Filled(_("Vul de eerste dag in."))])
    ends_on = DutchDateField(_("Laatste dag"), validators=[Filled(_("Vul de laatste dag in."))])
    minutes_per_week = KlokurenField(
        _("Klokuren per week"),
        validators=[
            Filled(_("Vul in hoeveel klokuren per week het is.")),
            Between(1, MOST_MINUTES, _("Vul een getal in van meer dan 0 en hoogstens 40.")),
        ],
    )
    teaching_weeks = WholeNumberField(
        _("Aantal lesweken"),
        validators=[Filled(_("Vul het aantal lesweken in.")), Between(1, 200, _("Vul minstens 1 lesweek in."))],
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
    def of(cls, need: NeedView | NeedFacts, **kwargs: Any) -> Self:
        """Return the form, filled in from the need."""
        form = cls(data=_from_need(need), **kwargs)
        form.role_kind.choices = options((kind.value, label(kind)) for kind in ROLE_KINDS_BY_SECTOR[need.sector])
        form.contract_form.choices = options((kind.value, label(kind)) for kind in ContractForm)
        return form

    @property
    def countable(self) -> bool:
        """True when period and hours are filled in; what a service said of them does not matter here."""
        parts = (self.starts_on, self.ends_on, self.minutes_per_week, self.teaching_weeks)
        known = self.role_kind.data in list(RoleKind) and self.contract_form.data in list(ContractForm)
        return known and all(part.data and not part.process_errors for part in parts)

    def validate_vog_seen(self, field: BooleanField) -> None:
        """Ask the date with the tick."""
        if field.data and not self.vog_issued_on.data:
            raise ValidationError(str(_("Vul ook de datum in die op de VOG staat.")))

    def to_command(self, today: date) -> PlaceCommand:
        """Return the answers; a ticked VOG was seen today. Only for a form with :attr:`countable`."""
        return PlaceCommand(
            starts_on=given(self.starts_on.data),
            ends_on=given(self.ends_on.data),
            minutes_per_week=self.minutes_per_week.data or 0,
            teaching_weeks=self.teaching_weeks.data or 0,
            role_kind=RoleKind(self.role_kind.data),
            contract_form=ContractForm(self.contract_form.data),
            responsible_teacher=strip(self.responsible_teacher.data),
            subject_parts=strip(self.subject_parts.data),
            vog_issued_on=self.vog_issued_on.data,
            vog_seen_on=today if self.vog_seen.data else None,
        )


def _from_need(need: NeedView | NeedFacts) -> dict[str, Any]:
    forms = [form for form in ContractForm if form in need.contract_forms]
    return {
        "starts_on": need.starts_on,
        "ends_on": need.ends_on,
        "minutes_per_week": need.minutes_per_week,
        "teaching_weeks": need.teaching_weeks,
        "role_kind": (need.role_kind or RoleKind.GASTDOCENT).value,
        "contract_form": forms[0].value if forms else None,
        "responsible_teacher": need.responsible_teacher,
        "subject_parts": need.title,
    }


class VogForm(FlaskForm):
    """A VOG that was seen."""

    vog_issued_on = DutchDateField(_("Datum op de VOG"), validators=[Filled(_("Vul de datum in die op de VOG staat."))])
    vog_seen_on = DutchDateField(_("Gezien op"), validators=[Filled(_("Vul in wanneer u de VOG hebt gezien."))])


class CancelForm(FlaskForm):
    """Why a placement does not go on."""

    reason = TextAreaField(
        _("Waarom stopt het?"), filters=[strip], validators=[Filled(_("Vul in waarom het stopt.")), at_most(255)]
    )


class EndForm(CancelForm):
    """The last day of a placement that has begun."""

    last_day = DutchDateField(_("Laatste dag"), validators=[Filled(_("Vul de laatste dag in."))])
