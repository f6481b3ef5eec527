import numpy as np
import pytest
from hypothesis import given, settings

from matcher.matching.assignment.gap import solve as solve_module
from matcher.matching.assignment.gap.chains import anneal
from matcher.matching.assignment.gap.core import CoreResult, solve_core
from matcher.matching.assignment.gap.instance import GapInstance
from matcher.matching.assignment.gap.repack import Ways, pick_agents, repack
from matcher.matching.assignment.gap.repack import cheapest as cheapest_ways
from matcher.matching.assignment.gap.search import Found, Search
from matcher.matching.assignment.gap.solve import prepare, solve_gap
from matcher.matching.assignment.gap.state import NOTHING, Progress, make_field, make_state, shift
from tests.unit.matching.assignment.gap_oracle import cheapest, instances, random_instance, ticking

FEW = settings(max_examples=8, deadline=None)


def field_of(instance, room_prices=None):
    prices = np.ones(instance.agents) if room_prices is None else room_prices
    reduced = instance.costs + prices[:, None] * instance.resources
    return make_field(instance, prices, reduced - reduced.min(axis=0))


def is_consistent(field, state, instance):
    assert (state.loads == instance.loads_of(state.agent_of)).all()
    for i in range(instance.agents):
        mine = state.members[i, : state.sizes[i]]
        assert sorted(mine.tolist()) == np.flatnonzero(state.agent_of == i).tolist()
        assert (state.place[mine] == np.arange(state.sizes[i])).all()


def test_shift_keeps_loads_and_members_right():
    instance = random_instance(1, 3, 8)
    field = field_of(instance)
    state = make_state(field, np.zeros(8, dtype=np.int64))
    for item, agent in ((0, 1), (7, 2), (3, 1), (0, 0), (3, 3 - 1)):
        shift(field, state, item, agent)
        is_consistent(field, state, instance)


@pytest.mark.parametrize("seed", range(3))
def test_annealing_keeps_the_cheapest_feasible_assignment(seed):
    instance = random_instance(seed, 3, 8, share=0.9)
    field = field_of(instance)
    state, best = make_state(field, field.choices[:, 0].copy()), np.zeros(8, dtype=np.int64)
    progress = anneal(field, state, best, Progress(NOTHING, 99 + seed, 1.0), 2.0, 3000)
    is_consistent(field, state, instance)
    assert instance.is_feasible(best)
    assert instance.cost_of(best) == progress.best_cost == cheapest(instance)


@pytest.mark.parametrize("seed", range(4))
def test_repacking_all_agents_finds_the_optimum(seed):
    instance = random_instance(seed, 3, 7, share=0.95)
    least = cheapest(instance)
    start = max(
        (a for a in _feasible(instance) if instance.cost_of(a) > least), key=lambda a: (instance.cost_of(a), *a)
    )
    field = field_of(instance)
    state = make_state(field, start)
    changed, _ = repack(field, state, np.arange(3), 0.0, 4000, 5)
    assert changed
    assert instance.cost_of(state.agent_of) == least
    is_consistent(field, state, instance)
    again, _ = repack(field, state, np.arange(3), 0.0, 4000, 5)
    assert not again


def _feasible(instance):
    from tests.unit.matching.assignment.gap_oracle import assignments

    return [a for a in assignments(instance) if instance.is_feasible(a)]


def test_repacking_within_a_tolerance_never_returns_the_present_one():
    instance = random_instance(7, 3, 7, share=1.2)
    field = field_of(instance)
    start = _feasible(instance)[0]
    state = make_state(field, start)
    changed, _ = repack(field, state, np.arange(3), 50.0, 4000, 5)
    assert changed
    assert (state.agent_of != start).any()
    assert instance.is_feasible(state.agent_of)


def test_repacking_narrowly_stays_feasible_and_never_costs_more():
    instance = random_instance(9, 4, 7, share=1.1)
    field = field_of(instance)
    state = make_state(field, _feasible(instance)[0])
    cost = instance.cost_of(state.agent_of)
    for seed in range(20):
        agents, _ = pick_agents(field, state, 3, 1000 + seed)
        assert len(set(agents.tolist())) == agents.size
        repack(field, state, agents, 0.0, 3, seed)
        assert instance.is_feasible(state.agent_of)
        assert instance.cost_of(state.agent_of) <= cost
        cost = instance.cost_of(state.agent_of)


@pytest.mark.parametrize("items", [3, 6])
def test_an_overloaded_group_is_left_when_no_way_fits(items):
    instance = GapInstance(np.zeros((2, items), dtype=np.int64), np.full((2, items), 2), np.array([2, 2]))
    field = field_of(instance)
    state = make_state(field, np.zeros(items, dtype=np.int64))
    changed, _ = repack(field, state, np.arange(2), 10.0, 10, 1)
    assert not changed


def test_few_ways_are_kept_and_the_cheapest():
    ways = Ways(np.array([4.0, 1, 4, 1, 4]), np.arange(10).reshape(5, 2), np.arange(5))
    assert cheapest_ways(ways, 5, 5) == 5
    kept = cheapest_ways(ways, 5, 3)
    assert ways.excess[:kept].tolist() == [4, 1, 1]
    assert ways.code[:kept].tolist() == [0, 1, 3]
    assert ways.loads[:kept].tolist() == [[0, 1], [2, 3], [6, 7]]


@given(instances())
@FEW
def test_the_core_is_searched_completely(instance):
    allowed = instance.resources <= instance.capacities[:, None]
    least = cheapest(instance)
    found = solve_core(instance, allowed, np.inf, 10)
    assert found.complete
    assert (None if found.agent_of is None else instance.cost_of(found.agent_of)) == least
    if least is not None:
        assert solve_core(instance, allowed, least - 1, 10).agent_of is None
        assert not solve_core(instance, allowed, least, 0).complete


