"""The figures of a round, each with what it means; of one round, or of two beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from matcher.queries.rounds import RoundRow
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

Number = float | int
Show = Callable[[Number], str]
# Below this a share reads as 0 although it is not.
LEAST_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: how it is read from a round (None: not known), how it is written, and what it means."""

    label: str
    read: Callable[[RoundRow], Number | None]
    show: Show
    meaning: str


def _kept(name: str) -> Callable[[RoundRow], Number | None]:
    return lambda found: found.figures.get(name)


def number(value: Number) -> str:
    """Return a number with at most two decimals."""
    return str(format_decimal(round(value, 2)))


def percent(share: Number) -> str:
    """Return a share as a percentage; something that is not nothing never reads as 0."""
    shown = round(100 * share, 1)
    if share and not shown:
        shown = LEAST_SHARE if share > 0 else -LEAST_SHARE
    return f"{format_decimal(shown)} %"


def klokuren(minutes: Number) -> str:
    """Return minutes as klokuren."""
    return number(minutes / MINUTES_PER_KLOKUUR)


def days(value: Number) -> str:
    """Return a mean of days."""
    return str(_("gemiddeld %(days)s dagen", days=format_decimal(round(value))))


def _waiting(name: str) -> Callable[[RoundRow], Number | None]:
    """Read a mean of days; 0 also stands for nobody, and says nothing."""
    return lambda found: found.figures.get(name) or None


def _out_of_100(share: Number) -> str:
    return number(round(100 * share, 1))


def groups() -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """Return the figures under their headings."""
    return (
        (_("Dekking en uren"), _coverage()),
        (_("Kwaliteit"), _quality()),
        (_("Eerlijkheid"), _fairness()),
        (_("Hoe goed de verdeling is"), _proof()),
        (_("Omvang"), _size()),
    )


def _coverage() -> tuple[Figure, ...]:
    return (
        Figure(_("Gekozen paren"), _kept("pairs"), number, _("Zo vaak wordt een persoon bij een vraag voorgesteld.")),
        Figure(
            _("Gevraagde plekken"), _kept("places"), number,
            _("Hoeveel mensen de open vragen samen nog zoeken. Wie al gevraagd wordt, telt niet meer mee."),
        ),
        Figure(_("Gevulde plekken"), _kept("coverage"), percent, _("Het deel van de gevraagde plekken met een paar.")),
        Figure(
            _("Vragen met iemand"), _kept("needs_served"), number, _("Onderwijsvragen met ten minste één paar."),
        ),
        Figure(_("Gekozen mensen"), _kept("people_chosen"), number, _("Mensen met ten minste één paar.")),
        Figure(
            _("Klokuren"), _kept("minutes"), klokuren,
            _("De uren van alle paren samen, over de hele periode van elke vraag."),
        ),
    )  # fmt: skip


def _quality() -> tuple[Figure, ...]:
    return (
        Figure(
            _("Gemiddelde score"), _kept("quality"), _out_of_100,
            _("Van 100, over de gekozen paren, met de gewichten van deze ronde. Zonder wat lang wachten erbij telt."),
        ),
    )  # fmt: skip


def _fairness() -> tuple[Figure, ...]:
    return (
        Figure(
            _("Wachttijd van gekozen mensen"), _waiting("people_waiting_chosen"), days,
            _("Vanaf de dag dat zij een profiel maakten. Is deze langer dan de volgende, dan ging lang wachten voor."),
        ),
        Figure(
            _("Wachttijd van niet gekozen mensen die passen"), _waiting("people_waiting_others"), days,
            _("Mensen die bij een vraag pasten en geen paar kregen."),
        ),
        Figure(
            _("Wachttijd van vragen met iemand"), _kept("waiting_served"), _typical,
            _("De middelste vraag: de helft staat korter open, de helft langer."),
        ),
        Figure(
            _("Wachttijd van vragen zonder iemand"), _kept("waiting_open"), _typical,
            _("Hetzelfde, van vragen waar wel iemand bij paste."),
        ),
        Figure(
            _("Verdeling van de paren (Gini)"), _kept("gini"), number,
            _("0: iedereen die past evenveel paren kreeg. Hoe dichter bij 1, hoe meer bij weinig mensen."),
        ),
    )  # fmt: skip


def _typical(value: Number) -> str:
    return str(_("meestal %(days)s dagen", days=format_decimal(round(value))))


def _proof() -> tuple[Figure, ...]:
    return (
        Figure(
            _("Waarde"), lambda found: found.objective, number,
            _("Alle scores samen, met wat lang wachten erbij telt, zonder wat een tweede school kost."),
        ),
        Figure(
            _("Bovengrens"), lambda found: found.bound, number,
            _("Meer kan geen enkele verdeling waard zijn: dat is bewezen."),
        ),
        Figure(
            _("Hoogstens te verbeteren"), _kept("gap"), percent,
            _("Het verschil tussen waarde en bovengrens. Bij 0 kan het niet beter."),
        ),
    )  # fmt: skip


def _size() -> tuple[Figure, ...]:
    return (
        Figure(_("Mensen"), lambda found: found.people, number, _("Mensen die hier willen werken en meedoen.")),
        Figure(_("Onderwijsvragen"), lambda found: found.needs, number, _("Open vragen met een plek vrij.")),
        Figure(
            _("Mogelijke paren"), lambda found: found.edges, number,
            _("Paren die aan alle harde eisen voldoen, per vraag de beste kandidaten."),
        ),
        Figure(_("Delen"), _kept("parts"), number, _("In zoveel stukken is de ronde berekend.")),
        Figure(_("Seconden"), _kept("seconds"), number, _("Rekentijd van alle delen samen, op welke computer ook.")),
    )  # fmt: skip


def figures_of(found: RoundRow) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return heading -> rows ``label``, ``value``, ``meaning`` of a round that is solved; empty before."""
    if not found.solved:
        return []
    return [(heading, [_row(figure, found) for figure in figures]) for heading, figures in groups()]


def _row(figure: Figure, found: RoundRow) -> dict[str, Any]:
    value = figure.read(found)
    return {"label": figure.label, "value": "-" if value is None else figure.show(value), "meaning": figure.meaning}


def main_figures(found: RoundRow) -> list[dict[str, Any]]:
    """Return the few figures to look at first."""
    if not found.solved:
        return []
    told = found.figures
    quality = told["quality"]
    return [
        {"label": _("gekozen paren"), "value": told["pairs"]},
        {"label": _("van de gevraagde plekken gevuld"), "value": percent(told["coverage"])},
        {"label": _("klokuren"), "value": klokuren(told["minutes"])},
        {"label": _("gemiddelde score van 100"), "value": "-" if quality is None else round(100 * quality)},
        {"label": _("hoogstens te verbeteren"), "value": percent(told["gap"])},
    ]


def compared(a: RoundRow, b: RoundRow) -> list[dict[str, Any]]:
    """Return the figures of two rounds with what b has more, as rows ``label, a, b, difference, meaning``."""
    return [
        {"label": figure.label, "meaning": figure.meaning, **_beside(figure, figure.read(a), figure.read(b))}
        for _heading, figures in groups()
        for figure in figures
    ]


def _beside(figure: Figure, a: Number | None, b: Number | None) -> dict[str, str]:
    shown = {"a": "-" if a is None else figure.show(a), "b": "-" if b is None else figure.show(b)}
    if a is None or b is None:
        return {**shown, "difference": "-"}
    more = b - a
    plain = number if figure.show in {days, _typical} else figure.show
    return {**shown, "difference": plain(0) if not more else ("+" if more > 0 else "") + plain(more)}
