"""Compare the project's own geographic and school tables with a folder of reference files.

``python -m bench reference DIR`` prints one JSON object a line: what was compared, how many rows,
how many agree, and the first 20 differences. DIR holds arbeidsmarktregios.csv,
gemeente_arbeidsmarktregio.csv, pc4.csv, mbo_instellingen.csv and hogescholen.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "matcher" / "data"
EARTH_RADIUS_KM = 6371.0
NEAR_KM = 5.0
SHOWN = 20

Row = dict[str, str]
Point = tuple[float, float]


def rows(path: Path) -> list[Row]:
    """The rows of a UTF-8 CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def point(row: Row) -> Point:
    """Latitude and longitude of a row, in degrees."""
    return float(row["lat"]), float(row["lon"])


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance in kilometres."""
    lat1, lat2 = math.radians(one[0]), math.radians(other[0])
    half = math.sin((lat2 - lat1) / 2) ** 2
    turn = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half + math.cos(lat1) * math.cos(lat2) * turn))


def folded(name: str) -> str:
    """A name for comparison: no bracketed addition, accents, punctuation or capitals."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", name))
    return re.sub(r"[^a-z0-9]", "", plain.casefold())


def town_name(name: str) -> str:
    """A postal town for comparison, without the province letters that tell namesakes apart."""
    return folded(re.sub(r" (NB|GLD|Gld|GN|NH|ZH|CA|UT|Ut|Fr|OV|L)$", "", name))


def report(subject: str, compared: int, differences: list[str], **more: int) -> None:
    """Print one line of JSON for one comparison."""
    share = round(1 - len(differences) / compared, 4) if compared else 0.0
    line: dict[str, object] = {
        "bench": "reference",
        "subject": subject,
        "compared": compared,
        "agreeing": compared - len(differences),
        "agreement": share,
        **more,
        "differences": differences[:SHOWN],
    }
    print(json.dumps(line, ensure_ascii=False))


def field_differences(ours: dict[str, Row], theirs: dict[str, Row], our_field: str, their_field: str) -> list[str]:
    """Keys whose field differs (folded) or which one side lacks."""
    found: list[str] = []
    for key in sorted(set(ours) | set(theirs)):
        mine = ours.get(key, {}).get(our_field)
        other = theirs.get(key, {}).get(their_field)
        if mine is None or other is None or folded(mine) != folded(other):
            found.append(f"{key}: {mine} / {other}")
    return found


def compare_fields(
    subject: str, ours: dict[str, Row], theirs: dict[str, Row], fields: Iterable[tuple[str, str]]
) -> None:
    """Report every pair of fields over the union of the keys."""
    for our_field, their_field in fields:
        differences = field_differences(ours, theirs, our_field, their_field)
        report(f"{subject} {our_field}", len(set(ours) | set(theirs)), differences)


def compare_regions(folder: Path) -> None:
    """Names and landsdelen of the regions."""
    ours = {row["code"]: row for row in rows(DATA / "geo" / "regions.csv")}
    theirs = {row["arbeidsmarktregio_code"]: row for row in rows(folder / "arbeidsmarktregios.csv")}
    fields = [("name", "arbeidsmarktregio"), ("landsdeel", "landsdeel")]
    compare_fields("region", ours, theirs, fields)


def compare_municipalities(folder: Path) -> None:
    """Names, provinces, regions and points of the municipalities."""
    ours = {row["code"]: row for row in rows(DATA / "geo" / "municipalities.csv")}
    source = rows(folder / "gemeente_arbeidsmarktregio.csv")
    theirs = {row["gemeentecode"]: row for row in source}
    fields = [
        ("name", "gemeente"),
        ("province", "provincie"),
        ("region_code", "arbeidsmarktregio_code"),
    ]
    compare_fields("municipality", ours, theirs, fields)
    far = [
        f"{code} {ours[code]['name']}: {km:.1f} km"
        for code in sorted(set(ours) & set(theirs))
        if (km := distance_km(point(ours[code]), point(theirs[code]))) > NEAR_KM
    ]
    report("municipality point", len(set(ours) & set(theirs)), far)


