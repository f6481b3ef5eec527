"""The area the figures are about: a region, a landsdeel, a programme, or everything the reader sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.queries.coordination.figures.wishes import Chosen
from matcher.queries.coordination.scope import RegionRow, View

# Kind of area -> the filter of the lists.
FACETS = {"R": "regio", "L": "landsdeel", "P": "programma"}


@dataclass(frozen=True, slots=True)
class Place:
    """An area inside the scope. ``kind``: a key of :data:`FACETS`, or "" for the whole scope."""

    kind: str = ""
    value: str = ""
    name: str = ""

    @property
    def chosen(self) -> Chosen:
        """The filter of the lists that gives the rows of this area."""
        return {FACETS[self.kind]: frozenset({self.value})} if self.kind else {}

    @property
    def code(self) -> str:
        """What stands in the address: ``R:AM05``, ``L:oost``, ``P:3``, or nothing."""
        return f"{self.kind}:{self.value}" if self.kind else ""


EVERYTHING = Place()


def places_of(view: View) -> Mapping[str, tuple[Place, ...]]:
    """Return kind -> the areas of that kind that the view may choose."""
    return {
        "L": tuple(Place("L", area.value, area.name) for area in view.areas.landsdelen),
        "P": tuple(Place("P", area.value, area.name) for area in view.areas.programmes),
        "R": tuple(Place("R", region.code, region.name) for region in view.regions),
    }


def place_of(view: View, code: str) -> Place:
    """Return the area with this code; the whole scope when there is none, or none the view may see."""
    found = (place for places in places_of(view).values() for place in places if place.code == code)
    return next(found, EVERYTHING)


def regions_in(view: View, place: Place) -> tuple[RegionRow, ...]:
    """Return the regions of the area that the view sees, by name."""
    if place.kind == "R":
        return tuple(region for region in view.regions if region.code == place.value)
    areas = {"L": view.areas.landsdelen, "P": view.areas.programmes}.get(place.kind, ())
    area = next((area for area in areas if area.value == place.value), None)
    return view.regions if area is None else tuple(r for r in view.regions if area.covers(r.code))
