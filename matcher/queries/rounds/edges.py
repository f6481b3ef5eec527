"""The best candidates of each need of a round, and why others are none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np

from matcher.domain.rounds import KNOWN
from matcher.matching.columns import Floats, Ints, Problem
from matcher.matching.constraints import Obstacle, obstacles_for_need
from matcher.matching.national import rank_all
from matcher.matching.ranking import best_first
from matcher.matching.scoring import Parts, score_pairs
from matcher.matching.weights import DEFAULT, Weights
from matcher.queries.engine import Engine
from matcher.queries.matches import SECRET_OBSTACLES

PARTS = tuple(field.name for field in fields(Parts))


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that could be proposed, e of them: rows in the problem, ids, total and parts (e, k) in [0, 1].

    ``left_out``: need -> obstacle (in lower case) -> people it kept out, for needs without any candidate.
    """

    person_rows: Ints
    need_rows: Ints
    person_ids: Ints
    need_ids: Ints
    total: Floats
    parts: Floats
    left_out: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Found:
    """The candidates of one need."""

    people: Ints
    total: Floats
    parts: Floats
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Who may be a candidate: ``people`` (rows) take part, of whom each need has its ``per_need`` best.

    ``shortlists`` has the people worth looking at for each need row, found for the whole nation at once; None: all.
    """

    people: Ints
    per_need: int
    shortlists: tuple[Ints, Ints] | None = None

    def worth_looking(self, need_row: int) -> Ints:
        """Return the rows of the people to look at for a need."""
        if self.shortlists is None:
            return self.people
        begins, people = self.shortlists
        return people[begins[need_row] : begins[need_row + 1]]


def national_choice(
    problem: Problem, per_need: int, known: Mapping[int, frozenset[int]], weights: Weights = DEFAULT
) -> Choice:
    """Return everybody, and for each need the best people with those who have it among their own best needs."""
    everybody = np.arange(problem.people.ids.size)
    if not everybody.size or not problem.needs.ids.size:
        return Choice(everybody, per_need)
    # Who is known for a need already takes no place in its list.
    most_known = max((len(people) for people in known.values()), default=0)
    edges = rank_all(problem, top_people=per_need + most_known, weights=weights).edges()
    order = np.argsort(edges.needs, kind="stable")
    begins = np.searchsorted(edges.needs[order], np.arange(problem.needs.ids.size + 1))
    return Choice(everybody, per_need, (begins, edges.people[order]))


def candidates_of_needs(
    engine: Engine,
    needs: Iterable[int],
    choice: Choice,
    known: Mapping[int, frozenset[int]],
    weights: Weights = DEFAULT,
) -> Candidates:
    """Return the candidates of each need (ids) without those already known."""
    rows = {need: engine.need_rows[need] for need in needs}
    found = {
        need: _of_need(engine.problem, row, choice, known.get(need, frozenset()), weights) for need, row in rows.items()
    }
    people = np.concatenate([np.zeros(0, dtype=np.int64), *(each.people for each in found.values())])
    need_rows = np.repeat(np.array(list(rows.values()), dtype=np.int64), [each.people.size for each in found.values()])
    return Candidates(
        person_rows=people,
        need_rows=need_rows,
        person_ids=engine.problem.people.ids[people],
        need_ids=engine.problem.needs.ids[need_rows],
        total=np.concatenate([np.zeros(0), *(each.total for each in found.values())]),
        parts=np.concatenate([np.zeros((0, len(PARTS))), *(each.parts for each in found.values())]),
        left_out={need: each.counts for need, each in found.items() if not each.people.size},
    )


def _of_need(problem: Problem, row: int, choice: Choice, known: frozenset[int], weights: Weights) -> _Found:
    people = choice.worth_looking(row)
    fits = people[np.flatnonzero(obstacles_for_need(problem, row, only=people) == Obstacle.NONE)]
    new = fits[~np.isin(problem.people.ids[fits], list(known))]
    scores = score_pairs(problem, new, np.asarray(row), weights)
    limit = choice.per_need if choice.shortlists is None else None
    best = np.array(best_first(scores.total, limit), dtype=np.int64)
    best = best[scores.total[best] > 0]
    parts = np.stack([getattr(scores, name)[best] for name in PARTS], axis=1)
    counts = {} if best.size else _counts(obstacles_for_need(problem, row, only=choice.people))
    return _Found(new[best], scores.total[best], parts, counts)


def _counts(codes: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> dict[str, int]:
    """Return how many people each obstacle keeps out, and how many fit but have a proposal already.

    Whom a person excluded is told to nobody, not even as a number.
    """
    found = np.bincount(codes, minlength=len(Obstacle))
    told = (o for o in Obstacle if o is not Obstacle.NONE and o not in SECRET_OBSTACLES)
    counts = {o.name.lower(): int(found[o]) for o in told if found[o]}
    known = int(found[Obstacle.NONE])
    return {**counts, **({KNOWN: known} if known else {})}
