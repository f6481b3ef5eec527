"""Addresses of the lists behind the figures, with the same filters."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.blueprints.coordinator import query_string
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.place import Place


@dataclass(frozen=True, slots=True)
class Links:
    """The lists of one area and school year; ``region`` narrows an area to one of its regions."""

    year: int
    place: Place

    def people(self, region: str = "", **facet: str) -> str:
        """Return the active people."""
        return self._link("people", {**wishes.active_people(), **_sets(facet)}, region)

    def needs(self, region: str = "", **facet: str) -> str:
        """Return the open needs."""
        return self._link("needs", {**wishes.open_needs(), **_sets(facet)}, region)

    def placements(self, region: str = "", **facet: str) -> str:
        """Return the placements of the school year."""
        return self._link("placements", {**wishes.placed(self.year), **_sets(facet)}, region)

    def proposals(self, region: str = "", **facet: str) -> str:
        """Return the proposals that began in the school year."""
        return self._link("proposals", {**wishes.begun(self.year), **_sets(facet)}, region)

    def answered(self, region: str, *values: str) -> str:
        """Return the proposals begun in the school year with one of these answers."""
        return self._link("proposals", {**wishes.begun(self.year), "antwoord": frozenset(values)}, region)

    def running(self, region: str = "") -> str:
        """Return the proposals that run now."""
        return self._link("proposals", wishes.running(), region)

    def hours(self, group: str) -> str:
        """Return the people with this use of the six-hours rule in the school year."""
        return self._link("people", _sets({"schooljaar": str(self.year), "uren": group}), "")

    def _link(self, page: str, chosen: Mapping[str, frozenset[str]], region: str) -> str:
        area = _sets({"regio": region}) if region and self.place.kind in {"", "R"} else self.place.chosen
        inside = _sets({"regio": region}) if region else {}
        return query_string.link(f"coordinator.{page}", {**chosen, **area, **inside})


def _sets(facet: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset({value}) for name, value in facet.items()}
