"""Generalised assignment by trying everything, and small random instances."""

from itertools import product

import numpy as np
from hypothesis import strategies as st

from matcher.matching.assignment.gap.instance import GapInstance


@st.composite
def instances(draw, agents=3, items=5, most=9):
    m, n = draw(st.integers(1, agents)), draw(st.integers(1, items))
    numbers = st.integers(0, most)
    rows = [[draw(numbers) for _ in range(n)] for _ in range(2 * m)]
    room = st.integers(0, most * n // m + 2)
    return GapInstance(np.array(rows[:m]) - most // 2, np.array(rows[m:]), np.array([draw(room) for _ in range(m)]))


def assignments(instance):
    for choice in product(range(instance.agents), repeat=instance.items):
        yield np.array(choice)


def cheapest(instance, allowed=None):
    """Return the least cost of a feasible assignment, None when there is none."""
    costs = [
        instance.cost_of(choice)
        for choice in assignments(instance)
        if instance.is_feasible(choice) and (allowed is None or allowed[choice, np.arange(instance.items)].all())
    ]
    return min(costs, default=None)


def random_instance(seed, agents, items, share=0.8):
    rng = np.random.default_rng(seed)
    resources = rng.integers(1, 30, (agents, items))
    costs = 40 - resources + rng.integers(-5, 6, (agents, items))
    return GapInstance(costs, resources, (share * resources.sum(axis=1) / agents).astype(np.int64))


def ticking(step=1.0):
    """Return a clock that moves on by ``step`` at every look."""
    now = [0.0]

    def clock():
        now[0] += step
        return now[0]

    return clock
