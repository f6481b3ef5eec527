"""Sparse products of queries with postings, never built whole: the best of each group, or the nearest rows."""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matcher.matching.compiled import kernel

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Short = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Postings read per query when the nearest rows are sought.
BUDGET = 25_000
_BINS = 512
# Queries a thread takes at a time; the kernels run without the interpreter's lock.
_PART, _THREADS = 256, os.cpu_count() or 1


def best_of_groups(queries: csr_array, postings: csr_array, groups: Ints, count: int) -> Floats:
    """Return per query and group the highest dot product with a row of the group: (queries, ``count``).

    ``postings`` is (terms, rows), ``groups`` has the group of each row. Values must not be negative; a group without
    a common term gets 0.
    """
    found = np.zeros((queries.shape[0], count), dtype=np.float32)
    _best_of_groups(*_parts(queries), *_parts(postings), groups, found)
    return found


def nearest_rows(
    queries: csr_array, postings: csr_array, vectors: csr_array, allowed: Flags, count: int
) -> tuple[Ints, Floats]:
    """Return per query ``count`` rows with a high dot product, and the products: two (queries, ``count``).

    ``postings`` is (terms, rows), ``vectors`` the same as (rows, terms). Rows are chosen by the rarest terms of the
    query, as many as have :data:`BUDGET` postings together: common terms weigh little and have the longest postings.
    The products returned are complete. Rows that are not ``allowed`` or have no such term are left out: places that
    stay empty hold row -1 and 0. The order is not by product; of equal ones at the edge the lowest rows are kept.
    """
    rows = np.full((queries.shape[0], count), -1, dtype=np.int64)
    products = np.zeros((queries.shape[0], count), dtype=np.float32)
    starts, terms, weights = _parts(queries)
    index = (*_parts(postings), *_parts(vectors), allowed, BUDGET)

    def fill(part: slice) -> None:
        _nearest_rows(starts[part.start : part.stop + 1], terms, weights, *index, rows[part], products[part])

    parts = [slice(at, min(at + _PART, len(rows))) for at in range(0, len(rows), _PART)]
    if len(parts) == 1:
        fill(parts[0])
    else:
        with ThreadPoolExecutor(_THREADS) as threads:
            list(threads.map(fill, parts))
    return rows, products


def _parts(matrix: csr_array) -> tuple[Ints, Short, Floats]:
    return (
        matrix.indptr.astype(np.int64, copy=False),
        matrix.indices.astype(np.int32, copy=False),
        matrix.data.astype(np.float32, copy=False),
    )


@kernel
def _add_products(
    starts: Ints,
    terms: Short,
    weights: Floats,
    query: int,
    p_starts: Ints,
    p_rows: Short,
    p_weights: Floats,
    sums: Floats,
) -> None:
    """Add the dot products of one query with all rows to ``sums``."""
    for at in range(starts[query], starts[query + 1]):
        weight = weights[at]
        for posting in range(p_starts[terms[at]], p_starts[terms[at] + 1]):
            sums[p_rows[posting]] += weight * p_weights[posting]


@kernel
def _best_of_groups(
    starts: Ints,
    terms: Short,
    weights: Floats,
    p_starts: Ints,
    p_rows: Short,
    p_weights: Floats,
    groups: Ints,
    found: Floats,
) -> None:
    sums = np.zeros(groups.size, dtype=np.float32)
    for query in range(starts.size - 1):
        _add_products(starts, terms, weights, query, p_starts, p_rows, p_weights, sums)
        for row in range(groups.size):
            found[query, groups[row]] = max(found[query, groups[row]], sums[row])
            sums[row] = 0.0


@kernel
def _nearest_rows(
    starts: Ints,
    terms: Short,
    weights: Floats,
    p_starts: Ints,
    p_rows: Short,
    p_weights: Floats,
    v_starts: Ints,
    v_terms: Short,
    v_weights: Floats,
    allowed: Flags,
    budget: int,
    rows: Ints,
    products: Floats,
) -> None:
    sums = np.zeros(allowed.size, dtype=np.float32)
    touched = np.empty(allowed.size, dtype=np.int32)
    asked = np.zeros(p_starts.size - 1, dtype=np.float32)
    for query in range(starts.size - 1):
        mine = slice(starts[query], starts[query + 1])
        chosen = _rarest(terms[mine], p_starts, budget)
        found = _touch(terms[mine][chosen], weights[mine][chosen], p_starts, p_rows, p_weights, sums, touched)
        kept = _keep_best(sums, touched[:found], allowed, rows[query])
        sums[touched[:found]] = 0.0
        asked[terms[mine]] = weights[mine]
        for place in range(kept):
            products[query, place] = _product(rows[query, place], asked, v_starts, v_terms, v_weights)
        asked[terms[mine]] = 0.0


@kernel
def _touch(
    terms: Short, weights: Floats, p_starts: Ints, p_rows: Short, p_weights: Floats, sums: Floats, touched: Short
) -> int:
    """Add the products with these terms to ``sums``; write the rows that have one and return how many."""
    found = 0
    for at in range(terms.size):
        for posting in range(p_starts[terms[at]], p_starts[terms[at] + 1]):
            row = p_rows[posting]
            if sums[row] == 0.0:
                touched[found] = row
                found += 1
            sums[row] += weights[at] * p_weights[posting]
    return found


@kernel
def _rarest(terms: Short, p_starts: Ints, budget: int) -> Ints:
    """Return the positions of the rarest terms that have ``budget`` postings together, of the rarest one anyway."""
    lengths = p_starts[terms + 1] - p_starts[terms]
    order = np.argsort(lengths, kind="mergesort")
    total = 0
    for at in range(order.size):
        total += lengths[order[at]]
        if at > 0 and total > budget:
            return order[:at]
    return order


@kernel
def _product(row: int, asked: Floats, v_starts: Ints, v_terms: Short, v_weights: Floats) -> float:
    total = 0.0
    for at in range(v_starts[row], v_starts[row + 1]):
        total += asked[v_terms[at]] * v_weights[at]
    return total


@kernel
def _keep_best(sums: Floats, touched: Short, allowed: Flags, rows: Ints) -> int:
    """Write the touched and allowed rows with the highest sums, as many as fit; return how many."""
    near = _above_edge(sums, touched, allowed, rows.size)
    near.sort()
    if near.size <= rows.size:
        rows[: near.size] = near
        return near.size
    values = sums[near]
    edge = np.partition(values, near.size - rows.size)[near.size - rows.size]
    room, kept = rows.size - (values > edge).sum(), 0
    for at in range(near.size):
        if values[at] > edge or (values[at] == edge and room > 0):
            room -= values[at] == edge
            rows[kept] = near[at]
            kept += 1
    return kept


@kernel
def _above_edge(sums: Floats, touched: Short, allowed: Flags, count: int) -> Short:
    """Return the touched and allowed rows that may be among the ``count`` highest: a histogram finds the edge."""
    tally = np.zeros(_BINS, dtype=np.int64)
    highest = np.float32(1e-9)
    for row in touched:
        if allowed[row] and sums[row] > highest:
            highest = sums[row]
    scale = np.float32((_BINS - 1) / highest)
    for row in touched:
        if allowed[row]:
            tally[int(sums[row] * scale)] += 1
    edge, total = _BINS, 0
    while edge > 0 and total < count:
        edge -= 1
        total += tally[edge]
    near = np.empty(total, dtype=np.int32)
    found = 0
    for row in touched:
        if allowed[row] and int(sums[row] * scale) >= edge:
            near[found] = row
            found += 1
    return near[:found]
