"""Scores of pairs: parts in [0, 1] and their weighted mean, as columns."""

from dataclasses import dataclass

import numpy as np

from matcher.matching.columns import Floats, Ints, Problem
from matcher.matching.index import index_of
from matcher.matching.kernels.scores import Shares, scores_for_need, scores_for_person
from matcher.matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one score, each in [0, 1]."""

    skills: float
    travel: float
    hours: float


@dataclass(frozen=True, slots=True)
class ScoreColumns:
    """Total and parts of k pairs, each (k,) in [0, 1]."""

    total: Floats
    skills: Floats
    travel: Floats
    hours: Floats

    def parts(self, i: int) -> Parts:
        """Return the parts of pair ``i``."""
        return Parts(float(self.skills[i]), float(self.travel[i]), float(self.hours[i]))


def score_pairs(problem: Problem, p: Ints, q: Ints, weights: Weights) -> ScoreColumns:
    """Return the scores of k pairs; one side is a single row without axes, the other (k,). Constraints are not read."""
    index, shares = index_of(problem), shares_of(weights)
    if q.ndim == 0:
        rows = np.ascontiguousarray(p, dtype=np.int64)
        return ScoreColumns(*scores_for_need(problem.people, problem.needs, index, int(q), shares, rows))
    rows = np.ascontiguousarray(q, dtype=np.int64)
    return ScoreColumns(*scores_for_person(problem.people, problem.needs, index, int(p), shares, rows))


def shares_of(weights: Weights) -> Shares:
    """Return the numbers of ``weights`` for the loops."""
    w = weights
    numbers = (w.skills, w.travel, w.hours, w.sum, w.nice_factor, w.level_step, w.related_decay)
    return Shares(*(float(number) for number in numbers))
