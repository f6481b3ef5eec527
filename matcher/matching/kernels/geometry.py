"""Distance and closeness of one place to one search area, and search areas by the points they lie on."""

import numpy as np

from matcher.matching.columns import Floats, Ints, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.geo import EARTH_RADIUS_KM

OUTSIDE = -1.0
# Distances are found when first asked for; none is below zero.
NOT_YET = -2.0
SMALLEST_KM = 1e-9
FREE = -1

Place = tuple[float, float]
Areas = tuple[Floats, Floats, Floats]
PointAreas = tuple[Floats, Floats, Floats, Smalls]


@kernel
def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in km (haversine) between points in degrees; NaN gives NaN."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    north = np.sin((phi_b - phi_a) / 2) ** 2
    east = np.sin((np.radians(lon_b) - np.radians(lon_a)) / 2) ** 2
    square = min(north + np.cos(phi_a) * np.cos(phi_b) * east, 1.0)
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(square)))


@kernel
def inside(distance: float, radius: float) -> bool:
    """Return whether a distance lies within a search area; an unknown one (NaN) does not."""
    return distance <= radius


@kernel
def closeness(distance: float, radius: float) -> float:
    """Return 1 at the centre of a search area down to 0 at its edge, ``OUTSIDE`` beyond or when unknown (NaN)."""
    if inside(distance, radius):
        return 1.0 - distance / max(radius, SMALLEST_KM)
    return OUTSIDE


@kernel
def best_closeness(areas: Areas, begin: int, end: int, place: Place, extra_km: float) -> float:
    """Return the closeness of a place to the best of the search areas ``begin:end``, each ``extra_km`` wider."""
    lat, lon, radius = areas
    best = OUTSIDE
    for a in range(begin, end):
        best = max(best, closeness(distance_km(lat[a], lon[a], place[0], place[1]), radius[a] + extra_km))
    return best


@kernel
def best_from_points(areas: PointAreas, begin: int, end: int, place: Place, away: Floats, extra_km: float) -> float:
    """Return what ``best_closeness`` returns; ``away`` keeps the distance of each point of the areas between calls."""
    lat, lon, radius, number = areas
    best = OUTSIDE
    for a in range(begin, end):
        if away[number[a]] == NOT_YET:
            away[number[a]] = distance_km(lat[a], lon[a], place[0], place[1])
        best = max(best, closeness(away[number[a]], radius[a] + extra_km))
    return best


@kernel
def reach_of_point(
    areas: Areas, begin: int, end: int, place: Place, reached: Floats, point: int, extra_km: float
) -> float:
    """Return what ``best_closeness`` returns; ``reached`` keeps it for each point a place may be between calls."""
    if reached[point] == NOT_YET:
        reached[point] = best_closeness(areas, begin, end, place, extra_km)
    return float(reached[point])


@kernel
def intern_points(
    lat: Ints, lon: Ints, known_lat: Ints, known_lon: Ints, known: int, table: Smalls
) -> tuple[Smalls, int]:
    """Return for each point its number among the different ones, and how many there are; new ones are added.

    Coordinates are the bits of float64, so that every value equals itself. ``known_lat`` and ``known_lon`` hold the
    ``known`` points by number, with room for more; ``table`` is a hash table of numbers (open addressing, size a power
    of two, ``FREE`` where nothing is), larger than what may be added.
    """
    found = np.empty(lat.size, np.int32)
    mask = table.size - 1
    for i in range(lat.size):
        slot = _slot(lat[i], lon[i], mask)
        while table[slot] != FREE and (known_lat[table[slot]] != lat[i] or known_lon[table[slot]] != lon[i]):
            slot = (slot + 1) & mask
        if table[slot] == FREE:
            table[slot] = known
            known_lat[known], known_lon[known] = lat[i], lon[i]
            known += 1
        found[i] = table[slot]
    return found, known


@kernel
def _slot(lat: int, lon: int, mask: int) -> int:
    # Parts of 21 bits, so that no product leaves 64 bits.
    high, low = (lat >> 32) & 0x1FFFFF, lat & 0x1FFFFF
    east, fine = (lon >> 32) & 0x1FFFFF, lon & 0x1FFFFF
    mixed = ((high * 0x9E37) ^ (low * 0x85EB) ^ (east * 0xC2B3) ^ (fine * 0x27D5)) * 0x9E37
    return (mixed ^ (mixed >> 17)) & mask
