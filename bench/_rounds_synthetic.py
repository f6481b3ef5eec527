"""Invented rounds of any size: people and needs in zones, the best so many each way as edges, hours as capacity."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from matcher.matching.assignment.improve import improved
from matcher.matching.assignment.instance import RoundInstance, instance_from
from matcher.matching.assignment.result import Effort, Timer
from matcher.matching.assignment.solve import solve_round
from matcher.matching.assignment.state import empty_state, fixed_of
from matcher.matching.columns import Floats, Ints

PEOPLE_PER_ZONE = 5_000
MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a round is: ``top`` edges per person, ``top_people`` per need; ``scarce``: more asked than offered."""

    people: int
    needs: int
    top: int = 20
    top_people: int = 20
    scarce: bool = False
    hours: bool = True


SIZES = {
    "tiny": Shape(60, 12, 6, 6),
    "region": Shape(600, 60),
    "large": Shape(20_000, 2_000),
    "nation": Shape(500_000, 10_000, 2, 20),
}


def make_round(shape: Shape, seed: int = 1) -> RoundInstance:
    """Return an invented round; the same shape and seed give the same round.

    A load is hours per week x weeks, in minutes of a school year; a capacity at most six hours in forty weeks. With
    ``hours`` off every edge takes one of the person's one or two places.
    """
    rng = np.random.default_rng(seed)
    zones = max(shape.people // PEOPLE_PER_ZONE, 1)
    zone_of_person = np.sort(rng.integers(0, zones, shape.people))
    zone_of_need = np.sort(rng.integers(0, zones, shape.needs))
    pairs = [
        _zone_edges(rng, shape, np.flatnonzero(zone_of_person == z), _needs_near(rng, zone_of_need, z, zones))
        for z in range(zones)
    ]
    person, need, score = (np.concatenate(columns) for columns in zip(*pairs, strict=True))
    minutes, offered, demands = _amounts(rng, shape)
    loads = minutes[need] if shape.hours else np.ones(need.size, dtype=np.int64)
    return instance_from(person, need, score, loads, offered, demands)


def _needs_near(rng: np.random.Generator, zone_of_need: Ints, zone: int, zones: int) -> Ints:
    """The needs of the zone, and some of the next one: borders are open."""
    own = np.flatnonzero(zone_of_need == zone)
    other = np.flatnonzero(zone_of_need == (zone + 1) % zones) if zones > 1 else own[:0]
    return np.union1d(own, other[rng.random(other.size) < 0.1])


def _zone_edges(rng: np.random.Generator, shape: Shape, people: Ints, needs: Ints) -> tuple[Ints, Ints, Floats]:
    """Scores from a hidden profile of either side, how good the person is, and chance; the best each way are edges."""
    p, q = rng.normal(size=(people.size, 4)), rng.normal(size=(needs.size, 4))
    good = rng.normal(size=people.size)[:, None]
    raw = 0.55 + 0.06 * (p @ q.T) + 0.05 * good + 0.05 * rng.normal(size=(people.size, needs.size))
    score = np.round(np.clip(raw, 0.05, 1.0), 6)
    best = np.zeros(score.shape, dtype=bool)
    top = min(shape.top, needs.size)
    np.put_along_axis(best, np.argpartition(-score, top - 1, axis=1)[:, :top], values=True, axis=1)
    top = min(shape.top_people, people.size)
    np.put_along_axis(best, np.argpartition(-score, top - 1, axis=0)[:top], values=True, axis=0)
    row, column = np.nonzero(best)
    return people[row], needs[column], score[row, column]


def _amounts(rng: np.random.Generator, shape: Shape) -> tuple[Ints, Ints, Ints]:
    """Return minutes per need, minutes (or places) per person, people per need."""
    hours = rng.choice([2, 3, 4, 6], shape.needs)
    weeks = rng.choice([10, 20, 36, 40], shape.needs)
    limit = (1.0, 4.0) if shape.scarce else (2.0, 6.0)
    offered = np.round(rng.uniform(*limit, shape.people) * 4) * 600
    most = max(2 * shape.people // shape.needs, 2) if shape.scarce else 2
    demands = rng.integers(1, most + 1, shape.needs)
    places = rng.integers(1, 3, shape.people)
    capacities = offered.astype(np.int64) if shape.hours else places
    return hours * weeks * MINUTES_PER_HOUR, capacities, demands


@cache
def compile_kernels() -> None:
    """Have every kernel of a round compiled (the first time after a change), so that no measurement includes it."""
    instance = make_round(SIZES["tiny"], 0)
    solve_round(instance, Effort(rounds=3))
    improved(instance, fixed_of(instance), empty_state(instance), np.zeros(instance.needs), Effort(), Timer(Effort()))
