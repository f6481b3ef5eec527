"""The score of one pair, and of one row against many: skills, travel, hours and answers, each in [0, 1]."""

from typing import NamedTuple

import numpy as np

from matcher.matching.answering import FULL
from matcher.matching.columns import MAX_LEVEL, Floats, Ints, Needs, People, Smalls
from matcher.matching.compiled import kernel
from matcher.matching.index import Index
from matcher.matching.kernels.geometry import NOT_YET, best_from_points, reach_of_point

# Neither good nor bad: what a need without skills gives everybody.
NEUTRAL = 0.5
# Nobody works more than a full week; keeps "no maximum" from pulling the middle out of sight.
FULL_WEEK_MINUTES = 2400
# Rounding to nine decimals makes equal scores equal, so that ties go by id.
ROUNDING = 1e9
LEVELS = MAX_LEVEL + 1
UNRELATED = -1.0
# Rows of what ``scores_for_need`` and ``scores_for_person`` return: the total and five parts.
SCORES = 6


class Shares(NamedTuple):
    """The numbers of ``weights.Weights`` as the loops read them."""

    skills: float
    travel: float
    hours: float
    sum: float
    nice_factor: float
    level_step: float
    related_decay: float
    silence: float


@kernel
def rounded(value: float) -> float:
    """Return the value at nine decimals."""
    return float(np.rint(value * ROUNDING) / ROUNDING)


@kernel
def credit(close: float, same: bool, shortfall: int, shares: Shares) -> float:  # noqa: FBT001 - as numba wants it
    """Return what a held concept counts for an asked one: closeness x level, closeness 1 for the concept itself.

    ``shortfall`` is the asked level minus the held one. Another concept at closeness 1 is the same by another name.
    """
    return nearness(close, same, shares) * level_factor(shortfall, shares)


@kernel
def nearness(close: float, same: bool, shares: Shares) -> float:  # noqa: FBT001 - as numba wants it
    """Return what a held concept at any level counts for an asked one at most; 1 for the concept itself."""
    return 1.0 if same or close >= 1.0 else close * shares.related_decay


@kernel
def level_factor(shortfall: int, shares: Shares) -> float:
    """Return what is left when the held level is ``shortfall`` levels below the asked one."""
    return max(1.0 - shares.level_step * max(shortfall, 0), 0.0)


@kernel
def hours_fit(least: int, most: int, asked: int) -> float:
    """Return 1 when the asked weekly minutes are the middle of what is offered, down to 0 at nothing or the double."""
    middle = (least + min(most, FULL_WEEK_MINUTES)) / 2
    off = abs(asked - middle) / max(middle, 1.0)
    return float(min(max(1.0 - off, 0.0), 1.0))


@kernel
def lost_by_silence(person: int, school: int, shares: Shares) -> float:
    """Return what a pair loses because its sides do not always answer; exactly nothing when both have ``FULL``."""
    return shares.silence * (2 * FULL - person - school) / FULL


@kernel
def total_of(skills: float, travel: float, hours: float, lost: float, shares: Shares) -> float:
    """Return the weighted mean of the parts without what is lost, at least 0, rounded."""
    mean = (shares.skills * skills + shares.travel * travel + shares.hours * hours) / shares.sum
    return rounded(max(mean - lost, 0.0))


@kernel
def fill_scores(
    scores: Floats, i: int, parts: tuple[float, float, float], answers: tuple[int, int], shares: Shares
) -> None:
    """Write column ``i`` of ``scores``: the total, then the parts; ``answers``: of the person and of the school."""
    lost = lost_by_silence(answers[0], answers[1], shares)
    scores[0, i] = total_of(parts[0], parts[1], parts[2], lost, shares)
    for part in range(3):
        scores[part + 1, i] = rounded(parts[part])
    scores[4, i], scores[5, i] = rounded(answers[0] / FULL), rounded(answers[1] / FULL)


@kernel
def slot_weight(rarity: float, required: bool, nice_factor: float) -> float:  # noqa: FBT001 - as numba wants it
    """Return what an asked skill weighs: its rarity, times the factor for a nice one."""
    return rarity if required else rarity * nice_factor


@kernel
def share_covered(gained: float, possible: float) -> float:
    """Return the covered share, ``NEUTRAL`` when nothing is asked."""
    return gained / possible if possible > 0 else NEUTRAL


@kernel
def gains_for_need(needs: Needs, q: int, index: Index, shares: Shares) -> tuple[Smalls, Floats]:
    """Return a place per concept (c,), -1 when it counts for nothing, and gains (places, held level, asked slot).

    A gain is ``UNRELATED``, below zero, where the concept has nothing to do with the asked one.
    """
    begin, end = needs.asked_ptr[q], needs.asked_ptr[q + 1]
    place, places = np.full(index.idf.size, -1, np.int32), 0
    for k in range(begin, end):
        asked = needs.asked_concept[k]
        for i in range(index.near.ptr[asked], index.near.ptr[asked + 1]):
            if place[index.near.concept[i]] < 0:
                place[index.near.concept[i]] = places
                places += 1
    gains = np.full((places, LEVELS, end - begin), UNRELATED)
    for k in range(begin, end):
        asked = needs.asked_concept[k]
        for i in range(index.near.ptr[asked], index.near.ptr[asked + 1]):
            held, close = index.near.concept[i], index.near.close[i]
            for level in range(LEVELS):
                gain = credit(close, held == asked, needs.asked_level[k] - level, shares)
                gains[place[held], level, k - begin] = gain
    return place, gains


