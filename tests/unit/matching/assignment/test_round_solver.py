"""Single steps of a round, and what hypothesis has no reason to hit."""

from dataclasses import replace

import numpy as np
import pytest

from bench._rounds_synthetic import SIZES, Shape, make_round
from matcher.matching.assignment import day_parts, dual, solve
from matcher.matching.assignment.check import violations
from matcher.matching.assignment.exact import proven
from matcher.matching.assignment.improve import improved
from matcher.matching.assignment.instance import DayParts, instance_from
from matcher.matching.assignment.neighbourhood import searched
from matcher.matching.assignment.parts import merge_round, split_round
from matcher.matching.assignment.programme import Whole, whole
from matcher.matching.assignment.report import Unplaced, gini, report_of
from matcher.matching.assignment.result import Effort, RoundResult, Timer
from matcher.matching.assignment.rows import Cut, rows_of
from matcher.matching.assignment.sifting import relaxed
from matcher.matching.assignment.solve import solve_round
from matcher.matching.assignment.state import chosen_of, empty_state, fill, filled, fixed_of
from tests.unit.matching.assignment.rounds import days, round_of

QUICK = Effort(rounds=10, moves=1, neighbourhoods=1)
TINY = make_round(replace(SIZES["tiny"], scarce=True))


def ticking(step):
    now = [0.0]

    def clock():
        now[0] += step
        return now[0]

    return clock


def test_an_empty_round_is_optimal():
    result = solve_round(round_of([], [[1]], [1]))
    assert (result.chosen.size, result.objective, result.gap_percent, result.optimal) == (0, 0.0, 0.0, True)


def test_instances_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="different length"):
        round_of([(0, 0, 1.0, [1])], [[1]], [1], day_parts=DayParts.free(2, 1))
    with pytest.raises(ValueError, match="outside"):
        round_of([(0, 3, 1.0, [1])], [[1]], [1])
    with pytest.raises(ValueError, match="ascend"):
        round_of([(0, 0, 0.0, [1])], [[1]], [1])


def test_edges_come_in_any_order():
    made = instance_from(*(np.array(c) for c in ([1, 0], [0, 1], [2.0, 3.0], [1, 2], [4, 5], [1, 1])))
    assert (made.person.tolist(), made.score.tolist(), made.loads.tolist()) == ([0, 1], [3.0, 2.0], [[2], [1]])


def test_unit_loads_are_a_flow_and_solved_by_the_relaxation():
    instance = make_round(replace(SIZES["tiny"], hours=False))
    rows = rows_of(instance, np.arange(instance.edges))
    # From prices so high that nothing seems worth while: all edges come in later.
    vertex = relaxed(instance, rows, np.full(instance.needs, 9.0), np.zeros(instance.edges), small=1)
    assert rows.network
    assert np.abs(vertex.x - np.round(vertex.x)).max() < 1e-9
    result = solve_round(instance, replace(QUICK, rounds=1))
    assert result.optimal
    assert abs(result.objective - vertex.value) < 1e-6


def test_capacities_come_down_to_a_sum_that_can_be_made():
    instance = round_of([(0, 0, 1.0, [4]), (0, 1, 1.0, [6]), (0, 2, 1.0, [6])], [[9]], [1, 1, 1])
    rows = rows_of(instance, np.arange(3))
    assert rows.limit.tolist() == [6.0]
    assert not rows.network


def test_a_cut_counts_what_is_chosen_outside_the_piece():
    instance = round_of([(0, 0, 1.0, [1]), (0, 1, 1.0, [1])], [[5]], [1, 1])
    state = empty_state(instance)
    fill(fixed_of(instance), state, np.array([0]))
    rows = rows_of(instance, np.array([1]), state, (Cut((0, 1), 1),))
    assert rows.limit.tolist() == [0.0]


def test_programmes_stop_at_their_limits():
    rows = rows_of(TINY, np.arange(TINY.edges))
    assert whole(rows, seconds=30.0, nodes=1).bound >= whole(rows).bound - 1e-9
    hopeless = replace(rows, limit=rows.limit * 0 - 1)
    assert whole(hopeless).x is None


