"""Completions: which forms begin with a text, or have a word from which on they do."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

# Behind every letter.
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Prefixes:
    """The ends of all forms, from each word on, in the order of the alphabet; build with :meth:`build`."""

    _forms: Sequence[str] = field(repr=False)
    _rows: NDArray[np.int32] = field(repr=False)
    _starts: NDArray[np.int32] = field(repr=False)

    @classmethod
    def build(cls, forms: Sequence[str]) -> Self:
        """Return the prefixes of normalised forms."""
        ends = sorted((form[at:], row, at) for row, form in enumerate(forms) for at in _word_starts(form))
        places = np.array([(row, at) for _, row, at in ends], dtype=np.int32).reshape(-1, 2)
        return cls(forms, places[:, 0].copy(), places[:, 1].copy())

    def completions(self, text: str) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the rows that ``text`` begins, and at which letter of the form; a row may come more than once."""
        ends = range(self._rows.size)
        first = bisect_left(ends, text, key=self._end)
        last = bisect_left(ends, text + _LAST, lo=first, key=self._end)
        return self._rows[first:last], self._starts[first:last]

    def _end(self, at: int) -> str:
        return self._forms[int(self._rows[at])][int(self._starts[at]) :]


def _word_starts(form: str) -> Iterator[int]:
    yield 0
    for at, letter in enumerate(form):
        if letter == " ":
            yield at + 1
