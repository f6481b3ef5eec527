"""A snapshot after changes is the snapshot of the changed world."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.index import kept
from matcher.matching.ranking import rank_needs, rank_people, why_not
from matcher.matching.updates import updated
from tests.property.matching.worlds import WORLDS, need, person, world
from tests.unit.matching.small import Area, Person, World, problem_of

SETTINGS = settings(max_examples=80, deadline=None, derandomize=True)
MOST = 30


def changed(before: World, rng: Random) -> tuple[World, set[int], set[int], set[int], set[int]]:
    """Return a later world, and the ids of people and needs that were given anew and that went."""
    people, needs = {p.id: p for p in before.people}, {n.id: n for n in before.needs}
    new_people = {rng.randint(1, MOST) for _ in range(rng.randrange(4))}
    new_needs = {rng.randint(1, MOST) for _ in range(rng.randrange(4))}
    people |= {
        i: rng.choice([person(rng, i), replace(people.get(i, person(rng, i)), skills={1: 3})]) for i in new_people
    }
    needs |= {i: rng.choice([need(rng, i), replace(needs.get(i, need(rng, i)), required={2: 1})]) for i in new_needs}
    gone_people = {i for i in (*people, 99) if rng.random() < 0.2} - new_people
    gone_needs = {i for i in (*needs, 99) if rng.random() < 0.2} - new_needs
    other = frozenset((rng.choice(sorted(new_people)), rng.randint(1, MOST)) for _ in range(3) if new_people)
    later = replace(
        before,
        people=tuple(people[i] for i in sorted(people.keys() - gone_people)),
        needs=tuple(needs[i] for i in sorted(needs.keys() - gone_needs)),
        refused=frozenset(pair for pair in before.refused if pair[0] not in new_people) | other,
    )
    return later, new_people, gone_people, new_needs, gone_needs


def only(later: World, people: set[int], needs: set[int]) -> World:
    return replace(
        later,
        people=tuple(p for p in later.people if p.id in people),
        needs=tuple(n for n in later.needs if n.id in needs),
    )


def assert_same(found, expected):
    for table in ("people", "needs"):
        for name in getattr(expected, table)._fields:
            one, other = getattr(getattr(found, table), name), getattr(getattr(expected, table), name)
            assert (one.dtype, one.tolist()) == (other.dtype, other.tolist()), name


@SETTINGS
@given(before=WORLDS, seed=st.integers(0, 2**32))
def test_an_update_equals_a_rebuild(before: World, seed: int):
    later, people, people_gone, needs, needs_gone = changed(before, Random(seed))
    old = problem_of(before)
    for j in range(len(before.needs)):
        rank_people(old, j)
    fresh = problem_of(only(later, people, needs))
    found = updated(
        old, people=fresh.people, people_gone=sorted(people_gone), needs=fresh.needs, needs_gone=sorted(needs_gone)
    )
    expected = problem_of(later)
    assert_same(found, expected)
    assert_same(old, problem_of(before))
    for j in range(len(later.needs)):
        assert rank_people(found, j) == rank_people(expected, j)
        assert why_not(found, j) == why_not(expected, j)
    for i in range(len(later.people)):
        assert rank_needs(found, i) == rank_needs(expected, i)


def test_nothing_given_nothing_changes():
    before = problem_of(world(3, 5, 3))
    after = updated(before)
    assert after.people is before.people
    assert after.needs is before.needs


def test_columns_that_did_not_change_are_shared():
    small = world(3, 5, 3)
    before = problem_of(small)
    other = replace(small.people[2], day_parts=0, skills=small.people[2].skills | {5: 3})
    fresh = problem_of(replace(small, people=(other,), needs=()))
    after = updated(before, people=fresh.people)
    assert after.needs is before.needs
    assert after.people.minutes_left is before.people.minutes_left
    assert after.people.areas_lat is before.people.areas_lat
    assert after.people.day_parts[2] == 0 != before.people.day_parts[2]


def test_an_update_of_many_in_a_row():
    """Every step from the one before, over the same rows again and again."""
    rng = Random(5)
    current = world(11, 8, 5)
    problem = problem_of(current)
    for _ in range(25):
        later, people, people_gone, needs, needs_gone = changed(current, rng)
        fresh = problem_of(only(later, people, needs))
        problem = updated(
            problem, people=fresh.people, people_gone=list(people_gone), needs=fresh.needs, needs_gone=list(needs_gone)
        )
        current = later
        assert_same(problem, problem_of(current))
        for j in range(len(current.needs)):
            assert rank_people(problem, j) == rank_people(problem_of(current), j)


def test_ids_must_ascend():
    small = problem_of(world(3, 2, 0))
    turned = small.people._replace(ids=small.people.ids[::-1])
    with pytest.raises(ValueError, match="ascend"):
        updated(small, people=turned)


def test_gone_ids_may_be_any_integers():
    before = problem_of(world(3, 5, 3))
    after = updated(before, people_gone=before.people.ids, needs_gone=np.array([999]))
    assert after.people.ids.tolist() == []
    assert after.people.minutes_left.shape == (0, 2)
    assert after.needs.ids.tolist() == before.needs.ids.tolist()
    assert updated(after, people_gone=[1]).people is after.people


def test_what_was_never_derived_is_not_carried_over():
    small = world(3, 5, 3)
    before, fresh = problem_of(small), problem_of(replace(small, people=small.people[:1], needs=()))
    assert kept(updated(before, people=fresh.people)) is None


def test_more_new_places_than_there_is_room_for():
    before = problem_of(World())
    rank_people(before, 0)
    many = World(people=tuple(Person(id=i, areas=(Area(52.0, i / 1000, 500.0),)) for i in range(1, 700)))
    after = updated(before, people=problem_of(many).people)
    assert kept(after) is None
    assert rank_people(after, 0) == rank_people(problem_of(many), 0)
