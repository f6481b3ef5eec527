"""All people against all needs in one pass: people by zone, the places around each, both lists filled at once.

Per person: which places lie within reach, for which asked concepts the skills count, and through lists of needs by
required concept only the pairs that have both. Pairs without a skill in common or out of reach cost next to nothing.
"""

from typing import NamedTuple

import numpy as np

from matcher.matching.columns import Flags, Floats, Levels, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Lists
from matcher.matching.kernels.best import best_first, push
from matcher.matching.kernels.geometry import OUTSIDE, closeness
from matcher.matching.kernels.obstacles import required_end
from matcher.matching.kernels.rules import FITS, Need, Person, early_obstacle, listed, share, within_law
from matcher.matching.kernels.scores import LEVELS, Shares, coverage, hours_fit, level_factor, nearness, total_of

# Columns of ``Ground.needs``: what is read of a need lies together, in one line of the processor's cache.
SECTOR, ROLE, FORM, PARTS, PARTS_NEEDED, MINUTES, STARTS, ENDS, CELL, PLACE, BEGIN, END = range(12)
WIDTH = 16


class Ground(NamedTuple):
    """Needs by place and by required concept, and the places around each zone.

    Of the l places where needs are, each is there twice: ``l + i`` stands for place ``i`` for needs that are online.
    ``needs`` is (m, ``WIDTH``). ``around_*``: see ``zones.around``. ``offline`` and ``online`` count the needs of each
    place (l,) by whether they are online. ``by_concept_*`` are lists per concept of the needs that require it, with
    their place. ``open_*`` are lists of needs per place: those that require no skill; the last list, after the places,
    holds those of them that are online. ``serves`` are lists by held concept of the concepts it counts for, only such
    as are asked. ``spots`` and ``weights``: of each asked skill of each need, see ``scores``.
    """

    needs: Smalls
    around_ptr: Smalls
    around_place: Smalls
    around_km: Floats
    offline: Smalls
    online: Smalls
    by_concept_ptr: Smalls
    by_concept_need: Smalls
    by_concept_place: Smalls
    open_ptr: Smalls
    open_need: Smalls
    serves: Lists
    spots: Smalls
    weights: Floats


class Heaps(NamedTuple):
    """The best of each row so far: totals and rows (k, top), and how many there are (k,)."""

    totals: Floats
    rows: Smalls
    sizes: Smalls


class Room(NamedTuple):
    """What one worker writes in, over and over: nothing of it outlives a person.

    ``best`` (c x levels,), ``known`` (c,) and ``touched`` (c,): what a person's skills count for, for which concepts.
    ``reach`` (2 l,): the closeness of places, those for needs online after the others; ``visited`` (l,): which places
    are within reach. ``seen`` (m,): the last person for whom each need was looked at. ``found``: needs to judge.
    """

    best: Floats
    known: Flags
    touched: Smalls
    reach: Floats
    visited: Smalls
    seen: Smalls
    found: Smalls


@kernel
def needs_in_rows(needs: Needs, place: Smalls) -> Smalls:
    """Return ``Ground.needs``; ``place`` (m,) as in ``Ground``."""
    rows = np.zeros((needs.ids.size, WIDTH), np.int32)
    for q in range(needs.ids.size):
        row = rows[q]
        row[SECTOR], row[ROLE], row[FORM] = needs.sectors[q], needs.role_kinds[q], needs.contract_forms[q]
        row[PARTS], row[PARTS_NEEDED] = needs.day_parts[q], needs.parts_needed[q]
        row[MINUTES], row[STARTS], row[ENDS] = needs.minutes_per_week[q], needs.starts_on[q], needs.ends_on[q]
        row[CELL], row[PLACE] = needs.rule_cells[q], place[q]
        row[BEGIN], row[END] = needs.asked_ptr[q], needs.asked_ptr[q + 1]
    return rows


