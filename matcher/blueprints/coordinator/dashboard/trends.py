"""The trend of a figure, from what was remembered of every day."""

from datetime import date, timedelta

from flask import request
from flask_babel import format_date
from flask_babel import gettext as _

from matcher.blueprints.coordinator.dashboard.charts import Cell, Chart
from matcher.blueprints.coordinator.dashboard.overview import headline_names
from matcher.database import db
from matcher.domain.klokuren import MINUTES_PER_KLOKUUR
from matcher.domain.school_year import bounds
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.figures.snapshots import FIGURES, areas_behind, line
from matcher.queries.coordination.scope import View

YEAR = timedelta(days=365)


def names() -> dict[str, str]:
    """Return the figures with a trend, with their words."""
    found = {**headline_names(), "unproposed": _("open vragen zonder voorstel")}
    return {name: text.capitalize() for name, text in found.items()}


def figure() -> str:
    """Return the figure that is asked."""
    asked = request.args.get("cijfer", "")
    return asked if asked in FIGURES else next(iter(FIGURES))


def charts(seen: View, place: Place, *, whole_school_year: bool) -> list[Chart]:
    """Return the line of one figure: a point a week, of the last twelve months or of the school year."""
    name = figure()
    begin, end = bounds(seen.year) if whole_school_year else (seen.today - YEAR, seen.today)
    found = weekly(line(db.session(), areas_behind(seen, place, name), name, begin, end))
    unit = MINUTES_PER_KLOKUUR if name == "minutes" else 1
    points = [(format_date(day, "d MMM y"), round(value / unit)) for day, value in found.items()]
    return [
        Chart(
            name="trend",
            title=names()[name],
            head=[_("Dag"), names()[name]],
            rows=[(Cell(text), Cell(value)) for text, value in points],
            draw="line" if points else "",
            data=[{"label": text, "value": value} for text, value in points],
            note="" if points else _nothing(seen, place, name),
        )
    ]


def weekly(found: dict[date, float]) -> dict[date, float]:
    """Return the last day of every week, in order."""
    last = {day.isocalendar()[:2]: day for day in sorted(found)}
    return {day: found[day] for day in last.values()}


def _nothing(seen: View, place: Place, name: str) -> str:
    if not areas_behind(seen, place, name):
        return str(
            _(
                "Van deze regio's samen bewaren wij dit cijfer niet: mensen en voorstellen tellen in meer regio's mee. "
                "Kies een regio."
            )
        )
    return str(_("Er is nog geen dagstand van dit cijfer. Elke nacht komt er een bij."))
