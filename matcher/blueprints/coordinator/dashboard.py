"""The dashboard: figures of a school year, each a link to the rows behind it."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from matcher.access import requires
from matcher.blueprints.coordinator import blueprint, labels, query_string
from matcher.blueprints.coordinator.filters import region_choice
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.domain.reasons import reason_label
from matcher.queries.coordination import baseline, figures
from matcher.queries.coordination.figures import Dashboard, RegionFigures, dashboard_of
from matcher.queries.coordination.scope import RegionRow
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR

MEASURES = ("mensen", "vragen", "inzet", "klokuren")


@blueprint.get("/dashboard")
@requires(Permission.COORDINATOR)
def dashboard() -> str:
    """Show all figures."""
    seen = query_string.view()
    region = query_string.region_code(seen)
    found = dashboard_of(db.session(), view=seen, region_code=region)
    links = Links(found.school_year, region)
    return render_template(
        "coordinator/dashboard.html",
        found=found,
        seen=seen,
        behind=links,
        stats=_stats(found, links),
        funnel=_funnel(found, links),
        map=_map(found, links),
        reasons=_reasons(found, links),
        hours=_hours(found, links),
        baseline=baseline,
        years=query_string.years(),
        regions=region_choice(seen),
        measure=_measure(),
        measures=_measures(),
    )


class Links:
    """Addresses of the lists behind the figures, with the same filters."""

    def __init__(self, school_year: int, region: str | None) -> None:
        self.year = school_year
        self.region = region

    def people(self, region: str | None = None) -> str:
        """Return the active people."""
        return query_string.link("coordinator.people", figures.active_people(), region or self.region)

    def needs(self, region: str | None = None, **facet: str) -> str:
        """Return the open needs."""
        return query_string.link("coordinator.needs", {**figures.open_needs(), **_sets(facet)}, region or self.region)

    def placements(self, region: str | None = None, **facet: str) -> str:
        """Return the placements of the school year."""
        chosen = {**figures.placed(self.year), **_sets(facet)}
        return query_string.link("coordinator.placements", chosen, region or self.region)

    def proposals(self, **facet: str) -> str:
        """Return the proposals that began in the school year."""
        return query_string.link("coordinator.proposals", {**figures.begun(self.year), **_sets(facet)}, self.region)

    def running(self) -> str:
        """Return the proposals that run now."""
        return query_string.link("coordinator.proposals", figures.running(), self.region)

    def hours(self, group: str) -> str:
        """Return the people with this use of the six-hours rule in the school year."""
        chosen = {"schooljaar": {str(self.year)}, "uren": {group}}
        return query_string.link("coordinator.people", chosen, self.region)


def _sets(facet: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset({value}) for name, value in facet.items()}


def _stats(found: Dashboard, links: Links) -> list[dict[str, Any]]:
    head = found.headline
    klokuren = round(head.minutes / MINUTES_PER_KLOKUUR, 2)
    return [
        {"label": _("open vragen"), "value": head.open_needs, "url": links.needs()},
        {"label": _("actieve mensen"), "value": head.active_people, "url": links.people()},
        {"label": _("lopende voorstellen"), "value": head.running, "url": links.running()},
        {"label": _("keer geplaatst"), "value": head.placed, "url": links.placements()},
        {"label": _("klokuren geplaatst"), "value": klokuren, "url": links.placements()},
    ]


def _funnel(found: Dashboard, links: Links) -> list[dict[str, Any]]:
    return [
        {
            "label": label(step.state),
            "value": step.count,
            "days": step.days,
            "url": links.proposals(bereikt=step.state.value),
        }
        for step in found.funnel
    ]


def _reasons(found: Dashboard, links: Links) -> list[dict[str, Any]]:
    return [
        {"label": reason_label(row.value), "value": row.count, "url": links.proposals(reden=row.value)}
        for row in found.reasons
    ]


def _hours(found: Dashboard, links: Links) -> list[dict[str, Any]]:
    return [
        {"label": labels.hours_group(row.value), "value": row.count, "url": links.hours(row.value)}
        for row in found.hours
    ]


def _measure() -> str:
    """Return which figure the map shows."""
    asked = request.args.get("kaart", "")
    return asked if asked in MEASURES else MEASURES[0]


def _measures() -> list[dict[str, Any]]:
    texts = {
        "mensen": _("Mensen"),
        "vragen": _("Onderwijsvragen"),
        "inzet": _("Inzet"),
        "klokuren": _("Klokuren"),
    }
    present = {name: values for name, values in request.args.lists() if name in {"schooljaar", "regio"}}
    return [
        {
            "label": texts[name],
            "url": query_string.link("coordinator.dashboard", {**present, "kaart": [name]}) + "#kaart",
            "active": name == _measure(),
        }
        for name in MEASURES
    ]


def _map(found: Dashboard, links: Links) -> list[dict[str, Any]]:
    return [_tile(row.region, *_shown(row, links)) for row in found.regions]


def _shown(row: RegionFigures, links: Links) -> tuple[int, str]:
    """Return the figure of a region that the map shows, with the address of its rows."""
    code = row.region.code
    match _measure():
        case "vragen":
            return row.needs, links.needs(code)
        case "inzet":
            return row.placements, links.placements(code)
        case "klokuren":
            return _klokuren(row.minutes), links.placements(code)
        case _:
            return row.people, links.people(code)


def _klokuren(minutes: int) -> int:
    return round(minutes / MINUTES_PER_KLOKUUR)


def _tile(region: RegionRow, value: int, url: str) -> dict[str, Any]:
    return {
        "code": region.code,
        "name": region.name,
        "column": region.column,
        "row": region.row,
        "value": value,
        "url": url,
    }
