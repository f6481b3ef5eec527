"""Dutch compounds in their parts, learnt from the words of the vocabulary itself.

Of all ways to cut a word into known words the one with the highest geometric mean of frequencies wins, the whole word
included (Koehn & Knight, "Empirical Methods for Compound Splitting", EACL 2003). Between parts a linking -s-, -en-,
-e- or -n- may stand.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import Self

from matcher.matching.linking.stems import FUNCTION_WORDS, stem

_SHORTEST_COMPOUND, _SHORTEST_PART, _MOST_PARTS = 7, 3, 4
# A part must be known from this many texts; one of three letters from more, and only before other parts.
_OFTEN, _OFTEN_IF_SHORT = 2, 8
_LINKS = ("s", "en", "e", "n")
_STEM_FROM = 5


@dataclass(frozen=True)
class Compounds:
    """The words of a vocabulary with the number of texts they are in; build with :meth:`learn`."""

    _words: Counter[str] = field(repr=False)
    _stems: Counter[str] = field(repr=False)
    _known: dict[str, tuple[str, ...]] = field(repr=False, default_factory=dict)

    @classmethod
    def learn(cls, texts: Iterable[str]) -> Self:
        """Return the compounds of normalised texts."""
        words = Counter(word for text in texts for word in set(text.split()) if word.isalpha())
        stems: Counter[str] = Counter()
        for word, count in words.items():
            stems[stem(word)] += count
        return cls(words, stems)

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a normalised word, the word itself when it is not a compound of known words."""
        if word not in self._words:
            return self._split(word)
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def terms(self, text: str) -> list[str]:
        """Return the stems of the parts of a normalised text, in order, without function words unless all are."""
        words = text.split()
        meaning = [word for word in words if word not in FUNCTION_WORDS] or words
        return [stem(part) for word in meaning for part in self.parts(word)]

    def _split(self, word: str) -> tuple[str, ...]:
        if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
            return (word,)
        whole = (float(self._words[word]), (word,))
        cuts = ((exp(total / len(parts)), parts) for parts, total in self._cuts(word, (), 0.0) if len(parts) > 1)
        best = max((whole, *cuts), key=lambda cut: cut[0])[1]
        return (*(self._unlinked(part) for part in best[:-1]), best[-1])

    def _cuts(self, rest: str, parts: tuple[str, ...], total: float) -> Iterator[tuple[tuple[str, ...], float]]:
        """Yield every way to cut ``rest`` into known parts, with the sum of the logarithms of their frequencies."""
        if not rest:
            yield parts, total
        elif len(parts) < _MOST_PARTS:
            for end in (*range(_SHORTEST_PART, len(rest) - _SHORTEST_PART + 1), len(rest)):
                count = self._frequency(rest[:end], last=end == len(rest))
                if count >= _OFTEN:
                    yield from self._cuts(rest[end:], (*parts, rest[:end]), total + log(count))

    def _frequency(self, part: str, *, last: bool) -> int:
        """Return in how many texts the part is a word: as it is, inflected, or before a link."""
        if len(part) <= _SHORTEST_PART:
            count = self._words[part]
            return count if count >= _OFTEN_IF_SHORT and not last else 0
        found = [self._words[part], self._stems[stem(part)] if len(part) >= _STEM_FROM else 0]
        if not last:
            found.extend(self._words[bare] for bare in _without_link(part))
        return max(found)

    def _unlinked(self, part: str) -> str:
        if self._words[part]:
            return part
        return next((bare for bare in _without_link(part) if self._words[bare]), part)


def _without_link(part: str) -> Sequence[str]:
    return [part[: -len(link)] for link in _LINKS if part.endswith(link) and len(part) - len(link) >= _SHORTEST_PART]
