"""Forgiving text search: exact form, prefixes, and letter groups (TF-IDF) rescored by edit distance.

Candidates come from a sparse product over groups of two and three letters inside words, so a typing error costs only
a few of them; the best are compared letter by letter. Several surface forms may carry one payload: it gets the score
of its best form.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist
from scipy.sparse import csr_array

from matcher.matching.linking.grams import grams
from matcher.matching.linking.prefixes import Prefixes
from matcher.matching.linking.products import Flags, Floats, Ints, nearest_rows
from matcher.matching.linking.tfidf import Terms
from matcher.matching.text_normalise import normalise

# How many candidates are compared letter by letter.
CANDIDATES = 50
# How many completions of a prefix are kept.
COMPLETIONS = 200
# Share of the similarity in letter groups in the score; the rest is the edit similarity, as typed or with the words in
# alphabetical order, which counts a little less.
GRAM_SHARE, REORDERED = 0.25, 0.98
# A completion scores at least this, one that begins inside the form (a later word) less.
PREFIX_FLOOR, INNER_PREFIX_FLOOR = 0.85, 0.75
_MIN_PREFIX = 2
_SIZES = (2, 3)
# Texts searched in one go: bounds the memory of a large batch.
_CHUNK = 2048
# From this many texts on the comparison is worth several threads.
_MANY = 64


@dataclass(frozen=True, slots=True)
class Hit:
    """A found payload: the surface form that matched best and a score in [0, 1] (1: the same text)."""

    payload: int
    surface: str
    score: float


@dataclass(frozen=True, slots=True)
class _Scored:
    """Forms found for texts: position of the text, row of the form, score; a pair may come more than once."""

    queries: Ints
    rows: Ints
    scores: Floats

    @classmethod
    def joined(cls, several: Sequence[Self]) -> Self:
        """Return all of them in one."""
        return cls(
            np.concatenate([s.queries for s in several]),
            np.concatenate([s.rows for s in several]),
            np.concatenate([s.scores for s in several]),
        )


@dataclass(frozen=True)
class TextIndex:
    """An immutable index over surface forms; build with :meth:`build`. ``forms`` are the normalised texts."""

    surfaces: tuple[str, ...]
    payloads: Ints
    forms: tuple[str, ...] = field(repr=False)
    exact: dict[str, list[int]] = field(repr=False)
    _sorted_forms: tuple[str, ...] = field(repr=False)
    _lengths: Ints = field(repr=False)
    _form_lengths: Ints = field(repr=False)
    _prefixes: Prefixes = field(repr=False)
    _terms: Terms = field(repr=False)
    _postings: csr_array = field(repr=False)
    _vectors: csr_array = field(repr=False)

    @classmethod
    def build(cls, forms: Iterable[tuple[str, int]]) -> Self:
        """Return an index over (surface form, payload) pairs; forms without a letter or digit are left out."""
        kept = [(s, p, n) for s, p, n in ((s, p, normalise(s)) for s, p in forms) if n]
        texts = tuple(n for _, _, n in kept)
        exact: dict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            exact[text].append(row)
        terms, vectors = Terms.learn(*grams(texts, _SIZES), np.arange(len(texts)))
        return cls(
            surfaces=tuple(s for s, _, _ in kept),
            payloads=np.array([p for _, p, _ in kept], dtype=np.int64),
            forms=texts,
            exact=dict(exact),
            _sorted_forms=tuple(_words_sorted(text) for text in texts),
            _lengths=np.array([len(s) for s, _, _ in kept], dtype=np.int64),
            _form_lengths=np.array([len(text) for text in texts], dtype=np.int64),
            _prefixes=Prefixes.build(texts),
            _terms=terms,
            _postings=csr_array(vectors.T),
            _vectors=vectors,
        )

    def search(self, text: str, limit: int = 10, allowed: Flags | None = None) -> tuple[Hit, ...]:
        """Return the ``limit`` best payloads for ``text``, also completions; ties by shorter form and then payload.

        ``allowed`` is a flag per surface form. An empty text finds nothing.
        """
        query, usable = normalise(text), self._usable(allowed)
        if not query or not self.forms or limit <= 0:
            return ()
        found = [self._alike([query], usable, limit), self._same([query], usable), self._begun(query, usable)]
        return self._pooled(_Scored.joined(found), 1, limit)[0]

    def search_many(
        self, texts: Sequence[str], limit: int = 1, allowed: Flags | None = None
    ) -> tuple[tuple[Hit, ...], ...]:
        """Return for each of many whole texts the ``limit`` best payloads: as :meth:`search`, without completions."""
        usable = self._usable(allowed)
        hits: list[tuple[Hit, ...]] = []
        for start in range(0, len(texts), _CHUNK):
            queries = [normalise(text) for text in texts[start : start + _CHUNK]]
            found = [self._alike(queries, usable, limit), self._same(queries, usable)]
            hits.extend(self._pooled(_Scored.joined(found), len(queries), max(limit, 0)))
        return tuple(hits)

    def _usable(self, allowed: Flags | None) -> Flags:
        return np.ones(len(self.forms), dtype=np.bool_) if allowed is None else allowed

    def _alike(self, queries: Sequence[str], usable: Flags, limit: int) -> _Scored:
        """Return the forms closest in letter groups, scored by these and by edit distance."""
        vectors = self._terms.vectors(*grams(queries, _SIZES), len(queries))
        rows, cosines = nearest_rows(vectors, self._postings, self._vectors, usable, max(CANDIDATES, limit))
        at, place = np.nonzero(rows >= 0)
        found = rows[at, place]
        ordered = [_words_sorted(query) for query in queries]
        edit = _similarities(queries, self.forms, at, found)
        edit = np.maximum(edit, REORDERED * _similarities(ordered, self._sorted_forms, at, found))
        return _Scored(at, found, GRAM_SHARE * cosines[at, place] + (1 - GRAM_SHARE) * edit)

    def _same(self, queries: Sequence[str], usable: Flags) -> _Scored:
        pairs = [(at, row) for at, query in enumerate(queries) for row in self.exact.get(query, ()) if usable[row]]
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return _Scored(both[:, 0], both[:, 1], np.ones(len(pairs), dtype=np.float32))

    def _begun(self, query: str, usable: Flags) -> _Scored:
        """Return the best forms of which the text, or its rest from some word on, begins with the query."""
        rows, starts = self._prefixes.completions(query if len(query) >= _MIN_PREFIX else "\0")
        rows, starts = rows[usable[rows]], starts[usable[rows]]
        lengths = self._form_lengths[rows]
        floors = np.where(starts == 0, PREFIX_FLOOR, INNER_PREFIX_FLOOR)
        scores = (floors + 0.1 * len(query) / np.maximum(lengths, 1)).astype(np.float32)
        best = np.lexsort((rows, -scores))[:COMPLETIONS]
        return _Scored(np.zeros(best.size, dtype=np.int64), rows[best].astype(np.int64), scores[best])

    def _pooled(self, found: _Scored, queries: int, limit: int) -> list[tuple[Hit, ...]]:
        """Return per query the best payloads, each with its best form."""
        # Six decimals: equal texts must tie, whatever the order of summation.
        scores = np.round(found.scores.astype(np.float64), 6)
        payloads = self.payloads[found.rows]
        order = np.lexsort((found.rows, payloads, self._lengths[found.rows], -scores, found.queries))
        bounds = np.searchsorted(found.queries[order], np.arange(queries + 1))
        hits = []
        for query in range(queries):
            best: dict[int, Hit] = {}
            for at in order[bounds[query] : bounds[query + 1]]:
                if len(best) == limit:
                    break
                payload = int(payloads[at])
                if payload not in best:
                    best[payload] = Hit(payload, self.surfaces[found.rows[at]], float(scores[at]))
            hits.append(tuple(best.values()))
        return hits


def _similarities(queries: Sequence[str], forms: Sequence[str], at: Ints, rows: Ints) -> Floats:
    """Return the edit similarity of each pair of a query and a form, given by their positions."""
    return cpdist(
        [queries[i] for i in at.tolist()],
        [forms[i] for i in rows.tolist()],
        scorer=OSA.normalized_similarity,
        dtype=np.float32,
        workers=-1 if len(queries) >= _MANY else 1,
    )


def _words_sorted(text: str) -> str:
    return " ".join(sorted(text.split()))
