"""Which needs one person may have: within reach and with a skill in common, then the constraints, list by list.

What these kernels take decides their speed: whole named tuples, of which only elements are read, or single arrays. An
array taken out of a tuple beside a call, or two ways out of a loop, has the compiler count references (with a lock on
them, shared by the threads) each time.
"""

from matcher.matching.columns import Floats, Ints, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.kernels.geometry import OUTSIDE, closeness, inside
from matcher.matching.kernels.ground import (
    CELL,
    ENDS,
    FORM,
    MINUTES,
    PARTS,
    PARTS_NEEDED,
    ROLE,
    SECTOR,
    STARTS,
    Ground,
)
from matcher.matching.kernels.obstacles import person_at
from matcher.matching.kernels.rules import FITS, Need, Person, early_obstacle, listed, share, within_law


@kernel
def edge(km: Floats, begin: int, end: int, radius: float) -> int:
    """Return where the places ``begin:end``, nearest first, are no longer within a radius."""
    while begin < end and inside(km[begin], radius):
        begin += 1
    return begin


@kernel
def visit(
    place: Smalls, km: Floats, begin: int, end: int, radius: float, reach: Floats, visited: Smalls, count: int
) -> int:
    """Note the closeness of the places ``begin:end`` within a radius; return how many are within reach by now."""
    for i in range(begin, edge(km, begin, end, radius)):
        near = closeness(km[i], radius)
        if reach[place[i]] == OUTSIDE:
            visited[count] = place[i]
            count += 1
        reach[place[i]] = max(reach[place[i]], near)
        reach[visited.size + place[i]] = max(reach[visited.size + place[i]], near)
    return count


@kernel
def look_around(people: People, at: int, zones: Smalls, ground: Ground, reach: Floats, visited: Smalls) -> int:
    """Note the closeness of the places within the areas of the person in row ``at``; return how many there are."""
    ptr, near = ground.around_ptr, 0
    for a in range(people.areas_ptr[at], people.areas_ptr[at + 1]):
        begin, end, radius = ptr[zones[a]], ptr[zones[a] + 1], people.areas_radius_km[a]
        near = visit(ground.around_place, ground.around_km, begin, end, radius, reach, visited, near)
    return near


@kernel
def leave(visited: Smalls, near: int, reach: Floats) -> None:
    """Put the first ``near`` places visited out of reach again."""
    for i in range(near):
        reach[visited[i]] = reach[visited.size + visited[i]] = OUTSIDE


@kernel
def within_reach(
    visited: Smalls,
    near: int,
    remote: bool,  # noqa: FBT001 - as numba wants it
    offline: Smalls,
    online: Smalls,
) -> int:
    """Return how many needs are at the ``near`` places visited; those online only for who is not remote."""
    count = 0
    for i in range(near):
        count += offline[visited[i]] + (0 if remote else online[visited[i]])
    return count


@kernel
def find_skilled(
    touched: Smalls, count: int, ptr: Smalls, need: Smalls, place: Smalls, reach: Floats, found: Smalls
) -> int:
    """Write needs within reach that require one of the first ``count`` concepts; return how many, some twice."""
    total = 0
    for i in range(count):
        for k in range(ptr[touched[i]], ptr[touched[i] + 1]):
            # Kept or not without a branch: which way it goes cannot be guessed.
            found[total] = need[k]
            total += reach[place[k]] >= 0
    return total


@kernel
def find_open(
    ptr: Smalls,
    need: Smalls,
    visited: Smalls,
    near: int,
    remote: bool,  # noqa: FBT001 - as numba wants it
    found: Smalls,
    count: int,
) -> int:
    """Add the needs within reach that require no skill; return how many are found by now."""
    for i in range(near + remote):
        place = visited[i] if i < near else visited.size
        for k in range(ptr[place], ptr[place + 1]):
            found[count] = need[k]
            count += 1
    return count


@kernel
def find(
    ground: Ground,
    touched: Smalls,
    concepts: int,
    visited: Smalls,
    near: int,
    remote: bool,  # noqa: FBT001 - as numba wants it
    reach: Floats,
    found: Smalls,
) -> int:
    """Write the needs to judge in ``found``: within reach, and a concept or nothing required; return how many."""
    ptr, need, place = ground.by_concept_ptr, ground.by_concept_need, ground.by_concept_place
    count = find_skilled(touched, concepts, ptr, need, place, reach, found)
    return find_open(ground.open_ptr, ground.open_need, visited, near, remote, found, count)


@kernel
def keep_fitting(person: Person, rows: Smalls, max_open: int, p: int, seen: Smalls, found: Smalls, count: int) -> int:
    """Keep what fits by its numbers, once; return how many of ``found`` are left."""
    kept = 0
    for i in range(count):
        q = found[i]
        need = Need(
            rows[q, SECTOR],
            rows[q, ROLE],
            rows[q, FORM],
            rows[q, PARTS],
            rows[q, PARTS_NEEDED],
            rows[q, MINUTES],
            rows[q, STARTS],
            rows[q, ENDS],
        )
        fits = early_obstacle(person, need, max_open) == FITS
        found[kept] = q
        kept += fits & share(person.contract_forms, need.contract_forms) & (seen[q] != p)
        seen[q] = p
    return kept


@kernel
def keep_unlisted(values: Ints, begin: int, end: int, of_need: Ints, found: Smalls, count: int) -> int:
    """Keep the needs whose school or id is not in ``values[begin:end]``; return how many of ``found`` are left."""
    if begin == end:
        return count
    kept = 0
    for i in range(count):
        found[kept] = found[i]
        kept += not listed(values, begin, end, of_need[found[i]])
    return kept


@kernel
def keep_lawful(exempt: int, left: Smalls, at: int, rows: Smalls, by_year: Smalls, found: Smalls, count: int) -> int:
    """Keep the needs within the legal hours of the person in row ``at``; return how many of ``found`` are left."""
    kept = 0
    for i in range(count):
        q = found[i]
        found[kept] = q
        kept += share(exempt, rows[q, CELL]) or within_law(left, at, by_year, q)
    return kept


@kernel
def keep(
    people: People, at: int, needs: Needs, rows: Smalls, max_open: int, p: int, seen: Smalls, found: Smalls, count: int
) -> int:
    """Keep what nothing stands in the way of, for the person in row ``at``; return how many of ``found`` are left."""
    count = keep_fitting(person_at(people, at, 0), rows, max_open, p, seen, found, count)
    begin, end = people.barred_ptr[at], people.barred_ptr[at + 1]
    count = keep_unlisted(people.barred_school, begin, end, needs.schools, found, count)
    begin, end = people.refused_ptr[at], people.refused_ptr[at + 1]
    count = keep_unlisted(people.refused_need, begin, end, needs.ids, found, count)
    return keep_lawful(people.exempt_cells[at], people.minutes_left, at, rows, needs.minutes_by_year, found, count)
