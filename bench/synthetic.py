"""Invented problems of any size: Zipf skills in families, people clustered as the Dutch are, ordinary working weeks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.domain.bitsets import bit_of, cell_bit
from matcher.domain.choices import ContractForm, RoleKind, Sector
from matcher.matching.answering import answering
from matcher.matching.columns import (
    FAR_FUTURE,
    Bytes,
    Column,
    Floats,
    Ints,
    Masks,
    Needs,
    People,
    Problem,
    list_groups,
    tidy,
)
from matcher.matching.lists import asked_skills, held_skills, lists_of
from matcher.matching.vocabulary import relatedness

SKILLS = 13_500
SKILLS_PER_PERSON = 15
# As many places as a country has four-digit postcodes.
PLACES = 4_000
# People are made in parts, so that making them takes little memory.
PART = 50_000
FAMILY = 8
FIRST_DAY = 740_000
YEARS = (2026, 2027)
YEAR_MINUTES = 240 * 60
# Latitude, longitude and thousands of inhabitants of places all over the country, from general knowledge.
CENTRES = np.array(
    [
        (52.37, 4.90, 930), (51.92, 4.48, 660), (52.08, 4.31, 560), (52.09, 5.12, 370), (51.44, 5.48, 245),
        (53.22, 6.57, 240), (51.56, 5.08, 229), (52.37, 5.22, 226), (51.59, 4.78, 187), (51.84, 5.86, 187),
        (52.22, 6.89, 161), (51.98, 5.91, 167), (52.21, 5.97, 168), (52.16, 5.39, 161), (52.38, 4.64, 167),
        (51.70, 5.30, 160), (52.51, 6.09, 133), (52.16, 4.49, 128), (53.20, 5.79, 128), (50.85, 5.69, 122),
        (51.81, 4.67, 121), (52.06, 4.49, 127), (52.03, 5.67, 124), (52.63, 4.75, 112), (52.01, 4.36, 107),
        (52.26, 6.79, 83), (52.25, 6.16, 102), (50.88, 5.98, 88), (51.37, 6.17, 103), (51.19, 5.99, 60),
        (51.48, 5.66, 95), (51.50, 3.61, 50), (51.34, 3.83, 55), (52.78, 6.90, 107), (52.99, 6.56, 69),
        (53.03, 5.66, 34), (52.95, 4.76, 56), (52.64, 5.06, 75), (51.96, 6.29, 58), (52.50, 5.47, 82),
    ]
)  # fmt: skip
ALL_CELLS = (1 << len(Sector) * len(RoleKind)) - 1
HBO_CELLS = sum(cell_bit(Sector.HBO, role) for role in RoleKind)
SECTORS = tuple(bit_of(s) for s in (Sector.VMBO, Sector.MBO, Sector.HBO))
ROLES = tuple(bit_of(r) for r in RoleKind)
FORMS = tuple(bit_of(c) for c in ContractForm)
SPREAD_DEGREES = (0.06, 0.09)


@dataclass(frozen=True, slots=True)
class Size:
    """How large the invented problem is."""

    professionals: int
    needs: int
    skills: int = SKILLS


def make_problem(size: Size, seed: int = 1) -> Problem:
    """Return an invented problem; the same size and seed give the same problem."""
    rng = np.random.default_rng(seed)
    places, chance = _places(rng)
    needs = _needs(rng, size, places[rng.choice(PLACES, _schools(size), p=chance)])
    starts = range(0, size.professionals, PART)
    parts = [_people(rng, size, (at, min(at + PART, size.professionals)), (places, chance)) for at in starts]
    return Problem(
        people=_joined(parts),
        needs=needs,
        concept_ids=np.arange(size.skills, dtype=np.int64) + 1,
        school_years=YEARS,
        related=relatedness(
            range(1, size.skills + 1), [(i + 1, i - i % FAMILY + 1) for i in range(size.skills) if i % FAMILY]
        ),
        yearly_limit_minutes=(YEAR_MINUTES,) * len(YEARS),
    )


def _schools(size: Size) -> int:
    return max(size.needs // 20, 1)


def _places(rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the points of the places around the centres, and the chance that somebody lives there."""
    share = CENTRES[:, 2] / CENTRES[:, 2].sum()
    points = CENTRES[rng.choice(len(CENTRES), size=PLACES, p=share), :2] + rng.normal(size=(PLACES, 2)) * SPREAD_DEGREES
    inhabitants = rng.lognormal(0.0, 0.8, PLACES)
    return points, inhabitants / inhabitants.sum()


