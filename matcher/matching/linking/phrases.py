"""Forms of the vocabulary inside a running text: whole words only, so that few are found by chance."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from matcher.matching.linking.stems import FUNCTION_WORDS, stem
from matcher.matching.text_normalise import normalise

# Where one phrase ends for sure: the end of a line or a sentence, a comma, a bullet.
_BREAK = re.compile(r"[\n\r,;!?•·|]|[.:](?=\s|$)")
_WORD = re.compile(r"[\w+#&’‘'`´ʼ\u00ad]+")
_PLURAL = re.compile(r"[’‘'`´ʼ]s$")
_LONGEST = 8
# A word that differs from the form (plural, gender, written as one) needs this many letters in common.
_SHORTEST_KEY = 6
# A word of this many letters or fewer is an abbreviation: in capitals when the form is.
_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a text, from ``start`` to ``end``, that is written as the forms ``rows``.

    ``same``: letter by letter, but for case, accents, hyphens and the ``'s`` of a plural.
    """

    start: int
    end: int
    rows: tuple[int, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrases:
    """An immutable finder of forms in running text; build with :meth:`build`."""

    _surfaces: Sequence[str] = field(repr=False)
    _exact: dict[str, list[int]] = field(repr=False)
    _by_key: dict[str, list[int]] = field(repr=False)

    @classmethod
    def build(cls, surfaces: Sequence[str], exact: dict[str, list[int]]) -> Self:
        """Return the finder over forms: as written, and ``exact`` from normalised text to their rows."""
        by_key: dict[str, list[int]] = defaultdict(list)
        for text, rows in exact.items():
            by_key[_key(text.split())].extend(rows)
        return cls(surfaces, exact, dict(by_key))

    def find(self, text: str) -> Iterator[Phrase]:
        """Yield the phrases of ``text`` from left to right, the longest first; they never overlap."""
        at = 0
        for stop in [*(found.end() for found in _BREAK.finditer(text)), len(text)]:
            words = [word for found in _WORD.finditer(text, at, stop) for word in _words(found)]
            yield from self._in_words(text, words)
            at = stop

    def _in_words(self, text: str, words: Sequence[_Word]) -> Iterator[Phrase]:
        at = 0
        while at < len(words):
            longest = range(min(_LONGEST, len(words) - at), 0, -1)
            found = ((size, self._phrase(text, words[at : at + size])) for size in longest)
            size, phrase = next(((size, phrase) for size, phrase in found if phrase), (1, None))
            if phrase:
                yield phrase
            at += size

    def _phrase(self, text: str, words: Sequence[_Word]) -> Phrase | None:
        written = [word.text for word in words]
        start, end = words[0].start, words[-1].end
        if all(word in FUNCTION_WORDS for word in written) and not text[start:end].isupper():
            return None
        exact = self._exact.get(" ".join(written)) or self._exact.get(_without_plural(" ".join(written), text[:end]))
        if exact:
            rows = [row for row in exact if self._is_meant(row, text[start:end])]
            return Phrase(start, end, tuple(rows), same=True) if rows else None
        key = _key(written)
        if len(key) < _SHORTEST_KEY or written[0] in FUNCTION_WORDS or written[-1] in FUNCTION_WORDS:
            return None
        alike = self._by_key.get(key)
        return Phrase(start, end, tuple(alike), same=False) if alike else None

    def _is_meant(self, row: int, piece: str) -> bool:
        """Tell "IT" from "it": short forms count when written in the same case; a lone letter never does."""
        if len(piece) > _ABBREVIATION or not piece.isalpha():
            return True
        return len(piece) > 1 and piece == self._surfaces[row]


def _words(found: re.Match[str]) -> list[_Word]:
    return [_Word(word, found.start(), found.end()) for word in normalise(found.group()).split()]


def _without_plural(written: str, text: str) -> str:
    """Return ``plc`` for ``plcs`` when the text ends in ``PLC's``."""
    return written[:-1] if _PLURAL.search(text) else written


def _key(words: Sequence[str]) -> str:
    """Return the stems in one: ``elektro monteurs`` and ``elektromonteur`` share it."""
    return "".join(stem(word) for word in words)
