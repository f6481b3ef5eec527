"""Whether needs of one person fit together in the week: kernels, exact.

Need ``k`` wants ``wanted[k]`` of the day parts in ``masks[k]``, the same parts from ``starts[k]`` to ``ends[k]``; needs
that overlap in time share no part.
"""

import numpy as np

from matcher.matching.columns import Ints
from matcher.matching.compiled import kernel

# Subsets of the needs on one day are tried one by one; more needs than this at one time never fit.
MOST_AT_ONCE = 12


@kernel
def bits_in(mask: int) -> int:
    """Return the number of set bits."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@kernel
def fits_on_day(masks: Ints, wanted: Ints, starts: Ints, ends: Ints, day: int) -> bool:
    """Return whether the needs that run on ``day`` have enough different parts: Hall's condition over all subsets."""
    running = np.flatnonzero((starts <= day) & (day <= ends))
    if running.size > MOST_AT_ONCE:
        return False
    for subset in range(1, 1 << running.size):
        union, asked = 0, 0
        for position in range(running.size):
            if subset >> position & 1:
                union |= masks[running[position]]
                asked += wanted[running[position]]
        if bits_in(union) < asked:
            return False
    return True


@kernel
def groups_apart(  # noqa: C901  a compiled loop
    starts: Ints, ends: Ints, wanting: int
) -> Ints:
    """Return the largest sets (bits) of needs in ``wanting`` of which no two run at one time: they can share a part."""
    count = starts.size
    clash = np.zeros(count, dtype=np.int64)
    for a in range(count):
        for b in range(count):
            if a != b and starts[a] <= ends[b] and starts[b] <= ends[a]:
                clash[a] |= 1 << b
    found = np.zeros(1 << count, dtype=np.int64)
    size = 0
    for subset in range(1 << count):
        if subset & ~wanting:
            continue
        apart, largest = True, True
        for a in range(count):
            if subset >> a & 1:
                apart &= (clash[a] & subset) == 0
            elif wanting >> a & 1:
                largest &= (clash[a] & subset) != 0
        if apart and largest:
            found[size] = subset
            size += 1
    return found[:size]


@kernel
def timetable_exists(  # noqa: C901  a compiled loop
    masks: Ints, wanted: Ints, starts: Ints, ends: Ints
) -> bool:
    """Return whether parts can be divided for good: every part goes to a set of needs that never run together.

    Depth first over the parts, with the needs' remaining wishes; gives up a branch when a need can no longer be served.
    """
    union = 0
    for mask in masks:
        union |= mask
    parts = np.array([p for p in range(32) if union >> p & 1] + [0])[:-1]
    depth, left = parts.size, wanted.copy()
    choice = np.full(depth + 1, -1)
    given = np.zeros(depth + 1, dtype=np.int64)
    level = 0
    while level >= 0:
        for need in range(masks.size):  # take back what this level gave last
            left[need] += given[level] >> need & 1
        given[level] = 0
        wanting, stuck = 0, False
        for need in range(masks.size):
            still = 0
            for later in range(level, depth):
                still += masks[need] >> parts[later] & 1
            stuck |= left[need] > still
            if left[need] > 0 and level < depth and masks[need] >> parts[level] & 1:
                wanting |= 1 << need
        if not stuck and left.max() <= 0:
            return True
        options = groups_apart(starts, ends, wanting)
        choice[level] += 1
        if stuck or level == depth or choice[level] >= options.size:
            choice[level] = -1
            level -= 1
            continue
        given[level] = options[choice[level]]
        for need in range(masks.size):
            left[need] -= given[level] >> need & 1
        level += 1
    return False


@kernel
def fit_together(masks: Ints, wanted: Ints, starts: Ints, ends: Ints) -> bool:
    """Return whether all needs fit beside each other; arrays (k,)."""
    asking = wanted > 0
    masks, wanted, starts, ends = masks[asking], wanted[asking], starts[asking], ends[asking]
    for start in starts:
        if not fits_on_day(masks, wanted, starts, ends, start):
            return False
    if masks.size == 0 or starts.max() <= ends.min():
        return True  # all at one time: Hall's condition is enough
    return masks.size <= MOST_AT_ONCE and timetable_exists(masks, wanted, starts, ends)
