"""The form of a programme: shape only; what may be is decided by the service."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional

from matcher.domain.deadlines import DEFAULT_DAYS, FEWEST_DAYS, MOST_DAYS, AnswerTimes, Wait
from matcher.domain.programmes import HIGHEST_TARGET, HIGHEST_WEIGHT, TargetKind, Targets
from matcher.domain.rounds import RoundWeights
from matcher.forms.accounts import strip, text_of
from matcher.forms.profile_fields import Between, DutchDateField, Filled, WholeNumberField
from matcher.queries.programmes import ProgrammeRow
from matcher.services.programmes import LONGEST_NAME, ProgrammeCommand


def _days(label: Any) -> WholeNumberField:
    between = _("Vul een getal in van %(low)s tot en met %(high)s.", low=FEWEST_DAYS, high=MOST_DAYS)
    bounds = [Filled(_("Vul in hoeveel dagen.")), Between(FEWEST_DAYS, MOST_DAYS, between)]
    return WholeNumberField(label, default=DEFAULT_DAYS, validators=bounds)


def _count(label: Any, highest: int) -> WholeNumberField:
    between = _("Vul een getal in van 0 tot en met %(high)s, of laat dit leeg.", high=f"{highest:,}".replace(",", "."))
    return WholeNumberField(label, validators=[Optional(), Between(0, highest, between)])


WEIGHTS = tuple(each.name for each in fields(RoundWeights))


class ProgrammeForm(FlaskForm):
    """Name, period, regions, partners, targets, answer times and weights. The view fills the regions."""

    name = StringField(
        _("Naam"),
        filters=[strip],
        validators=[
            Filled(_("Vul de naam van het programma in.")),
            Length(max=LONGEST_NAME, message=_("Houd de naam korter dan 120 tekens.")),
        ],
    )
    starts_on = DutchDateField(_("Eerste dag"), validators=[Filled(_("Vul de eerste dag in."))])
    ends_on = DutchDateField(_("Laatste dag"), validators=[Optional()])
    national = BooleanField(_("Heel Nederland"))
    regions = SelectMultipleField(_("Regio's"))
    partners = TextAreaField(_("Partners"))
    target_people = _count(_("Actieve mensen"), HIGHEST_TARGET)
    target_placements = _count(_("Keer geplaatst"), HIGHEST_TARGET)
    target_hours = _count(_("Klokuren geplaatst"), HIGHEST_TARGET)
    target_schools = _count(_("Scholen met inzet"), HIGHEST_TARGET)
    weight_skills = _count(_("Vaardigheden"), HIGHEST_WEIGHT)
    weight_travel = _count(_("Reisafstand"), HIGHEST_WEIGHT)
    weight_hours = _count(_("Klokuren"), HIGHEST_WEIGHT)
    review_days = _days(_("Een suggestie beoordelen (coördinator)"))
    answer_days = _days(_("Antwoord geven op een voorstel"))
    meeting_days = _days(_("Afspreken na de kennismaking"))
    trial_days = _days(_("Beslissen na de proefles"))
    placing_days = _days(_("De inzet vastleggen (school)"))

    @classmethod
    def for_regions(cls, landsdelen: Mapping[str, Mapping[str, str]], row: ProgrammeRow | None = None) -> Self:
        """Return the form with the regions per landsdeel; filled with a programme that is changed."""
        form = cls(data=_data(row) if row else None)
        form.regions.choices = [
            SelectChoice(value=code, label=name, optgroup=landsdeel)
            for landsdeel, regions in landsdelen.items()
            for code, name in regions.items()
        ]
        return form

    def to_command(self) -> ProgrammeCommand:
        """Return what was typed, for the service."""
        return ProgrammeCommand(
            name=text_of(self.name),
            starts_on=self.starts_on.data,  # type: ignore[arg-type]  # the form is valid
            ends_on=self.ends_on.data,
            national=bool(self.national.data),
            regions=frozenset(self.regions.data or ()),
            times=AnswerTimes(**{wait.value: self[f"{wait}_days"].data for wait in Wait}),
            partners=tuple(line.strip() for line in text_of(self.partners).splitlines() if line.strip()),
            targets=Targets(**{kind.value: self[f"target_{kind}"].data for kind in TargetKind}),
            weights={name: self[f"weight_{name}"].data / 100 for name in WEIGHTS if self._typed(name)},
        )

    def _typed(self, name: str) -> bool:
        return self[f"weight_{name}"].data is not None


def _data(row: ProgrammeRow) -> dict[str, Any]:
    days = {f"{wait}_days": row.times.of(wait) for wait in Wait}
    known = {name: getattr(row, name) for name in ("name", "starts_on", "ends_on", "national")}
    targets = {f"target_{kind}": row.targets.of(kind) for kind in TargetKind}
    weights = {f"weight_{name}": round(share * 100) for name, share in row.changed_weights.items()}
    more = {"regions": list(row.regions), "partners": "\n".join(row.partners)}
    return {**known, **days, **targets, **weights, **more}
