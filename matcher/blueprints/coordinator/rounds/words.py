"""What the pages of a round say."""

from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

from matcher.domain.rounds import RoundState
from matcher.queries.rounds import RoundRow
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR


def figures_of(found: RoundRow) -> list[dict[str, Any]]:
    """Return the row of figures of a round that is solved; empty before."""
    told = found.figures
    if "pairs" not in told:
        return []
    return [
        {"label": _("gekozen paren"), "value": told["pairs"]},
        {"label": _("van de gevraagde plekken gevuld"), "value": _percent(told["coverage"])},
        {"label": _("klokuren"), "value": round(told["minutes"] / MINUTES_PER_KLOKUUR, 2)},
        {
            "label": _("gemiddelde score van 100"),
            "value": "-" if told["quality"] is None else round(100 * told["quality"]),
        },
        {"label": _("hoogstens te verbeteren"), "value": _percent(told["gap"])},
    ]


def fairness_of(found: RoundRow) -> list[dict[str, Any]]:
    """Return how the round treats the people who fit somewhere, as rows of a list; empty when that was not counted."""
    told = found.figures
    if "gini" not in told:
        return []
    return [
        {"label": _("Wachttijd van gekozen mensen"), "value": _mean_days(told["people_waiting_chosen"])},
        {
            "label": _("Wachttijd van niet gekozen mensen die passen"),
            "value": _mean_days(told["people_waiting_others"]),
        },
        {"label": _("Verdeling van de paren (Gini)"), "value": format_decimal(round(told["gini"], 2))},
    ]


def _mean_days(days: float) -> str:
    """Return a mean of days; a dash for 0, which also stands for nobody."""
    return _("gemiddeld %(days)s dagen", days=format_decimal(round(days))) if days else "-"


def _percent(share: float) -> str:
    """Return a share as a percentage; something that is not nothing never reads as 0."""
    shown = max(round(100 * share, 1), 0.1) if share > 0 else 0
    return f"{format_decimal(shown)} %"


def next_text(found: RoundRow) -> str:
    """Return in a sentence or two where the round stands, and who has to act."""
    nothing = not found.figures.get("pairs")
    texts = {
        RoundState.PLANNED: _("De ronde begint zodra er een plek vrij is. U hoeft niets te doen."),
        RoundState.SOLVING: _("De ronde wordt berekend. U hoeft niet te wachten: u kunt later terugkomen."),
        RoundState.MERGING: _("De delen worden samengevoegd. Dat duurt kort."),
        RoundState.SOLVED: _("Dit is een proef: niemand weet er nog iets van. Pas de ronde toe, of gooi haar weg.")
        if not nothing
        else _("Er is nu niemand nieuw die bij een open vraag past. Bekijk hieronder waarom."),
        RoundState.APPLYING: _("De paren worden nog eens nagekeken en bij Beoordelen gezet."),
        RoundState.APPLIED: _("De paren staan bij Beoordelen. Pas na uw akkoord weten beide kanten ervan."),
        RoundState.FAILED: _("Er ging iets mis bij het berekenen. Begin een nieuwe ronde, of meld het ons."),
        RoundState.CANCELLED: _("Deze ronde is gestopt. Er is niemand voorgesteld."),
    }
    return str(texts[found.state])
