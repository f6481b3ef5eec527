"""Every obstacle by itself, at its very edge, from both sides; and their order."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.matching.constraints import Obstacle, Relax, obstacle_of, obstacles_for_need, obstacles_for_person
from tests.unit.matching.small import ENSCHEDE, Area, Need, Person, World, problem_of


def first_obstacle(person: Person, need: Need, **world) -> Obstacle:
    """Return the obstacle, the same from both sides."""
    problem = problem_of(World(people=(person,), needs=(need,), **world))
    found = obstacle_of(problem, 0, 0)
    assert obstacles_for_need(problem, 0).tolist() == obstacles_for_person(problem, 0).tolist() == [found]
    return found


BLOCKED = {
    Obstacle.SECTOR: ({"sectors": 0b101}, {}),
    Obstacle.ROLE_KIND: ({"role_kinds": 0b11101}, {}),
    Obstacle.EXCLUDED_SCHOOL: ({"barred": frozenset({0})}, {}),
    Obstacle.OPEN_PROPOSALS: ({"open_proposals": 5}, {}),
    Obstacle.DATES: ({"available_from": 201}, {}),
    Obstacle.DAY_PARTS: ({"day_parts": 0b0110}, {}),
    Obstacle.HOURS: ({"minutes_max": 239}, {}),
    Obstacle.TRAVEL: ({"areas": (Area(*ENSCHEDE, 8.0),)}, {}),
    Obstacle.CONTRACT_FORM: ({"contract_forms": 0b1110}, {}),
    Obstacle.LEGAL_HOURS: ({"minutes_left": (4_319, 14_400)}, {}),
    Obstacle.NO_SKILL: ({"skills": {1: 3}}, {}),
    Obstacle.NONE: ({}, {}),
}


@pytest.mark.parametrize(("obstacle", "person"), [(o, fields) for o, (fields, _) in BLOCKED.items()])
def test_each_obstacle(obstacle, person):
    assert first_obstacle(Person(**person), Need()) is obstacle


def test_pair_proposed_before():
    assert first_obstacle(Person(), Need(), refused=frozenset({(1, 1)})) is Obstacle.PROPOSED_BEFORE
    assert first_obstacle(Person(), Need(), refused=frozenset({(1, 2), (2, 1)})) is Obstacle.NONE


def test_every_obstacle_is_tested_here():
    assert BLOCKED.keys() | {Obstacle.PROPOSED_BEFORE} == set(Obstacle)


@pytest.mark.parametrize(
    "fits",
    [
        {"open_proposals": 4},
        {"available_from": 200, "available_to": 300},
        {"day_parts": 0b1000},
        {"minutes_min": 240, "minutes_max": 240},
        {"areas": (Area(*ENSCHEDE, 8.9),)},
        {"areas": (Area(*ENSCHEDE, 1.0), Area(radius=0.0))},
        {"minutes_left": (4_320, 0)},
        {"minutes_left": (0, 0), "exempt_cells": 0b010},
        {"barred": frozenset({1, 2})},
        {"skills": {0: 1}},
    ],
)
def test_just_fits(fits):
    assert first_obstacle(Person(**fits), Need()) is Obstacle.NONE


@pytest.mark.parametrize(
    ("person", "need", "obstacle"),
    [
        ({"available_to": 299}, {}, Obstacle.DATES),
        ({"minutes_min": 241}, {}, Obstacle.HOURS),
        ({"day_parts": 0b1000}, {"parts_needed": 2}, Obstacle.DAY_PARTS),
        ({"areas": ()}, {}, Obstacle.TRAVEL),
        ({}, {"lat": float("nan"), "lon": float("nan")}, Obstacle.TRAVEL),
        ({"areas": (), "online": True}, {}, Obstacle.TRAVEL),
        ({"areas": ()}, {"online": True}, Obstacle.TRAVEL),
        ({"areas": (), "online": True}, {"online": True, "lat": float("nan")}, Obstacle.NONE),
        ({"minutes_left": (14_400, 0)}, {"minutes_by_year": (1, 1)}, Obstacle.LEGAL_HOURS),
        ({"minutes_left": (0, 0), "exempt_cells": 0b100}, {"rule_cell": 0b100}, Obstacle.NONE),
        ({"minutes_left": (0, 0), "exempt_cells": 0b001}, {}, Obstacle.LEGAL_HOURS),
        ({"skills": {}}, {"required": {}}, Obstacle.NONE),
        ({"skills": {}}, {"required": {}, "nice": {2: 1}}, Obstacle.NONE),
        ({"skills": {2: 3}}, {"nice": {2: 1}}, Obstacle.NO_SKILL),
    ],
)
def test_cases_of_two_sides(person, need, obstacle):
    assert first_obstacle(Person(**person), Need(**need)) is obstacle


def test_a_related_skill_is_enough_in_its_own_direction():
    assert first_obstacle(Person(skills={1: 1}), Need(), related={(0, 1): 0.1}) is Obstacle.NONE
    assert first_obstacle(Person(skills={1: 1}), Need(), related={(1, 0): 0.9}) is Obstacle.NO_SKILL


def test_the_first_in_order_is_told():
    names = [o for o in Obstacle if o is not Obstacle.NONE]
    person, refused = Person(), frozenset({(1, 1)})
    for obstacle in reversed(names):
        person = replace(person, **BLOCKED.get(obstacle, ({}, {}))[0])
        told = first_obstacle(person, Need(), refused=refused if obstacle <= Obstacle.PROPOSED_BEFORE else frozenset())
        assert told is obstacle


def test_only_some_rows_and_what_ifs():
    far = Person(areas=(Area(*ENSCHEDE, 1.0),))
    problem = problem_of(World(people=(Person(), replace(far, id=2), Person(id=3, day_parts=0b10))))
    assert obstacles_for_need(problem, 0).tolist() == [0, Obstacle.TRAVEL, Obstacle.DAY_PARTS]
    assert obstacles_for_need(problem, 0, only=np.array([2, 0])).tolist() == [Obstacle.DAY_PARTS, 0]
    assert obstacles_for_need(problem, 0, Relax(extra_km=10)).tolist() == [0, 0, Obstacle.DAY_PARTS]
    assert obstacles_for_need(problem, 0, Relax(need_day_parts=0b10)).tolist() == [0, Obstacle.TRAVEL, 0]
    assert obstacles_for_person(problem, 2, Relax(person_day_parts=0b1), only=np.array([0])).tolist() == [0]


def test_nobody_and_nothing():
    assert obstacles_for_need(problem_of(World(people=())), 0).tolist() == []
    assert obstacles_for_person(problem_of(World(needs=())), 0).tolist() == []
