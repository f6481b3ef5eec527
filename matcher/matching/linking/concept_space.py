"""How well texts mean concepts, from four signals that need no learning but from the vocabulary itself.

- **letters**: the form of the concept most alike in letter groups (TF-IDF cosine over 2 to 4 letters inside words);
- **parts**: the form most alike in words and parts of compounds, without gender and number;
- **whole**: all forms of the concept together, in letter groups: many forms that agree a little count too;
- **related**: the words that the vocabulary uses for the words of the text, against all forms of the concept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from matcher.matching.linking.compounds import Compounds
from matcher.matching.linking.grams import grams
from matcher.matching.linking.products import best_of_groups
from matcher.matching.linking.substitutes import learn_substitutes
from matcher.matching.linking.tfidf import Floats, Ints, Terms, members, unit_rows

SIZES = (2, 4)
# How much each signal counts: letters as much as the three others together. The outcome hardly changes between half and
# double of each (docs/matching.md).
LETTERS, PARTS, WHOLE, RELATED = 3.0, 1.0, 1.0, 1.0


@dataclass(frozen=True)
class _Signal:
    """Terms of one kind with the forms, and the concepts as the middle of their forms, as postings (terms, ...)."""

    terms: Terms
    forms: csr_array
    concepts: csr_array

    @classmethod
    def learn(cls, rows: Ints, keys: Ints, groups: Ints) -> tuple[Self, csr_array]:
        """Return the signal, and the vectors of the forms (forms, terms)."""
        terms, vectors = Terms.learn(rows, keys, groups)
        middles = unit_rows(csr_array(members(groups) @ vectors))
        return cls(terms, csr_array(vectors.T), csr_array(middles.T)), vectors


@dataclass(frozen=True)
class ConceptSpace:
    """An immutable model of what texts mean; build with :meth:`build`. ``concepts`` are the ids, ascending."""

    concepts: Ints
    _groups: Ints = field(repr=False)
    _compounds: Compounds = field(repr=False)
    _part_keys: dict[str, int] = field(repr=False)
    _letters: _Signal = field(repr=False)
    _parts: _Signal = field(repr=False)
    _substitutes: csr_array = field(repr=False)

    @classmethod
    def build(cls, texts: Sequence[str], concept_ids: Ints) -> Self:
        """Return the space of normalised, not empty forms with the concept of each."""
        concepts, groups = np.unique(concept_ids, return_inverse=True)
        compounds = Compounds.learn(texts)
        terms = [compounds.terms(text) for text in texts]
        keys: dict[str, int] = {}
        for term in chain.from_iterable(terms):
            keys.setdefault(term, len(keys))
        letters, _ = _Signal.learn(*grams(texts, SIZES), groups)
        parts, vectors = _Signal.learn(*_pairs(terms, keys), groups)
        return cls(concepts, groups, compounds, keys, letters, parts, learn_substitutes(vectors, groups))

    def form_scores(self, texts: Sequence[str]) -> Floats:
        """Return how alike each normalised text and each form are in letters and parts: (texts, forms), 0 to 1."""
        every = np.arange(self._groups.size)
        letters = self._letters.terms.vectors(*grams(texts, SIZES), len(texts))
        parts = self._parts.terms.vectors(*_pairs(map(self._compounds.terms, texts), self._part_keys), len(texts))
        total = LETTERS * best_of_groups(letters, self._letters.forms, every, every.size)
        total += PARTS * best_of_groups(parts, self._parts.forms, every, every.size)
        scores: Floats = total / np.float32(LETTERS + PARTS)
        return scores

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return how well each normalised text means each concept: (texts, concepts), from 0 to 1 (the same text)."""
        letters = self._letters.terms.vectors(*grams(texts, SIZES), len(texts))
        parts = self._parts.terms.vectors(*_pairs(map(self._compounds.terms, texts), self._part_keys), len(texts))
        related = unit_rows(csr_array(parts @ self._substitutes))
        total = LETTERS * best_of_groups(letters, self._letters.forms, self._groups, self.concepts.size)
        total += PARTS * best_of_groups(parts, self._parts.forms, self._groups, self.concepts.size)
        total += WHOLE * (letters @ self._letters.concepts).toarray()
        total += RELATED * (related @ self._parts.concepts).toarray()
        scores: Floats = total / np.float32(LETTERS + PARTS + WHOLE + RELATED)
        return scores


def _pairs(texts: Iterable[Sequence[str]], keys: dict[str, int]) -> tuple[Ints, Ints]:
    """Return (row, key) of the known terms of texts."""
    pairs = [(row, keys[term]) for row, terms in enumerate(texts) for term in terms if term in keys]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
