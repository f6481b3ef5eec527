"""What must hold of any ranking: stricter never adds a pair, better never loses, the order of rows is nothing."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.answering import FULL, answering
from matcher.matching.national import rank_all
from matcher.matching.ranking import rank_needs, rank_people, score_pair
from matcher.matching.weights import DEFAULT, Weights
from tests.property.matching.worlds import WEIGHTS, WORLDS
from tests.unit.matching.small import Area, Need, Person, World, problem_of

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
Pairs = set[tuple[int, int]]


def fitting(world: World) -> Pairs:
    problem = problem_of(world)
    return {(r.person_id, r.need_id) for j in range(len(world.needs)) for r in rank_people(problem, j, None)}


def stricter_person(person: Person, rng: Random) -> Person:
    """Return the person with one wish more, or one thing less on offer."""
    return rng.choice([
        replace(person, sectors=person.sectors & rng.randrange(8)),
        replace(person, role_kinds=person.role_kinds & rng.randrange(32)),
        replace(person, contract_forms=person.contract_forms & rng.randrange(16)),
        replace(person, day_parts=person.day_parts & rng.randrange(1 << 18)),
        replace(person, minutes_min=person.minutes_min + 60),
        replace(person, minutes_max=person.minutes_max // 2),
        replace(person, available_from=person.available_from + 100),
        replace(person, available_to=min(person.available_to, 299)),
        replace(person, online=False),
        replace(person, exempt_cells=0),
        replace(person, minutes_left=tuple(left // 2 for left in person.minutes_left)),
        replace(person, open_proposals=person.open_proposals + 1),
        replace(person, areas=tuple(replace(area, radius=area.radius / 2) for area in person.areas)),
        replace(person, areas=person.areas[:-1]),
        replace(person, skills=dict(list(person.skills.items())[1:])),
        replace(person, barred=person.barred | {rng.randrange(3)}),
    ])  # fmt: skip


def stricter_need(need: Need, rng: Random) -> Need:
    """Return the need with one wish more, or one thing less on offer."""
    return rng.choice([
        replace(need, contract_forms=need.contract_forms & rng.randrange(16)),
        replace(need, day_parts=need.day_parts & rng.randrange(1 << 18)),
        replace(need, parts_needed=need.parts_needed + 1),
        replace(need, minutes_by_year=tuple(asked + 4_320 for asked in need.minutes_by_year)),
        replace(need, starts_on=need.starts_on - 101),
        replace(need, ends_on=need.ends_on + 1),
        replace(need, online=False),
    ])  # fmt: skip


@SETTINGS
@given(world=WORLDS, seed=st.integers(0, 2**32))
def test_a_constraint_added_never_adds_a_pair(world: World, seed: int):
    rng = Random(seed)
    strict = replace(
        world,
        people=tuple(stricter_person(person, rng) for person in world.people),
        needs=tuple(stricter_need(need, rng) for need in world.needs),
        refused=world.refused | {(rng.randint(1, 30), rng.randint(1, 30)) for _ in range(5)},
        max_open=world.max_open - rng.randrange(2),
    )
    assert fitting(strict) <= fitting(world)


@SETTINGS
@given(world=WORLDS, seed=st.integers(0, 2**32))
def test_the_order_of_rows_only_breaks_ties(world: World, seed: int):
    """Other ids, so other rows: the same totals for the same people."""
    rng, world = Random(seed), replace(world, refused=frozenset())
    ids = rng.sample(range(100), len(world.people))
    people = sorted((replace(p, id=i) for p, i in zip(world.people, ids, strict=True)), key=lambda p: p.id)
    own_ids = dict(zip(ids, (p.id for p in world.people), strict=True))
    one, other = problem_of(world), problem_of(replace(world, people=tuple(people)))
    for j in range(len(world.needs)):
        found = {r.person_id: (r.total, r.parts) for r in rank_people(one, j, None)}
        assert found == {own_ids[r.person_id]: (r.total, r.parts) for r in rank_people(other, j, None)}


@SETTINGS
@given(world=WORLDS, weights=WEIGHTS)
def test_the_parts_add_up_to_the_total(world: World, weights: Weights):
    problem = problem_of(world)
    for i in range(len(world.people)):
        for r in rank_needs(problem, i, None, weights):
            parts = weights.skills * r.parts.skills + weights.travel * r.parts.travel + weights.hours * r.parts.hours
            lost = weights.silence * (2 - r.parts.person_answers - r.parts.school_answers)
            assert r.total == pytest.approx(max(parts / weights.sum - lost, 0), abs=3e-9)


def pair(person: Person, need: Need):
    """Return the score of a pair among two others, who keep every skill as rare as it was."""
    others = (Person(id=2, skills={0: 3, 1: 3, 2: 3}), Person(id=3, skills={}))
    world = World(people=(person, *others), needs=(need,), related={(0, 1): 0.5, (1, 2): 0.8})
    return score_pair(problem_of(world), 0, 0, DEFAULT)


@SETTINGS
@given(
    held=st.dictionaries(st.sampled_from([0, 1, 2]), st.integers(1, 3), min_size=1),
    asked=st.dictionaries(st.sampled_from([0, 1, 2]), st.integers(1, 3), min_size=1),
    concept=st.sampled_from([0, 1, 2]),
)
def test_a_level_more_never_lowers_the_score(held: dict[int, int], asked: dict[int, int], concept: int):
    better = held | ({concept: min(held[concept] + 1, 3)} if concept in held else {})
    before, after = pair(Person(skills=held), Need(required=asked)), pair(Person(skills=better), Need(required=asked))
    assert after.parts.skills >= before.parts.skills
    assert after.total >= before.total
    if concept in asked and better != held and held[concept] < asked[concept]:
        related = {0: {1}, 1: {2}, 2: set()}[concept] & held.keys()
        assert related or after.total > before.total


@SETTINGS
@given(near=st.floats(0, 20), step=st.floats(0.5, 10))
def test_nearer_never_lowers_the_score(near: float, step: float):
    def at(km: float) -> float:
        return pair(Person(areas=(Area(52.2659 + km / 111.2, 6.7931, 40.0),)), Need()).total

    assert at(near) > at(near + step)


@SETTINGS
@given(off=st.integers(0, 100), step=st.integers(5, 100))
def test_hours_closer_to_the_middle_never_lower_the_score(off: int, step: int):
    def with_middle(minutes: int) -> float:
        return pair(Person(minutes_min=minutes - 60, minutes_max=minutes + 60), Need()).total

    assert with_middle(240 + off) > with_middle(240 + off + step)


RECORDS = st.integers(0, 40).flatmap(lambda asked: st.tuples(st.just(asked), st.integers(0, asked)))


def step(record: tuple[int, int]) -> int:
    return int(answering(*record))


@given(record=RECORDS, more=st.integers(0, 5))
def test_nobody_stands_above_a_newcomer_and_answering_never_harms(record: tuple[int, int], more: int):
    asked, answered = record
    assert step((0, 0)) == FULL >= step(record)
    assert step((asked, min(answered + more, asked))) >= step(record) >= step((asked + more, answered))
    assert step((asked + more, answered + more)) >= step(record)
    assert step((asked, asked)) == FULL


@SETTINGS
@given(one=RECORDS, other=RECORDS, school=RECORDS)
def test_of_two_who_are_alike_the_better_answerer_comes_first(one, other, school):
    """From both sides and in the national pass; a newcomer comes before everybody who once kept silent."""
    people = tuple(Person(id=i, answering=step(record)) for i, record in enumerate((one, other, (0, 0)), start=1))
    problem = problem_of(World(people=people, needs=(Need(answering=step(school)),)))
    expected = sorted(people, key=lambda p: (-p.answering, p.id))
    ranked = rank_people(problem, 0)
    assert [r.person_id for r in ranked] == [p.id for p in expected]
    assert rank_all(problem).people_of_need[0][:3].tolist() == [p.id - 1 for p in expected]
    newcomer = score_pair(problem, 2, 0).total
    assert all(0 <= newcomer - r.total <= DEFAULT.silence for r in ranked)
    assert all(rank_needs(problem, r.person_id - 1)[0] == r for r in ranked)


@SETTINGS
@given(first=RECORDS, second=RECORDS)
def test_of_two_needs_alike_that_of_the_better_answering_school_comes_first(first, second):
    needs = tuple(Need(id=i, answering=step(record)) for i, record in enumerate((first, second, (0, 0)), start=1))
    ranked = rank_needs(problem_of(World(needs=needs)), 0)
    assert [r.need_id for r in ranked] == [n.id for n in sorted(needs, key=lambda n: (-n.answering, n.id))]


def test_silence_costs_little_and_never_more_than_there_is():
    def total(person: int, school: int, **other) -> float:
        return pair(Person(answering=person, **other), Need(answering=school)).total

    best = total(FULL, FULL)
    assert total(step((1, 0)), FULL) == pytest.approx(best - DEFAULT.silence / 4, abs=2e-4)
    assert total(0, 0) == pytest.approx(best - 2 * DEFAULT.silence, abs=1e-9)
    assert total(0, 0, skills={}, areas=(), minutes_min=5_000, minutes_max=9_000) == 0
