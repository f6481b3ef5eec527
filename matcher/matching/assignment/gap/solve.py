"""The generalised assignment problem within a time limit: a bound, an assignment, and a proof where one is found.

Prices first (``dual``), then two workers at once: both anneal (``chains``) and divide groups of agents anew
(``repack``). When the gap is small by then, one of them turns to the proof: what an assignment at the bound could use
is searched completely (``core``), and when nothing is there the bound rises by one, until bound and assignment meet.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import numpy as np
import numpy.typing as npt

from matcher.matching.assignment.gap.core import CoreResult, solve_core
from matcher.matching.assignment.gap.dual import Dual
from matcher.matching.assignment.gap.instance import GapInstance, Ints
from matcher.matching.assignment.gap.search import Found, Search
from matcher.matching.assignment.gap.state import NOTHING

DUAL_SHARE = 0.2
ANNEAL_SHARE = 0.2
REPACK_SHARE = 0.15
ROUNDS = 4
MOST_LEVELS = 8
MOST_CORE_PAIRS = 2_500
SMALL_CORE_PAIRS = 400
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class GapResult:
    """An assignment ``agent_of`` (n; None when none was found) with its cost, and the proven least cost ``bound``.

    ``optimal``: the assignment is proven cheapest. ``impossible``: it is proven that there is none, as an item fits
    nowhere or the core of all pairs was searched.
    """

    agent_of: Ints | None
    cost: int | None
    bound: int
    optimal: bool
    impossible: bool = False


def solve_gap(instance: GapInstance, clock: Clock, seconds: float, seed: int = 1) -> GapResult:
    """Solve within about so many seconds of ``clock``; a proof ends the work early.

    The workers' random numbers follow from ``seed``; what they reach within the limit depends on the machine.
    """
    ends = clock() + seconds
    if (instance.capacities < 0).any() or (instance.resources > instance.capacities[:, None]).all(axis=0).any():
        return GapResult(None, None, 0, optimal=False, impossible=True)
    return _Run(instance, clock, ends, seconds, seed).result()


class _Run:
    def __init__(self, instance: GapInstance, clock: Clock, ends: float, seconds: float, seed: int) -> None:
        self._instance, self._clock, self._ends = instance, clock, ends
        self._stop = Event()
        until = ends - (1 - DUAL_SHARE) * seconds
        self._dual = Dual(instance)
        # No assignment costs more than this: a higher bound proves that there is none.
        dearest = int(instance.costs.max(axis=0).sum())
        self._dual.relax_capacities(lambda value: value <= dearest and clock() < until)
        self._dual.relax_assignment(lambda value: value <= dearest and clock() < until)
        self._impossible = self._dual.value > dearest
        self._surcharges = self._dual.surcharges()
        self._bound = self._dual.bound
        self._best = Found(np.zeros(instance.items, dtype=np.int64), NOTHING)
        self._workers = [
            Search(instance, self._dual.room_prices, self._surcharges, seed + worker) for worker in range(2)
        ]

    def result(self) -> GapResult:
        """Let the workers work and return what they found."""
        if not self._impossible:
            self._work()
        found = self._best.cost < NOTHING
        return GapResult(
            self._best.agent_of if found else None,
            self._best.cost if found else None,
            min(self._bound, self._best.cost) if found else self._dual.bound,
            optimal=found and self._bound >= self._best.cost,
            impossible=self._impossible,
        )

    def _work(self) -> None:
        self._together(lambda worker, used: worker.anneal(used), ANNEAL_SHARE)
        if not self._done() and self._best.cost - self._bound > MOST_LEVELS:
            self._together(lambda worker, used: worker.repack(used), REPACK_SHARE)
        if not self._done():
            self._finish()

    def _together(self, work: Callable[[Search, Callable[[], float]], None], share: float) -> None:
        used = self._share_of(share * (self._ends - self._clock()))
        with ThreadPoolExecutor(len(self._workers)) as pool:
            list(pool.map(lambda worker: work(worker, used), self._workers))
        self._gather()

    def _finish(self) -> None:
        """Improve with one worker while the other proves, or improves as well."""
        for worker in self._workers:
            worker.adopt(self._best)
        with ThreadPoolExecutor(len(self._workers)) as pool:
            proof, search = pool.submit(self._prove), pool.submit(self._improve, self._workers[1])
            proof.result()
            search.result()
        self._gather()

    def _gather(self) -> None:
        for worker in self._workers:
            self._offer(worker.found.agent_of, worker.found.cost)

    def _offer(self, agent_of: Ints, cost: int) -> None:
        if cost < self._best.cost:
            self._best = Found(agent_of.copy(), cost)

    def _done(self) -> bool:
        return self._best.cost <= self._bound or self._clock() >= self._ends

    def _share_of(self, seconds: float) -> Callable[[], float]:
        begun = self._clock()

        def used() -> float:
            if self._stop.is_set() or self._known() <= self._bound:
                return 1.0
            return (self._clock() - begun) / max(seconds, 1e-9)

        return used

    def _known(self) -> int:
        return min(self._best.cost, *(worker.found.cost for worker in self._workers))

    def _improve(self, worker: Search) -> None:
        for left in range(ROUNDS, 0, -1):
            worker.repack(self._share_of((self._ends - self._clock()) / left))

    def _prove(self) -> None:
        """Search what is left between bound and assignment when it is little; end the work when both meet."""
        if self._best.cost == NOTHING:
            self._search_everything()
        while self._bound < self._known() and self._clock() < self._ends:
            # Level by level is quicker than all at once as long as there are few levels.
            level = self._bound if self._known() - self._bound <= MOST_LEVELS else self._known() - 1
            allowed = self._open_pairs(level)
            if allowed.sum() > (MOST_CORE_PAIRS if level == self._bound else SMALL_CORE_PAIRS):
                self._improve(self._workers[0])
                return
            found = solve_core(self._instance, allowed, level, self._ends - self._clock())
            self._offer_core(found)
            if found.complete:
                self._bound = level + 1 if found.agent_of is None else self._best.cost
        self._stop.set()

    def _open_pairs(self, most: int) -> npt.NDArray[np.bool_]:
        """Return (m x n) the pairs an assignment of at most this cost can use."""
        open_pairs: npt.NDArray[np.bool_] = self._surcharges + self._dual.value <= most
        return open_pairs

    def _search_everything(self) -> None:
        """Look for any assignment at all; when that search is complete nothing is left to prove."""
        allowed = self._instance.resources <= self._instance.capacities[:, None]
        if allowed.sum() > MOST_CORE_PAIRS:
            return
        found = solve_core(self._instance, allowed, np.inf, self._ends - self._clock())
        self._offer_core(found)
        if found.complete:
            self._impossible = found.agent_of is None
            self._bound = self._best.cost

    def _offer_core(self, found: CoreResult) -> None:
        if found.agent_of is not None:
            self._offer(found.agent_of, self._instance.cost_of(found.agent_of))


def prepare() -> None:
    """Compile the kernels or load them from disk (seconds the first time), so that no limit is spent on that."""
    instance = GapInstance(np.array([[1, 2, 3], [3, 2, 1]]), np.ones((2, 3), dtype=np.int64), np.array([2, 2]))
    dual = Dual(instance)
    dual.relax_capacities(lambda _: True)
    dual.relax_assignment(lambda _: True)
    search = Search(instance, dual.room_prices, dual.surcharges(), 1)
    search.anneal(iter((0.0, 1.0)).__next__)
    search.repack(iter((0.0, 1.0)).__next__)
