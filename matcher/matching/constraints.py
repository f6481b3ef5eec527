"""Hard constraints: for each pair the first one that fails, so that a page can say why somebody is not in the list."""

import numpy as np

from matcher.matching.columns import Ints, Problem
from matcher.matching.index import index_of
from matcher.matching.kernels.obstacles import Codes, codes_for_need, codes_for_person
from matcher.matching.kernels.rules import Terms
from matcher.matching.obstacle import AS_IS, Obstacle, Relax

ALL: Ints = np.empty(0, dtype=np.int64)


def obstacles_for_need(problem: Problem, row: int, relax: Relax = AS_IS, only: Ints | None = None) -> Codes:
    """Return the first failing :class:`Obstacle` of each person (0 fits) for need ``row``: (n,), or per ``only``.

    ``only`` are person rows. ``relax`` is a what-if.
    """
    if only is not None and not only.size:
        return np.empty(0, dtype=np.uint8)
    rows = ALL if only is None else np.ascontiguousarray(only, dtype=np.int64)
    return codes_for_need(problem.people, problem.needs, index_of(problem), row, terms_of(problem, relax), rows)


def obstacles_for_person(problem: Problem, row: int, relax: Relax = AS_IS, only: Ints | None = None) -> Codes:
    """Return the first failing :class:`Obstacle` of each need (0 fits) for person ``row``: (m,), or per ``only``.

    ``only`` are need rows. ``relax`` is a what-if.
    """
    if only is not None and not only.size:
        return np.empty(0, dtype=np.uint8)
    rows = ALL if only is None else np.ascontiguousarray(only, dtype=np.int64)
    return codes_for_person(problem.people, problem.needs, index_of(problem), row, terms_of(problem, relax), rows)


def obstacle_of(problem: Problem, person_row: int, need_row: int) -> Obstacle:
    """Return the first failing constraint of one pair."""
    return Obstacle(int(obstacles_for_person(problem, person_row, only=np.array([need_row]))[0]))


def terms_of(problem: Problem, relax: Relax = AS_IS) -> Terms:
    """Return what the loops need to know besides the columns."""
    return Terms(problem.max_open_proposals, float(relax.extra_km), relax.person_day_parts, relax.need_day_parts)


__all__ = [
    "AS_IS",
    "Codes",
    "Obstacle",
    "Relax",
    "obstacle_of",
    "obstacles_for_need",
    "obstacles_for_person",
    "terms_of",
]