def test_a_knapsack_that_takes_too_long_counts_as_its_fractional_bound(monkeypatch):
    load = np.array([[6], [5], [5], [4], [3]])
    gain = np.array([6.5, 5.2, 5.1, 4.1, 3.1])
    taken = np.zeros(5, dtype=np.int64)
    exact = dual.knapsack(gain, load, np.array([13]), taken)
    assert abs(exact - gain[taken > 0].sum()) < 1e-9
    monkeypatch.setattr(dual, "MOST_STEPS", 1)  # compiled code keeps the number it was compiled with
    assert dual.knapsack(gain, load, np.array([13]), taken) >= exact
    assert dual.fractional(gain, load[:, 0].astype(float), 0, 13.0) >= exact
    assert dual.fractional(gain, np.zeros(5), 0, 0.0) == 0.0


def test_no_time_is_still_a_round():
    hurried = Effort(seconds=1.0, clock=ticking(10.0), rounds=10, moves=5, neighbourhoods=3)
    result = solve_round(TINY, hurried)
    assert violations(TINY, result.chosen) == ()
    assert result.greedy <= result.objective <= result.bound


def test_time_ends_the_search_between_steps():
    result = solve_round(TINY, Effort(seconds=50.0, clock=ticking(1.0), rounds=3, moves=50, neighbourhoods=3))
    assert violations(TINY, result.chosen) == ()


def test_large_rounds_go_without_tree_search(monkeypatch):
    monkeypatch.setattr(solve, "TREE", 0)
    for most in (0, 10_000):
        monkeypatch.setattr(solve, "VERTEX", most)
        result = solve_round(TINY, replace(QUICK, rounds=3))
        assert violations(TINY, result.chosen) == ()
        assert result.bound >= solve_round(TINY, QUICK).objective - 1e-9


def test_a_gap_small_enough_ends_the_search():
    assert solve_round(TINY, replace(QUICK, gap_percent=100.0, rounds=1)).method in {"greedy", "prices"}


def test_searches_without_edges_or_moves_return_what_they_got():
    nothing = round_of([], [[1]], [1])
    fixed, state = fixed_of(nothing), empty_state(nothing)
    assert improved(nothing, fixed, state, np.zeros(1), QUICK, Timer(QUICK)) is state
    still = replace(QUICK, moves=0, neighbourhoods=0)
    state = filled(TINY, fixed_of(TINY), TINY.score)
    assert improved(TINY, fixed_of(TINY), state, np.zeros(TINY.needs), still, Timer(still)) is state
    assert searched(TINY, fixed_of(TINY), state, np.zeros(TINY.needs), still, Timer(still), np.inf) is state


def test_local_search_finds_what_greedy_missed():
    edges = [(0, 0, 5.0, [3]), (0, 1, 4.0, [2]), (0, 2, 4.0, [2]), (1, 0, 3.0, [1])]
    instance = round_of(edges, [[4], [1]], [1, 1, 1])
    fixed = fixed_of(instance)
    start = filled(instance, fixed, instance.score)
    effort = Effort(moves=50)
    found = improved(instance, fixed, start, np.zeros(3), effort, Timer(effort))
    assert (instance.value(chosen_of(start)), instance.value(chosen_of(found))) == (5.0, 11.0)


def test_needs_that_do_not_go_together_are_cut_off_until_the_proof_is_complete():
    parts = days([0b111], [(0b011, 1, 0, 9), (0b011, 1, 0, 9), (0b001, 1, 0, 9)])
    instance = round_of([(0, j, 1.0 + j, [0]) for j in range(3)], [[0]], [1, 1, 1], day_parts=parts)
    state, bound = proven(instance, fixed_of(instance), QUICK, Timer(QUICK), 1.0)
    assert state is not None
    assert (instance.value(chosen_of(state)), bound) == (5.0, 5.0)


