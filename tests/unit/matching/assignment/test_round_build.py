"""From the engine's columns to a round."""

import numpy as np
import pytest

from matcher.matching.assignment.build import InstanceOptions, RoundFacts, instance_of, stretches
from tests.unit.matching.small import Need, Person, World, problem_of


def ints(*values):
    return np.array(values, dtype=np.int64)


WORLD = World(
    people=(Person(id=1, minutes_left=(5_000, -60), open_proposals=1), Person(id=2, exempt_cells=0b010)),
    needs=(Need(id=1), Need(id=2, starts_on=301, ends_on=400, minutes_by_year=(600, 0)), Need(id=3, school=1)),
)
EDGES = (ints(1, 0, 0, 0, 1), ints(0, 2, 0, 1, 2), np.array([0.9, 0.0, 0.5, 0.4, 0.3]))


def test_edges_are_sorted_and_worthless_ones_left_out():
    made = instance_of(problem_of(WORLD), EDGES)
    assert made.person.tolist() == [0, 0, 1, 1]
    assert made.need.tolist() == [0, 1, 0, 2]
    assert made.score.tolist() == [0.5, 0.4, 0.9, 0.3]
    assert made.demands.tolist() == [1, 1, 1]
    assert made.need_ids.tolist() == [1, 2, 3]


def test_loads_are_weekly_minutes_per_stretch_legal_minutes_unless_exempt_and_one_proposal():
    made = instance_of(problem_of(WORLD), EDGES)
    assert made.kinds[-3:] == ("legal minutes 2026", "legal minutes 2027", "open proposals")
    assert made.loads[:, -1].tolist() == [1, 1, 1, 1]
    assert made.loads[:, -3].tolist() == [4_320, 600, 0, 0]
    assert made.loads[:2, :-3].sum(axis=1).tolist() == [240, 240]
    assert made.capacities[0, -3:].tolist() == [5_000, 0, 4]
    assert set(made.capacities[:, 0].tolist()) == {420}


def test_needs_after_each_other_take_their_week_apart():
    assert stretches(ints(1, 5), ints(4, 9)).tolist() in (
        [[False, True], [True, False]],
        [[True, False], [False, True]],
    )
    assert stretches(ints(1, 3), ints(4, 9)).tolist() == [[True, True]]


def test_many_starts_are_counted_coarsely_on_the_safe_side():
    starts = np.arange(0, 40, 2)
    running = stretches(starts, starts + 3)
    assert len(running) <= 8
    for a in range(starts.size - 1):  # what overlaps is together in some stretch
        assert (running[:, a] & running[:, a + 1]).any()


def test_waiting_raises_the_score_up_to_the_cap_only():
    options = InstanceOptions(fairness=0.2, waiting_days=100)
    facts = RoundFacts(waiting_people=ints(50, 900), waiting_needs=ints(0, 100, 0))
    made = instance_of(problem_of(WORLD), EDGES, options, facts)
    assert (made.score - made.quality).round(6).tolist() == [0.05, 0.15, 0.1, 0.1]


def test_options_and_facts_leave_pairs_out():
    problem = problem_of(WORLD)
    assert instance_of(problem, EDGES, InstanceOptions(people=ints(0))).person.tolist() == [0, 0]
    assert instance_of(problem, EDGES, InstanceOptions(needs=ints(2))).need.tolist() == [2]
    facts = RoundFacts(suggested=np.array([[1, 0]]))
    assert instance_of(problem, EDGES, None, facts).edges == 3


def test_caps_on_open_proposals_count_those_already_open():
    facts = RoundFacts(demands=ints(3, 3, 1), open_of_need=ints(1, 4, 0), week_minutes=ints(100, 60))
    made = instance_of(problem_of(WORLD), EDGES, InstanceOptions(max_open_per_person=1, max_open_per_need=2), facts)
    assert made.demands.tolist() == [1, 0, 1]
    assert made.capacities[:, -1].tolist() == [0, 1]
    assert made.capacities[:, 0].tolist() == [100, 60]
    capped = instance_of(
        problem_of(WORLD), EDGES, InstanceOptions(max_open_per_need=2), RoundFacts(demands=ints(3, 1, 0))
    )
    assert capped.demands.tolist() == [2, 1, 0]


def test_one_school_is_one_visit_and_conflicts_pass_through():
    facts = RoundFacts(conflicts=np.array([[0, 1]]))
    made = instance_of(problem_of(WORLD), EDGES, InstanceOptions(visit_cost=0.1), facts)
    assert made.visit[0] == made.visit[1]
    assert made.visit[2] != made.visit[3]
    assert made.conflicts.tolist() == [[0, 1]]


@pytest.mark.parametrize("wrong", [{"fairness": 1.1}, {"visit_cost": -0.1}, {"waiting_days": 0}])
def test_options_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="lie in"):
        InstanceOptions(**wrong)
