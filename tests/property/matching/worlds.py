"""Small random worlds; few values, so that limits are often met exactly.

Hypothesis draws the sizes and a seed; the fields follow from the seed. Drawing each field by itself makes
examples of a thousand draws, which take minutes to simplify.
"""

from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from matcher.matching.weights import Weights
from tests.unit.matching.small import Area, Levels, Need, Person, World

T = TypeVar("T")
CONCEPTS, SCHOOLS = 6, 3
POINTS = ((52.27, 6.79), (52.22, 6.89), (52.35, 6.66), (51.44, 5.48))


def mostly(rng: Random, usual: T, *others: T) -> T:
    """Return the usual value in four cases of five."""
    return usual if rng.random() < 0.8 else rng.choice(others)


def levels(rng: Random) -> Levels:
    return {rng.randrange(CONCEPTS): rng.randint(1, 3) for _ in range(rng.randrange(5))}


def area(rng: Random) -> Area:
    return Area(*rng.choice(POINTS), rng.choice([0.0, 5.0, 12.0, 40.0]))


def person(rng: Random, i: int) -> Person:
    return Person(
        id=i,
        sectors=mostly(rng, 0b111, 0b001, 0b010),
        role_kinds=mostly(rng, 0b11111, 0b00001),
        contract_forms=mostly(rng, 0b1111, 0b0010),
        day_parts=rng.randrange(1 << 18) | mostly(rng, 0b111, 0),
        minutes_min=mostly(rng, 60, 0, 240),
        minutes_max=mostly(rng, 420, 240, 2_000_000_000),
        available_from=mostly(rng, 100, 200, 201),
        available_to=mostly(rng, 3_000_000, 300, 299),
        online=rng.random() < 0.5,
        exempt_cells=mostly(rng, 0, 0b010, 0b001),
        minutes_left=(mostly(rng, 14_400, 4_320, 4_319), mostly(rng, 14_400, 0)),
        open_proposals=mostly(rng, 0, 1, 2),
        answering=mostly(rng, 255, 191, 96, 0),
        areas=tuple(area(rng) for _ in range(mostly(rng, 1, 0, 2, 3))),
        skills=levels(rng),
        barred=frozenset(mostly(rng, (), (0,), (1, 2))),
    )


def need(rng: Random, i: int) -> Need:
    lat, lon = rng.choice(POINTS)
    return Need(
        id=i,
        school=rng.randrange(SCHOOLS),
        sector=rng.choice([0b001, 0b010, 0b100]),
        role_kind=rng.choice([0b00001, 0b00010]),
        contract_forms=mostly(rng, 0b0011, 0b0100),
        day_parts=rng.randrange(1 << 18),
        parts_needed=mostly(rng, 1, 0, 2),
        minutes_per_week=mostly(rng, 240, 60, 0),
        minutes_by_year=(mostly(rng, 4_320, 0), mostly(rng, 0, 4_320)),
        rule_cell=mostly(rng, 0b010, 0b100),
        lat=lat,
        lon=lon,
        online=rng.random() < 0.3,
        answering=mostly(rng, 255, 204, 0),
        required=levels(rng),
        nice=levels(rng),
    )


def world(seed: int, people: int, needs: int, most: int = 30) -> World:
    """Return the world of this seed with so many people and needs; ids below ``most``."""
    rng = Random(seed)
    cells = [(rng.randrange(CONCEPTS), rng.randrange(CONCEPTS)) for _ in range(rng.randrange(8))]
    return World(
        people=tuple(person(rng, i) for i in sorted(rng.sample(range(1, most), people))),
        needs=tuple(need(rng, i) for i in sorted(rng.sample(range(1, most), needs))),
        related={cell: rng.choice([0.3, 0.5, 0.8, 1.0]) for cell in cells},
        refused=frozenset((rng.randint(1, most), rng.randint(1, most)) for _ in range(rng.randrange(2 * most))),
        max_open=rng.choice([2, 5]),
        limits=rng.choice([(14_400, 14_400), ()]),
    )


WORLDS = st.builds(world, st.integers(0, 2**32), st.integers(0, 8), st.integers(0, 5))
SHARES = st.sampled_from([0.0, 0.2, 0.6, 1.0])
WEIGHTS = st.builds(
    Weights,
    version=st.just("test"),
    skills=SHARES,
    travel=SHARES,
    hours=st.sampled_from([0.2, 0.5]),
    nice_factor=SHARES,
    level_step=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    related_decay=SHARES,
    silence=st.sampled_from([0.0, 0.04, 0.5]),
)
