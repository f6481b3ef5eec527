"""Small rounds by hand and by hypothesis, and the best choice by trying all of them."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from matcher.matching.assignment.check import violations
from matcher.matching.assignment.instance import DayParts, RoundInstance


def round_of(
    edges, capacities, demands, *, day_parts=None, conflicts=(), visit=(), visit_cost=0.0, **more
) -> RoundInstance:
    """Edges are (person, need, score, loads); capacities rows of numbers."""
    edges = sorted(edges)
    rooms = np.array(capacities, dtype=np.int64).reshape(len(capacities), -1)
    return RoundInstance(
        person=np.array([e[0] for e in edges], dtype=np.int64),
        need=np.array([e[1] for e in edges], dtype=np.int64),
        score=np.array([e[2] for e in edges], dtype=np.float64),
        loads=np.array([e[3] for e in edges], dtype=np.int64).reshape(len(edges), rooms.shape[1]),
        capacities=rooms,
        demands=np.array(demands, dtype=np.int64),
        day_parts=day_parts or DayParts.free(len(capacities), len(demands)),
        conflicts=np.array(conflicts, dtype=np.int64).reshape(-1, 2),
        visit=np.array(visit, dtype=np.int64),
        visit_cost=visit_cost,
        **more,
    )


def days(people, needs) -> DayParts:
    """Masks of people; needs are (mask, parts needed, start, end)."""
    columns = [np.array([need[i] for need in needs], dtype=np.int64) for i in range(4)]
    return DayParts(np.array(people, dtype=np.uint32), columns[0].astype(np.uint32), *columns[1:])


def brute_force(instance: RoundInstance) -> float:
    """Return the greatest value of all allowed sets of edges."""
    sets = (
        np.array(s, dtype=np.int64) for k in range(instance.edges + 1) for s in combinations(range(instance.edges), k)
    )
    return max(instance.value(chosen) for chosen in sets if not violations(instance, chosen))


@st.composite
def rounds(draw, most_edges: int = 9) -> RoundInstance:
    """Rounds with one to three kinds of capacity, day parts, conflicts and visits."""
    n, m, d = draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, m - 1)), unique=True, max_size=most_edges))
    load = st.lists(st.integers(0, 5), min_size=d, max_size=d)
    edges = [(i, j, draw(st.integers(1, 20)) / 4, draw(load)) for i, j in sorted(pairs)]
    parts = None
    if draw(st.booleans()):
        people = [draw(st.integers(0, 15)) for _ in range(n)]
        starts = [draw(st.integers(0, 4)) for _ in range(m)]
        parts = days(
            people,
            [(draw(st.integers(0, 15)), draw(st.integers(0, 2)), s, s + draw(st.integers(0, 3))) for s in starts],
        )
        alone = [violations(round_of([e], [[9] * d] * n, [1] * m, day_parts=parts), np.array([0])) == () for e in edges]
        edges = [edge for edge, fits in zip(edges, alone, strict=True) if fits]
    return round_of(
        edges,
        [[draw(st.integers(0, 9)) for _ in range(d)] for _ in range(n)],
        [draw(st.integers(0, 3)) for _ in range(m)],
        day_parts=parts,
        conflicts=draw(st.lists(st.sampled_from(list(combinations(range(m), 2)) or [(0, 0)]), max_size=2))
        if m > 1
        else (),
        visit=[e[0] * 2 + e[1] % 2 for e in edges],
        visit_cost=draw(st.sampled_from([0.0, 0.0, 0.2])),
    )
