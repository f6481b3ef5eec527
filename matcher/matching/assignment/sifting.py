"""The relaxation over many edges by way of few: solve over the promising ones, add what would still gain, repeat."""

import numpy as np

from matcher.matching.assignment.instance import Flags, RoundInstance
from matcher.matching.assignment.programme import Relaxed, prices, relaxed_at
from matcher.matching.assignment.rows import Rows
from matcher.matching.columns import Floats

# What counts as a gain; HiGHS keeps its own prices no closer than this.
_GAIN = 1e-9
# With fewer edges than this all are taken at once.
SMALL = 12_000


def relaxed(instance: RoundInstance, rows: Rows, price: Floats, taken: Floats, *, small: int = SMALL) -> Relaxed:
    """Return an optimal vertex of the relaxation of ``rows``; ``price`` (m,) and ``taken`` (e,) say where to begin.

    The columns left out have no gain at the prices found, so the vertex is optimal over all (sifting: Bixby, Gregory,
    Lustig, Marsten and Shanno, 1992, Operations Research 40).
    """
    columns = rows.matrix.tocsc()
    core = np.ones(rows.gain.size, dtype=np.bool_)
    if rows.edges.size > small:
        core[: rows.edges.size] = _promising(instance, rows, price, taken)
    while True:
        x, value, price = prices(rows, columns, np.flatnonzero(core))
        reduced = rows.gain - columns.T @ price
        wanted = ~core & (reduced > _GAIN)
        if not wanted.any():
            return relaxed_at(rows, x, value, price, reduced)
        core |= wanted


def _promising(instance: RoundInstance, rows: Rows, price: Floats, taken: Floats) -> Flags:
    """Edges that people took at some prices, and those that the last prices leave about a gain."""
    gain = instance.score[rows.edges] - price[instance.need[rows.edges]]
    return (taken[rows.edges] > 0) | (gain > 0)
