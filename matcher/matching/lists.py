"""Lists of different length end to end, from loose rows: how snapshots fill the list columns of people and needs."""

import numpy as np
from numpy.typing import ArrayLike

from matcher.matching.columns import MAX_LEVEL, Column, Flags, Ints, Levels, Smalls


def pointers(rows: Ints, count: int) -> Smalls:
    """Return the ``count + 1`` pointers for ``rows``: for each element the list it is in, ascending."""
    return np.searchsorted(rows, np.arange(count + 1)).astype(np.int32)


def lists_of(rows: ArrayLike, count: int, *columns: ArrayLike) -> tuple[Smalls, *tuple[Column, ...]]:
    """Return pointers and the columns in order of list; elements of one list keep their order.

    ``rows`` and ``columns`` are all (k,): for each element the list it belongs to, below ``count``, and its values.
    """
    owner = np.asarray(rows, dtype=np.int64)
    order = np.argsort(owner, kind="stable")
    return (pointers(owner[order], count), *(np.asarray(column)[order] for column in columns))


def held_skills(rows: ArrayLike, concepts: ArrayLike, levels: ArrayLike, count: int) -> tuple[Smalls, Smalls, Levels]:
    """Return ``skills_ptr``, ``skills_concept`` and ``skills_level`` of (row, concept row, level) triples.

    Level 0 is no skill, levels above the highest count as the highest; of doubles the highest level counts.
    """
    owner, concept, level = _levelled(rows, concepts, levels)
    order = np.lexsort((-level, concept, owner))
    owner, concept, level = owner[order], concept[order], level[order]
    first = np.ones(owner.size, dtype=np.bool_)
    first[1:] = (np.diff(owner) != 0) | (np.diff(concept) != 0)
    return pointers(owner[first], count), concept[first].astype(np.int32), level[first].astype(np.int8)


def asked_skills(
    rows: ArrayLike, concepts: ArrayLike, levels: ArrayLike, required: ArrayLike, count: int
) -> tuple[Smalls, Smalls, Levels, Flags]:
    """Return the ``asked_`` columns (ptr, concept, level, required) of (row, concept row, level, required).

    Required ones come first; what is required and nice counts as required only.
    """
    must = np.asarray(required, dtype=np.bool_)[np.asarray(levels) != 0]
    owner, concept, level = _levelled(rows, concepts, levels)
    order = np.lexsort((-level, ~must, concept, owner))
    first = np.ones(order.size, dtype=np.bool_)
    first[1:] = (np.diff(owner[order]) != 0) | (np.diff(concept[order]) != 0)
    kept = order[first]
    kept = kept[np.lexsort((concept[kept], ~must[kept], owner[kept]))]
    return pointers(owner[kept], count), concept[kept].astype(np.int32), level[kept].astype(np.int8), must[kept]


def _levelled(rows: ArrayLike, concepts: ArrayLike, levels: ArrayLike) -> tuple[Ints, Ints, Ints]:
    level = np.asarray(levels, dtype=np.int64)
    kept = level != 0
    owner, concept = np.asarray(rows, dtype=np.int64)[kept], np.asarray(concepts, dtype=np.int64)[kept]
    return owner, concept, np.minimum(level[kept], MAX_LEVEL)
