from dataclasses import replace

import numpy as np
import pytest

from matcher.matching.constraints import Obstacle
from matcher.matching.ranking import (
    best_first,
    rank_needs,
    rank_people,
    score_pair,
    what_if_needs,
    what_if_people,
    why_not,
    why_not_needs,
)
from tests.unit.matching.small import ENSCHEDE, Area, Need, Person, World, problem_of

FAR = (Area(*ENSCHEDE, 1.0),)
PEOPLE = (
    Person(id=2, skills={0: 1}),
    Person(id=3),
    Person(id=5),
    Person(id=7, areas=FAR),
    Person(id=8, day_parts=1 << 6),
    Person(id=9, day_parts=1 << 6, areas=FAR),
    Person(id=11, skills={}),
)


def test_people_best_first_and_ties_by_id():
    ranked = rank_people(problem_of(World(people=PEOPLE)), 0)
    assert [r.person_id for r in ranked] == [3, 5, 2]
    assert ranked[0].total == ranked[1].total > ranked[2].total
    assert {r.need_id for r in ranked} == {1}


def test_needs_best_first_and_ties_by_id():
    needs = (Need(id=1, required={0: 3}), Need(id=4), Need(id=6), Need(id=8, sector=0))
    problem = problem_of(World(people=(Person(id=3),), needs=needs))
    assert [r.need_id for r in rank_needs(problem, 0)] == [4, 6, 1]
    assert [r.need_id for r in rank_needs(problem, 0, 2)] == [4, 6]
    assert rank_needs(problem, 0)[0] == score_pair(problem, 0, 1)


def test_a_limit_inside_a_tie_keeps_the_lowest_ids():
    problem = problem_of(World(people=tuple(Person(id=i) for i in range(1, 20))))
    assert [r.person_id for r in rank_people(problem, 0, 4)] == [1, 2, 3, 4]


@pytest.mark.parametrize("limit", [None, -1, 0, 1, 2, 5, 6, 50])
def test_best_first_is_exact(limit):
    totals = np.array([0.5, 0.9, 0.5, 0.1, 0.9])
    wanted = [] if limit is not None and limit < 0 else [1, 4, 0, 2, 3][:limit]
    assert best_first(totals, limit) == wanted


def test_why_not():
    problem = problem_of(World(people=PEOPLE))
    assert why_not(problem, 0) == {Obstacle.DAY_PARTS: 2, Obstacle.TRAVEL: 1, Obstacle.NO_SKILL: 1}
    assert why_not_needs(problem, 4) == {Obstacle.DAY_PARTS: 1}
    assert why_not_needs(problem, 1) == {}


def test_what_would_bring_more_people():
    found = what_if_people(problem_of(World(people=PEOPLE)), 0)
    assert (found.extra_km, found.more_by_travel, found.more_by_weekday) == (10.0, 1, (0, 0, 1, 0, 0, 0))
    assert found.best_weekday == 2
    assert what_if_people(problem_of(World(people=PEOPLE)), 0, extra_km=0.5).more_by_travel == 0


def test_what_would_bring_more_needs():
    needs = (Need(id=1), Need(id=2, day_parts=1 << 16), replace(Need(id=3), lat=ENSCHEDE[0], lon=ENSCHEDE[1]))
    problem = problem_of(World(people=(Person(areas=(Area(radius=3.0),)),), needs=needs))
    found = what_if_needs(problem, 0)
    assert (found.more_by_travel, found.more_by_weekday) == (1, (0, 0, 0, 0, 0, 1))


def test_nothing_would_help():
    assert what_if_people(problem_of(World()), 0).best_weekday is None


def test_nobody():
    problem = problem_of(World(people=()))
    assert rank_people(problem, 0) == ()
    assert why_not(problem, 0) == {}
