"""From free text to concepts of the vocabulary: skills and job titles, Dutch or English, typing errors forgiven.

One linker serves all: suggestions while typing and search (:meth:`Linker.search`), lists and imports
(:meth:`Linker.search_many`), running text such as a cv (:meth:`Linker.mentions`), and rankings of all concepts
(:meth:`Linker.rank`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.process import extractOne

from matcher.matching.linking.concept_space import ConceptSpace
from matcher.matching.linking.phrases import Phrases
from matcher.matching.linking.tfidf import Floats, Ints
from matcher.matching.text_index import Hit, TextIndex
from matcher.matching.text_normalise import normalise

# From this score on a page may take the best link without asking: the same text, or one letter of very many. Below it,
# offer a choice; below UNSURE a text has little to do with the concept.
SURE = 0.95
UNSURE = 0.45
# What is alike in meaning only is never sure.
_MOST_BY_MEANING = 0.85

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """One way to write a concept. ``kind`` is what the concept is, e.g. ``skill`` or ``job_title``."""

    concept_id: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """A concept for a text: the surface form that matched and a score in [0, 1] (1: the same text)."""

    concept_id: int
    surface: str
    score: float

    @property
    def sure(self) -> bool:
        """True when the link may be taken without asking."""
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept in a running text: ``text[start:end]`` is how it is written there, ``surface`` the form it is.

    Sure when no other concept is written that way and the form was met letter by letter, else to be confirmed.
    """

    concept_id: int
    surface: str
    start: int
    end: int
    sure: bool


