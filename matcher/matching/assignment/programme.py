"""The solver behind the rows: HiGHS (Huangfu and Hall, 2018, Mathematical Programming Computation 10) through scipy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from matcher.matching.assignment.rows import Rows
from matcher.matching.columns import Floats, Ints


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Vertex of the relaxation: ``x`` (k,) per edge, ``value``, prices of the needs (m,) >= 0, reduced gain (k,)."""

    x: Floats
    value: float
    need_price: Floats
    reduced: Floats


@dataclass(frozen=True, slots=True)
class Whole:
    """Best whole choice found (``x`` None when there is none), with a proven bound on the value of any."""

    x: Floats | None
    bound: float
    optimal: bool


def prices(rows: Rows, columns: csc_array, core: Ints) -> tuple[Floats, float, Floats]:
    """Return an optimal vertex over the columns ``core`` only: x of all columns, value, price >= 0 of each row."""
    x, price = np.zeros(rows.gain.size), np.zeros(rows.limit.size)
    matrix = columns[:, core].tocsr()
    kept = np.flatnonzero(np.diff(matrix.indptr) > 0)
    if not kept.size:
        x[core] = 1.0
        return x, float(rows.gain[core].sum()), price
    # scipy takes sparse rows here, its type stubs do not say so.
    found = linprog(  # type: ignore[call-overload]
        -rows.gain[core], A_ub=matrix[kept], b_ub=rows.limit[kept], bounds=(0, 1), method="highs-ds"
    )
    x[core] = found.x
    price[kept] = np.maximum(-np.asarray(found.ineqlin.marginals), 0.0)
    return x, -float(found.fun), price


def relaxed_at(rows: Rows, x: Floats, value: float, price: Floats, reduced: Floats) -> Relaxed:
    """Return the vertex in terms of edges and needs."""
    k = rows.edges.size
    need_price = np.where(rows.need_row >= 0, price[rows.need_row], 0.0) if price.size else np.zeros(rows.need_row.size)
    return Relaxed(x[:k], value, need_price, reduced[:k])


def whole(rows: Rows, *, seconds: float | None = None, nodes: int | None = None) -> Whole:
    """Return the best whole choice within the limits. Without any limit the optimum.

    Never for a network: the relaxation is whole there, and asking for whole numbers takes a hundred times as long.
    """
    k = rows.edges.size
    if rows.limit.size == 0:
        return Whole(np.ones(k), float(rows.gain.sum()), optimal=True)
    options: dict[str, Any] = {"mip_rel_gap": 0.0}
    if seconds is not None:
        options["time_limit"] = max(seconds, 0.01)
    if nodes is not None:
        options["node_limit"] = nodes
    integrality = (np.arange(rows.gain.size) < k).astype(np.int64)
    rule = LinearConstraint(rows.matrix, -np.inf, rows.limit)
    found = milp(-rows.gain, integrality=integrality, bounds=Bounds(0, 1), constraints=rule, options=options)  # type: ignore[arg-type]
    bound = float(rows.gain.clip(min=0).sum()) if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    x = None if found.x is None else np.round(found.x[:k])
    return Whole(x, bound, optimal=found.status == 0)
