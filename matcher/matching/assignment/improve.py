"""Local search on a feasible choice: insert, shift, swap and short ejection chains, under simulated annealing.

One move puts in an edge that is out. What stands in its way at the person or at the need goes out, and every need and
person that lost something takes the best that fits now. Every step goes through the kernels of ``state``, so each
choice on the way is feasible (Kirkpatrick, Gelatt and Vecchi, 1983, Science 220; chains as in Yagiura and
others, 2004).
"""

import numpy as np

from matcher.matching.assignment.instance import RoundInstance
from matcher.matching.assignment.result import Effort, Timer
from matcher.matching.assignment.state import Fixed, State, add, chosen_of, copy_of, drop, fits, worth
from matcher.matching.columns import Floats, Ints
from matcher.matching.compiled import kernel

# A person gives up at most so many needs for one.
MOST_OUT = 3
# Edges whose score is this far below the price of their need are never tried.
CLOSE = 0.02
# The temperature falls by this factor; the clock and the best choice are looked at once per so many moves.
_COOL = 0.001
_CHUNK = 10_000


@kernel
def _random(seed: Ints) -> int:
    """Return the next number in [0, 2^31) of a small generator (xorshift32, Marsaglia, 2003) kept in ``seed[0]``."""
    value = seed[0]
    value = (value ^ (value << 13)) & 0xFFFFFFFF
    value ^= value >> 17
    value = (value ^ (value << 5)) & 0xFFFFFFFF
    seed[0] = value
    return int(value >> 1)


@kernel
def _cheapest(state: State, order: Ints) -> int:
    """Return the chosen edge with the least score of a row that has one; ``order`` has the best first."""
    position = order.size - 1
    while not state.chosen[order[position]]:
        position -= 1
    return int(order[position])


@kernel
def _in_the_way(fixed: Fixed, state: State, edge: int, random: int) -> int:
    """Return a chosen edge of the edge's person to give up: the cheapest that makes room, else one at random."""
    person = fixed.person[edge]
    row = fixed.by_person[fixed.person_ptr[person] : fixed.person_ptr[person + 1]]
    count = 0
    for position in range(row.size - 1, -1, -1):
        other = row[position]
        if state.chosen[other]:
            count += 1
            drop(fixed, state, other)
            enough = fits(fixed, state, edge)
            add(fixed, state, other)
            if enough:
                return int(other)
    if count == 0:
        return -1
    pick, position = random % count, -1
    while pick >= 0:
        position += 1
        pick -= state.chosen[row[position]]
    return int(row[position])


@kernel
def _refill(fixed: Fixed, state: State, row: Ints, log: Ints, count: int) -> tuple[float, int]:
    """Add the best edges of a row that fit now; return the gain and the new length of the log."""
    gain = 0.0
    for edge in row:
        if count < log.size and fits(fixed, state, edge) and worth(fixed, state, edge) > 0:
            gain += add(fixed, state, edge)
            log[count] = edge
            count += 1
    return gain, count


@kernel
def _move(fixed: Fixed, state: State, edge: int, random: int, log: Ints) -> tuple[float, int]:
    """Put the edge in at any price; return what the value gains and how many changes the log holds."""
    count, gain = 0, 0.0
    person, need = fixed.person[edge], fixed.need[edge]
    if state.filled[need] >= fixed.demands[need]:
        other = _cheapest(state, fixed.by_need[fixed.need_ptr[need] : fixed.need_ptr[need + 1]])
        gain -= drop(fixed, state, other)
        log[count] = other
        count += 1
    for _ in range(MOST_OUT):
        if fits(fixed, state, edge):
            break
        other = _in_the_way(fixed, state, edge, random)
        if other < 0:
            break
        gain -= drop(fixed, state, other)
        log[count] = other
        count += 1
    if not fits(fixed, state, edge):
        return -1e18, count
    gain += add(fixed, state, edge)
    out = count
    log[count] = edge
    count += 1
    for position in range(out):
        other = log[position]
        if fixed.need[other] != need:
            row = fixed.by_need[fixed.need_ptr[fixed.need[other]] : fixed.need_ptr[fixed.need[other] + 1]]
        else:
            row = fixed.by_person[fixed.person_ptr[fixed.person[other]] : fixed.person_ptr[fixed.person[other] + 1]]
        more, count = _refill(fixed, state, row, log, count)
        gain += more
    more, count = _refill(
        fixed, state, fixed.by_person[fixed.person_ptr[person] : fixed.person_ptr[person + 1]], log, count
    )
    return gain + more, count


@kernel
def _undo(fixed: Fixed, state: State, log: Ints, count: int) -> None:
    for position in range(count - 1, -1, -1):
        if state.chosen[log[position]]:
            drop(fixed, state, log[position])
        else:
            add(fixed, state, log[position])


@kernel
def anneal(fixed: Fixed, state: State, close: Ints, moves: int, heat: float, cooling: float, seed: Ints) -> float:
    """Try ``moves`` edges of ``close``; a loss is taken with chance exp(-loss / heat). Return the total gain."""
    log = np.zeros(64, dtype=np.int64)
    total = 0.0
    for _ in range(moves):
        edge = close[_random(seed) % close.size]
        heat *= cooling
        chance = _random(seed) / 2147483648.0
        if state.chosen[edge]:
            continue
        gain, count = _move(fixed, state, edge, _random(seed), log)
        if gain >= heat * np.log(chance + 1e-300):
            total += gain
        else:
            _undo(fixed, state, log, count)
    return total


def close_edges(instance: RoundInstance, state: State, price: Floats, margin: float = CLOSE) -> Ints:
    """Return the edges worth a move: chosen, or with a score not far below the price of the need."""
    possible = (instance.loads <= instance.capacities[instance.person]).all(axis=1)
    possible &= instance.demands[instance.need] > 0
    near = instance.score >= price[instance.need] - margin * instance.score.max(initial=0.0)
    return np.flatnonzero((possible & near) | (state.chosen > 0))


def improved(
    instance: RoundInstance, fixed: Fixed, state: State, price: Floats, effort: Effort, timer: Timer, heat: float = 0.01
) -> State:
    """Return the best choice met, never worth less than ``state``, which stays as it was.

    ``heat`` is the first temperature in units of the mean score; it falls geometrically to nothing.
    """
    close = close_edges(instance, state, price)
    if close.size == 0 or effort.moves == 0:
        return state
    seed = np.array([effort.seed * 2654435761 % 0xFFFFFFFF + 1], dtype=np.int64)
    moves = max(effort.moves * close.size, 1)
    hot = heat * float(instance.score[close].mean())
    best, now = state, copy_of(state)
    value, done, begun = instance.value(chosen_of(state)), 0, timer.left() if effort.paced else np.inf
    while done < moves and timer.left() > 0:
        part = max(done / moves, 1 - timer.left() / begun if np.isfinite(begun) else 0.0)
        count = min(_CHUNK, moves - done)
        anneal(fixed, now, close, count, hot * _COOL**part, _COOL ** (1 / moves), seed)
        done += count
        reached = instance.value(chosen_of(now))
        if reached > value:
            best, value = copy_of(now), reached
    return best