def _people(rng: np.random.Generator, size: Size, rows: tuple[int, int], home: tuple[Floats, Floats]) -> People:
    n, (places, chance) = rows[1] - rows[0], home
    second = np.flatnonzero(rng.random(n) < 0.25)
    area_of = np.sort(np.concatenate([np.arange(n), second]))
    area = places[rng.choice(PLACES, area_of.size, p=chance)]
    areas_ptr, lat, lon, radius = lists_of(
        area_of, n, area[:, 0], area[:, 1], rng.choice([10.0, 15.0, 25.0, 40.0], area_of.size)
    )
    skills_ptr, concept, level = held_skills(*_skills(rng, n, size.skills, SKILLS_PER_PERSON), n)
    barred_ptr, barred = lists_of(rng.integers(0, n, n // 100), n, rng.integers(1, _schools(size) + 1, n // 100))
    refused_ptr, refused = lists_of(rng.integers(0, n, n // 20), n, rng.integers(1, size.needs + 1, n // 20))
    shortest = rng.choice([60, 120, 180], n)
    return tidy(
        People(
            ids=np.arange(rows[0], rows[1], dtype=np.int64) + 1,
            sectors=_bits(rng, n, SECTORS, 0.6),
            role_kinds=_bits(rng, n, ROLES, 0.6),
            contract_forms=_bits(rng, n, FORMS, 0.6),
            day_parts=_bits(rng, n, tuple(1 << i for i in range(18)), 0.35),
            minutes_min=shortest,
            minutes_max=shortest + rng.choice([120, 240, 480], n),
            available_from=FIRST_DAY + rng.choice([0, 0, 0, 60, 200], n),
            available_to=np.where(rng.random(n) < 0.7, FAR_FUTURE, FIRST_DAY + 500),
            online=rng.random(n) < 0.5,
            exempt_cells=(np.where(rng.random(n) < 0.1, ALL_CELLS, 0) | HBO_CELLS).astype(np.uint32),
            minutes_left=YEAR_MINUTES - 60 * rng.choice([0, 0, 0, 40, 120, 200], (n, len(YEARS))),
            open_proposals=rng.choice([0, 0, 0, 1, 2, 5], n),
            answering=_answering(rng.spawn(1)[0], n),
            areas_ptr=areas_ptr,
            areas_lat=lat,
            areas_lon=lon,
            areas_radius_km=radius,
            skills_ptr=skills_ptr,
            skills_concept=concept,
            skills_level=level,
            barred_ptr=barred_ptr,
            barred_school=barred,
            refused_ptr=refused_ptr,
            refused_need=refused,
        )
    )


def _joined(parts: Sequence[People]) -> People:
    heads = {names[0] for names in list_groups(parts[0])}

    def column(name: str) -> Column:
        columns = [getattr(part, name) for part in parts]
        if name not in heads:
            return np.concatenate(columns)
        lengths = np.concatenate([np.diff(ptr) for ptr in columns])
        return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)

    return People._make(column(name) for name in People._fields)


def _cells(sector: Ints, role: Ints) -> Masks:
    """Return the one-bit mask of each (sector, role kind) pair of masks."""
    number = np.log2(sector).astype(np.int64) * len(RoleKind) + np.log2(role).astype(np.int64)
    return (1 << number).astype(np.uint32)


def _needs(rng: np.random.Generator, size: Size, schools: Floats) -> Needs:
    m = size.needs
    school = rng.integers(0, len(schools), m)
    sector = rng.choice(SECTORS, m, p=[0.3, 0.5, 0.2])
    role = rng.choice(ROLES, m)
    minutes = rng.choice([120, 180, 240, 360], m)
    starts = FIRST_DAY + rng.choice([30, 100, 200], m)
    must, nice = _skills(rng, m, size.skills, 5), _skills(rng, m, size.skills, 3)
    required = np.arange(must[0].size + nice[0].size) < must[0].size
    asked = (np.concatenate(columns) for columns in zip(must, nice, strict=True))
    asked_ptr, concept, level, required = asked_skills(*asked, required, m)
    return tidy(
        Needs(
            ids=np.arange(m, dtype=np.int64) + 1,
            schools=school + 1,
            sectors=sector.astype(np.uint32),
            role_kinds=role.astype(np.uint32),
            contract_forms=_bits(rng, m, FORMS, 0.6),
            day_parts=_bits(rng, m, tuple(1 << i for i in range(15)), 0.4),
            parts_needed=-(-minutes // 240),
            minutes_per_week=minutes,
            minutes_by_year=np.stack([minutes * 18, minutes * rng.choice([0, 18], m)], axis=1),
            rule_cells=_cells(sector, role),
            starts_on=starts,
            ends_on=starts + 150,
            lat=schools[school, 0],
            lon=schools[school, 1],
            online=rng.random(m) < 0.05,
            answering=_answering(rng.spawn(1)[0], len(schools))[school],
            asked_ptr=asked_ptr,
            asked_concept=concept,
            asked_level=level,
            asked_required=required,
        )
    )


def _answering(rng: np.random.Generator, count: int) -> Bytes:
    """Return how surely each answers: half of them were never asked."""
    asked = np.where(rng.random(count) < 0.5, 0, rng.integers(1, 12, count))
    return answering(asked, rng.binomial(asked, 0.8))


def _bits(rng: np.random.Generator, count: int, bits: tuple[int, ...], share: float) -> Masks:
    """Return masks in which each bit is set with chance ``share``; never empty."""
    chosen = rng.random((count, len(bits)), dtype=np.float32) < share
    chosen[np.arange(count), rng.integers(0, len(bits), count)] = True
    return (chosen @ np.array(bits, dtype=np.uint32)).astype(np.uint32)


def _skills(rng: np.random.Generator, rows: int, columns: int, mean: int) -> tuple[Ints, Ints, Ints]:
    """Return (row, concept, level 1-3): about ``mean`` a row, from three families each, families by Zipf's law."""
    families = max(columns // FAMILY, 1)
    chance = 1 / (np.arange(families) + 10)
    own = rng.choice(families, size=(rows, 3), p=chance / chance.sum())
    owner = np.repeat(np.arange(rows), np.maximum(rng.poisson(mean, rows), 1))
    family = own[owner, rng.integers(0, 3, owner.size)]
    column = np.minimum(family * FAMILY + rng.integers(0, FAMILY, owner.size), columns - 1)
    return owner, column, rng.integers(1, 4, owner.size)