@kernel
def gains_of_person(people: People, p: int, index: Index, shares: Shares) -> Floats:
    """Return what the skills of person ``p`` count for at most: (c x levels,), four asked levels for each concept."""
    best = np.zeros(index.idf.size * LEVELS)
    for k in range(people.skills_ptr[p], people.skills_ptr[p + 1]):
        held, level = people.skills_concept[k], people.skills_level[k]
        for i in range(index.serves.ptr[held], index.serves.ptr[held + 1]):
            asked, close = index.serves.concept[i], index.serves.close[i]
            for wanted in range(LEVELS):
                spot = asked * LEVELS + wanted
                best[spot] = max(best[spot], credit(close, held == asked, wanted - level, shares))
    return best


@kernel
def weights_of(needs: Needs, idf: Floats, shares: Shares) -> Floats:
    """Return what each asked skill of each need weighs, as long as ``Needs.asked_concept``."""
    concepts, required = needs.asked_concept, needs.asked_required
    weights = np.empty(concepts.size)
    for k in range(concepts.size):
        weights[k] = slot_weight(idf[concepts[k]], required[k], shares.nice_factor)
    return weights


@kernel
def spots_of(needs: Needs) -> Smalls:
    """Return of each asked skill of each need where ``gains_of_person`` has its credit."""
    concepts, levels = needs.asked_concept, needs.asked_level
    spots = np.empty(concepts.size, np.int32)
    for k in range(concepts.size):
        spots[k] = concepts[k] * LEVELS + levels[k]
    return spots


@kernel
def coverage(spots: Smalls, begin: int, end: int, weights: Floats, best: Floats) -> float:
    """Return the weighted share of the asked skills ``begin:end``, given the best credit by ``spots_of``."""
    gained, possible = 0.0, 0.0
    for k in range(begin, end):
        gained += weights[k] * best[spots[k]]
        possible += weights[k]
    return share_covered(gained, possible)


@kernel
def raise_to_gains(best: Floats, gains: Floats, place: int, level: int) -> None:
    """Raise ``best`` (slots,) to what a concept in ``place``, held at ``level``, counts for."""
    for j in range(best.size):
        best[j] = max(best[j], gains[place, level, j])


@kernel
def covered(best: Floats, weights: Floats, begin: int) -> float:
    """Return the weighted share of the asked skills from ``begin`` on, given the credit of each (slots,)."""
    gained, possible = 0.0, 0.0
    for j in range(best.size):
        gained += weights[begin + j] * best[j]
        possible += weights[begin + j]
    return share_covered(gained, possible)


@kernel
def scores_for_need(people: People, needs: Needs, index: Index, q: int, shares: Shares, rows: Ints) -> Floats:
    """Return the ``SCORES`` (6, k) of the people in ``rows`` (k,) for need ``q``."""
    scores = np.empty((SCORES, rows.size))
    place, gains = gains_for_need(needs, q, index, shares)
    weights, begin, best = weights_of(needs, index.idf, shares), needs.asked_ptr[q], np.empty(gains.shape[2])
    away, where = np.full(index.area_points.total, NOT_YET), (needs.lat[q], needs.lon[q])
    areas = (people.areas_lat, people.areas_lon, people.areas_radius_km, index.area_points.number)
    areas_ptr, skills_ptr, skills, levels = (
        people.areas_ptr,
        people.skills_ptr,
        people.skills_concept,
        people.skills_level,
    )
    least, most, asked, online = people.minutes_min, people.minutes_max, needs.minutes_per_week[q], people.online
    answers, of_school = people.answering, int(needs.answering[q])
    for i in range(rows.size):
        p = rows[i]
        best[:] = 0.0
        for k in range(skills_ptr[p], skills_ptr[p + 1]):
            if place[skills[k]] >= 0:
                raise_to_gains(best, gains, place[skills[k]], levels[k])
        travel = 1.0
        if not (needs.online[q] and online[p]):
            travel = max(best_from_points(areas, areas_ptr[p], areas_ptr[p + 1], where, away, 0.0), 0.0)
        parts = (covered(best, weights, begin), travel, hours_fit(least[p], most[p], asked))
        fill_scores(scores, i, parts, (int(answers[p]), of_school), shares)
    return scores


@kernel
def scores_for_person(people: People, needs: Needs, index: Index, p: int, shares: Shares, rows: Ints) -> Floats:
    """Return the ``SCORES`` (6, k) of person ``p`` for the needs in ``rows`` (k,)."""
    scores = np.empty((SCORES, rows.size))
    best, weights = gains_of_person(people, p, index, shares), weights_of(needs, index.idf, shares)
    reached, point = np.full(index.need_points.total, NOT_YET), index.need_points.number
    areas = (people.areas_lat, people.areas_lon, people.areas_radius_km)
    first, last, least, most = (
        people.areas_ptr[p],
        people.areas_ptr[p + 1],
        people.minutes_min[p],
        people.minutes_max[p],
    )
    ptr, spots, of_person = needs.asked_ptr, spots_of(needs), int(people.answering[p])
    lat, lon, online, asked, answers = needs.lat, needs.lon, needs.online, needs.minutes_per_week, needs.answering
    for i in range(rows.size):
        q = rows[i]
        travel = 1.0
        if not (online[q] and people.online[p]):
            travel = max(reach_of_point(areas, first, last, (lat[q], lon[q]), reached, point[q], 0.0), 0.0)
        skills = coverage(spots, ptr[q], ptr[q + 1], weights, best)
        parts = (skills, travel, hours_fit(least, most, asked[q]))
        fill_scores(scores, i, parts, (of_person, int(answers[q])), shares)
    return scores
