"""Small problems written down as plain values, and turned into columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from matcher.matching.columns import FAR_FUTURE, Needs, People, Problem
from matcher.matching.lists import asked_skills, held_skills, lists_of

Levels = dict[int, int]
HENGELO = (52.2659, 6.7931)
ENSCHEDE = (52.2215, 6.8937)
HELD = ("skills_ptr", "skills_concept", "skills_level")
ASKED = ("asked_ptr", "asked_concept", "asked_level", "asked_required")


@dataclass(frozen=True)
class Area:
    lat: float = HENGELO[0]
    lon: float = HENGELO[1]
    radius: float = 25.0


@dataclass(frozen=True)
class Person:
    """A professional who fits :class:`Need` unless a field says otherwise."""

    id: int = 1
    sectors: int = 0b111
    role_kinds: int = 0b11111
    contract_forms: int = 0b1111
    day_parts: int = 0b1001
    minutes_min: int = 60
    minutes_max: int = 420
    available_from: int = 100
    available_to: int = FAR_FUTURE
    online: bool = False
    exempt_cells: int = 0
    minutes_left: tuple[int, ...] = (14_400, 14_400)
    open_proposals: int = 0
    answering: int = 255
    areas: tuple[Area, ...] = (Area(),)
    skills: Levels = field(default_factory=lambda: {0: 2})
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Need:
    """A need of school row 0 in Hengelo that asks concept 0 at level 2."""

    id: int = 1
    school: int = 0
    sector: int = 0b010
    role_kind: int = 0b00010
    contract_forms: int = 0b0001
    day_parts: int = 0b1001
    parts_needed: int = 1
    minutes_per_week: int = 240
    minutes_by_year: tuple[int, ...] = (4_320, 0)
    rule_cell: int = 0b010
    starts_on: int = 200
    ends_on: int = 300
    lat: float = HENGELO[0]
    lon: float = HENGELO[1]
    online: bool = False
    answering: int = 255
    required: Levels = field(default_factory=lambda: {0: 2})
    nice: Levels = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """A whole small problem. ``related`` is closeness by (asked, held) concept row."""

    people: tuple[Person, ...] = (Person(),)
    needs: tuple[Need, ...] = (Need(),)
    concepts: int = 6
    schools: int = 3
    related: dict[tuple[int, int], float] = field(default_factory=dict)
    refused: frozenset[tuple[int, int]] = frozenset()
    max_open: int = 5
    limits: tuple[int, ...] = (14_400, 14_400)

    @property
    def concept_ids(self) -> tuple[int, ...]:
        return tuple(100 + row for row in range(self.concepts))


def problem_of(world: World) -> Problem:
    """Return the columns of a small world."""
    return Problem(
        people=_people(world),
        needs=_needs(world),
        concept_ids=np.array(world.concept_ids, dtype=np.int64),
        school_years=(2026, 2027),
        related=_matrix([{h: v for (a, h), v in world.related.items() if a == row} for row in range(world.concepts)],
                        world.concepts),
        max_open_proposals=world.max_open,
        yearly_limit_minutes=world.limits,
    )  # fmt: skip


def _ints(values: Sequence[object]) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def _masks(values: Sequence[int]) -> np.ndarray:
    return np.array(values, dtype=np.uint32)


def _matrix(rows: Sequence[dict[int, float]], columns: int) -> csr_array:
    dense = np.zeros((len(rows), columns))
    for row, cells in enumerate(rows):
        for column, value in cells.items():
            dense[row, column] = value
    return csr_array(dense)


def _people(world: World) -> People:
    rows = world.people
    return People(
        ids=_ints([p.id for p in rows]),
        sectors=_masks([p.sectors for p in rows]),
        role_kinds=_masks([p.role_kinds for p in rows]),
        contract_forms=_masks([p.contract_forms for p in rows]),
        day_parts=_masks([p.day_parts for p in rows]),
        minutes_min=_ints([p.minutes_min for p in rows]),
        minutes_max=_ints([p.minutes_max for p in rows]),
        available_from=_ints([p.available_from for p in rows]),
        available_to=_ints([p.available_to for p in rows]),
        online=np.array([p.online for p in rows], dtype=bool),
        exempt_cells=_masks([p.exempt_cells for p in rows]),
        minutes_left=_ints([p.minutes_left for p in rows]).reshape(len(rows), 2),
        open_proposals=_ints([p.open_proposals for p in rows]),
        answering=np.array([p.answering for p in rows], dtype=np.uint8),
        **_lists("areas", [[(a.lat, a.lon, a.radius) for a in p.areas] for p in rows], ("lat", "lon", "radius_km")),
        **dict(zip(HELD, _held(rows), strict=True)),
        **_lists("barred", [[(school,) for school in sorted(p.barred)] for p in rows], ("school",)),
        **_lists("refused", [[(n,) for person, n in sorted(world.refused) if person == p.id] for p in rows], ("need",)),
    )


def _lists(head: str, rows: Sequence[Sequence[tuple]], names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Return the list columns ``head_*`` with in each row tuples of the values of ``names``."""
    cells = [(i, *values) for i, row in enumerate(rows) for values in row]
    owners, *columns = zip(*cells, strict=True) if cells else [()] * (1 + len(names))
    return dict(zip((f"{head}_{name}" for name in ("ptr", *names)), lists_of(owners, len(rows), *columns), strict=True))


def _held(rows: Sequence[Person]) -> tuple:
    cells = [(i, concept, level) for i, p in enumerate(rows) for concept, level in p.skills.items()]
    return held_skills(*np.array(cells, dtype=np.int64).reshape(-1, 3).T, len(rows))


def _asked(rows: Sequence[Need]) -> tuple:
    cells = [
        (i, concept, level, must)
        for i, n in enumerate(rows)
        for must, levels in ((1, n.required), (0, n.nice))
        for concept, level in levels.items()
    ]
    return asked_skills(*np.array(cells, dtype=np.int64).reshape(-1, 4).T, len(rows))


def _needs(world: World) -> Needs:
    rows = world.needs
    return Needs(
        ids=_ints([n.id for n in rows]),
        schools=_ints([n.school for n in rows]),
        sectors=_masks([n.sector for n in rows]),
        role_kinds=_masks([n.role_kind for n in rows]),
        contract_forms=_masks([n.contract_forms for n in rows]),
        day_parts=_masks([n.day_parts for n in rows]),
        parts_needed=_ints([n.parts_needed for n in rows]),
        minutes_per_week=_ints([n.minutes_per_week for n in rows]),
        minutes_by_year=_ints([n.minutes_by_year for n in rows]).reshape(len(rows), 2),
        rule_cells=_masks([n.rule_cell for n in rows]),
        starts_on=_ints([n.starts_on for n in rows]),
        ends_on=_ints([n.ends_on for n in rows]),
        lat=np.array([n.lat for n in rows], dtype=np.float64),
        lon=np.array([n.lon for n in rows], dtype=np.float64),
        online=np.array([n.online for n in rows], dtype=bool),
        answering=np.array([n.answering for n in rows], dtype=np.uint8),
        **dict(zip(ASKED, _asked(rows), strict=True)),
    )
