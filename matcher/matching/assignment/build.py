"""From the engine's columns and a ranking to a round: what an edge takes, what it is worth, what cannot go together."""

from dataclasses import dataclass, field

import numpy as np

from matcher.matching.assignment.instance import DayParts, Flags, RoundInstance
from matcher.matching.assignment.result import Effort
from matcher.matching.columns import Floats, Ints, Problem

Edges = tuple[Ints, Ints, Floats]
"""Candidate pairs that passed every hard constraint: person rows, need rows, totals; each (e,), no pair twice."""

# With more moments at which the running needs differ, the year is cut coarser: then two needs in one stretch count
# together although they might follow each other, which is on the safe side.
MOST_STRETCHES = 8


@dataclass(frozen=True, slots=True)
class InstanceOptions:
    """What the coordinator chose.

    ``max_open_per_person``, ``max_open_per_need``: open proposals together with those of the round (None: as the
    problem says, and no cap). ``fairness`` is the largest bonus on a score in [0, 1] for waiting, half for the person
    and half for the need, in full from ``waiting_days`` on. ``visit_cost`` is taken off for every school a person is
    sent to, so that one school twice is preferred. ``people`` and ``needs`` are rows to keep to (None: all).
    Raises ``ValueError`` when a number is out of range.
    """

    max_open_per_person: int | None = None
    max_open_per_need: int | None = None
    fairness: float = 0.1
    waiting_days: int = 180
    visit_cost: float = 0.0
    people: Ints | None = None
    needs: Ints | None = None
    effort: Effort = field(default_factory=Effort)

    def __post_init__(self) -> None:
        if not 0 <= self.fairness <= 1 or not 0 <= self.visit_cost <= 1 or self.waiting_days < 1:
            raise ValueError("fairness and visit cost lie in [0, 1], waiting days above zero")


@dataclass(frozen=True, slots=True, eq=False)
class RoundFacts:
    """What the columns do not hold; None: none of it.

    ``demands`` (m,): people still asked for (None: one each). ``open_of_need`` (m,): open proposals. Waiting (n,) and
    (m,): days since somebody could be asked, since the need opened. ``suggested`` (k, 2): (person row, need row) pairs
    that lie open already. ``conflicts`` (c, 2): need rows that never go together. ``week_minutes`` (n,): weekly minutes
    left (None: what the person offers).
    """

    demands: Ints | None = None
    open_of_need: Ints | None = None
    waiting_people: Ints | None = None
    waiting_needs: Ints | None = None
    suggested: Ints | None = None
    conflicts: Ints | None = None
    week_minutes: Ints | None = None


NO_FACTS = RoundFacts()


def instance_of(
    problem: Problem, edges: Edges, options: InstanceOptions | None = None, facts: RoundFacts = NO_FACTS
) -> RoundInstance:
    """Return the round over the candidate pairs. Pairs outside the options, suggested already or worth nothing go."""
    options = InstanceOptions() if options is None else options
    order = np.lexsort((edges[1], edges[0]))
    person, need, total = edges[0][order].astype(np.int64), edges[1][order].astype(np.int64), edges[2][order]
    kept = _kept(problem, person, need, options, facts) & (total > 0)
    person, need, total = person[kept], need[kept], total[kept]
    loads, capacities, kinds = _amounts(problem, person, need, options, facts)
    needs = problem.needs
    schools, school = np.unique(needs.schools, return_inverse=True)
    parts = (column.astype(np.int64) for column in (needs.parts_needed, needs.starts_on, needs.ends_on))
    return RoundInstance(
        person=person,
        need=need,
        score=total + waiting_bonus(person, need, options, facts),
        quality=total,
        loads=loads,
        capacities=capacities,
        demands=_demands(problem, options, facts),
        day_parts=DayParts(problem.people.day_parts, needs.day_parts, *parts),
        conflicts=np.zeros((0, 2), dtype=np.int64) if facts.conflicts is None else facts.conflicts,
        visit=np.unique(person * schools.size + school[need], return_inverse=True)[1].astype(np.int64),
        visit_cost=options.visit_cost,
        person_ids=problem.people.ids,
        need_ids=needs.ids,
        kinds=kinds,
    )


