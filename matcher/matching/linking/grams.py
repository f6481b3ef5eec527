"""Letter groups (n-grams) inside words as 64-bit numbers, for many texts at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

# Sixteen bits a letter: four letters fit in one number.
_LETTER_BITS = 16
LONGEST = 64 // _LETTER_BITS


def grams(texts: Sequence[str], sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """Return (row, key) of every n-gram of normalised texts, each word with a space on both sides.

    ``sizes`` are the shortest and longest n-gram, at most :data:`LONGEST` letters. A word shorter than an n-gram has
    none of that size: with sizes from 3 on even a single letter has one.
    """
    letters, rows, words = _letters(texts)
    found_rows, found_keys = [], []
    for size in range(sizes[0], sizes[1] + 1):
        count = max(letters.size - size + 1, 0)
        keys = np.zeros(count, dtype=np.int64)
        for at in range(size):
            keys = (keys << _LETTER_BITS) | letters[at : at + count]
        inside = words[:count] == words[size - 1 : size - 1 + count]
        found_rows.append(rows[:count][inside])
        found_keys.append(keys[inside])
    return np.concatenate(found_rows), np.concatenate(found_keys)


def _letters(texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
    """Return the letters of all padded words in a row, with the text and the word each letter belongs to."""
    padded = [f" {text} ".replace(" ", "  ")[1:-1] if text else "" for text in texts]
    lengths = np.array([len(text) for text in padded], dtype=np.int64)
    letters = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(padded)), lengths)
    # Two spaces meet where a word ends and the next begins, also across texts.
    begins = (letters == ord(" ")) & np.concatenate([[True], letters[:-1] == ord(" ")]) if letters.size else letters
    return letters & ((1 << _LETTER_BITS) - 1), rows, np.cumsum(begins)
