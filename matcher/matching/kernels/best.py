"""The best few of many: heaps of (total, item) with the worst on top, one in each row of two arrays (k, top)."""

from matcher.matching.columns import Floats, Smalls
from matcher.matching.compiled import kernel

NOBODY = -1


@kernel
def better(total: float, item: int, other_total: float, other_item: int) -> bool:
    """Return whether the first of two comes before the other: a higher total, ties by item."""
    return total > other_total or (total == other_total and item < other_item)


@kernel
def push(totals: Floats, items: Smalls, row: int, size: int, total: float, item: int) -> int:
    """Add to the heap in ``row``, of which ``size`` places are taken, if it is good enough; return the new size."""
    full = size == totals.shape[1]
    # One call either way: with more in a branch the compiler counts references to both arrays at every push.
    if full:
        _replace_worst(totals, items, row, size, total, item)
    else:
        _rise(totals, items, row, size, total, item)
    return size + (not full)


@kernel
def _replace_worst(totals: Floats, items: Smalls, row: int, size: int, total: float, item: int) -> None:
    """Put a pair in the place of the worst one, if it is better."""
    if better(total, item, totals[row, 0], items[row, 0]):
        _sink(totals, items, row, size, total, item)


@kernel
def _rise(totals: Floats, items: Smalls, row: int, at: int, total: float, item: int) -> None:
    """Put a pair in the free place ``at``, or as far above it as it belongs."""
    while at > 0 and better(totals[row, (at - 1) >> 1], items[row, (at - 1) >> 1], total, item):
        totals[row, at], items[row, at] = totals[row, (at - 1) >> 1], items[row, (at - 1) >> 1]
        at = (at - 1) >> 1
    totals[row, at], items[row, at] = total, item


@kernel
def _sink(totals: Floats, items: Smalls, row: int, size: int, total: float, item: int) -> None:
    """Put a pair in the place of the worst one."""
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and better(
            totals[row, child], items[row, child], totals[row, child + 1], items[row, child + 1]
        ):
            child += 1
        if not better(total, item, totals[row, child], items[row, child]):
            break
        totals[row, at], items[row, at] = totals[row, child], items[row, child]
        at = child
    totals[row, at], items[row, at] = total, item


@kernel
def best_first(totals: Floats, items: Smalls, row: int, size: int) -> None:
    """Turn a heap into a list, best first."""
    for end in range(size - 1, 0, -1):
        total, item = totals[row, end], items[row, end]
        totals[row, end], items[row, end] = totals[row, 0], items[row, 0]
        _sink(totals, items, row, end, total, item)


@kernel
def merge(totals: Floats, items: Smalls, sizes: Smalls, more: Floats, more_items: Smalls, more_sizes: Smalls) -> None:
    """Add the heaps (k, top) of another worker to those of this one."""
    for row in range(sizes.size):
        for i in range(more_sizes[row]):
            sizes[row] = push(totals, items, row, sizes[row], more[row, i], more_items[row, i])


@kernel
def all_best_first(totals: Floats, items: Smalls, sizes: Smalls) -> None:
    """Turn every heap into a list."""
    for row in range(sizes.size):
        best_first(totals, items, row, sizes[row])
