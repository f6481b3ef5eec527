"""The pairs of a round as the instance the solver works on, with what the report tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from matcher.domain.rounds import RoundOptions
from matcher.matching.assignment.build import InstanceOptions, RoundFacts, instance_of
from matcher.matching.assignment.instance import DayParts, RoundInstance
from matcher.matching.columns import Floats, Ints, Problem
from matcher.queries.rounds.edges import Candidates


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """An instance with e edges, n people, m needs, and what its report needs.

    ``parts`` (e, k): parts of the score, each in [0, 1]. ``person_days`` (n,) and ``need_days`` (m,): how long each
    waits. ``minutes`` (m,): klokuren in minutes of the whole need, for one person.
    """

    instance: RoundInstance
    parts: Floats
    person_days: Ints
    need_days: Ints
    minutes: Ints


def material_of(
    problem: Problem,
    found: Candidates,
    places: Mapping[int, int],
    waiting: tuple[Mapping[int, int], Mapping[int, int]],
    options: RoundOptions,
) -> Material:
    """Return the instance over the candidate pairs; only people and needs that have one are in it.

    ``places``: need id -> people still asked. ``waiting``: days by person id and by need id.
    """
    order = np.lexsort((found.need_rows, found.person_rows))
    edges = found.person_rows[order], found.need_rows[order], found.total[order]
    person_days, need_days = _by_row(problem.people.ids, waiting[0]), _by_row(problem.needs.ids, waiting[1])
    facts = RoundFacts(demands=_by_row(problem.needs.ids, places), waiting_people=person_days, waiting_needs=need_days)
    wished = InstanceOptions(fairness=options.fairness, visit_cost=options.same_school)
    minutes = problem.needs.minutes_by_year.sum(axis=1).astype(np.int64)
    people, needs = np.unique(edges[0]), np.unique(edges[1])
    return Material(
        instance=_narrowed(instance_of(problem, edges, wished, facts), people, needs),
        parts=found.parts[order],
        person_days=person_days[people],
        need_days=need_days[needs],
        minutes=minutes[needs],
    )


def _by_row(ids: Ints, values: Mapping[int, int]) -> Ints:
    """Return the values of ids (ascending) as a column; 0 for those without."""
    column = np.zeros(ids.size, dtype=np.int64)
    keys = np.fromiter(values, dtype=np.int64, count=len(values))
    column[np.searchsorted(ids, keys)] = np.fromiter(values.values(), dtype=np.int64, count=len(values))
    return column


def _narrowed(whole: RoundInstance, people: Ints, needs: Ints) -> RoundInstance:
    """Return the instance with only these rows of people and needs (ascending): all that have an edge."""
    parts = whole.day_parts
    inside = np.isin(whole.conflicts, needs).all(axis=1)
    return replace(
        whole,
        person=np.searchsorted(people, whole.person),
        need=np.searchsorted(needs, whole.need),
        capacities=whole.capacities[people],
        demands=whole.demands[needs],
        day_parts=DayParts(
            people=parts.people[people],
            needs=parts.needs[needs],
            parts_needed=parts.parts_needed[needs],
            starts_on=parts.starts_on[needs],
            ends_on=parts.ends_on[needs],
        ),
        conflicts=np.searchsorted(needs, whole.conflicts[inside]),
        person_ids=whole.person_ids[people],
        need_ids=whole.need_ids[needs],
    )