def test_a_search_that_found_nothing_leaves_what_there_was(monkeypatch):
    none = lambda *_, **__: Whole(None, 99.0, optimal=False)  # noqa: E731
    monkeypatch.setattr("matcher.matching.assignment.exact.whole", none)
    monkeypatch.setattr("matcher.matching.assignment.neighbourhood.whole", none)
    fixed = fixed_of(TINY)
    assert proven(TINY, fixed, QUICK, Timer(QUICK), 1.0) == (None, 99.0)
    state = filled(TINY, fixed, TINY.score)
    found = searched(TINY, fixed, state, np.zeros(TINY.needs), QUICK, Timer(QUICK), 999.0)
    assert TINY.value(chosen_of(found)) >= TINY.value(chosen_of(state))


def test_small_pieces_are_solved_anew(monkeypatch):
    fixed, effort = fixed_of(TINY), replace(QUICK, neighbourhoods=20, nodes=1)
    state = filled(TINY, fixed, TINY.score)
    for size in (5, 40):
        monkeypatch.setattr("matcher.matching.assignment.neighbourhood._piece.__defaults__", (size,))
        found = searched(TINY, fixed, state, np.zeros(TINY.needs), effort, Timer(effort), 999.0)
        assert TINY.value(chosen_of(found)) > TINY.value(chosen_of(state))
    assert searched(TINY, fixed, found, np.zeros(TINY.needs), effort, Timer(effort), 0.0) is found


def test_edges_that_never_fit_are_tried_in_vain():
    parts = days([0b1, 0b1], [(0b1, 1, 0, 9), (0b10, 1, 0, 9)])
    edges = [(0, 1, 5.0, [0]), (1, 0, 1.0, [1])]
    instance = round_of(edges, [[3], [3]], [1, 1], day_parts=parts)
    effort = Effort(moves=20)
    found = improved(instance, fixed_of(instance), empty_state(instance), np.zeros(2), effort, Timer(effort))
    assert chosen_of(found).tolist() == [1]


def test_one_need_can_push_out_several_but_not_more_than_three():
    small = [(0, j, 1.0, [1]) for j in range(5)]
    for load, chosen in ((3, 3), (5, 5)):
        instance = round_of([*small, (0, 5, 9.0, [load])], [[5]], [1] * 6)
        fixed, state = fixed_of(instance), empty_state(instance)
        fill(fixed, state, np.arange(5))
        effort = Effort(moves=50)
        found = improved(instance, fixed, state, np.zeros(6), effort, Timer(effort))
        assert chosen_of(found).size == chosen


def test_a_tree_search_without_result_leaves_the_bound(monkeypatch):
    monkeypatch.setattr("matcher.matching.assignment.exact.MOST_PASSES", 0)
    assert proven(TINY, fixed_of(TINY), QUICK, Timer(QUICK), 1.0) == (None, np.inf)


def test_more_needs_at_one_time_than_are_tried_never_fit():
    many = np.full(13, 0b1), np.ones(13, dtype=np.int64), np.zeros(13, dtype=np.int64)
    assert not day_parts.fit_together(*many, np.full(13, 5))


def test_a_chain_of_periods_needs_a_timetable_for_good():
    # Day by day there is room, but the middle one cannot keep its part.
    masks, wanted = np.array([0b01, 0b11, 0b10]), np.array([1, 1, 1])
    assert not day_parts.fit_together(masks, wanted, np.array([0, 2, 4]), np.array([2, 4, 6]))
    assert day_parts.fit_together(np.array([0b01, 0b11, 0b01]), wanted, np.array([0, 2, 4]), np.array([2, 4, 6]))


def test_a_giant_is_cut_and_merged_within_the_bound():
    shape = Shape(300, 40, 4, 4, hours=False)
    instance = make_round(shape)
    parts = split_round(instance, 300)
    results = tuple(solve_round(part.instance, QUICK) for part in parts)
    merged = merge_round(instance, parts, results, QUICK)
    assert len(parts) > 1
    assert violations(instance, merged.chosen) == ()
    assert sum(r.objective for r in results) <= merged.objective + 1e-9
    assert merged.objective <= solve_round(instance, QUICK).objective + 1e-6 <= merged.bound + 2e-6


def test_a_merge_over_cuts_is_proven_close_to_the_best():
    instance = make_round(Shape(400, 60, 8, 8))
    parts = split_round(instance, 800)
    results = tuple(solve_round(part.instance, replace(QUICK, rounds=60)) for part in parts)
    merged = merge_round(instance, parts, results, replace(QUICK, rounds=60))
    assert sum(part.edges.size for part in parts) < instance.edges
    assert merged.gap_percent < 1


