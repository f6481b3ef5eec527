"""Rounds: always allowed, between greedy and bound, the optimum on small ones, the same for a seed."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.assignment.check import timetable, violations
from matcher.matching.assignment.day_parts import fit_together
from matcher.matching.assignment.dual import bound_at
from matcher.matching.assignment.improve import improved
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.neighbourhood import searched
from matcher.matching.assignment.parts import Part, merge_round, result_from_bytes, result_to_bytes, split_round
from matcher.matching.assignment.report import report_of
from matcher.matching.assignment.result import Effort, Timer
from matcher.matching.assignment.solve import relaxation_of, solve_round
from matcher.matching.assignment.state import chosen_of, empty_state, filled, fixed_of
from tests.unit.matching.assignment.rounds import brute_force, days, rounds

QUICK = Effort(rounds=8, moves=2, neighbourhoods=1)


@given(rounds())
@settings(max_examples=120)
def test_small_rounds_are_solved_to_the_optimum(instance):
    result = solve_round(instance, QUICK)
    best = brute_force(instance)
    assert violations(instance, result.chosen) == ()
    assert abs(result.objective - best) < 1e-6
    assert result.greedy - 1e-9 <= result.objective <= result.bound + 1e-9
    assert result.optimal
    assert result.objective == instance.value(result.chosen)


@given(rounds(), st.lists(st.integers(0, 8), min_size=4, max_size=4))
def test_every_bound_is_above_the_best(instance, prices):
    best = brute_force(instance)
    price = np.array(prices[: instance.needs], dtype=np.float64) / 2
    assert bound_at(instance, fixed_of(instance), price) >= best - 1e-9
    assert relaxation_of(instance)[1] >= best - 1e-7


@given(rounds(), st.integers(1, 5))
def test_local_search_stays_allowed_and_never_loses(instance, seed):
    fixed, state = fixed_of(instance), empty_state(instance)
    zero, effort = np.zeros(instance.needs), replace(QUICK, seed=seed, moves=5)
    for step in (
        lambda s: improved(instance, fixed, s, zero, effort, Timer(effort)),
        lambda s: searched(instance, fixed, s, zero, effort, Timer(effort), np.inf),
    ):
        for start in (state, filled(instance, fixed, instance.score)):
            found = step(start)
            assert violations(instance, chosen_of(found)) == ()
            assert instance.value(chosen_of(found)) >= instance.value(chosen_of(start))


@given(rounds(), st.integers(1, 9))
def test_parts_are_merged_without_conflict(instance, most):
    parts = tuple(Part.from_bytes(part.to_bytes()) for part in split_round(instance, most))
    results = tuple(result_from_bytes(result_to_bytes(solve_round(part.instance, QUICK))) for part in parts)
    merged = merge_round(instance, parts, results, QUICK)
    best = brute_force(instance)
    assert violations(instance, merged.chosen) == ()
    assert sum(r.objective for r in results) - 1e-9 <= merged.objective <= best + 1e-9
    assert merged.greedy - 1e-9 <= merged.objective
    assert best <= merged.bound + 1e-7
    rows = np.concatenate([part.edges for part in parts]) if parts else np.zeros(0)
    assert np.unique(rows).size == rows.size


@given(rounds(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_people_does_not_matter(instance, random):
    order = list(range(instance.people))
    random.shuffle(order)
    turned = _with_people_in(instance, np.array(order, dtype=np.int64))
    assert abs(solve_round(turned, QUICK).objective - solve_round(instance, QUICK).objective) < 1e-6


def _with_people_in(instance: RoundInstance, order) -> RoundInstance:
    person = np.argsort(order)[instance.person]
    rows = np.lexsort((instance.need, person))
    moved = replace(instance.only(rows * 0 + np.sort(rows)), capacities=instance.capacities[order])
    return replace(
        moved,
        **{name: getattr(instance, name)[rows] for name in ("need", "score", "loads", "visit", "quality")},
        person=person[rows],
        day_parts=replace(instance.day_parts, people=instance.day_parts.people[order]),
    )


@given(rounds())
@settings(max_examples=40)
def test_the_same_seed_gives_the_same_round(instance):
    first, second = solve_round(instance, QUICK), solve_round(instance, QUICK)
    assert first.chosen.tolist() == second.chosen.tolist()
    assert first.bound == second.bound


@given(rounds())
def test_the_report_adds_up(instance):
    result = solve_round(instance, QUICK)
    report = report_of(instance, result)
    assert report.asked - report.filled == sum(left.lacking for left in report.needs_left)
    assert report.needs_full + report.needs_partly + report.needs_empty == (instance.demands > 0).sum()
    assert len(report.people_left) == instance.people - report.people_placed
    assert 0 <= report.gini < 1


SPAN = st.tuples(st.integers(0, 31), st.integers(0, 3), st.integers(0, 5), st.integers(0, 4))


@given(st.integers(0, 31), st.lists(SPAN, min_size=1, max_size=4))
@settings(max_examples=150)
def test_needs_fit_together_exactly_when_a_timetable_exists(offered, spans):
    needs = [(mask, wanted, start, start + length) for mask, wanted, start, length in spans]
    parts = days([offered], needs)
    rows = list(range(len(needs)))
    masks = (parts.needs & np.uint32(offered)).astype(np.int64)
    assert fit_together(masks, parts.parts_needed, parts.starts_on, parts.ends_on) == timetable(parts, 0, rows)
