"""Proof by tree search: the whole round as one programme, with cuts for needs that do not go together."""

from collections import defaultdict

import numpy as np

from matcher.matching.assignment.check import apart
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.programme import whole
from matcher.matching.assignment.result import Effort, Timer
from matcher.matching.assignment.rows import Cut, rows_of
from matcher.matching.assignment.state import Fixed, State, chosen_of, filled
from matcher.matching.columns import Ints

# So many times a programme is solved anew with the cuts it turned out to lack.
MOST_PASSES = 60


def proven(
    instance: RoundInstance, fixed: Fixed, effort: Effort, timer: Timer, share: float
) -> tuple[State | None, float]:
    """Return the best choice found by tree search, None when none was, and a bound on the value of any.

    Both meet when the search came to its end: then it is the optimum. ``share`` of the time left goes to each pass.
    """
    cuts: tuple[Cut, ...] = ()
    state, bound = None, np.inf
    for _ in range(MOST_PASSES):
        rows = rows_of(instance, np.arange(instance.edges), cuts=cuts)
        found = whole(rows, seconds=timer.share(share), nodes=effort.nodes)
        bound = min(bound, found.bound)
        if found.x is None:
            return state, bound
        state = filled(instance, fixed, found.x)
        more = lacking(instance, np.flatnonzero(found.x))
        if not more or not found.optimal or timer.left() <= 0:
            break
        cuts += more
    return state, bound


def lacking(instance: RoundInstance, chosen: Ints) -> tuple[Cut, ...]:
    """Return for each person whose chosen edges do not go together a smallest set of them that does not."""
    by_person = defaultdict(list)
    for edge in chosen.tolist():
        by_person[int(instance.person[edge])].append(edge)
    cuts = []
    for person, edges in by_person.items():
        core = list(edges) if _clash(instance, person, edges) else []
        for edge in tuple(core):
            rest = [other for other in core if other != edge]
            core = rest if _clash(instance, person, rest) else core
        if core:
            cuts.append(Cut(tuple(core), len(core) - 1))
    return tuple(cuts)


def _clash(instance: RoundInstance, person: int, edges: list[int]) -> bool:
    return bool(apart(instance, person, [int(instance.need[edge]) for edge in edges]))


def best_of(instance: RoundInstance, *states: State | None) -> State:
    """Return the state of the greatest value, the first of equals."""
    return max((s for s in states if s is not None), key=lambda state: instance.value(chosen_of(state)))
