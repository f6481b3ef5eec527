"""The first failing constraint for one need against many people, and for one person against many needs."""

import numpy as np
from numpy.typing import NDArray

from matcher.matching.columns import Flags, Ints, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Index, Lists
from matcher.matching.kernels.geometry import NOT_YET, distance_km, inside, reach_of_point
from matcher.matching.kernels.rules import (
    CONTRACT_FORM,
    FITS,
    LEGAL_HOURS,
    NO_SKILL,
    TRAVEL,
    Need,
    Person,
    Terms,
    early_obstacle,
    listed,
    share,
    with_lists,
    within_law,
)

Codes = NDArray[np.uint8]


@kernel
def person_at(people: People, p: int, added_parts: int) -> Person:
    """Return the numbers of one person, ``added_parts`` among the day parts."""
    return Person(
        people.sectors[p],
        people.role_kinds[p],
        people.contract_forms[p],
        people.day_parts[p] | added_parts,
        people.minutes_min[p],
        people.minutes_max[p],
        people.available_from[p],
        people.available_to[p],
        people.open_proposals[p],
    )


@kernel
def need_at(needs: Needs, q: int, added_parts: int) -> Need:
    """Return the numbers of one need, ``added_parts`` among the day parts."""
    return Need(
        needs.sectors[q],
        needs.role_kinds[q],
        needs.contract_forms[q],
        needs.day_parts[q] | added_parts,
        needs.parts_needed[q],
        needs.minutes_per_week[q],
        needs.starts_on[q],
        needs.ends_on[q],
    )


@kernel
def any_marked(concepts: Smalls, begin: int, end: int, marks: Flags) -> bool:
    """Return whether one of ``concepts[begin:end]`` is marked."""
    for k in range(begin, end):  # noqa: SIM110 - no generators in a kernel
        if marks[concepts[k]]:
            return True
    return False


@kernel
def required_end(asked_required: Flags, begin: int, end: int) -> int:
    """Return where the required skills of a need end; they come first."""
    while begin < end and asked_required[begin]:
        begin += 1
    return begin


@kernel
def marked(lists: Lists, concepts: Smalls, begin: int, end: int, size: int) -> Flags:
    """Return marks (size,) at every concept in the lists of ``concepts[begin:end]``."""
    marks = np.zeros(size, np.bool_)
    for k in range(begin, end):
        for i in range(lists.ptr[concepts[k]], lists.ptr[concepts[k] + 1]):
            marks[lists.concept[i]] = True
    return marks


@kernel
def codes_for_need(people: People, needs: Needs, index: Index, q: int, terms: Terms, only: Ints) -> Codes:
    """Return the first failing obstacle of need ``q`` for each of the person rows ``only``; all when that is empty.

    In steps, each over the columns it reads and over the people that passed everything before.
    """
    count = only.size or people.ids.size
    codes, alive = np.empty(count, np.uint8), np.empty(count, np.int32)
    _plain_codes(people, need_at(needs, q, terms.need_day_parts), terms, only, codes)
    left = _list_codes(people, needs.ids[q], needs.schools[q], only, codes, alive)
    place = (needs.lat[q], needs.lon[q], terms.extra_km)
    left = _travel_codes(people, index, place, needs.online[q], only, codes, alive, left)
    _late_codes(people, needs, index, q, only, codes, alive, left)
    return codes


@kernel
def _plain_codes(people: People, need: Need, terms: Terms, only: Ints, codes: Codes) -> None:
    """Fill in the first failing constraint on plain numbers, many people at once when it is about all."""
    if only.size:
        for i in range(only.size):
            codes[i] = early_obstacle(person_at(people, only[i], terms.person_day_parts), need, terms.max_open)
        return
    sectors, role_kinds, forms, parts = people.sectors, people.role_kinds, people.contract_forms, people.day_parts
    least, most, begins, ends = people.minutes_min, people.minutes_max, people.available_from, people.available_to
    opened, added, max_open = people.open_proposals, terms.person_day_parts, terms.max_open
    for p in range(codes.size):
        person = Person(
            sectors[p], role_kinds[p], forms[p], parts[p] | added, least[p], most[p], begins[p], ends[p], opened[p]
        )
        codes[p] = early_obstacle(person, need, max_open)


@kernel
def _list_codes(people: People, need_id: int, school: int, only: Ints, codes: Codes, alive: Smalls) -> int:
    """Fill in barred schools and refused needs; lay the positions that pass in ``alive`` and return how many."""
    barred_ptr, barred = people.barred_ptr, people.barred_school
    refused_ptr, refused, left = people.refused_ptr, people.refused_need, 0
    for i in range(codes.size):
        p = only[i] if only.size else i
        if barred_ptr[p] < barred_ptr[p + 1] or refused_ptr[p] < refused_ptr[p + 1]:
            out = listed(barred, barred_ptr[p], barred_ptr[p + 1], school)
            before = listed(refused, refused_ptr[p], refused_ptr[p + 1], need_id)
            codes[i] = with_lists(codes[i], out, before)
        # Kept or not without a branch: which way it goes cannot be guessed.
        alive[left] = i
        left += codes[i] == FITS
    return left


