"""Scores of pairs: parts in [0, 1], and the total they make, as columns."""

from dataclasses import asdict, dataclass

import numpy as np

from matcher.matching.columns import Floats, Ints, Problem
from matcher.matching.index import index_of
from matcher.matching.kernels.scores import Shares, scores_for_need, scores_for_person, total_of
from matcher.matching.weights import Weights


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one score, each in [0, 1]: three that make up the total, and how surely each side answers."""

    skills: float
    travel: float
    hours: float
    # Proposals and rounds from before have none of these two: nothing was lost then.
    person_answers: float = 1.0
    school_answers: float = 1.0

    def as_dict(self) -> dict[str, float]:
        """Return the parts by name, as proposals keep them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ScoreColumns:
    """Total and parts of k pairs, each (k,) in [0, 1]."""

    total: Floats
    skills: Floats
    travel: Floats
    hours: Floats
    person_answers: Floats
    school_answers: Floats

    def parts(self, i: int) -> Parts:
        """Return the parts of pair ``i``."""
        columns = (self.skills, self.travel, self.hours, self.person_answers, self.school_answers)
        return Parts(*(float(column[i]) for column in columns))


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
    numbers = (w.skills, w.travel, w.hours, w.sum, w.nice_factor, w.level_step, w.related_decay, w.silence)
    return Shares(*(float(number) for number in numbers))


def total_with(parts: Parts, weights: Weights) -> float:
    """Return the total in [0, 1] that the same parts make with other weights of skills, travel, hours and silence."""
    lost = weights.silence * (2 - parts.person_answers - parts.school_answers)
    return float(total_of(parts.skills, parts.travel, parts.hours, lost, shares_of(weights)))
