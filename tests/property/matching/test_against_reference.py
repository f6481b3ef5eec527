"""The columns against the plain reference, on random small worlds, in both directions."""

import numpy as np
import pytest
from hypothesis import given, settings

from matcher.matching.constraints import Obstacle, Relax, obstacle_of, obstacles_for_need, obstacles_for_person
from matcher.matching.explanation import Explainer
from matcher.matching.ranking import (
    rank_needs,
    rank_people,
    score_pair,
    what_if_needs,
    what_if_people,
    why_not,
    why_not_needs,
)
from matcher.matching.sentences import for_professional, for_school
from matcher.matching.weights import Weights
from tests.property.matching.worlds import WEIGHTS, WORLDS
from tests.property.matching.worlds import world as small_world
from tests.unit.matching import reference
from tests.unit.matching.small import World, problem_of

SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
RELAXES = (Relax(), Relax(extra_km=10.0), Relax(need_day_parts=0b111), Relax(person_day_parts=0b111000))


@SETTINGS
@given(world=WORLDS)
def test_obstacles_are_those_of_the_reference(world: World):
    problem = problem_of(world)
    for relax in RELAXES:
        expected = np.array(
            [[reference.obstacle(world, p, n, relax) for p in world.people] for n in world.needs], dtype=np.uint8
        ).reshape(len(world.needs), len(world.people))
        for row in range(len(world.needs)):
            assert obstacles_for_need(problem, row, relax).tolist() == expected[row].tolist()
        for row in range(len(world.people)):
            assert obstacles_for_person(problem, row, relax).tolist() == expected[:, row].tolist()


@SETTINGS
@given(world=WORLDS, weights=WEIGHTS)
def test_scores_are_those_of_the_reference(world: World, weights: Weights):
    problem = problem_of(world)
    for i, person in enumerate(world.people):
        for j, need in enumerate(world.needs):
            found = score_pair(problem, i, j, weights)
            assert (found.person_id, found.need_id) == (person.id, need.id)
            assert found.parts.skills == pytest.approx(reference.skills_part(world, person, need, weights), abs=2e-9)
            assert found.parts.travel == pytest.approx(reference.travel_part(person, need), abs=2e-9)
            assert found.parts.hours == pytest.approx(reference.hours_part(person, need), abs=2e-9)
            assert found.parts.person_answers == pytest.approx(person.answering / 255, abs=2e-9)
            assert found.parts.school_answers == pytest.approx(need.answering / 255, abs=2e-9)
            assert found.total == pytest.approx(reference.total(world, person, need, weights), abs=2e-9)
            assert 0 <= found.total <= 1


@SETTINGS
@given(world=WORLDS, weights=WEIGHTS)
def test_rankings_hold_exactly_the_best_pairs_that_fit(world: World, weights: Weights):
    problem = problem_of(world)
    people, needs = range(len(world.people)), range(len(world.needs))
    fitting = {
        (i, j): score_pair(problem, i, j, weights)
        for i in people
        for j in needs
        if reference.obstacle(world, world.people[i], world.needs[j]) is Obstacle.NONE
    }
    for limit in (0, 1, 3, None):
        for j in needs:
            best = sorted((fitting[i, j] for i in people if (i, j) in fitting), key=lambda r: (-r.total, r.person_id))
            assert rank_people(problem, j, limit, weights) == tuple(best[:limit])
        for i in people:
            best = sorted((fitting[i, j] for j in needs if (i, j) in fitting), key=lambda r: (-r.total, r.need_id))
            assert rank_needs(problem, i, limit, weights) == tuple(best[:limit])


@SETTINGS
@given(world=WORLDS)
def test_counts_and_what_ifs_add_up(world: World):
    problem = problem_of(world)

    def fits(relax: Relax, person_row: int, need_row: int) -> bool:
        person, need = world.people[person_row], world.needs[need_row]
        return reference.obstacle(world, person, need, relax) is Obstacle.NONE

    def more(relax: Relax, pairs: list[tuple[int, int]]) -> int:
        return sum(fits(relax, *pair) - fits(Relax(), *pair) for pair in pairs)

    for j in range(len(world.needs)):
        pairs = [(i, j) for i in range(len(world.people))]
        assert sum(why_not(problem, j).values()) + len(rank_people(problem, j, None)) == len(pairs)
        found = what_if_people(problem, j)
        assert found.more_by_travel == more(Relax(extra_km=10.0), pairs)
        assert found.more_by_weekday == tuple(more(Relax(need_day_parts=7 << 3 * d), pairs) for d in range(6))
    for i in range(len(world.people)):
        pairs = [(i, j) for j in range(len(world.needs))]
        assert sum(why_not_needs(problem, i).values()) + len(rank_needs(problem, i, None)) == len(pairs)
        found = what_if_needs(problem, i)
        assert found.more_by_travel == more(Relax(extra_km=10.0), pairs)
        assert found.more_by_weekday == tuple(more(Relax(person_day_parts=7 << 3 * d), pairs) for d in range(6))


@SETTINGS
@given(world=WORLDS)
def test_explanations_agree_with_constraints_and_can_always_be_said(world: World):
    problem = problem_of(world)
    labels = {concept: f"begrip {concept}" for concept in world.concept_ids}
    explainer = Explainer(problem)
    for i, person in enumerate(world.people):
        for j, need in enumerate(world.needs):
            found = explainer.explain(i, j)
            assert found.obstacle is obstacle_of(problem, i, j) is reference.obstacle(world, person, need)
            notes = (*found.matched, *found.partial, *found.missing)
            assert len(notes) == len(need.required.keys() | need.nice.keys())
            assert any(n.held_level for n in notes if n.required) == (
                bool(need.required) and reference.shares_skill(world, person, need)
            )
            assert all(for_school(found, labels))
            assert all(for_professional(found, labels))


@SETTINGS
@given(world=WORLDS)
def test_the_same_problem_gives_the_same_answer(world: World):
    one, other = problem_of(world), problem_of(world)
    for j in range(len(world.needs)):
        assert rank_people(one, j) == rank_people(one, j) == rank_people(other, j)
        assert why_not(one, j) == why_not(other, j)


@pytest.mark.parametrize("seed", range(5))
def test_a_few_people_out_of_many_as_well_as_all(seed: int):
    """A few rows are picked, many rows are read as whole columns: the same answer."""
    world = small_world(seed, 150, 5, most=500)
    problem = problem_of(world)
    few = np.random.default_rng(seed).permutation(150)[:6]
    for j, need in enumerate(world.needs):
        expected = np.array([reference.obstacle(world, person, need) for person in world.people])
        assert obstacles_for_need(problem, j).tolist() == expected.tolist()
        assert obstacles_for_need(problem, j, only=few).tolist() == expected[few].tolist()
        for row in few.tolist():
            assert obstacles_for_person(problem, row)[j] == expected[row]
