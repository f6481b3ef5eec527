"""What a matching round decides on: who could be proposed to whom, what that takes, and what cannot go together.

Sparse: only pairs that are allowed are edges. Rows are positions; ``person_ids`` and ``need_ids`` name them.
"""

from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from matcher.matching.columns import Floats, Ints, Masks

Flags = NDArray[np.bool_]


def _no_pairs() -> Ints:
    return np.zeros((0, 2), dtype=np.int64)


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class DayParts:
    """When people and needs can: a person's needs whose periods overlap never share a day part.

    ``people`` (n,) and ``needs`` (m,) are masks of day parts. Need ``j`` takes ``parts_needed[j]`` parts out of those
    both sides offer, the same ones during its whole period ``starts_on[j]..ends_on[j]`` (day ordinals, both included).
    """

    people: Masks
    needs: Masks
    parts_needed: Ints
    starts_on: Ints
    ends_on: Ints

    @classmethod
    def free(cls, people: int, needs: int) -> Self:
        """Return day parts that keep nobody apart: no need takes any."""
        masks = np.zeros(people, dtype=np.uint32), np.zeros(needs, dtype=np.uint32)
        zero = np.zeros(needs, dtype=np.int64)
        return cls(*masks, zero, zero, zero)


@dataclass(frozen=True, slots=True, eq=False)
class RoundInstance:
    """A round with e edges, n people, m needs and d kinds of capacity. Choose edges so that the value is greatest.

    value = sum of ``score`` of the chosen edges - ``visit_cost`` x the number of different ``visit`` numbers among
    them. Edges ascend by (``person``, ``need``) and no pair comes twice.

    - ``score`` (e,) > 0; ``quality`` (e,) is the score before bonuses, for the report only.
    - ``loads`` (e, d) >= 0: what the edge takes of the person's ``capacities`` (n, d): weekly minutes, minutes of the
      legal limit per school year (0 for exempt pairs), open proposals. ``kinds`` names the d columns.
    - ``demands`` (m,): at most so many people per need.
    - ``day_parts`` and ``conflicts`` (c, 2), pairs of needs: what never goes together for one person.
    - ``visit`` (e,) numbers (person, school) pairs: with a ``visit_cost`` one school twice is worth more than two.

    Raises ``ValueError`` when shapes, order or signs are wrong.
    """

    person: Ints
    need: Ints
    score: Floats
    loads: Ints
    capacities: Ints
    demands: Ints
    day_parts: DayParts
    conflicts: Ints = field(default_factory=_no_pairs)
    visit: Ints = field(default_factory=_none)
    visit_cost: float = 0.0
    quality: Floats = field(default_factory=lambda: np.zeros(0))
    person_ids: Ints = field(default_factory=_none)
    need_ids: Ints = field(default_factory=_none)
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._fill("visit", np.arange(self.edges))
        self._fill("quality", self.score)
        self._fill("person_ids", np.arange(self.people))
        self._fill("need_ids", np.arange(self.needs))
        self._check_shapes()
        pair = self.person * max(self.needs, 1) + self.need
        if self.edges and (np.any(np.diff(pair) <= 0) or self.score.min() <= 0 or self.loads.min(initial=0) < 0):
            raise ValueError("edges ascend by person and need, each pair once, scores above zero, loads not below")

    def _fill(self, name: str, value: Ints | Floats) -> None:
        if getattr(self, name).size == 0:
            object.__setattr__(self, name, value)

    def _check_shapes(self) -> None:
        e, (n, d), m = self.edges, self.capacities.shape, self.needs
        sizes = {self.need.size, self.score.size, self.visit.size, self.quality.size, self.loads.shape[0]}
        sides = (self.person_ids.size, self.day_parts.people.size, self.need_ids.size, self.day_parts.needs.size)
        if sizes != {e} or self.loads.shape[1] != d or sides != (n, n, m, m):
            raise ValueError("columns of different length")
        if e and (min(self.person.min(), self.need.min()) < 0 or self.person.max() >= n or self.need.max() >= m):
            raise ValueError("an edge points outside the rows")

    @property
    def edges(self) -> int:
        """Number of edges e."""
        return self.person.size

    @property
    def people(self) -> int:
        """Number of people n."""
        return int(self.capacities.shape[0])

    @property
    def needs(self) -> int:
        """Number of needs m."""
        return self.demands.size

    def value(self, chosen: Ints) -> float:
        """Return the value of the chosen edges."""
        visits = np.unique(self.visit[chosen]).size if self.visit_cost else 0
        return float(self.score[chosen].sum() - self.visit_cost * visits)

    def only(self, edges: Ints | Flags) -> Self:
        """Return the same round with fewer edges (ascending rows, or flags); people and needs keep their rows."""
        columns = {
            name: getattr(self, name)[edges] for name in ("person", "need", "score", "loads", "visit", "quality")
        }
        return replace(self, **columns)


def instance_from(
    person: Ints, need: Ints, score: Floats, loads: Ints, capacities: Ints, demands: Ints
) -> RoundInstance:
    """Return a round without day parts from edges in any order; a capacity without column axis is one kind.

    ``loads`` (e, d) or (e,), ``capacities`` (n, d) or (n,).
    """
    order = np.lexsort((need, person))
    capacities = capacities.reshape(capacities.shape[0], -1)
    return RoundInstance(
        person=person[order].astype(np.int64),
        need=need[order].astype(np.int64),
        score=score[order].astype(np.float64),
        loads=loads.reshape(person.size, capacities.shape[1])[order].astype(np.int64),
        capacities=capacities.astype(np.int64),
        demands=demands.astype(np.int64),
        day_parts=DayParts.free(capacities.shape[0], demands.size),
    )
