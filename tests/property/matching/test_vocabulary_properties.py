"""Closeness of concepts against plain Python, and what may never happen to it."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.matching.vocabulary import Closeness, Relations, relatedness

CONCEPTS = (1, 2, 3, 4, 5, 6)
NODES = (*CONCEPTS, 7, 8)
TITLES = (101, 102, 103)
LINKS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=8)
ASKED = st.lists(st.tuples(st.sampled_from(TITLES), st.sampled_from(CONCEPTS)), max_size=10)
SETTINGS = Closeness(max_family=2, doubt=0.5, floor=0.1, most=100)


def table(rows):
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


@st.composite
def worlds(draw, *, same=True):
    names = {"broader": LINKS, "essential": LINKS, "optional": LINKS, "title_essential": ASKED, "title_optional": ASKED}
    drawn = {name: draw(rows) for name, rows in names.items()}
    drawn["same"] = draw(LINKS) if same else []
    return drawn


def relations(world):
    return Relations(**{name: table(rows) for name, rows in world.items()})


class Best:
    """The highest closeness offered per (asked, held)."""

    def __init__(self, floor):
        self.floor, self.of = floor, {}

    def offer(self, asked, held, value):
        if asked != held and asked in CONCEPTS and held in CONCEPTS and value >= self.floor:
            self.of[asked, held] = max(self.of.get((asked, held), 0), value)


def plain(world, settings):
    """Return closeness by (asked, held), pair by pair, for a world in which nothing is the same."""
    best = Best(settings.floor)
    up = {(a, b) for a, b in world["broader"] if a != b}
    family = {b: len({a for a, parent in up if parent == b and a in CONCEPTS}) for _, b in up}
    subjects = {(a, b) for a, b in up if family[b] <= settings.max_family}
    for a, b, step in climb(up, settings.steps):
        best.offer(b, a, settings.narrower**step)
    for a, b, step in climb(subjects, settings.steps):
        best.offer(a, b, settings.broader**step)
    for (a, b), (c, d) in product(subjects, subjects):
        if b == d and b in CONCEPTS:
            best.offer(a, c, settings.sibling)
    for name in ("essential", "optional"):
        for a, b in world[name]:
            best.offer(a, b, getattr(settings, name))
            best.offer(b, a, getattr(settings, name))
    offer_titles(best, world, settings)
    return best.of


def climb(links, steps):
    path = links
    for step in range(1, steps + 1):
        yield from ((a, b, step) for a, b in path)
        path = {(a, d) for (a, b), (c, d) in product(path, links) if b == c}


def offer_titles(best, world, settings):
    weight = dict.fromkeys(world["title_optional"], settings.optional_weight)
    weight |= dict.fromkeys(world["title_essential"], 1.0)
    for a, b in product(CONCEPTS, CONCEPTS):
        of_a, of_b = ([weight.get((t, c), 0) for t in TITLES] for c in (a, b))
        shared = sum(x * y for x, y in zip(of_a, of_b, strict=True))
        if shared:
            length = (sum(x * x for x in of_a) * sum(y * y for y in of_b)) ** 0.5
            best.offer(a, b, settings.together * shared / length * shared / (shared + settings.doubt))


@given(worlds(same=False))
def test_equals_plain_python(world):
    found = relatedness(CONCEPTS, closeness=SETTINGS, relations=relations(world)).toarray()
    expected = np.eye(len(CONCEPTS))
    for (asked, held), value in plain(world, SETTINGS).items():
        expected[asked - 1, held - 1] = value
    # Within rounding of the floor either answer is right.
    near_floor = np.isclose(expected, SETTINGS.floor, atol=1e-5) | np.isclose(found, SETTINGS.floor, atol=1e-5)
    assert np.allclose(np.where(near_floor, 0, found), np.where(near_floor, 0, expected), atol=1e-5)


@given(worlds())
def test_closeness_lies_between_nothing_and_the_same_and_never_changes(world):
    found = relatedness(CONCEPTS, closeness=SETTINGS, relations=relations(world))
    again = relatedness(CONCEPTS, closeness=SETTINGS, relations=relations({k: v[::-1] for k, v in world.items()}))
    assert (found.diagonal() == 1).all()
    assert ((found.data > 0) & (found.data <= 1)).all()
    assert found.has_sorted_indices
    assert (found.toarray() == again.toarray()).all()


@given(worlds(), st.permutations(CONCEPTS))
def test_the_order_of_the_concepts_does_not_matter(world, order):
    found = relatedness(CONCEPTS, relations=relations(world)).toarray()
    moved = relatedness(order, relations=relations(world)).toarray()
    places = np.array(order) - 1
    assert (moved == found[np.ix_(places, places)]).all()


@given(worlds(), st.sampled_from(("broader", "essential", "optional", "same")), LINKS)
def test_a_link_more_never_makes_anything_less_close(world, name, more):
    settings = Closeness(max_family=100, most=100, together=0)
    before = relatedness(CONCEPTS, closeness=settings, relations=relations(world)).toarray()
    world = {**world, name: [*world[name], *more]}
    after = relatedness(CONCEPTS, closeness=settings, relations=relations(world)).toarray()
    assert (after >= before).all()


@given(worlds(), st.floats(0, 1), st.floats(0, 1))
def test_a_stronger_link_never_makes_anything_less_close(world, one, other):
    low, high = sorted((one, other))
    found = [
        relatedness(CONCEPTS, closeness=Closeness(narrower=value, floor=0), relations=relations(world)).toarray()
        for value in (low, high)
    ]
    assert (found[1] >= found[0]).all()


@given(worlds(), st.integers(0, 3))
def test_no_row_holds_more_weak_links_than_asked_for(world, most):
    settings = Closeness(narrower=0, broader=0, most=most)
    found = relatedness(CONCEPTS, closeness=settings, relations=relations({**world, "same": []}))
    assert (np.diff(found.indptr) <= most + 1).all()
