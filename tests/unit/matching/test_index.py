import gc
import weakref

import numpy as np
import pytest

from matcher.matching.index import added_points, index_of, points_of
from matcher.matching.lists import asked_skills, held_skills, lists_of
from tests.unit.matching.small import Person, World, problem_of


def test_a_concept_is_always_fully_close_to_itself_and_comes_first():
    index = index_of(problem_of(World(concepts=3, related={(0, 0): 0.2, (0, 1): 0.5, (2, 0): 0.3, (2, 1): 0.0})))
    assert (index.near.ptr.tolist(), index.near.concept.tolist()) == ([0, 2, 3, 5], [0, 1, 1, 2, 0])
    assert index.near.close.tolist() == [1.0, 0.5, 1.0, 1.0, 0.3]
    assert (index.serves.ptr.tolist(), index.serves.concept.tolist()) == ([0, 2, 4, 5], [0, 2, 1, 0, 2])


def test_rarity():
    index = index_of(problem_of(World(people=(Person(), Person(id=2, skills={0: 1, 1: 1})), concepts=3)))
    assert index.holders.tolist() == [2, 1, 0]
    assert index.idf == pytest.approx([1, np.log(3 / 2) + 1, np.log(3) + 1])


def test_the_index_is_kept_as_long_as_its_problem():
    problem = problem_of(World())
    assert index_of(problem) is index_of(problem)
    gone = weakref.ref(index_of(problem).idf)
    del problem
    gc.collect()
    assert gone() is None


def test_equal_places_have_one_number():
    nowhere = float("nan")
    points = points_of(np.array([52.1, 53.0, 52.1, nowhere, nowhere]), np.array([5.0, 5.0, 5.0, 6.0, 6.0]))
    assert (points.number.tolist(), points.total) == ([0, 1, 0, 2, 2], 3)
    more = added_points(points, np.array([53.0, 51.0]), np.array([5.0, 5.0]))
    assert (more.number.tolist(), more.total, points.total) == ([1, 3], 4, 3)


def test_thousands_of_places():
    rng = np.random.default_rng(1)
    lat, lon = rng.integers(0, 60, 5000) / 7, rng.integers(0, 60, 5000) / 7
    points = points_of(lat, lon)
    assert points.total == len(set(zip(lat.tolist(), lon.tolist(), strict=True)))
    assert np.array_equal(points.lat.view(np.float64)[points.number], lat)
    assert np.array_equal(points.lon.view(np.float64)[points.number], lon)


def test_no_room_for_more_places():
    points = points_of(np.arange(500.0), np.arange(500.0))
    assert points.lat.size >= 1000
    assert added_points(points, np.arange(1e4), np.arange(1e4)) is None


def test_lists_keep_their_order():
    ptr, values = lists_of([2, 0, 2], 4, [7, 8, 5])
    assert (ptr.tolist(), values.tolist()) == ([0, 1, 1, 3, 3], [8, 7, 5])


def test_levels_of_held_skills():
    ptr, concept, level = held_skills([1, 0, 1, 1, 0], [4, 2, 3, 4, 5], [1, 9, 2, 2, 0], 2)
    assert (ptr.tolist(), concept.tolist(), level.tolist()) == ([0, 1, 3], [2, 3, 4], [3, 2, 2])


def test_required_come_first_and_are_not_repeated_as_nice():
    cells = [(0, 1, 3, False), (0, 3, 1, True), (0, 1, 2, True), (0, 0, 1, False), (0, 5, 0, True), (2, 2, 9, False)]
    ptr, concept, level, required = asked_skills(*zip(*cells, strict=True), count=3)
    assert ptr.tolist() == [0, 3, 3, 4]
    assert concept.tolist() == [1, 3, 0, 2]
    assert level.tolist() == [2, 1, 1, 3]
    assert required.tolist() == [True, True, False, False]
