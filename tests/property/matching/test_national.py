"""All against all gives what the single questions give."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.national import rank_all
from matcher.matching.ranking import rank_needs, rank_people, score_pair
from matcher.matching.weights import DEFAULT, Weights
from tests.property.matching.worlds import WEIGHTS, WORLDS, world
from tests.unit.matching import reference
from tests.unit.matching.small import ENSCHEDE, HENGELO, Area, Need, Person, World, problem_of

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)


def listed(rows, totals, row: int, ids) -> list[tuple[int, float]]:
    """Return (id, total) of one list; what comes after it must be empty."""
    count = int((rows[row] >= 0).sum())
    assert (rows[row, count:] == -1).all()
    assert (totals[row, count:] == 0).all()
    return [(int(ids[r]), float(t)) for r, t in zip(rows[row, :count], totals[row, :count], strict=True)]


@SETTINGS
@given(small=WORLDS, weights=WEIGHTS, top=st.sampled_from([1, 2, 3, 20]), threads=st.sampled_from([1, 2, 3]))
def test_all_against_all_equals_the_single_questions(small: World, weights: Weights, top: int, threads: int):
    problem = problem_of(small)
    found = rank_all(problem, top, top, weights, threads)
    for j in range(len(small.needs)):
        expected = [(r.person_id, r.total) for r in rank_people(problem, j, top, weights)]
        assert listed(found.people_of_need, found.people_totals, j, problem.people.ids) == expected
    for i in range(len(small.people)):
        expected = [(r.need_id, r.total) for r in rank_needs(problem, i, top, weights)]
        assert listed(found.needs_of_person, found.needs_totals, i, problem.needs.ids) == expected
    assert found.pairs_in_reach == sum(reference.reachable(p, n, 0.0) for p in small.people for n in small.needs)


@SETTINGS
@given(small=WORLDS, top=st.integers(1, 4))
def test_edges_are_the_union_of_both_lists(small: World, top: int):
    problem = problem_of(small)
    found = rank_all(problem, top, top)
    edges = found.edges()
    pairs = list(zip(edges.people.tolist(), edges.needs.tolist(), strict=True))
    by_need = {(int(p), j) for j, row in enumerate(found.people_of_need) for p in row if p >= 0}
    by_person = {(i, int(q)) for i, row in enumerate(found.needs_of_person) for q in row if q >= 0}
    assert pairs == sorted(by_need | by_person)
    for pair, total in zip(pairs, edges.totals.tolist(), strict=True):
        assert total == score_pair(problem, *pair).total


@pytest.mark.parametrize("seed", range(3))
def test_more_people_than_fit_in_a_list(seed: int):
    problem = problem_of(world(seed, 200, 12, most=500))
    one, two = rank_all(problem, 5, 5, threads=1), rank_all(problem, 5, 5, threads=2)
    for j in range(12):
        expected = [(r.person_id, r.total) for r in rank_people(problem, j, 5)]
        assert listed(one.people_of_need, one.people_totals, j, problem.people.ids) == expected
    assert np.array_equal(one.people_of_need, two.people_of_need)
    assert np.array_equal(one.needs_of_person, two.needs_of_person)


def test_the_order_of_ids_is_all_that_breaks_ties():
    """Turning the people around turns the rows, nothing else."""
    small = world(4, 30, 6, most=100)
    turned = replace(
        small, people=tuple(replace(p, id=1000 - p.id) for p in reversed(small.people)), refused=frozenset()
    )
    one, other = rank_all(problem_of(replace(small, refused=frozenset())), 30, 6), rank_all(problem_of(turned), 30, 6)
    for j in range(6):
        first = {29 - int(p): t for p, t in zip(one.people_of_need[j], one.people_totals[j], strict=True) if p >= 0}
        second = {int(p): t for p, t in zip(other.people_of_need[j], other.people_totals[j], strict=True) if p >= 0}
        assert first == second


def test_a_second_area_elsewhere_and_pairs_online():
    people = (
        Person(areas=(Area(*HENGELO, 5.0), Area(51.44, 5.48, 30.0))),
        Person(id=2, areas=(), online=True),
        Person(id=3, areas=(Area(*ENSCHEDE, 5.0), Area(*HENGELO, 20.0), Area(*HENGELO, 10.0)), online=True),
    )
    needs = (Need(), Need(id=2, lat=51.44, lon=5.48), Need(id=3, online=True), Need(id=4, online=True, required={}))
    found = rank_all(problem_of(World(people=people, needs=needs)), 9, 9)
    assert [sorted(row[row >= 0].tolist()) for row in found.needs_of_person] == [[0, 1, 2, 3], [2, 3], [0, 2, 3]]
    assert found.pairs_in_reach == 9


@pytest.mark.parametrize("numbers", [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_numbers_below_one(numbers):
    with pytest.raises(ValueError, match="at least 1"):
        rank_all(problem_of(World()), numbers[0], numbers[1], DEFAULT, numbers[2])


def test_nobody_and_nothing():
    found = rank_all(problem_of(World(people=(), needs=())))
    assert found.people_of_need.shape == (0, 20)
    assert found.edges().people.tolist() == []
    assert rank_all(problem_of(World(people=()))).people_of_need.tolist() == [[-1] * 20]
    assert rank_all(problem_of(World(needs=()))).needs_of_person.tolist() == [[-1] * 20]