@kernel
def lists_by_concept(needs: Needs, place: Smalls, concepts: int) -> tuple[Smalls, Smalls, Smalls]:
    """Return the needs that require each concept: pointers (c + 1,), rows ascending in each list, and their places."""
    ptr = np.zeros(concepts + 1, np.int32)
    for k in range(needs.asked_concept.size):
        if needs.asked_required[k]:
            ptr[needs.asked_concept[k] + 1] += 1
    for concept in range(concepts):
        ptr[concept + 1] += ptr[concept]
    filled, rows, places = ptr.copy(), np.empty(ptr[concepts], np.int32), np.empty(ptr[concepts], np.int32)
    for q in range(needs.ids.size):
        begin = needs.asked_ptr[q]
        for k in range(begin, required_end(needs.asked_required, begin, needs.asked_ptr[q + 1])):
            at = filled[needs.asked_concept[k]]
            rows[at], places[at] = q, place[q]
            filled[needs.asked_concept[k]] = at + 1
    return ptr, rows, places


@kernel
def learn(
    concepts: Smalls,
    levels: Levels,
    begin: int,
    end: int,
    serves: Lists,
    shares: Shares,
    best: Floats,
    known: Flags,
    touched: Smalls,
) -> int:
    """Fill in what the skills ``begin:end`` count for; return how many concepts that touches."""
    ptr, asked_for, close, count = serves.ptr, serves.concept, serves.close, 0
    for k in range(begin, end):
        held, level = concepts[k], levels[k]
        one, two = level_factor(1 - level, shares), level_factor(2 - level, shares)
        three = level_factor(3 - level, shares)
        for i in range(ptr[held], ptr[held + 1]):
            asked = asked_for[i]
            if not known[asked]:
                known[asked], touched[count] = True, asked
                count += 1
            near = nearness(close[i], held == asked, shares)
            spot = asked * LEVELS
            best[spot + 1] = max(best[spot + 1], near * one)
            best[spot + 2] = max(best[spot + 2], near * two)
            best[spot + 3] = max(best[spot + 3], near * three)
    return count


@kernel
def unlearn(best: Floats, known: Flags, touched: Smalls, count: int) -> None:
    """Empty what ``learn`` filled."""
    for i in range(count):
        known[touched[i]] = False
        for spot in range(touched[i] * LEVELS, (touched[i] + 1) * LEVELS):
            best[spot] = 0.0


@kernel
def visit(
    place: Smalls, km: Floats, begin: int, end: int, radius: float, reach: Floats, visited: Smalls, count: int
) -> int:
    """Note the closeness of the places ``begin:end`` within a radius; return how many are within reach by now."""
    for i in range(begin, end):
        near = closeness(km[i], radius)
        if near == OUTSIDE:
            break
        if reach[place[i]] == OUTSIDE:
            visited[count] = place[i]
            count += 1
        reach[place[i]] = max(reach[place[i]], near)
        reach[visited.size + place[i]] = max(reach[visited.size + place[i]], near)
    return count


