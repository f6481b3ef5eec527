"""Texts as weighted vectors (TF-IDF): rare terms count more, every text has length one."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Terms:
    """The terms of a corpus and how rare they are; build with :meth:`learn`."""

    keys: Ints = field(repr=False)
    idf: Floats = field(repr=False)

    @classmethod
    def learn(cls, rows: Ints, keys: Ints, groups: Ints) -> tuple[Self, csr_array]:
        """Return the terms of texts given as (row, key) pairs, and the texts as unit vectors (texts, terms).

        ``groups`` has the group of each text: a term is rare when few *groups* have it, so that a concept with many
        ways of writing does not make its own words common. idf = ln((1 + groups) / (1 + groups with it)) + 1.
        """
        known = np.unique(keys)
        # Far faster than to have ``unique`` return the inverse: sorting numbers beats sorting positions.
        counts = _counts(rows, np.searchsorted(known, keys), (groups.size, known.size))
        by_group = _counts(
            np.repeat(groups, np.diff(counts.indptr)), counts.indices.astype(np.int64), (_size(groups), known.size)
        )
        seen = np.bincount(by_group.indices, minlength=known.size)
        present = np.unique(groups).size
        idf = (np.log((1 + present) / (1 + seen)) + 1).astype(np.float32)
        terms = cls(known, idf)
        return terms, terms._weighted(counts)

    def vectors(self, rows: Ints, keys: Ints, count: int) -> csr_array:
        """Return ``count`` texts given as (row, key) pairs as unit vectors (texts, terms); unknown terms are left out.

        A text without a known term is a row of zeros.
        """
        if not self.keys.size:
            return csr_array(np.zeros((count, 0), dtype=np.float32))
        columns = np.minimum(np.searchsorted(self.keys, keys), self.keys.size - 1)
        known = self.keys[columns] == keys
        return self._weighted(_counts(rows[known], columns[known], (count, self.keys.size)))

    def _weighted(self, counts: csr_array) -> csr_array:
        values = (1 + np.log(counts.data)) * self.idf[counts.indices]
        return unit_rows(csr_array((values.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape))


def unit_rows(matrix: csr_array) -> csr_array:
    """Return ``matrix`` with each row divided by its length; rows of zeros stay."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    squares = np.bincount(rows, weights=np.square(matrix.data, dtype=np.float64), minlength=matrix.shape[0])
    lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
    values = (matrix.data / lengths[rows]).astype(np.float32)
    return csr_array((values, matrix.indices, matrix.indptr), shape=matrix.shape)


def members(groups: Ints) -> csr_array:
    """Return the matrix (groups, rows) with a one where the row belongs to the group."""
    return _counts(groups, np.arange(groups.size), (_size(groups), groups.size))


def _counts(rows: Ints, columns: Ints, shape: tuple[int, int]) -> csr_array:
    at = rows.astype(np.int32), columns.astype(np.int32)
    counts = csr_array((np.ones(rows.size, dtype=np.float32), at), shape=shape)
    counts.sum_duplicates()
    return counts


def _size(groups: Ints) -> int:
    return int(groups.max()) + 1 if groups.size else 0