@kernel
def _travel_codes(
    people: People,
    index: Index,
    place: tuple[float, float, float],
    online: bool,  # noqa: FBT001 - as numba wants it
    only: Ints,
    codes: Codes,
    alive: Smalls,
    count: int,
) -> int:
    """Fill in who cannot travel to a place (latitude, longitude, extra km); return how many of ``alive`` are left."""
    lat, lon, radius, point = people.areas_lat, people.areas_lon, people.areas_radius_km, index.area_points.number
    ptr, at_home, away, left = people.areas_ptr, people.online, np.full(index.area_points.total, NOT_YET), 0
    for j in range(count):
        i = alive[j]
        p = only[i] if only.size else i
        within = online & at_home[p]
        for a in range(ptr[p], ptr[p + 1]):
            if away[point[a]] == NOT_YET:
                away[point[a]] = distance_km(lat[a], lon[a], place[0], place[1])
            within |= inside(away[point[a]], radius[a] + place[2])
        codes[i] = FITS if within else TRAVEL
        alive[left] = i
        left += within
    return left


@kernel
def _late_codes(
    people: People, needs: Needs, index: Index, q: int, only: Ints, codes: Codes, alive: Smalls, count: int
) -> None:
    """Fill in contract form, legal hours and skills for the first ``count`` of ``alive``."""
    begin = needs.asked_ptr[q]
    end = required_end(needs.asked_required, begin, needs.asked_ptr[q + 1])
    useful, asks = marked(index.near, needs.asked_concept, begin, end, index.idf.size), end > begin
    forms, asked_forms, exempt, cell = (
        people.contract_forms,
        needs.contract_forms[q],
        people.exempt_cells,
        needs.rule_cells[q],
    )
    left, by_year, skills_ptr, skills = (
        people.minutes_left, needs.minutes_by_year, people.skills_ptr, people.skills_concept
    )  # fmt: skip
    for j in range(count):
        i = alive[j]
        p = only[i] if only.size else i
        if not share(forms[p], asked_forms):
            codes[i] = CONTRACT_FORM
        elif not (share(exempt[p], cell) or within_law(left, p, by_year, q)):
            codes[i] = LEGAL_HOURS
        elif asks and not any_marked(skills, skills_ptr[p], skills_ptr[p + 1], useful):
            codes[i] = NO_SKILL


@kernel
def codes_for_person(people: People, needs: Needs, index: Index, p: int, terms: Terms, only: Ints) -> Codes:  # noqa: PLR0915 - one pass over many columns
    """Return the first failing obstacle of person ``p`` for each of the need rows ``only``; all when that is empty."""
    count = only.size or needs.ids.size
    codes = np.empty(count, np.uint8)
    person = person_at(people, p, terms.person_day_parts)
    known = marked(index.serves, people.skills_concept, people.skills_ptr[p], people.skills_ptr[p + 1], index.idf.size)
    reached, point = np.full(index.need_points.total, NOT_YET), index.need_points.number
    areas = (people.areas_lat, people.areas_lon, people.areas_radius_km)
    first, last = people.areas_ptr[p], people.areas_ptr[p + 1]
    sectors, role_kinds, forms, parts = needs.sectors, needs.role_kinds, needs.contract_forms, needs.day_parts
    needed, minutes, starts, ends = needs.parts_needed, needs.minutes_per_week, needs.starts_on, needs.ends_on
    ids, schools, lat, lon, online = needs.ids, needs.schools, needs.lat, needs.lon, needs.online
    asked_ptr, asked, required = needs.asked_ptr, needs.asked_concept, needs.asked_required
    barred, barred_begin, barred_end = people.barred_school, people.barred_ptr[p], people.barred_ptr[p + 1]
    refused, refused_begin, refused_end = people.refused_need, people.refused_ptr[p], people.refused_ptr[p + 1]
    added, extra, left, by_year = terms.need_day_parts, terms.extra_km, people.minutes_left, needs.minutes_by_year
    exempt, cells, online_person = people.exempt_cells[p], needs.rule_cells, people.online[p]
    for i in range(count):
        q = only[i] if only.size else i
        need = Need(sectors[q], role_kinds[q], forms[q], parts[q] | added, needed[q], minutes[q], starts[q], ends[q])
        out = listed(barred, barred_begin, barred_end, schools[q])
        before = listed(refused, refused_begin, refused_end, ids[q])
        code = with_lists(early_obstacle(person, need, terms.max_open), out, before)
        at_a_distance = code == FITS and not (online[q] and online_person)
        if at_a_distance and reach_of_point(areas, first, last, (lat[q], lon[q]), reached, point[q], extra) < 0:
            code = TRAVEL
        if code == FITS and not share(person.contract_forms, need.contract_forms):
            code = CONTRACT_FORM
        if code == FITS and not (share(exempt, cells[q]) or within_law(left, p, by_year, q)):
            code = LEGAL_HOURS
        begin = asked_ptr[q]
        end = required_end(required, begin, asked_ptr[q + 1]) if code == FITS else begin
        if end > begin and not any_marked(asked, begin, end, known):
            code = NO_SKILL
        codes[i] = code
    return codes