def nearest_km(place: Row, points: list[Point]) -> float:
    """Distance to the nearest of the points; infinite when there are none."""
    return min((distance_km(point(place), other) for other in points), default=math.inf)


def named(place: Row, towns: dict[tuple[str, str], list[Point]]) -> list[Point]:
    """The postcode points of the same name, or else an alias, in the same municipality."""
    names = [place["name"], *filter(None, place["aliases"].split("|"))]
    keys = ((folded(name), place["municipality_code"]) for name in names)
    return next((towns[key] for key in keys if key in towns), [])


def compare_places(folder: Path) -> None:
    """Points and municipalities of the places, against the postcode areas that carry their name."""
    towns: dict[tuple[str, str], list[Point]] = {}
    areas: dict[str, list[Point]] = {}
    for row in rows(folder / "pc4.csv"):
        towns.setdefault((town_name(row["plaats"]), row["gemeentecode"]), []).append(point(row))
        areas.setdefault(row["gemeentecode"], []).append(point(row))
    elsewhere: dict[str, set[str]] = {}
    for name, code in towns:
        elsewhere.setdefault(name, set()).add(code)
    ours = rows(DATA / "geo" / "places.csv")
    same = [(place, named(place, towns)) for place in ours]
    far = place_distances((place, points) for place, points in same if points)
    report("place point", sum(1 for _, points in same if points), far)
    rest = [place for place, points in same if not points]
    wrong = [
        f"{place['name']} {place['municipality_code']}: {sorted(elsewhere[folded(place['name'])])}"
        for place in rest
        if folded(place["name"]) in elsewhere
    ]
    report("place municipality", len(ours), wrong)
    lost = place_distances((place, areas.get(place["municipality_code"], [])) for place in rest)
    report("place without postcode town", len(rest), lost)
    mine = {(folded(name), p["municipality_code"]) for p in ours for name in all_names(p)}
    missing = sorted(f"{name} {code}" for name, code in set(towns) - mine)
    report("postcode town known", len(towns), missing)


def all_names(place: Row) -> list[str]:
    """A place's name and aliases."""
    return [place["name"], *filter(None, place["aliases"].split("|"))]


def place_distances(pairs: Iterable[tuple[Row, list[Point]]]) -> list[str]:
    """Places farther than five kilometres from every one of their points, farthest first."""
    far = [(nearest_km(place, points), place) for place, points in pairs]
    far = sorted((pair for pair in far if pair[0] > NEAR_KM), key=lambda pair: -pair[0])
    return [f"{place['name']} {place['municipality_code']}: {km:.1f} km" for km, place in far]


def by_name(path: Path, field: str) -> dict[str, Row]:
    """Rows by folded name."""
    return {folded(row[field]): row for row in rows(path)}


def compare_schools(sector: str, folder: Path, file: str) -> None:
    """Names, municipalities and technical content of one sector's institutions."""
    ours = by_name(DATA / "schools" / f"{sector}.csv", "name")
    theirs = by_name(folder / file, "naam")
    compare_fields(sector, ours, theirs, [("name", "naam")])
    both = sorted(set(ours) & set(theirs))
    for our_field, their_field in (("municipality_code", "gemeentecode"), ("town", "plaats")):
        mine, other = {key: ours[key] for key in both}, {key: theirs[key] for key in both}
        differences = field_differences(mine, other, our_field, their_field)
        report(f"{sector} {our_field}", len(both), differences)


def main(argv: list[str]) -> int:
    """Run all comparisons against the folder named in ``argv``; 2 when there is no such folder."""
    parser = argparse.ArgumentParser(prog="python -m bench reference", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder: Path = parser.parse_args(argv).folder
    if not folder.is_dir():
        print(f"python -m bench reference: no folder {folder}", file=sys.stderr)
        return 2
    steps: list[Callable[[Path], None]] = [compare_regions, compare_municipalities, compare_places]
    for step in steps:
        step(folder)
    compare_schools("mbo", folder, "mbo_instellingen.csv")
    compare_schools("hbo", folder, "hogescholen.csv")
    return 0
