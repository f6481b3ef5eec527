"""What every page of the dashboard shares: the area and school year of the address, the links between the pages."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from matcher.blueprints.coordinator import labels, query_string
from matcher.blueprints.coordinator.dashboard.links import Links
from matcher.queries.coordination.figures.place import EVERYTHING, FACETS, Place, place_of, places_of
from matcher.queries.coordination.scope import View

PAGES = ("overzicht", "vraag-en-aanbod", "uren", "antwoorden", "kaart", "trends")
CARRIED = ("gebied", "schooljaar", "regio", "landsdeel", "programma")


@dataclass(frozen=True, slots=True)
class Frame:
    """Who looks at which area of which school year, on which page."""

    seen: View
    place: Place
    page: str

    @property
    def links(self) -> Links:
        """Return the addresses of the rows behind the figures."""
        return Links(self.seen.year, self.place)

    def address(self, page: str, **more: str) -> str:
        """Return the address of a page for this area and school year."""
        chosen = {"gebied": self.place.code, "schooljaar": request.args.get("schooljaar", ""), **more}
        kept = {name: [value] for name, value in chosen.items() if value}
        if page == PAGES[0]:
            return query_string.link("coordinator.dashboard", kept)
        address = url_for("coordinator.dashboard_page", page=page)
        return address + query_string.link("coordinator.dashboard", kept).removeprefix(url_for("coordinator.dashboard"))

    def file_url(self, chart: str) -> str:
        """Return the address of the table of a chart as a file, with everything the address asks."""
        return query_string.same_query(url_for("coordinator.dashboard_csv", page=self.page, chart=chart))

    def subnav(self) -> list[dict[str, Any]]:
        """Return the links between the pages."""
        words = page_names()
        return [{"label": words[page], "url": self.address(page), "active": page == self.page} for page in PAGES]

    def areas(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return the areas to choose from: (heading, rows of value, label, chosen)."""
        words = {"R": _("Regio"), "L": _("Landsdeel"), "P": _("Programma")}
        return [
            (
                words[kind],
                [{"value": p.code, "label": p.name, "checked": p == self.place} for p in places],
            )
            for kind, places in places_of(self.seen).items()
            if len(places) > (kind == "R")
        ]

    def title(self) -> str:
        """Return the area and school year in words."""
        name = self.place.name or (_("Heel Nederland") if self.seen.scope.national else _("Al uw regio's"))
        return str(_("%(area)s, schooljaar %(year)s", area=name, year=labels.year(self.seen.year)))


def page_names() -> dict[str, str]:
    """Return the pages with their words."""
    return {
        "overzicht": _("Overzicht"),
        "vraag-en-aanbod": _("Vraag en aanbod"),
        "uren": _("Uren"),
        "antwoorden": _("Antwoorden"),
        "kaart": _("Kaart"),
        "trends": _("Trends"),
    }


def frame(page: str) -> Frame:
    """Return the frame of this request; an area outside the scope is the whole scope."""
    seen = query_string.view()
    code = request.args.get("gebied", "")
    for kind, facet in FACETS.items():
        code = code or (f"{kind}:{request.args[facet]}" if request.args.get(facet) else "")
    place = place_of(seen, code)
    # A map of one region says nothing: it shows all that the reader sees.
    return Frame(seen, EVERYTHING if page == "kaart" and place.kind == "R" else place, page)