@kernel
def sweep(  # noqa: C901, PLR0912, PLR0915 - one pass, whose helpers may only take a few arrays
    people: People,
    needs: Needs,
    ground: Ground,
    order: Smalls,
    zones: Smalls,
    max_open: int,
    shares: Shares,
    of_need: Heaps,
    of_person: Heaps,
    room: Room,
) -> int:
    """Rank ``people`` against all needs into both heaps; return how many pairs are within reach.

    ``order`` holds their rows in the heaps, ``zones`` the zone of each of their areas.

    The lists of these people are finished, those of needs are not.
    """
    best, known, touched, reach, visited = room.best, room.known, room.touched, room.reach, room.visited
    seen, found, row_of, serves = room.seen, room.found, ground.needs, ground.serves
    around_ptr, around_place, around_km = ground.around_ptr, ground.around_place, ground.around_km
    concept_ptr, concept_need, concept_place = ground.by_concept_ptr, ground.by_concept_need, ground.by_concept_place
    open_ptr, open_need, offline, online = ground.open_ptr, ground.open_need, ground.offline, ground.online
    areas_ptr, radii = people.areas_ptr, people.areas_radius_km
    skills_ptr, skills, held_levels = people.skills_ptr, people.skills_concept, people.skills_level
    barred_ptr, barred, schools = people.barred_ptr, people.barred_school, needs.schools
    refused_ptr, refused, ids = people.refused_ptr, people.refused_need, needs.ids
    sectors, roles, forms, parts = people.sectors, people.role_kinds, people.contract_forms, people.day_parts
    least, most, begins, ends = people.minutes_min, people.minutes_max, people.available_from, people.available_to
    opened, at_home, exempt, left = people.open_proposals, people.online, people.exempt_cells, people.minutes_left
    spots, weights, by_year = ground.spots, ground.weights, needs.minutes_by_year
    totals, rows, sizes = of_need.totals, of_need.rows, of_need.sizes
    own_totals, own_rows, own_sizes = of_person.totals, of_person.rows, of_person.sizes
    in_reach, online_needs, places = 0, online.sum(), offline.size
    for at in range(order.size):
        p, near = order[at], 0
        for a in range(areas_ptr[at], areas_ptr[at + 1]):
            begin, end = around_ptr[zones[a]], around_ptr[zones[a] + 1]
            near = visit(around_place, around_km, begin, end, radii[a], reach, visited, near)
        remote = at_home[at]
        if remote:
            reach[places:] = 1.0
            in_reach += online_needs
        for i in range(near):
            in_reach += offline[visited[i]] + (0 if remote else online[visited[i]])
        if opened[at] < max_open:
            person = Person(
                sectors[at], roles[at], forms[at], parts[at], least[at], most[at], begins[at], ends[at], opened[at]
            )
            concepts = learn(
                skills, held_levels, skills_ptr[at], skills_ptr[at + 1], serves, shares, best, known, touched
            )
            count, kept, size = 0, 0, 0
            barred_begin, barred_end = barred_ptr[at], barred_ptr[at + 1]
            refused_begin, refused_end = refused_ptr[at], refused_ptr[at + 1]
            for i in range(concepts):
                for k in range(concept_ptr[touched[i]], concept_ptr[touched[i] + 1]):
                    # Kept or not without a branch: which way it goes cannot be guessed.
                    found[count] = concept_need[k]
                    count += reach[concept_place[k]] >= 0
            for i in range(near + 1 if remote else near):
                place = visited[i] if i < near else places
                for k in range(open_ptr[place], open_ptr[place + 1]):
                    found[count] = open_need[k]
                    count += 1
            for i in range(count):
                q = found[i]
                need = Need(
                    row_of[q, SECTOR],
                    row_of[q, ROLE],
                    row_of[q, FORM],
                    row_of[q, PARTS],
                    row_of[q, PARTS_NEEDED],
                    row_of[q, MINUTES],
                    row_of[q, STARTS],
                    row_of[q, ENDS],
                )
                fits = early_obstacle(person, need, max_open) == FITS
                found[kept] = q
                kept += fits & share(person.contract_forms, need.contract_forms) & (seen[q] != p)
                seen[q] = p
            for i in range(kept):
                q = found[i]
                if barred_begin < barred_end and listed(barred, barred_begin, barred_end, schools[q]):
                    continue
                if refused_begin < refused_end and listed(refused, refused_begin, refused_end, ids[q]):
                    continue
                if not (share(exempt[at], row_of[q, CELL]) or within_law(left, at, by_year, q)):
                    continue
                travel = reach[row_of[q, PLACE]]
                covered = coverage(spots, row_of[q, BEGIN], row_of[q, END], weights, best)
                total = total_of(covered, travel, hours_fit(least[at], most[at], row_of[q, MINUTES]), shares)
                size = push(own_totals, own_rows, p, size, total, q)
                sizes[q] = push(totals, rows, q, sizes[q], total, p)
            best_first(own_totals, own_rows, p, size)
            own_sizes[p] = size
            unlearn(best, known, touched, concepts)
        for i in range(near):
            reach[visited[i]] = reach[places + visited[i]] = OUTSIDE
        if remote:
            reach[places:] = OUTSIDE
    return in_reach