@given(instances())
@FEW
def test_solutions_are_feasible_and_proofs_true(instance):
    result, least = solve_gap(instance, ticking(), 40), cheapest(instance)
    if least is None:
        assert (result.agent_of, result.cost, result.optimal) == (None, None, False)
        return
    assert not result.impossible
    assert result.bound <= least
    if result.agent_of is not None:
        assert instance.is_feasible(result.agent_of)
        assert result.cost == instance.cost_of(result.agent_of) >= least
    if result.optimal:
        assert result.cost == least == result.bound


@pytest.mark.parametrize("seed", range(3))
def test_small_instances_are_proven(seed):
    instance = random_instance(seed, 3, 6, share=0.95)
    result = solve_gap(instance, ticking(), 1000)
    assert result.optimal
    assert result.cost == instance.cost_of(result.agent_of) == cheapest(instance)


@pytest.mark.parametrize("capacities", [[3, 3], [2, -1], [1, 1], [0, 6]])
def test_what_cannot_be_is_said_to_be_impossible(capacities):
    instance = GapInstance(np.zeros((2, 4), dtype=np.int64), np.full((2, 4), 2), np.array(capacities))
    result = solve_gap(instance, ticking(), 200)
    assert result.agent_of is None
    assert result.impossible


def test_nothing_is_claimed_when_time_is_over_at_once():
    instance = random_instance(5, 4, 30, share=0.85)
    result = solve_gap(instance, ticking(), 0)
    assert not result.optimal
    assert not result.impossible
    assert result.agent_of is None or instance.is_feasible(result.agent_of)


def test_large_gaps_are_left_to_both_workers(monkeypatch):
    improved = []
    monkeypatch.setattr(solve_module, "SMALL_CORE_PAIRS", 0)
    monkeypatch.setattr(solve_module._Run, "_improve", lambda _, worker: improved.append(worker))
    run = solve_module._Run(random_instance(6, 3, 12), ticking(), 100, 100, 1)
    run._best = Found(np.zeros(12, dtype=np.int64), run._bound + 100)
    run._prove()
    assert improved == [run._workers[0]]
    assert not run._stop.is_set()


def test_without_a_complete_search_nothing_is_called_impossible(monkeypatch):
    monkeypatch.setattr(solve_module, "MOST_CORE_PAIRS", 0)
    instance = GapInstance(np.zeros((2, 3), dtype=np.int64), np.full((2, 3), 2), np.array([3, 3]))
    result = solve_gap(instance, ticking(), 30)
    assert result.agent_of is None
    assert not result.impossible


def test_the_same_seed_and_clock_give_the_same_search():
    instance = random_instance(8, 4, 9)

    def run():
        search = Search(instance, np.ones(4), field_of(instance).reduced.T, seed=3)
        search.anneal(iter((0.0, 0.5, 1.0)).__next__)
        search.repack(iter((0.0, 0.5, 1.0)).__next__)
        return search.found

    one, other = run(), run()
    assert one.cost == other.cost
    assert (one.agent_of == other.agent_of).all()


def test_a_worker_takes_over_only_what_is_cheaper():
    instance = random_instance(8, 3, 6, share=1.2)
    search = Search(instance, np.ones(3), field_of(instance).reduced.T, seed=3)
    search.adopt(Found(np.array([0, 1, 2, 0, 1, 2]), 100))
    search.adopt(Found(np.zeros(6, dtype=np.int64), 200))
    assert search.found.cost == 100
    assert search.found.agent_of.tolist() == [0, 1, 2, 0, 1, 2]


def test_prepare_runs_every_kernel():
    prepare()


def test_a_chain_ends_where_nothing_can_be_ejected():
    instance = GapInstance(np.array([[5], [0]]), np.array([[1], [9]]), np.array([1, 2]))
    field = make_field(instance, np.array([0.0, 10.0]), np.array([[1.0], [0.0]]))
    state, best = make_state(field, np.zeros(1, dtype=np.int64)), np.zeros(1, dtype=np.int64)
    progress = anneal(field, state, best, Progress(NOTHING, 7, 1.0), 1e-6, 50)
    is_consistent(field, state, instance)
    assert state.agent_of.tolist() == [0]
    assert progress.best_cost in (5, NOTHING)


def test_one_agent_alone_is_left_as_it_is():
    instance = random_instance(1, 3, 6)
    field = field_of(instance)
    changed, _ = repack(field, make_state(field, np.zeros(6, dtype=np.int64)), np.array([0]), 5.0, 100, 1)
    assert not changed


def test_agents_without_items_are_no_obstacle():
    instance = random_instance(3, 3, 4)
    field = field_of(instance)
    state = make_state(field, np.zeros(4, dtype=np.int64))
    for seed in range(30):
        agents, _ = pick_agents(field, state, 3, 77 + seed)
        assert 1 <= agents.size == len(set(agents.tolist()))


@pytest.mark.parametrize("share", [0.95, 0.1])
def test_an_unfinished_search_proves_nothing(monkeypatch, share):
    monkeypatch.setattr(solve_module, "solve_core", lambda *_: CoreResult(None, complete=False))
    monkeypatch.setattr(solve_module.Dual, "relax_assignment", lambda *_: None)
    instance = random_instance(2, 3, 6, share=share)
    instance = GapInstance(
        instance.costs, np.minimum(instance.resources, instance.capacities.min()), instance.capacities
    )
    result = solve_gap(instance, ticking(), 30)
    assert result.optimal == (result.cost == result.bound)
    assert not result.impossible
