"""Ranking: one need against all people, one person against all needs; who is left out and why; what would help."""

from dataclasses import dataclass

import numpy as np

from matcher.domain.day_parts import PARTS, WEEKDAYS
from matcher.matching.columns import Floats, Ints, Problem
from matcher.matching.constraints import Codes, Obstacle, Relax, obstacles_for_need, obstacles_for_person
from matcher.matching.scoring import Parts, ScoreColumns, score_pairs
from matcher.matching.weights import DEFAULT, Weights

_DAY = (1 << len(PARTS)) - 1


@dataclass(frozen=True, slots=True)
class Ranked:
    """One pair in a ranking: ids, total in [0, 1] and its parts."""

    person_id: int
    need_id: int
    total: float
    parts: Parts


@dataclass(frozen=True, slots=True)
class WhatIf:
    """How many more would fit: with ``extra_km`` added to every area, and with each weekday's day parts (6 counts)."""

    extra_km: float
    more_by_travel: int
    more_by_weekday: tuple[int, ...]

    @property
    def best_weekday(self) -> int | None:
        """The weekday (0 Monday) that adds most, None when no day adds anybody."""
        most = max(self.more_by_weekday)
        return self.more_by_weekday.index(most) if most else None


def rank_people(
    problem: Problem, need_row: int, limit: int | None = 50, weights: Weights = DEFAULT
) -> tuple[Ranked, ...]:
    """Return the ``limit`` best people that fit need ``need_row`` (None: all), best first, ties by person id."""
    rows = np.flatnonzero(obstacles_for_need(problem, need_row) == Obstacle.NONE)
    scores = score_pairs(problem, rows, np.asarray(need_row), weights)
    need_id = int(problem.needs.ids[need_row])
    ids = problem.people.ids[rows]
    return tuple(_ranked(int(ids[i]), need_id, scores, i) for i in best_first(scores.total, limit))


def rank_needs(
    problem: Problem, person_row: int, limit: int | None = 20, weights: Weights = DEFAULT
) -> tuple[Ranked, ...]:
    """Return the ``limit`` best needs that fit person ``person_row`` (None: all), best first, ties by need id."""
    rows = np.flatnonzero(obstacles_for_person(problem, person_row) == Obstacle.NONE)
    scores = score_pairs(problem, np.asarray(person_row), rows, weights)
    person_id = int(problem.people.ids[person_row])
    ids = problem.needs.ids[rows]
    return tuple(_ranked(person_id, int(ids[i]), scores, i) for i in best_first(scores.total, limit))


def score_pair(problem: Problem, person_row: int, need_row: int, weights: Weights = DEFAULT) -> Ranked:
    """Return the score of one pair, whether it fits or not."""
    scores = score_pairs(problem, np.asarray(person_row), np.array([need_row]), weights)
    return _ranked(int(problem.people.ids[person_row]), int(problem.needs.ids[need_row]), scores, 0)


def _ranked(person_id: int, need_id: int, scores: ScoreColumns, i: int) -> Ranked:
    return Ranked(person_id, need_id, float(scores.total[i]), scores.parts(i))


def best_first(totals: Floats, limit: int | None) -> list[int]:
    """Return the positions of the ``limit`` highest totals, highest first, ties by position. Exact."""
    kept = np.arange(totals.size)
    if limit is not None and 0 < limit < totals.size:
        edge = np.partition(totals, totals.size - limit)[totals.size - limit]
        kept = np.flatnonzero(totals >= edge)
    order = kept[np.argsort(-totals[kept], kind="stable")]
    return [int(i) for i in order[: None if limit is None else max(limit, 0)]]


def why_not(problem: Problem, need_row: int) -> dict[Obstacle, int]:
    """Return how many people each obstacle keeps out of the list of need ``need_row``; only obstacles that occur."""
    return _counts(obstacles_for_need(problem, need_row))


def why_not_needs(problem: Problem, person_row: int) -> dict[Obstacle, int]:
    """Return how many needs each obstacle keeps out of the list of person ``person_row``."""
    return _counts(obstacles_for_person(problem, person_row))


def _counts(codes: Codes) -> dict[Obstacle, int]:
    counts = np.bincount(codes, minlength=len(Obstacle))
    return {o: int(counts[o]) for o in Obstacle if o is not Obstacle.NONE and counts[o]}


def what_if_people(problem: Problem, need_row: int, extra_km: float = 10.0) -> WhatIf:
    """Return how many more people would fit need ``need_row`` when areas grow or the need takes one more weekday."""
    now = obstacles_for_need(problem, need_row)

    def more(kept_out_by: Obstacle, relax: Relax) -> int:
        only = _rows_with(now, kept_out_by)
        return _fitting(obstacles_for_need(problem, need_row, relax, only))

    days = tuple(more(Obstacle.DAY_PARTS, Relax(need_day_parts=_day_mask(d))) for d in range(len(WEEKDAYS)))
    return WhatIf(extra_km, more(Obstacle.TRAVEL, Relax(extra_km=extra_km)), days)


def what_if_needs(problem: Problem, person_row: int, extra_km: float = 10.0) -> WhatIf:
    """Return how many more needs would fit person ``person_row`` when areas grow or one more weekday is offered."""
    now = obstacles_for_person(problem, person_row)

    def more(kept_out_by: Obstacle, relax: Relax) -> int:
        only = _rows_with(now, kept_out_by)
        return _fitting(obstacles_for_person(problem, person_row, relax, only))

    days = tuple(more(Obstacle.DAY_PARTS, Relax(person_day_parts=_day_mask(d))) for d in range(len(WEEKDAYS)))
    return WhatIf(extra_km, more(Obstacle.TRAVEL, Relax(extra_km=extra_km)), days)


def _day_mask(weekday: int) -> int:
    return _DAY << (weekday * len(PARTS))


def _rows_with(codes: Codes, obstacle: Obstacle) -> Ints:
    return np.flatnonzero(codes == obstacle)


def _fitting(codes: Codes) -> int:
    return int(np.count_nonzero(codes == Obstacle.NONE))
