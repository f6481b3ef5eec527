"""Rows of people in another order, so that a pass over them reads memory from front to back."""

import numpy as np

from matcher.matching.columns import People, Smalls
from matcher.matching.compiled import kernel


@kernel
def list_spots(ptr: Smalls, rows: Smalls) -> tuple[Smalls, Smalls]:
    """Return pointers for the lists of ``rows`` only (k + 1,), and where their elements lie, list by list."""
    new = np.zeros(rows.size + 1, np.int32)
    for i in range(rows.size):
        new[i + 1] = new[i] + ptr[rows[i] + 1] - ptr[rows[i]]
    spots = np.empty(new[rows.size], np.int32)
    for i in range(rows.size):
        for k in range(new[i + 1] - new[i]):
            spots[new[i] + k] = ptr[rows[i]] + k
    return new, spots


@kernel
def people_in_order(people: People, zones: Smalls, rows: Smalls) -> tuple[People, Smalls]:
    """Return the people in ``rows``, in that order, and the ``zones`` (a,) of their areas."""
    areas_ptr, areas = list_spots(people.areas_ptr, rows)
    skills_ptr, skills = list_spots(people.skills_ptr, rows)
    barred_ptr, barred = list_spots(people.barred_ptr, rows)
    refused_ptr, refused = list_spots(people.refused_ptr, rows)
    left = np.empty((rows.size, people.minutes_left.shape[1]), np.int32)
    for i in range(rows.size):
        for year in range(left.shape[1]):
            left[i, year] = people.minutes_left[rows[i], year]
    return People(
        people.ids[rows],
        people.sectors[rows],
        people.role_kinds[rows],
        people.contract_forms[rows],
        people.day_parts[rows],
        people.minutes_min[rows],
        people.minutes_max[rows],
        people.available_from[rows],
        people.available_to[rows],
        people.online[rows],
        people.exempt_cells[rows],
        left,
        people.open_proposals[rows],
        people.answering[rows],
        areas_ptr,
        people.areas_lat[areas],
        people.areas_lon[areas],
        people.areas_radius_km[areas],
        skills_ptr,
        people.skills_concept[skills],
        people.skills_level[skills],
        barred_ptr,
        people.barred_school[barred],
        refused_ptr,
        people.refused_need[refused],
    ), zones[areas]
