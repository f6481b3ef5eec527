"""Integrity of the regions, municipalities, places and schools, over the CSV files alone."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "matcher" / "data"
HEADERS = {
    "geo/landsdelen": "code,name",
    "geo/regions": "code,name,landsdeel,tile_column,tile_row,former_names",
    "geo/municipalities": "code,name,province,region_code,lat,lon",
    "geo/places": "name,municipality_code,lat,lon,aliases",
    "schools/mbo": "name,board,sector,kind,town,municipality_code,technical,aliases",
    "schools/hbo": "name,board,sector,kind,town,municipality_code,technical,aliases",
    "schools/vmbo": "name,board,sector,kind,town,municipality_code,technical,aliases",
}
PROVINCES = {
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
}
LAT, LON = (
    (50.74, 53.56),
    (3.35, 7.23),
)  # Vaals to Schiermonnikoog, Cadzand to Bad Nieuweschans
KINDS = {
    "mbo": {"roc", "aoc", "vakinstelling", "samenwerkingscollege"},
    "hbo": {"hogeschool"},
    "vmbo": {"vmbo", "vakcollege", "scholengemeenschap"},
}
SECTORS = sorted(KINDS)


def read(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def repeated(values):
    return sorted(value for value, count in Counter(values).items() if count > 1)


def parts(cell):
    return cell.split("|") if cell else []


@pytest.fixture(scope="module")
def regions():
    return read("geo/regions")


@pytest.fixture(scope="module")
def municipalities():
    return read("geo/municipalities")


@pytest.fixture(scope="module")
def places():
    return read("geo/places")


@pytest.fixture(scope="module")
def region_of(municipalities):
    return {row["code"]: row["region_code"] for row in municipalities}


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_file_has_its_header_plain_line_ends_and_trimmed_cells(name):
    raw = (DATA / f"{name}.csv").read_bytes()
    assert raw.decode("utf-8").startswith(HEADERS[name] + "\n")
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    rows = read(name)
    assert all(None not in row and None not in row.values() for row in rows)
    assert [cell for row in rows for cell in row.values() if cell != cell.strip()] == []


def test_numbers_of_landsdelen_regions_and_municipalities(regions, municipalities):
    assert len(read("geo/landsdelen")) == 5
    assert len(regions) == 35
    assert len(municipalities) == 342


@pytest.mark.parametrize("name", ["geo/landsdelen", "geo/regions", "geo/municipalities"])
def test_codes_and_names_are_unique(name):
    rows = read(name)
    assert repeated(row["code"] for row in rows) == []
    assert repeated(row["name"] for row in rows) == []


def test_codes_have_their_form(regions, municipalities):
    assert all(re.fullmatch(r"AM\d{2}", row["code"]) for row in regions)
    assert all(re.fullmatch(r"GM\d{4}", row["code"]) for row in municipalities)


def test_every_region_lies_in_a_landsdeel_and_every_landsdeel_has_regions(regions):
    assert {row["landsdeel"] for row in regions} == {row["code"] for row in read("geo/landsdelen")}


def test_every_municipality_lies_in_a_region_and_every_region_has_municipalities(regions, municipalities):
    assert {row["region_code"] for row in municipalities} == {row["code"] for row in regions}


def test_every_municipality_lies_in_a_province(municipalities):
    assert {row["province"] for row in municipalities} == PROVINCES


def test_former_names_are_not_the_name_of_another_region(regions):
    names = {row["name"] for row in regions}
    former = [name for row in regions for name in parts(row["former_names"])]
    assert repeated(former) == []
    assert names.isdisjoint(former)


def test_every_municipality_has_a_place_and_no_place_is_an_orphan(municipalities, places):
    assert {row["municipality_code"] for row in places} == {row["code"] for row in municipalities}


def test_every_region_is_reached_by_several_places(regions, places, region_of):
    count = Counter(region_of[row["municipality_code"]] for row in places)
    assert [row["code"] for row in regions if count[row["code"]] < 6] == []
    assert sum(count.values()) >= 2000


def test_a_place_name_is_unique_within_its_municipality(places):
    assert repeated((row["name"].casefold(), row["municipality_code"]) for row in places) == []


def test_aliases_add_something_and_are_not_given_twice(places):
    for row in places:
        names = [name.casefold() for name in (row["name"], *parts(row["aliases"]))]
        assert all(names), row
        assert repeated(names) == [], row


def test_an_alias_is_not_another_place_of_the_same_municipality(places):
    own = {(row["name"].casefold(), row["municipality_code"]) for row in places}
    aliases = [(alias.casefold(), row["municipality_code"]) for row in places for alias in parts(row["aliases"])]
    assert [pair for pair in aliases if pair in own] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Den Haag", "GM0518"),
        ("'s-Gravenhage", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("'s-Hertogenbosch", "GM0796"),
        ("Ljouwert", "GM0080"),
        ("Snits", "GM1900"),
        ("Boalsert", "GM1900"),
        ("Drachten", "GM0090"),
        ("Hengelo", "GM0164"),
        ("Hengelo", "GM1876"),
        ("Doesburg", "GM0221"),
        ("Emmeloord", "GM0171"),
    ],
)
def test_the_names_people_type_are_known(places, typed, code):
    found = {row["municipality_code"] for row in places if typed in (row["name"], *parts(row["aliases"]))}
    assert code in found


@pytest.mark.parametrize("name", ["geo/municipalities", "geo/places"])
def test_points_lie_in_the_netherlands(name):
    for row in read(name):
        assert LAT[0] <= float(row["lat"]) <= LAT[1], row
        assert LON[0] <= float(row["lon"]) <= LON[1], row


def test_the_point_of_a_municipality_is_the_middle_of_its_places(municipalities, places):
    for row in municipalities:
        own = [place for place in places if place["municipality_code"] == row["code"]]
        for name in ("lat", "lon"):
            mean = sum(float(place[name]) for place in own) / len(own)
            assert abs(float(row[name]) - mean) < 0.0002, row["name"]


def test_places_lie_near_their_municipality(municipalities, places):
    # 0.4 degree of latitude is 44 km, 0.6 of longitude about 41 km: a slipped digit or a namesake elsewhere is farther
    centre = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in municipalities}
    for row in places:
        lat, lon = centre[row["municipality_code"]]
        assert abs(float(row["lat"]) - lat) < 0.4, row
        assert abs(float(row["lon"]) - lon) < 0.6, row


def test_tile_positions_are_unique_and_small(regions):
    cells = [(int(row["tile_column"]), int(row["tile_row"])) for row in regions]
    assert repeated(cells) == []
    assert {column for column, _ in cells} == set(range(6))
    assert {row for _, row in cells} == set(range(9))


def middle(region_code, municipalities):
    points = [(float(m["lat"]), float(m["lon"])) for m in municipalities if m["region_code"] == region_code]
    return tuple(sum(axis) / len(points) for axis in zip(*points, strict=True))


def test_tiles_keep_west_east_within_a_row_and_north_south_within_a_column(regions, municipalities):
    tiles = [(int(r["tile_column"]), int(r["tile_row"]), middle(r["code"], municipalities), r["name"]) for r in regions]
    wrong = [
        (one[3], other[3])
        for one in tiles
        for other in tiles
        if (one[1] == other[1] and one[0] < other[0] and one[2][1] >= other[2][1])
        or (one[0] == other[0] and one[1] < other[1] and one[2][0] <= other[2][0])
    ]
    assert wrong == []


@pytest.mark.parametrize("sector", SECTORS)
def test_schools_have_a_known_sector_kind_and_technical_content(sector):
    rows = read(f"schools/{sector}")
    assert {row["sector"] for row in rows} == {sector}
    assert {row["kind"] for row in rows} <= KINDS[sector]
    assert {row["technical"] for row in rows} <= {"yes", "partly", "no"}
    assert all(row["name"] and row["board"] for row in rows)


@pytest.mark.parametrize("sector", SECTORS)
def test_every_school_lies_in_a_known_place(sector, places):
    known = {(row["name"], row["municipality_code"]) for row in places}
    rows = read(f"schools/{sector}")
    assert [row["name"] for row in rows if (row["town"], row["municipality_code"]) not in known] == []


@pytest.mark.parametrize("sector", SECTORS)
def test_school_names_and_aliases_point_to_one_school(sector):
    rows = read(f"schools/{sector}")
    names = [name.casefold() for row in rows for name in {row["name"], *parts(row["aliases"])}]
    assert repeated(names) == []


def test_numbers_of_schools():
    assert len(read("schools/mbo")) >= 50
    assert len(read("schools/hbo")) >= 36
    assert len(read("schools/vmbo")) >= 40


def test_every_vmbo_school_has_technical_content():
    assert [row["name"] for row in read("schools/vmbo") if row["technical"] == "no"] == []
