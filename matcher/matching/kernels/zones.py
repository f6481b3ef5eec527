"""Geography first: which places of needs lie around each place where people look for work."""

import numpy as np

from matcher.matching.columns import Floats, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.geo import EARTH_RADIUS_KM
from matcher.matching.kernels.geometry import distance_km

_KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180
# Guards rounding where the band of latitudes is compared with a distance.
_MARGIN_KM = 1e-6


@kernel
def widest(number: Smalls, radius: Floats, zones: int) -> Floats:
    """Return the largest radius in km of the areas (a,) in each zone; -1 where none is."""
    found = np.full(zones, -1.0)
    for a in range(number.size):
        found[number[a]] = max(found[number[a]], radius[a])
    return found


@kernel
def around(
    lat: Floats, lon: Floats, radius: Floats, place_lat: Floats, place_lon: Floats
) -> tuple[Smalls, Smalls, Floats]:
    """Return per zone (z,) the places (l,) within its radius, nearest first: pointers (z + 1,), places, km."""
    ptr, place = np.zeros(lat.size + 1, np.int32), np.empty(4 * place_lat.size + 16, np.int32)
    km, total = np.empty(place.size), 0
    for z in range(lat.size):
        if total + place_lat.size > place.size:
            place = np.concatenate((place, np.empty(place.size, np.int32)))
            km = np.concatenate((km, np.empty(km.size)))
        begin = total
        for other in range(place_lat.size):
            if abs(place_lat[other] - lat[z]) * _KM_PER_DEGREE <= radius[z] + _MARGIN_KM:
                away = distance_km(lat[z], lon[z], place_lat[other], place_lon[other])
                if away <= radius[z]:
                    place[total], km[total] = other, away
                    total += 1
        order = np.argsort(km[begin:total])
        place[begin:total], km[begin:total] = place[begin:total][order], km[begin:total][order]
        ptr[z + 1] = total
    return ptr, place[:total].copy(), km[:total].copy()
