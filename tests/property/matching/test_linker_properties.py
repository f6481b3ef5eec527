"""The kernels of the linker against plain arithmetic, and what must hold for any vocabulary."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matcher.matching.linker import Linker, SurfaceForm
from matcher.matching.linking import products
from matcher.matching.linking.products import best_of_groups, nearest_rows
from matcher.matching.text_normalise import normalise

WEIGHTS = st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0])


@st.composite
def instances(draw):
    rows, terms, queries = draw(st.integers(1, 7)), draw(st.integers(1, 6)), draw(st.integers(1, 4))
    numbers = st.lists(WEIGHTS, min_size=(rows + queries) * terms, max_size=(rows + queries) * terms)
    matrix = np.array(draw(numbers), dtype=np.float32).reshape(-1, terms)
    groups = np.array(draw(st.lists(st.integers(0, 3), min_size=rows, max_size=rows)))
    allowed = np.array(draw(st.lists(st.booleans(), min_size=rows, max_size=rows)))
    return csr_array(matrix[:queries]), csr_array(matrix[queries:]), groups, allowed


@given(instances())
def test_best_of_groups(instance):
    queries, vectors, groups, _ = instance
    dots = (queries @ vectors.T).toarray()
    expected = np.array([[max((0.0, *row[groups == group])) for group in range(4)] for row in dots])
    assert np.allclose(best_of_groups(queries, csr_array(vectors.T), groups, 4), expected)


@given(instances(), st.integers(1, 8))
def test_nearest_rows_are_the_highest_allowed(instance, count):
    queries, vectors, _, allowed = instance
    dots = np.where(allowed, (queries @ vectors.T).toarray(), 0.0)
    rows, found = nearest_rows(queries, csr_array(vectors.T), vectors, allowed, count)
    for row, places, values in zip(dots, rows, found, strict=True):
        expected = sorted((-float(value), at) for at, value in enumerate(row) if value > 0)[:count]
        assert sorted((-float(v), int(at)) for at, v in zip(places, values, strict=True) if at >= 0) == expected


TEXTS = st.lists(st.text("abc d+-é", min_size=1, max_size=8), min_size=1, max_size=8)


@settings(deadline=None)
@given(TEXTS, st.randoms())
def test_every_form_finds_its_concept_in_any_order_of_forms(texts, chance):
    forms = [SurfaceForm(at // 2, text, "skill") for at, text in enumerate(texts)]
    shuffled = list(forms)
    chance.shuffle(shuffled)
    linker, other = Linker.build(forms), Linker.build(shuffled)
    for form in forms:
        links = linker.search(form.text, len(texts))
        if normalise(form.text):
            assert form.concept_id in {link.concept_id for link in links if link.score == 1.0}
        assert [link.concept_id for link in links] == [link.concept_id for link in other.search(form.text, len(texts))]
        assert all(0 <= link.score <= 1 for link in links)


def test_a_small_budget_reads_the_rarest_terms(monkeypatch):
    monkeypatch.setattr(products, "BUDGET", 2)
    vectors = csr_array(np.array([[1, 0.5], [1, 0], [1, 0]], dtype=np.float32))
    rows, found = nearest_rows(vectors[:1], csr_array(vectors.T), vectors, np.ones(3, dtype=bool), 3)
    assert rows.tolist() == [[0, -1, -1]]
    assert found.tolist() == [[1.25, 0, 0]]