def test_a_clock_that_is_not_reached_changes_nothing(monkeypatch):
    """A slow machine gives the same round as a fast one: the search cools by its moves alone."""
    fixed, zero, state = fixed_of(TINY), np.zeros(TINY.needs), empty_state(TINY)
    heats = []
    monkeypatch.setattr("matcher.matching.assignment.improve.anneal", lambda *given: heats.append(given[4]))

    def cooled(step, *, paced):
        heats.clear()
        effort = Effort(seconds=1000.0, clock=ticking(step), moves=2_000, paced=paced)
        improved(TINY, fixed, state, zero, effort, Timer(effort))
        return list(heats)

    slow = cooled(20.0, paced=False)
    assert cooled(0.001, paced=False)[: len(slow)] == slow
    assert cooled(0.001, paced=True)[: len(slow)] != cooled(20.0, paced=True)


def test_a_merge_is_never_worse_than_greedy():
    instance = round_of([(0, 0, 1.0, [1]), (1, 0, 5.0, [1])], [[1], [1]], [1])
    (part,) = split_round(instance)
    poor = RoundResult(np.array([0]), 1.0, 5.0, 1.0, "poor", np.zeros(1))
    assert merge_round(instance, (part,), (poor,), replace(QUICK, moves=0)).objective == 5.0


def test_small_components_share_a_part():
    instance = round_of([(i, i, 1.0, [1]) for i in range(5)], [[1]] * 5, [1] * 5)
    assert [part.edges.size for part in split_round(instance, 2)] == [2, 2, 1]


def test_a_check_tells_every_kind_of_wrong():
    parts = days([0b1], [(1, 1, 0, 9), (1, 1, 0, 9)])
    edges = [(0, 0, 1.0, [3]), (0, 1, 1.0, [3])]
    instance = round_of(edges, [[4]], [0, 1], day_parts=parts, conflicts=[(0, 1)])
    assert violations(instance, np.array([0, 1, 1])) == (
        "edge 1 twice",
        "need 0 has 1 people",
        "need 1 has 2 people",
        "person 0 above capacity",
        "person 0 has 0 and 1",
        "person 0 has 0 and 1",
        "person 0 has no timetable",
    )


def test_the_report_names_the_first_reason():
    parts = days([1, 1, 1, 1], [(1, 0, 0, 9), (1, 0, 0, 9), (1, 1, 0, 9), (1, 1, 0, 9), (1, 0, 0, 9), (1, 0, 0, 9)])
    edges = [
        (0, 0, 1.0, [9, 1]),  # above the legal limit
        (0, 1, 1.0, [1, 9]),  # above the hours
        (1, 2, 1.0, [1, 1]), (1, 3, 0.5, [1, 1]),  # one day part for both
        (2, 4, 1.0, [2, 2]), (3, 4, 0.5, [1, 1]),
    ]  # fmt: skip
    instance = round_of(edges, [[5, 5]] * 4, [1] * 6, day_parts=parts, kinds=("legal minutes 2026", "weekly minutes 0"))
    report = report_of(instance, solve_round(instance, QUICK), np.array([9, 5, 7, 1]), np.array([0, 1, 0, 0]))
    assert {left.id: left.reason for left in report.needs_left} == {
        0: Unplaced.LEGAL_HOURS,
        1: Unplaced.WEEK_HOURS,
        3: Unplaced.DAY_PARTS,
        5: Unplaced.NO_CANDIDATE,
    }
    assert {left.id: left.reason for left in report.people_left} == {0: Unplaced.WEEK_HOURS, 3: Unplaced.FULL}
    assert (report.waiting_chosen, report.waiting_others, report.newcomers) == (6.0, 5.0, 0.5)
    assert report.minutes == {"legal minutes 2026": 3, "weekly minutes 0": 3}


def test_gini_of_counts():
    assert gini(np.array([2, 2, 2])) == 0.0
    assert gini(np.array([0, 0, 3])) == pytest.approx(2 / 3)
    assert gini(np.zeros(3, dtype=np.int64)) == 0.0
