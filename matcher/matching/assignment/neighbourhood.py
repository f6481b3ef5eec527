"""Large neighbourhood search: free some needs that share people, solve that piece exactly, keep what is better.

Shaw (1998); the piece is a programme on top of everything that stays (fix and optimise).
"""

import numpy as np

from matcher.matching.assignment.improve import close_edges
from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.programme import whole
from matcher.matching.assignment.result import Effort, Timer
from matcher.matching.assignment.rows import rows_of
from matcher.matching.assignment.state import Fixed, State, chosen_of, copy_of, drop, fill
from matcher.matching.columns import Floats, Ints

# Edges in a piece, and seconds that are too much for one.
PIECE = 600
MOST_SECONDS = 2.0


def searched(
    instance: RoundInstance, fixed: Fixed, state: State, price: Floats, effort: Effort, timer: Timer, bound: float
) -> State:
    """Return the best choice met, never worth less than ``state``, which stays as it was."""
    rng = np.random.default_rng(effort.seed)
    close = close_edges(instance, state, price, margin=0.1)
    best, value = state, instance.value(chosen_of(state))
    turn, most = 0, effort.neighbourhoods if close.size else 0
    while turn < most and timer.left() > 0 and value + 1e-9 * max(1.0, value) < bound:
        turn += 1
        piece = _piece(instance, close, rng)
        now = _solved(instance, fixed, best, piece, effort, timer)
        reached = instance.value(chosen_of(now))
        if reached > value + 1e-12:
            best, value = now, reached
    return best


def _piece(instance: RoundInstance, close: Ints, rng: np.random.Generator, size: int = PIECE) -> Ints:
    """Grow from one need: the people near it, their needs, and so on, until the edges between them are enough."""
    person, need = instance.person[close], instance.need[close]
    needs = np.zeros(instance.needs, dtype=np.bool_)
    needs[need[rng.integers(close.size)]] = True
    people = np.zeros(instance.people, dtype=np.bool_)
    while True:
        reached = person[needs[need] & ~people[person]]
        people[rng.permutation(np.unique(reached))[: max(size // 20, 3)]] = True
        inside = people[person] & needs[need]
        wider = np.unique(need[people[person] & ~needs[need]])
        if inside.sum() >= size or not wider.size:
            return close[inside]
        needs[rng.permutation(wider)[: max(wider.size // 3, 1)]] = True


def _solved(instance: RoundInstance, fixed: Fixed, state: State, piece: Ints, effort: Effort, timer: Timer) -> State:
    now = copy_of(state)
    for edge in piece[state.chosen[piece] > 0]:
        drop(fixed, now, edge)
    seconds = timer.share(1.0)
    limit = None if seconds is None else min(seconds, MOST_SECONDS)
    found = whole(rows_of(instance, piece, now), seconds=limit, nodes=effort.nodes)
    if found.x is not None:
        fill(fixed, now, piece[np.lexsort((-instance.score[piece], -found.x))])
    fill(fixed, now, fixed.by_need)
    return now
