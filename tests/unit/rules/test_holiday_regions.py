"""Every municipality has one region of the school holidays."""

from collections import Counter

import pytest

from matcher.data.tables import read_rows
from matcher.domain.choices import HolidayRegion
from matcher.rules.holiday_regions import EXCEPTIONS, GELDERLAND_ZUID, PROVINCES, holiday_region_of

NOORD, MIDDEN, ZUID = HolidayRegion
MUNICIPALITIES = [(row["province"], row["name"]) for row in read_rows("geo/municipalities")]


def test_every_municipality_has_a_region():
    found = Counter(holiday_region_of(*row) for row in MUNICIPALITIES)
    # Noord: 115 in the provinces, less Zeewolde, and Hattem and Eemnes. Zuid: 100, less Altena, and 19 of Gelderland.
    assert found == {NOORD: 116, ZUID: 118, MIDDEN: 108}


def test_the_names_are_those_of_the_reference_table():
    assert set(PROVINCES) == {province for province, _ in MUNICIPALITIES}
    assert set(EXCEPTIONS) <= set(MUNICIPALITIES)
    assert all(region is not PROVINCES[province] for (province, _), region in EXCEPTIONS.items())
    assert len(GELDERLAND_ZUID) == len(set(GELDERLAND_ZUID)) == 19


@pytest.mark.parametrize(
    ("province", "municipality", "region"),
    [
        ("Overijssel", "Zwolle", NOORD),
        ("Fryslân", "Leeuwarden", NOORD),
        ("Noord-Holland", "Amsterdam", NOORD),
        ("Flevoland", "Almere", NOORD),
        ("Flevoland", "Zeewolde", MIDDEN),
        ("Gelderland", "Hattem", NOORD),
        ("Gelderland", "Apeldoorn", MIDDEN),
        ("Gelderland", "Nijmegen", ZUID),
        ("Utrecht", "Eemnes", NOORD),
        ("Utrecht", "Utrecht", MIDDEN),
        ("Zuid-Holland", "Rotterdam", MIDDEN),
        ("Noord-Brabant", "Altena", MIDDEN),
        ("Noord-Brabant", "Eindhoven", ZUID),
        ("Limburg", "Maastricht", ZUID),
        ("Zeeland", "Middelburg", ZUID),
    ],
)
def test_the_division_of_the_regeling(province, municipality, region):
    assert holiday_region_of(province, municipality) is region


def test_an_unknown_province_is_an_error():
    with pytest.raises(KeyError):
        holiday_region_of("Holland", "Amsterdam")
