"""The calculator of what an inzet costs. Part of an address, so without protection."""

import re
from decimal import Decimal
from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectMultipleField, StringField

from matcher.domain.choices import ContractForm, LessonUnit
from matcher.domain.labels import label
from matcher.forms.profile_fields import Between, Filled, options
from matcher.queries.contract_cost import CostSubject
from matcher.rules.contract_cost import RATES, Btw, Cost, cost, rate_of
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR, to_minutes

HUNDREDTHS = 100
MOST_HOURS = 20_000 * HUNDREDTHS
MOST_CENTS = 1_000 * HUNDREDTHS
# 58; 58,5; 58.50; 1.250; 1.250,00
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,6})(?:[,.](\d{1,2}))?", re.ASCII)
_RATE_BOUNDS = Between(0, MOST_CENTS, _("Vul een bedrag in van 0 tot en met 1.000 euro."))


class AmountField(StringField):
    """A number as Dutch people type it, with points per thousand; ``data`` is hundredths (cents), None when empty."""

    data: int | None  # type: ignore[assignment]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed number, with or without a euro sign."""
        text = (valuelist[0] if valuelist else "").strip().removeprefix("€").strip()
        self.data = None
        if not text:
            return
        found = _AMOUNT.fullmatch(text)
        if found is None:
            raise ValueError(gettext("%(field)s: vul een getal in, zoals 58,50.", field=self.label.text))
        self.data = int(found[1].replace(".", "") + (found[2] or "").ljust(2, "0"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        whole, rest = divmod(self.data, HUNDREDTHS)
        return f"{whole},{rest:02d}" if rest else str(whole)


class CostForm(FlaskForm):
    """Klokuren, contract forms to compare, a rate per form, and how the rate of a bill is to be read."""

    hours = AmountField(
        _("Klokuren"),
        validators=[
            Filled(_("Vul in hoeveel klokuren het zijn.")),
            Between(1, MOST_HOURS, _("Vul een getal in van meer dan 0 en hoogstens 20.000.")),
        ],
    )
    forms = SelectMultipleField(
        _("Contractvormen om te vergelijken"),
        choices=options((form.value, label(form)) for form in ContractForm),
        validators=[Filled(_("Kies minstens één contractvorm."))],
    )
    eigen_aanstelling = AmountField(_("Kosten per klokuur bij eigen aanstelling, geen btw"), validators=[_RATE_BOUNDS])
    detachering = AmountField(_("Tarief per klokuur bij detachering"), validators=[_RATE_BOUNDS])
    zzp = AmountField(_("Tarief per klokuur van een zzp'er"), validators=[_RATE_BOUNDS])
    btw = RadioField(
        _("Hoe leest u het tarief van detachering of zzp?"),
        choices=options(
            (
                (Btw.INCLUDED.value, _("inclusief btw")),
                (Btw.ADDED.value, _("exclusief btw: die komt er nog bij")),
                (Btw.EXEMPT.value, _("vrijgesteld: er komt geen btw bij")),
            )
        ),
        validators=[Filled(_("Kies hoe u het tarief leest."))],
    )

    @classmethod
    def of(cls, subject: CostSubject, args: MultiDict[str, str]) -> Self:
        """Return the form as the address has it; without ``hours`` in the address as the subject and the table say."""
        return cls(formdata=args if "hours" in args else None, data=_defaults(subject), meta={"csrf": False})

    def costs(self, subject: CostSubject) -> tuple[Cost, ...]:
        """Return the calculation per chosen form. Only for a validated form, or one as it was made."""
        minutes = to_minutes(Decimal(self.hours.data or 0) / HUNDREDTHS, LessonUnit.KLOKUUR)
        return tuple(
            cost(
                form,
                subject.role_kind,
                minutes=minutes,
                rate_cents=self._rate(form),
                btw=Btw(self.btw.data),
                day=subject.day,
            )
            for form in map(ContractForm, self.forms.data or ())
        )

    def _rate(self, form: ContractForm) -> int | None:
        """Return the typed rate in cents; the table's for a form without a field (in natura)."""
        if form.value not in self:
            return rate_of(form).cents
        typed: int | None = self[form.value].data
        return typed


def _defaults(subject: CostSubject) -> dict[str, Any]:
    return {
        **{row.form.value: row.cents for row in RATES},
        "hours": _hundredths(subject.total_minutes) or None,
        "forms": [form.value for form in subject.compared],
        "btw": Btw.INCLUDED.value,
    }


def _hundredths(minutes: int) -> int:
    """Return minutes as hundredths of a klokuur, which is finer than a minute."""
    return (minutes * HUNDREDTHS + MINUTES_PER_KLOKUUR // 2) // MINUTES_PER_KLOKUUR
