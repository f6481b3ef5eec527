from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.assignment.gap import dual as dual_module
from matcher.matching.assignment.gap.dual import Dual, climb
from matcher.matching.assignment.gap.instance import GapInstance
from matcher.matching.assignment.gap.knapsack import forced_losses, pack
from tests.unit.matching.assignment.gap_oracle import assignments, cheapest, instances, random_instance

FEW = settings(max_examples=15, deadline=None)


def subsets(count):
    for size in range(count + 1):
        yield from combinations(range(count), size)


def best_profit(profits, resources, capacity, *, within=(), without=()):
    return max(
        (
            sum(profits[j] for j in chosen)
            for chosen in subsets(len(profits))
            if set(within) <= set(chosen)
            and not set(without) & set(chosen)
            and sum(resources[j] for j in chosen) <= capacity
        ),
        default=-np.inf,
    )


def item_lists(count=6):
    pairs = st.tuples(st.integers(-5, 20), st.integers(0, 9))
    return st.tuples(st.lists(pairs, min_size=1, max_size=count), st.integers(0, 25))


@given(item_lists(), st.floats(0, 5), st.floats(0, 10))
@FEW
def test_pack_is_exact_whatever_is_guessed(drawn_items, price, reach):
    pairs, capacity = drawn_items
    resources = np.array([need for _, need in pairs])
    profits = np.array([float(profit) if need <= capacity else 0.0 for profit, need in pairs])
    table, picks = np.zeros((len(pairs) + 2, capacity + 1)), np.zeros(len(pairs), dtype=np.int64)
    taken = np.zeros(len(pairs), dtype=np.int64)
    value, _ = pack(profits, resources, capacity, price, reach, picks, table, taken)
    assert value == best_profit(profits, resources, capacity)
    assert profits @ taken == value
    assert resources @ taken <= capacity


@given(item_lists())
@FEW
def test_forced_losses_are_what_the_best_knapsack_loses(drawn_items):
    pairs, capacity = drawn_items
    profits, resources = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
    n = len(pairs)
    loss = np.zeros((2, n))
    table, picks = np.zeros((n + 2, capacity + 1)), np.zeros(n, dtype=np.int64)
    forced_losses(-profits, resources, capacity, np.zeros(n), picks, table, loss)
    best = best_profit(profits, resources, capacity)
    for j in range(n):
        assert loss[0, j] == best - best_profit(profits, resources, capacity, without=[j])
        assert loss[1, j] == best - best_profit(profits, resources, capacity, within=[j])


def climbed(instance):
    dual = Dual(instance, finest=1e-3)
    looks = iter([True] * 60 + [False] * 10)
    dual.relax_capacities(lambda _: next(looks))
    looks = iter([True] * 60 + [False] * 10)
    dual.relax_assignment(lambda _: next(looks))
    return dual


def holds_for_all(dual):
    """Each feasible assignment costs at least the bound, and at least the value with any of its surcharges."""
    instance, surcharges = dual.instance, dual.surcharges()
    columns = np.arange(instance.items)
    for choice in assignments(instance):
        if instance.is_feasible(choice):
            cost = instance.cost_of(choice)
            assert cost >= dual.bound
            assert (dual.value + surcharges[choice, columns] <= cost + 1e-9).all()


@given(instances())
@FEW
def test_no_assignment_is_below_the_bound_or_its_surcharges(instance):
    holds_for_all(climbed(instance))


@given(instances())
@FEW
def test_bounds_hold_when_capacities_are_too_large_for_tables(instance):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dual_module, "MOST_CELLS", 0)
        dual = climbed(instance)
    assert not dual.exact
    holds_for_all(dual)


def test_the_bound_comes_close():
    instance = random_instance(3, 3, 8)
    assert climbed(instance).bound >= 0.97 * cheapest(instance)


def test_relaxing_assignment_is_at_least_as_strong():
    instance = random_instance(4, 3, 12)
    dual = Dual(instance)
    dual.relax_capacities(lambda _: True)
    before = dual.value
    dual.relax_assignment(lambda _: True)
    assert dual.value > before


def test_climb_finds_the_top_of_a_concave_function():
    def evaluate(point):
        return 10.0 - float(np.abs(point - 3).sum()), -np.sign(point - 3)

    value, point = climb(np.zeros(2), evaluate, 0.0, 1e-4, lambda _: True)
    assert value == pytest.approx(10, abs=0.01)
    assert point == pytest.approx([3, 3], abs=0.01)


@pytest.mark.parametrize(
    ("costs", "resources", "capacities", "message"),
    [
        ([[1, 2]], [[1]], [1], "m x n"),
        ([[1, 2]], [[1, 2]], [1, 1], "m x n"),
        ([[]], [[]], [1], "m x n"),
        ([[1]], [[-1]], [1], "negative"),
        ([[1 << 41]], [[1]], [1], r"2\*\*40"),
    ],
)
def test_impossible_sizes_and_numbers_are_refused(costs, resources, capacities, message):
    with pytest.raises(ValueError, match=message):
        GapInstance(np.array(costs, dtype=np.int64), np.array(resources, dtype=np.int64), np.array(capacities))


@pytest.mark.parametrize(
    ("agent_of", "feasible"), [([0, 1], True), ([0, 0], False), ([0], False), ([0, 2], False), ([-1, 1], False)]
)
def test_feasible_means_one_existing_agent_each_within_capacity(agent_of, feasible):
    instance = GapInstance(np.array([[1, 2], [3, 4]]), np.array([[1, 1], [1, 1]]), np.array([1, 1]))
    assert instance.is_feasible(np.array(agent_of)) is feasible