@dataclass(frozen=True)
class Linker:
    """An immutable linker over all surface forms; build with :meth:`build`."""

    _index: TextIndex = field(repr=False)
    _space: ConceptSpace | None = field(repr=False)
    _by_kind: Mapping[str, Flags] = field(repr=False)
    _concepts_by_kind: Mapping[str, Flags] = field(repr=False)
    _rows: Mapping[int, list[int]] = field(repr=False)
    _kind: str | None = None

    @classmethod
    def build(cls, surface_forms: Sequence[SurfaceForm], *, meaning: bool = True) -> Self:
        """Return a linker; forms without a letter or digit are left out.

        Without ``meaning`` it knows texts that are written alike only: enough for names, and built faster.
        """
        forms = [f for f in surface_forms if normalise(f.text)]
        kinds = np.array([f.kind for f in forms], dtype=object)
        masks = {kind: np.asarray(kinds == kind, dtype=np.bool_) for kind in {f.kind for f in forms}}
        index = TextIndex.build((f.text, f.concept_id) for f in forms)
        rows: dict[int, list[int]] = {}
        for row, form in enumerate(forms):
            rows.setdefault(form.concept_id, []).append(row)
        space = ConceptSpace.build(index.forms, index.payloads) if meaning and forms else None
        concepts = np.unique(index.payloads)
        by_kind = {kind: np.isin(concepts, index.payloads[mask]) for kind, mask in masks.items()}
        return cls(index, space, masks, by_kind, rows)

    def only(self, kind: str) -> Self:
        """Return the same linker (nothing is built) that finds concepts of ``kind`` unless asked otherwise."""
        return replace(self, _kind=kind)

    def search(self, text: str, limit: int = 10, kind: str | None = None, minimum: float = UNSURE) -> tuple[Link, ...]:
        """Return at most ``limit`` concepts for ``text``, best first; only of ``kind`` when given.

        First what is written alike or begins with the text, then what means much the same. Links under ``minimum``
        are left out. An unknown kind finds nothing.
        """
        kind = kind or self._kind
        hits = self._index.search(text, limit, self._allowed(kind))
        return self._merged(hits, self._by_meaning([text], limit, kind)[0], limit, minimum)

    def search_many(
        self, texts: Sequence[str], limit: int = 1, kind: str | None = None, minimum: float = UNSURE
    ) -> tuple[tuple[Link, ...], ...]:
        """Return for each of many whole texts at most ``limit`` concepts that are written alike, best first.

        Made for lists: thousands of texts a second, no completions and no meaning.
        """
        kind = kind or self._kind
        found = self._index.search_many(texts, limit, self._allowed(kind))
        return tuple(self._merged(hits, (), limit, minimum) for hits in found)

    def mentions(self, text: str, kind: str | None = None) -> tuple[Mention, ...]:
        """Return the concepts that a running text names, from left to right, each as often as it is named.

        Whole words only, the longest form first: "TIG-lassen" is not also "lassen". Plural, gender and compounds
        written apart or together are recognised, typing errors are not. Of a ``kind`` only when given.
        """
        allowed = self._allowed(kind or self._kind)
        found: list[Mention] = []
        for phrase in self._phrases.find(text):
            rows = [row for row in phrase.rows if allowed is None or allowed[row]]
            first = {int(self._index.payloads[row]): self._index.surfaces[row] for row in reversed(rows)}
            sure = phrase.same and len(first) == 1
            found.extend(Mention(c, first[c], phrase.start, phrase.end, sure) for c in sorted(first))
        return tuple(found)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases.build(self._index.surfaces, self._index.exact)

    def rank(self, texts: Sequence[str]) -> tuple[Ints, Floats]:
        """Return all concept ids, ascending, and how well each text means each: (texts, concepts), 0 to 1.

        Raises ``ValueError`` for a linker without meaning or without forms.
        """
        if self._space is None:
            raise ValueError("this linker knows no meanings")
        return self._space.concepts, self._space.scores([normalise(text) for text in texts])

    def rank_forms(self, texts: Sequence[str]) -> Floats:
        """Return how alike each text and each form are: (texts, forms), 0 to 1. Raises ``ValueError`` as :meth:`rank`.

        Forms in the order of :meth:`build`, without those left out.
        """
        if self._space is None:
            raise ValueError("this linker knows no meanings")
        return self._space.form_scores([normalise(text) for text in texts])

    def _allowed(self, kind: str | None) -> Flags | None:
        return None if kind is None else self._by_kind.get(kind, np.zeros(len(self._index.forms), dtype=np.bool_))

    def _by_meaning(self, texts: Sequence[str], limit: int, kind: str | None) -> list[list[Hit]]:
        """Return per text the concepts closest in meaning, each with its form most alike."""
        if self._space is None or limit <= 0:
            return [[] for _ in texts]
        concepts, scores = self.rank(texts)
        if kind is not None:
            scores[:, ~self._concepts_by_kind.get(kind, np.zeros(concepts.size, dtype=np.bool_))] = 0.0
        best = np.array([_highest(row, limit) for row in scores])
        return [
            [self._hit(normalise(text), int(concepts[at]), float(row[at])) for at in places if row[at] > 0]
            for text, row, places in zip(texts, scores, best, strict=True)
        ]

    def _hit(self, query: str, concept_id: int, score: float) -> Hit:
        rows = self._rows[concept_id]
        _, _, at = extractOne(query, [self._index.forms[row] for row in rows])
        return Hit(concept_id, self._index.surfaces[rows[at]], min(round(score, 6), _MOST_BY_MEANING))

    def _merged(self, hits: Sequence[Hit], more: Sequence[Hit], limit: int, minimum: float) -> tuple[Link, ...]:
        """Return the best of both, each concept once; the form that is written alike goes first at equal score."""
        best: dict[int, Hit] = {hit.payload: hit for hit in hits}
        for hit in more:
            if hit.payload not in best or best[hit.payload].score < hit.score:
                best[hit.payload] = hit
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, len(hit.surface), hit.payload))
        return tuple(Link(h.payload, h.surface, h.score) for h in ranked[:limit] if h.score >= minimum)


def _highest(scores: Floats, count: int) -> Ints:
    """Return the positions of the highest scores, best first, ties by position."""
    rounded = np.round(scores, 6)
    count = min(count, rounded.size)
    edge = np.partition(rounded, rounded.size - count)[rounded.size - count]
    near = np.flatnonzero(rounded >= edge)
    return near[np.argsort(-rounded[near], kind="stable")][:count]
