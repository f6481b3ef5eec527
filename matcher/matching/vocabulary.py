"""Closeness of concepts: parents and siblings, skills that go with skills, job titles that ask both.

Concepts and everything they hang on are nodes of one graph; concepts that are the same are one node. Each kind of link
gives pairs with a closeness, the highest counts. All steps are sparse: 15,000 concepts and 150,000 links take about a
second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Closeness:
    """What a held concept counts for an asked one, in [0, 1]; zero leaves the kind of link out.

    ``narrower``: the person holds a child of what is asked; two steps count its square, up to ``steps``. ``broader``:
    the person holds its parent, idem. ``sibling``: both have a parent in common that is a concept itself (a group of a
    classification brings together too much). ``max_family``: a parent with more children than this is a shelf, not a
    subject: it makes no siblings, and holding it says nothing about a child.
    ``essential``, ``optional``: a skill that goes with a skill, both ways. ``together``: two skills of the same job
    titles, times how much alike their titles are (cosine; an optional skill weighs ``optional_weight``), times
    ``s / (s + doubt)`` for a shared weight ``s``: a few titles in common prove little. Less than ``floor`` is nothing;
    of siblings, skill links and titles in common the ``most`` closest of an asked concept count.
    """

    narrower: float = 0.8
    broader: float = 0.5
    sibling: float = 0.4
    max_family: int = 40
    steps: int = 3
    essential: float = 0.6
    optional: float = 0.4
    together: float = 0.4
    optional_weight: float = 0.5
    doubt: float = 2.0
    floor: float = 0.2
    most: int = 30


DEFAULT_CLOSENESS = Closeness()


def _no_pairs() -> Ints:
    return np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Relations:
    """Links by concept id, each (k, 2). Ids that are no concept of the question (groups, titles) only join others.

    ``broader``: concept, its parent. ``essential`` and ``optional``: a skill and a skill that goes with it.
    ``title_essential`` and ``title_optional``: job title, skill. ``same``: two concepts that are one.
    """

    broader: Ints = field(default_factory=_no_pairs)
    essential: Ints = field(default_factory=_no_pairs)
    optional: Ints = field(default_factory=_no_pairs)
    title_essential: Ints = field(default_factory=_no_pairs)
    title_optional: Ints = field(default_factory=_no_pairs)
    same: Ints = field(default_factory=_no_pairs)


def relatedness(
    concept_ids: Sequence[int] | Ints,
    parents: Iterable[tuple[int, int]] = (),
    closeness: Closeness = DEFAULT_CLOSENESS,
    relations: Relations | None = None,
) -> csr_array:
    """Return closeness (c, c): row the asked concept, column the held one, 1 on the diagonal and for the same concept.

    ``parents`` are (child id, parent id) pairs beside those of ``relations``. Doubles, loops and ids that lead
    nowhere do no harm.
    """
    relations = relations or Relations()
    ids = np.asarray(concept_ids, dtype=np.int64)
    broader = np.concatenate([_pairs(parents), relations.broader])
    nodes = _Nodes.of(ids, broader, relations)
    strong = _hierarchy(nodes, broader, closeness)
    weak = [*_siblings(nodes, broader, closeness), *_links(nodes, relations, closeness)]
    weak.append(_together(nodes, relations, closeness))
    everything = [_asked(nodes, strong, closeness), _most(_asked(nodes, weak, closeness), closeness.most)]
    return _matrix(nodes, _strongest(everything))


def _pairs(pairs: Iterable[tuple[int, int]]) -> Ints:
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class _Found:
    """Pairs of nodes with their closeness."""

    asked: Ints
    held: Ints
    value: Floats

    def where(self, keep: NDArray[np.bool_] | Ints) -> "_Found":
        """Return the chosen pairs, in the order of ``keep``."""
        return _Found(self.asked[keep], self.held[keep], self.value[keep])


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Ids, ascending, and the node of each; ``of_concept`` the node of each concept of the question."""

    ids: Ints
    node: Ints
    count: int
    of_concept: Ints

    @classmethod
    def of(cls, concepts: Ints, broader: Ints, relations: Relations) -> "_Nodes":
        """Number the nodes: what is the same gets one number."""
        tables = (broader, relations.essential, relations.optional, relations.same)
        titles = (relations.title_essential, relations.title_optional)
        ids = np.unique(np.concatenate([concepts, *(table.ravel() for table in (*tables, *titles))]))
        ends = np.searchsorted(ids, relations.same)
        same = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(ids.size, ids.size))
        count, node = connected_components(same, directed=False) if ids.size else (0, ids)
        numbers = node.astype(np.int64)
        return cls(ids, numbers, int(count), numbers[np.searchsorted(ids, concepts)])

    def is_concept(self) -> NDArray[np.bool_]:
        """Mark the nodes that stand for a concept of the question."""
        marks = np.zeros(self.count, dtype=np.bool_)
        marks[self.of_concept] = True
        return marks

    def ends(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Return the nodes of both columns of pairs of ids, without pairs of one node."""
        ends = self.node[np.searchsorted(self.ids, pairs)]
        ends = ends[ends[:, 0] != ends[:, 1]]
        return ends[:, 0], ends[:, 1]

    def graph(self, pairs: Ints) -> csr_array:
        """Return pairs of ids as a matrix of ones between nodes."""
        rows, columns = self.ends(pairs)
        graph = csr_array(coo_array((np.ones(rows.size), (rows, columns)), shape=(self.count, self.count)))
        graph.data[:] = 1.0
        return graph


def _found(matrix: csr_array, value: float | Floats) -> _Found:
    entries = matrix.tocoo()
    rows, columns = entries.row.astype(np.int64), entries.col.astype(np.int64)
    return _Found(rows, columns, np.broadcast_to(value, rows.shape).astype(np.float64))


def _hierarchy(nodes: _Nodes, broader: Ints, closeness: Closeness) -> list[_Found]:
    up = nodes.graph(broader)
    subjects = _without_shelves(nodes, up, closeness)
    return [
        *(_found(path.T.tocsr(), closeness.narrower**step) for step, path in _paths(up, closeness.steps)),
        *(_found(path, closeness.broader**step) for step, path in _paths(subjects, closeness.steps)),
    ]


def _without_shelves(nodes: _Nodes, up: csr_array, closeness: Closeness) -> csr_array:
    """Return the links to parents that are a subject, not a shelf."""
    family = nodes.is_concept().astype(np.int64) @ up
    entries = up.tocoo()
    keep = family[entries.col] <= closeness.max_family
    return csr_array(coo_array((entries.data[keep], (entries.row[keep], entries.col[keep])), shape=up.shape))


def _paths(up: csr_array, steps: int) -> Iterable[tuple[int, csr_array]]:
    """Yield what is reached in one step, in two, and so on."""
    path = up
    for step in range(1, steps + 1):
        yield step, path
        path = csr_array(path @ up)


def _siblings(nodes: _Nodes, broader: Ints, closeness: Closeness) -> list[_Found]:
    if not closeness.sibling:
        return []
    subjects = _without_shelves(nodes, nodes.graph(broader), closeness)
    subjects = csr_array(subjects * nodes.is_concept().astype(np.float64))
    return [_found(csr_array(subjects @ subjects.T), closeness.sibling)]


def _links(nodes: _Nodes, relations: Relations, closeness: Closeness) -> list[_Found]:
    kinds = ((relations.essential, closeness.essential), (relations.optional, closeness.optional))
    found = []
    for pairs, value in kinds:
        graph = nodes.graph(pairs)
        found += [_found(graph, value), _found(graph.T.tocsr(), value)]
    return found


def _together(nodes: _Nodes, relations: Relations, closeness: Closeness) -> _Found:
    """Return skills by how much alike their job titles are (cosine of the columns titles x skills)."""
    optional = nodes.graph(relations.title_optional) * closeness.optional_weight
    asked = csr_array(nodes.graph(relations.title_essential).maximum(optional))
    shared = csr_array(asked.T @ asked)
    length = np.sqrt(shared.diagonal())
    pairs = _found(shared, shared.tocoo().data)
    alike = pairs.value / (length[pairs.asked] * length[pairs.held])
    # Rounded, so that the order of a sum never decides which of two is closer.
    value = np.round(closeness.together * alike * pairs.value / (pairs.value + closeness.doubt), 6)
    return _Found(pairs.asked, pairs.held, value)


def _asked(nodes: _Nodes, kinds: Sequence[_Found], closeness: Closeness) -> _Found:
    """Return the highest closeness per pair of different nodes that are concepts of the question."""
    concept, chosen = nodes.is_concept(), []
    for found in kinds:
        counts = (found.value >= max(closeness.floor, 1e-9)) & (found.asked != found.held)
        chosen.append(found.where(counts & concept[found.asked] & concept[found.held]))
    return _strongest(chosen)


def _strongest(kinds: Sequence[_Found]) -> _Found:
    """Return each pair once with its highest value, by asked and held node."""
    every = _Found(*(np.concatenate([getattr(f, name) for f in kinds]) for name in ("asked", "held", "value")))
    order = np.lexsort((-every.value, every.held, every.asked))
    every = every.where(order)
    first = np.ones(order.size, dtype=np.bool_)
    first[1:] = (every.asked[1:] != every.asked[:-1]) | (every.held[1:] != every.held[:-1])
    return every.where(first)


def _most(found: _Found, most: int) -> _Found:
    """Return the ``most`` closest per asked node; equal ones by the lowest held node."""
    ranked = found.where(np.lexsort((found.held, -found.value, found.asked)))
    begin = np.searchsorted(ranked.asked, ranked.asked)
    return ranked.where(np.arange(ranked.asked.size) - begin < most)


def _matrix(nodes: _Nodes, found: _Found) -> csr_array:
    """Return the closeness of nodes as that of the concepts they stand for."""
    every = np.arange(nodes.count)
    rows, columns = np.concatenate([found.asked, every]), np.concatenate([found.held, every])
    values = np.concatenate([found.value, np.ones(nodes.count)])
    between = csr_array(coo_array((values, (rows, columns)), shape=(nodes.count, nodes.count)))
    size = nodes.of_concept.size
    member = csr_array(coo_array((np.ones(size), (np.arange(size), nodes.of_concept)), shape=(size, nodes.count)))
    result = csr_array(member @ between @ member.T)
    result.sort_indices()
    return result
