"""The form that begins a matching round: shape only; what may be is decided by the service."""

from collections.abc import Iterator
from typing import Any, Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from matcher.domain.rounds import MOST_FAIRNESS, MOST_PER_NEED, MOST_SECONDS, MOST_SEED, RoundOptions, RoundScope
from matcher.forms.profile_fields import Between, WholeNumberField
from matcher.queries.rounds import RoundAreas

# How much working at the same school again counts, when it is asked for.
SAME_SCHOOL = 0.05
PERCENT = 100
USUAL = RoundOptions()
NATION, LANDSDEEL, PROGRAMME = "nl", "landsdeel", "programma"
WEIGHTS = ("skills", "travel", "hours")


def _number(label: Any, low: int, high: int, default: float | None = None) -> WholeNumberField:
    between = _("Vul een heel getal in van %(low)s tot en met %(high)s.", low=low, high=high)
    return WholeNumberField(
        label, default=None if default is None else int(default), validators=[Between(low, high, between)]
    )


class PlanRoundForm(FlaskForm):
    """Which regions take part, and what counts. An empty number is as usual."""

    area = SelectField(_("Waarover gaat de ronde?"))
    regions = SelectMultipleField(_("Regio's"))
    skills = _number(_("Vaardigheden"), 0, 100)
    travel = _number(_("Reizen"), 0, 100)
    hours = _number(_("Uren"), 0, 100)
    fairness = _number(_("Lang wachten"), 0, round(PERCENT * MOST_FAIRNESS), default=round(PERCENT * USUAL.fairness))
    same_school = BooleanField(_("Liever één school per persoon dan meer scholen"))
    per_need = _number(_("Kandidaten per vraag"), 1, MOST_PER_NEED, default=USUAL.per_need)
    seconds = _number(_("Rekentijd per deel"), 1, MOST_SECONDS, default=USUAL.seconds)
    seed = _number(_("Startgetal"), 0, MOST_SEED, default=USUAL.seed)

    @classmethod
    def for_areas(cls, areas: RoundAreas) -> Self:
        """Return the form with these areas to choose from; a single region needs no choice."""
        form = cls()
        own = [
            (code, name, landsdeel) for landsdeel, regions in areas.regions.items() for code, name in regions.items()
        ]
        form.regions.choices = [
            SelectChoice(value=code, label=name, optgroup=landsdeel) for code, name, landsdeel in own
        ]
        form.area.choices = list(_areas(areas))
        if form.area.data is None:
            form.area.data = ""
        if len(own) == 1:
            form.regions.data = [own[0][0]]
        return form

    def scope(self) -> RoundScope:
        """Return the chosen area, or the ticked regions when none is chosen."""
        kind, _colon, key = (self.area.data or "").partition(":")
        if kind == PROGRAMME:
            return RoundScope(programme_id=int(key))
        if kind == LANDSDEEL:
            return RoundScope(landsdeel=key)
        if kind == NATION:
            return RoundScope(national=True)
        return RoundScope(regions=frozenset(self.regions.data or ()))

    def options(self) -> RoundOptions:
        """Return the wishes as options."""
        return RoundOptions(
            seed=_or(self.seed, USUAL.seed),
            seconds=float(_or(self.seconds, USUAL.seconds)),
            per_need=_or(self.per_need, USUAL.per_need),
            fairness=_or(self.fairness, PERCENT * USUAL.fairness) / PERCENT,
            same_school=SAME_SCHOOL if self.same_school.data else 0.0,
        )

    def weights(self) -> dict[str, float]:
        """Return the weights that were filled in, as shares."""
        return {name: self[name].data / PERCENT for name in WEIGHTS if self[name].data is not None}

    @property
    def shows_more(self) -> bool:
        """Whether a field behind "Meer opties" is not as usual, or wrong."""
        usual = ((self.per_need, USUAL.per_need), (self.seconds, USUAL.seconds), (self.seed, USUAL.seed))
        return any(field.errors or field.data != value for field, value in usual)


def _areas(areas: RoundAreas) -> Iterator[SelectChoice]:
    yield SelectChoice(value="", label=_("De regio's die ik hieronder kies"))
    if areas.national:
        yield SelectChoice(value=NATION, label=_("Heel Nederland"))
    for code, name in areas.landsdelen.items():
        yield SelectChoice(value=f"{LANDSDEEL}:{code}", label=name, optgroup=_("Landsdelen"))
    for row in areas.programmes:
        yield SelectChoice(value=f"{PROGRAMME}:{row.id}", label=row.name, optgroup=_("Programma's"))


def _or(field: Field, usual: Any) -> Any:
    return usual if field.data is None else field.data
