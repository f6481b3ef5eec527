"""Klokuren in words: per week, per month, and by use of the six-hours rule."""

from datetime import date
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

from matcher.blueprints.coordinator import labels
from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart, number
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.queries.coordination.figures.overview import Figures


def charts(found: Figures, links: Links) -> list[Chart]:
    """Return the charts of the page."""
    return [_weeks(found["weeks"], links), _months(found["months"], links), _use(found["use"], links)]


def _weeks(found: list[dict[str, Any]], links: Links) -> Chart:
    weeks = [(date.fromisoformat(row["monday"]), row) for row in found]
    return Chart(
        name="weken",
        title=_("Klokuren per week"),
        head=[_("Week"), _("Begint op"), _("Geplande klokuren"), _("Lopende inzet")],
        rows=[
            (
                Cell(week_name(monday)),
                Cell(format_date(monday, "d MMM y")),
                Cell(row["minutes"], kind="klokuren"),
                number(row["placements"], links.placements(week=row["monday"])),
            )
            for monday, row in weeks
        ],
        draw="line",
        data=[{"label": week_name(day), "value": round(row["minutes"] / MINUTES_PER_KLOKUUR)} for day, row in weeks],
        lead=_("Wat er volgens de afspraken in elke week van het schooljaar wordt gegeven."),
    )


def week_name(monday: date) -> str:
    """Return e.g. ``week 41``."""
    return str(_("week %(number)s", number=monday.isocalendar().week))


def _months(found: list[dict[str, Any]], links: Links) -> Chart:
    months = [(date.fromisoformat(row["month"]), row) for row in found]
    names = {day: format_date(day, "MMMM y") for day, _row in months}
    urls = {day: links.placements(bevestigde_maand=row["month"]) for day, row in months}
    return Chart(
        name="maanden",
        title=_("Bevestigde klokuren per maand"),
        head=[_("Maand"), _("Bevestigde klokuren"), _("Inzet met bevestigde klokuren")],
        rows=[
            (Cell(names[day]), Cell(row["minutes"], kind="klokuren"), number(row["placements"], urls[day]))
            for day, row in months
        ],
        draw="bars",
        data=[
            {"label": names[day], "value": round(row["minutes"] / MINUTES_PER_KLOKUUR), "url": ""}
            for day, row in months
        ],
        lead=_("Wat scholen zeggen dat echt is gegeven. Een maand wordt pas bevestigd als hij voorbij is."),
    )


def _use(found: dict[str, int], links: Links) -> Chart:
    rows: list[dict[str, Any]] = [
        {"label": labels.hours_group(name), "value": count, "url": links.hours(name)} for name, count in found.items()
    ]
    return Chart(
        name="zes-uur",
        title=_("Gebruik van de zesurenregeling"),
        head=[_("Deel van de grens"), _("Mensen")],
        rows=[(Cell(row["label"]), number(row["value"], row["url"])) for row in rows],
        draw="bars",
        data=rows,
    )