def waiting_bonus(person: Ints, need: Ints, options: InstanceOptions, facts: RoundFacts) -> Floats:
    """Return what waiting adds to each score: between 0 and ``options.fairness``, even with the days up to the cap."""
    bonus = np.zeros(person.size)
    for rows, days in ((person, facts.waiting_people), (need, facts.waiting_needs)):
        if days is not None:
            bonus += options.fairness / 2 * np.clip(days[rows] / options.waiting_days, 0.0, 1.0)
    return bonus


def _kept(problem: Problem, person: Ints, need: Ints, options: InstanceOptions, facts: RoundFacts) -> Flags:
    kept = np.ones(person.size, dtype=np.bool_)
    for rows, chosen in ((person, options.people), (need, options.needs)):
        if chosen is not None:
            kept &= np.isin(rows, chosen)
    if facts.suggested is not None:
        width = problem.needs.ids.size
        kept &= ~np.isin(person * width + need, facts.suggested[:, 0] * width + facts.suggested[:, 1])
    return kept


def _demands(problem: Problem, options: InstanceOptions, facts: RoundFacts) -> Ints:
    count = problem.needs.ids.size
    demands = np.ones(count, dtype=np.int64) if facts.demands is None else facts.demands
    if options.max_open_per_need is not None:
        waiting = np.zeros(count, dtype=np.int64) if facts.open_of_need is None else facts.open_of_need
        demands = np.minimum(demands, options.max_open_per_need - waiting)
    return np.maximum(demands, 0)


def _amounts(
    problem: Problem, person: Ints, need: Ints, options: InstanceOptions, facts: RoundFacts
) -> tuple[Ints, Ints, tuple[str, ...]]:
    """Return loads (e, d), capacities (n, d) and their names: weekly minutes per stretch, legal minutes, proposals."""
    people, needs = problem.people, problem.needs
    running = stretches(needs.starts_on.astype(np.int64), needs.ends_on.astype(np.int64))
    weekly = running.T[need] * needs.minutes_per_week[need][:, None]
    outside_rule = (people.exempt_cells[person] & needs.rule_cells[need]) != 0
    legal = np.where(outside_rule[:, None], 0, needs.minutes_by_year[need])
    week = people.minutes_max if facts.week_minutes is None else facts.week_minutes
    most = problem.max_open_proposals if options.max_open_per_person is None else options.max_open_per_person
    one = np.ones((person.size, 1), dtype=np.int64)
    loads = np.concatenate([weekly, legal, one], axis=1).astype(np.int64)
    weeks = np.repeat(week[:, None], len(running), axis=1)
    capacities = np.concatenate([weeks, people.minutes_left, (most - people.open_proposals)[:, None]], axis=1)
    years = tuple(f"legal minutes {year}" for year in problem.school_years)
    names = tuple(f"weekly minutes {stretch}" for stretch in range(len(running)))
    return loads, np.maximum(capacities, 0).astype(np.int64), (*names, *years, "open proposals")


def stretches(starts: Ints, ends: Ints) -> Flags:
    """Return (s, m): per stretch of time which needs run in it, so that weekly minutes are summed over what overlaps.

    Needs that overlap in time all run at the start of one of them: the sets that run at a start are enough, and of
    those only the ones that are in no other (the maximal cliques of the interval graph).
    """
    moments = np.unique(starts)
    if moments.size > MOST_STRETCHES:
        moments = moments[np.linspace(0, moments.size, MOST_STRETCHES, endpoint=False).astype(np.int64)]
    until = np.append(moments[1:] - 1, np.iinfo(np.int64).max)
    exact = np.unique(starts).size == moments.size
    last = moments if exact else until
    running = (starts <= last[:, None]) & (ends >= moments[:, None])
    running = np.unique(running, axis=0)
    contained = [(running[row] <= running).all(axis=1).sum() > 1 for row in range(len(running))]
    return running[~np.array(contained, dtype=np.bool_)]
