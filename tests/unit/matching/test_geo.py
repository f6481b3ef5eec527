import numpy as np
import pytest

from matcher.matching.geo import haversine_km, radius_for_minutes, travel_minutes

AMSTERDAM, GRONINGEN, MAASTRICHT = (52.3731, 4.8922), (53.2192, 6.5667), (50.8483, 5.6889)


@pytest.mark.parametrize(
    ("one", "other", "km"), [(AMSTERDAM, GRONINGEN, 147), (AMSTERDAM, MAASTRICHT, 178), (GRONINGEN, GRONINGEN, 0)]
)
def test_distances_between_towns(one, other, km):
    assert haversine_km(*one, *other) == pytest.approx(km, abs=1)
    assert haversine_km(*one, *other) == haversine_km(*other, *one)


def test_one_degree_of_latitude_and_the_other_side_of_the_earth():
    assert haversine_km(52, 5, 53, 5) == pytest.approx(111.195, abs=0.001)
    assert haversine_km(0, 0, 0, 180) == pytest.approx(np.pi * 6371.0088)


def test_distances_broadcast_and_pass_on_unknown_places():
    found = haversine_km(np.array([52.0, np.nan]), np.array([5.0, 5.0]), 52.0, 5.0)
    assert found.tolist()[0] == 0.0
    assert np.isnan(found[1])


@pytest.mark.parametrize(("km", "minutes"), [(0, 8), (11, 25), (40, 58), (100, 120)])
def test_travel_time(km, minutes):
    assert travel_minutes(km) == pytest.approx(minutes, abs=1)


@pytest.mark.parametrize("km", [0.5, 5.0, 15.4, 30.0, 90.0])
def test_radius_is_the_inverse_of_travel_time(km):
    assert radius_for_minutes(float(travel_minutes(km))) == pytest.approx(km)


def test_no_time_reaches_nowhere():
    assert radius_for_minutes(5) == 0
