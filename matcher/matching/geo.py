"""Distances over the earth and an estimate of travel time. Degrees in, kilometres and minutes out."""

import numpy as np
from numpy.typing import ArrayLike

from matcher.matching.columns import Floats

# Mean radius (IUGG), km.
EARTH_RADIUS_KM = 6371.0088
# Roads are longer than the straight line; 1.3 is the usual detour factor for a dense network.
DETOUR = 1.3
# Door to door: walking, parking, waiting.
FIXED_MINUTES = 8.0
# The first kilometres go through town, the rest over main roads.
SLOW_ROAD_KM = 20.0
SLOW_KM_PER_MINUTE = 50 / 60
FAST_KM_PER_MINUTE = 75 / 60


def haversine_km(lat_a: ArrayLike, lon_a: ArrayLike, lat_b: ArrayLike, lon_b: ArrayLike) -> Floats:
    """Return the great-circle distance in km between points in degrees; the arguments broadcast. NaN gives NaN."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    north = np.sin((phi_b - phi_a) / 2) ** 2
    east = np.sin((np.radians(lon_b) - np.radians(lon_a)) / 2) ** 2
    square = np.minimum(north + np.cos(phi_a) * np.cos(phi_b) * east, 1.0)
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(square)), dtype=np.float64)


def travel_minutes(distance_km: ArrayLike) -> Floats:
    """Return the estimated one-way travel time in minutes for a straight-line distance in km.

    ``8 + road / (50 km/h)`` for the first 20 road kilometres and 75 km/h after that, where ``road = 1.3 x distance``.
    An estimate for ordering and display, not a route: 11 km gives 25 minutes, 40 km gives 58.
    """
    road = np.asarray(distance_km, dtype=np.float64) * DETOUR
    slow = np.minimum(road, SLOW_ROAD_KM) / SLOW_KM_PER_MINUTE
    return np.asarray(FIXED_MINUTES + slow + np.maximum(road - SLOW_ROAD_KM, 0.0) / FAST_KM_PER_MINUTE)


def radius_for_minutes(minutes: float) -> float:
    """Return the radius in km that a travel time in minutes reaches: the inverse of :func:`travel_minutes`."""
    driving = max(minutes - FIXED_MINUTES, 0.0)
    slow = min(driving, SLOW_ROAD_KM / SLOW_KM_PER_MINUTE)
    return (slow * SLOW_KM_PER_MINUTE + (driving - slow) * FAST_KM_PER_MINUTE) / DETOUR
