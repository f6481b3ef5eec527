"""All people against all needs in one pass: people by zone, the places around each, both lists filled at once.

Per person: which places lie within reach, for which asked concepts the skills count, and through lists of needs by
required concept only the pairs that have both. Pairs without a skill in common or out of reach cost next to nothing.
"""

from typing import NamedTuple

from matcher.matching.columns import Flags, Floats, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Lists
from matcher.matching.kernels.best import best_first, push
from matcher.matching.kernels.candidates import find, keep, leave, look_around, within_reach
from matcher.matching.kernels.geometry import OUTSIDE
from matcher.matching.kernels.ground import ANSWERING, BEGIN, END, MINUTES, PLACE, Ground
from matcher.matching.kernels.scores import (
    LEVELS,
    Shares,
    coverage,
    hours_fit,
    level_factor,
    lost_by_silence,
    nearness,
    total_of,
)


class Heaps(NamedTuple):
    """The best of each row so far: totals and rows (k, top), and how many there are (k,)."""

    totals: Floats
    rows: Smalls
    sizes: Smalls


class Room(NamedTuple):
    """What one worker writes in, over and over: nothing of it outlives a person.

    ``best`` (c x levels,), ``known`` (c,) and ``touched`` (c,): what a person's skills count for, for which concepts.
    ``reach`` (2 l,): the closeness of places, those for needs online after the others; ``visited`` (l,): which places
    are within reach. ``seen`` (m,): the last person for whom each need was looked at. ``found``: needs to judge;
    ``scores``: of those that are left.
    """

    best: Floats
    known: Flags
    touched: Smalls
    reach: Floats
    visited: Smalls
    seen: Smalls
    found: Smalls
    scores: Floats


@kernel
def learn(
    people: People,
    at: int,
    serves: Lists,
    shares: Shares,
    best: Floats,
    known: Flags,
    touched: Smalls,
) -> int:
    """Fill in what the skills of the person in row ``at`` count for; return how many concepts that touches."""
    ptr, asked_for, close, count = serves.ptr, serves.concept, serves.close, 0
    concepts, levels = people.skills_concept, people.skills_level
    for k in range(people.skills_ptr[at], people.skills_ptr[at + 1]):
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
def offer_at(people: People, at: int) -> tuple[int, int, int]:
    """Return what ``rate`` reads of the person in row ``at``: least and most minutes per week, and ``answering``."""
    return people.minutes_min[at], people.minutes_max[at], int(people.answering[at])


@kernel
def rate(
    person: tuple[int, int, int],
    rows: Smalls,
    spots: Smalls,
    weights: Floats,
    best: Floats,
    reach: Floats,
    shares: Shares,
    found: Smalls,
    scores: Floats,
    count: int,
) -> None:
    """Write the score of each need found for a person, see ``offer_at``."""
    for i in range(count):
        q = found[i]
        covered = coverage(spots, rows[q, BEGIN], rows[q, END], weights, best)
        fit = hours_fit(person[0], person[1], rows[q, MINUTES])
        lost = lost_by_silence(person[2], rows[q, ANSWERING], shares)
        scores[i] = total_of(covered, reach[rows[q, PLACE]], fit, lost, shares)


@kernel
def list_needs(totals: Floats, items: Smalls, p: int, found: Smalls, scores: Floats, count: int) -> int:
    """Make the list of person ``p``, best first; return how long it is."""
    size = 0
    for i in range(count):
        size = push(totals, items, p, size, scores[i], found[i])
    best_first(totals, items, p, size)
    return size


@kernel
def offer(totals: Floats, items: Smalls, sizes: Smalls, p: int, found: Smalls, scores: Floats, count: int) -> None:
    """Push person ``p`` into the heap of each need found."""
    for i in range(count):
        q = found[i]
        sizes[q] = push(totals, items, q, sizes[q], scores[i], p)


@kernel
def sweep(
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

    ``order``: their rows in the heaps; ``zones``: of each of their areas. Their own lists are finished, no others.
    """
    best, known, touched, reach, visited, seen, found, scores = room
    totals, items, sizes = of_need
    own_totals, own_items, own_sizes = of_person
    rows, serves, spots, weights = ground.needs, ground.serves, ground.spots, ground.weights
    offline, online, online_needs, in_reach = ground.offline, ground.online, ground.online.sum(), 0
    for at in range(order.size):
        p, remote, person = order[at], people.online[at], offer_at(people, at)
        near = look_around(people, at, zones, ground, reach, visited)
        in_reach += within_reach(visited, near, remote, offline, online)
        if remote:
            reach[visited.size :] = 1.0
            in_reach += online_needs
        if people.open_proposals[at] < max_open:
            concepts = learn(people, at, serves, shares, best, known, touched)
            count = find(ground, touched, concepts, visited, near, remote, reach, found)
            count = keep(people, at, needs, rows, max_open, p, seen, found, count)
            rate(person, rows, spots, weights, best, reach, shares, found, scores, count)
            own_sizes[p] = list_needs(own_totals, own_items, p, found, scores, count)
            offer(totals, items, sizes, p, found, scores, count)
            unlearn(best, known, touched, concepts)
        leave(visited, near, reach)
        if remote:
            reach[visited.size :] = OUTSIDE
    return in_reach
