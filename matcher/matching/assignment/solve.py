"""One round, from greedy to proof: the best choice found within an effort, and how much better any other can be.

Steps, each only when the gap is still open: greedy; prices of the needs and a rounding of what people want at them
(``dual``); edges that no better choice can hold go out (``survivors``); the relaxation, exact for a flow (``sifting``);
tree search over what is left (``exact``); local search (``improve``) and pieces solved anew (``neighbourhood``).
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.matching.assignment.dual import first_prices, lagrangian, survivors
from matcher.matching.assignment.exact import best_of, proven
from matcher.matching.assignment.improve import improved
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.neighbourhood import searched
from matcher.matching.assignment.result import Effort, RoundResult, Timer
from matcher.matching.assignment.rows import Rows, rows_of
from matcher.matching.assignment.sifting import relaxed
from matcher.matching.assignment.state import Fixed, State, chosen_of, empty_state, fill, filled, fixed_of
from matcher.matching.columns import Floats, Ints

# Up to so many edges are left to the tree search. The relaxation, when it is no flow, is solved when no more edges than
# this seem worth while at the prices found: with more, people are scarce, and it takes long and says little.
TREE = 4_000
VERTEX = 30_000


@dataclass(slots=True)
class _Search:
    """What is known so far. ``instance`` keeps the edges that can still matter; ``edges``: their rows in the whole.

    ``whole_price``: the best prices from before edges went out. Later ones say nothing about the edges that went.
    """

    instance: RoundInstance
    fixed: Fixed
    edges: Ints
    best: State
    price: Floats
    whole_price: Floats
    taken: Floats
    bound: float = np.inf
    method: str = "greedy"

    @property
    def value(self) -> float:
        return self.instance.value(chosen_of(self.best))

    def offer(self, method: str, *states: State | None) -> None:
        """Keep the best of the states; the method that improved last is remembered."""
        better = best_of(self.instance, self.best, *states)
        if better is not self.best:
            self.best, self.method = better, method

    def lower(self, bound: float) -> None:
        """Keep the lowest proven bound. A bound over fewer edges never excludes the value that let the others go."""
        self.bound = min(self.bound, max(bound, self.value))

    def closed(self, effort: Effort) -> bool:
        """Whether the gap is as small as asked; rounding errors count as nothing."""
        allowed = max(effort.gap_percent / 100, 1e-9) * max(abs(self.bound), 1.0)
        return self.bound - self.value <= allowed


def solve_round(instance: RoundInstance, effort: Effort | None = None) -> RoundResult:
    """Return the best choice found; always feasible, never worse than greedy, the bound never below the objective."""
    effort = Effort() if effort is None else effort
    timer = Timer(effort)
    edges = _possible(instance)
    whole, instance = instance, instance.only(edges)
    fixed = fixed_of(instance)
    greedy = filled(instance, fixed, instance.score)
    first = first_prices(instance, greedy)
    search = _Search(instance, fixed, edges, greedy, first, first, np.zeros(edges.size))
    least = search.value
    for step in (_prices, _vertex, _tree, _local, _pieces):
        step(search, effort, timer)
        if search.closed(effort):
            break
    chosen = search.edges[chosen_of(search.best)]
    objective = whole.value(chosen)
    return RoundResult(chosen, objective, max(search.bound, objective), least, search.method, search.whole_price)


def _prices(search: _Search, effort: Effort, timer: Timer) -> None:
    """The dual bound, the choice people's wishes at its prices round to, and fewer edges."""
    dual = lagrangian(search.instance, search.fixed, search.price, effort.rounds, timer)
    if np.isinf(search.bound):
        search.whole_price = dual.price
    if dual.bound < search.bound:
        search.price = dual.price
    search.taken = search.taken + dual.taken
    search.offer("prices", filled(search.instance, search.fixed, dual.taken))
    search.lower(dual.bound)
    _narrow(search)


def _narrow(search: _Search) -> None:
    """Leave out the edges that no better choice can hold. A gap above every score lets none of them go."""
    if search.bound - search.value > search.instance.score.max(initial=0.0):
        return
    kept = survivors(search.instance, search.fixed, search.price, search.value) | (search.best.chosen > 0)
    chosen = search.best.chosen[kept]
    search.instance, search.edges = search.instance.only(kept), search.edges[kept]
    search.taken, search.fixed = search.taken[kept], fixed_of(search.instance)
    search.best = empty_state(search.instance)
    fill(search.fixed, search.best, np.flatnonzero(chosen))


def _vertex(search: _Search, effort: Effort, timer: Timer) -> None:
    """The relaxation: exact for a flow, else better prices to go on from."""
    rows = rows_of(search.instance, np.arange(search.instance.edges))
    if rows.network:
        vertex = relaxed(search.instance, rows, search.price, search.taken)
        search.offer("flow", filled(search.instance, search.fixed, vertex.x))
        search.lower(vertex.value)
        search.price = vertex.need_price
        return
    wanted = search.instance.score > search.price[search.instance.need]
    if wanted.sum() > VERTEX or timer.left() <= 0:
        return
    vertex = relaxed(search.instance, rows, search.price, search.taken)
    search.offer("relaxation", filled(search.instance, search.fixed, vertex.x))
    search.lower(vertex.value)
    search.price = vertex.need_price
    _prices(search, replace(effort, rounds=max(effort.rounds // 4, 1)), timer)


def _tree(search: _Search, effort: Effort, timer: Timer) -> None:
    """Tree search, when few edges are left."""
    if search.instance.edges > TREE:
        return
    state, bound = proven(search.instance, search.fixed, effort, timer, 0.5)
    search.offer("tree search", state)
    search.lower(bound)


def _local(search: _Search, effort: Effort, timer: Timer) -> None:
    search.offer("local search", improved(search.instance, search.fixed, search.best, search.price, effort, timer))


def _pieces(search: _Search, effort: Effort, timer: Timer) -> None:
    found = searched(search.instance, search.fixed, search.best, search.price, effort, timer, search.bound)
    search.offer("neighbourhoods", found)


def relaxation_of(instance: RoundInstance) -> tuple[Rows, float]:
    """Return the rows over all edges that fit by themselves, and the value of their relaxation."""
    rows = rows_of(instance, _possible(instance))
    return rows, relaxed(instance, rows, np.zeros(instance.needs), np.zeros(instance.edges)).value


def _possible(instance: RoundInstance) -> Ints:
    """Return the edges that fit by themselves: the others would only weaken the bounds."""
    fitting = (instance.loads <= instance.capacities[instance.person]).all(axis=1)
    return np.flatnonzero(fitting & (instance.demands[instance.need] > 0))
