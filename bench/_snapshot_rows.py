"""Fills an empty database with invented people and needs, in chunks and without the ORM."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from sqlalchemy import JSON, Connection, Engine, Table, insert, select
from sqlalchemy.orm import Session

from matcher.clock import now
from matcher.domain.actors import SYSTEM
from matcher.domain.choices import ContractForm, RoleKind, Sector
from matcher.models import (
    Base,
    Campus,
    Concept,
    ExcludedSchool,
    Municipality,
    Need,
    NeedSkill,
    Placement,
    PlacementYear,
    Professional,
    ProfessionalSkill,
    Proposal,
    Qualification,
    School,
    SearchArea,
)
from matcher.models.vocabulary import SKILL
from matcher.services.reference import load_reference
from matcher.services.transaction import Work

CHUNK = 10_000
SKILLS_PER_PERSON = 15
SKILLS_PER_NEED = 8
MOMENT = "2026-09-01 12:00:00+00:00"
ALL_FORMS = (1 << len(ContractForm)) - 1
Rows = Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What people and needs refer to: skills by id with their chance, towns, campuses."""

    skills: np.ndarray
    chances: np.ndarray
    towns: list[tuple[str, float, float]]
    campuses: list[tuple[int, int, str, str]]


def fill(engine: Engine, people: int, needs: int, skills: int, seed: int, *, pairs: bool = True) -> None:
    """Make the tables, the reference rows, and as many people and needs; the same seed gives the same rows.

    ``pairs``: with some proposals and placements.
    """
    Base.metadata.create_all(engine)
    rng = np.random.default_rng(seed)
    with Session(engine) as session:
        load_reference(Work(session=session, actor=SYSTEM, now=now()))
        ground = _ground(session, skills)
    with engine.begin() as connection:
        write = writer(connection)
        _write_needs(write, rng, ground, needs)
        for first in range(1, people + 1, CHUNK):
            _write_people(write, rng, ground, np.arange(first, min(first + CHUNK, people + 1)))
        if pairs:
            _write_pairs(write, rng, people, needs)
        if connection.dialect.name == "postgresql":
            for table in ("professional", "search_area", "need", "proposal", "placement", "qualification"):
                newest = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"
                connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {newest})")
    _analyse(engine)


def _analyse(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _ground(session: Session, skills: int) -> Ground:
    missing = skills - len(session.scalars(select(Concept.id).where(Concept.kind == SKILL)).all())
    if missing > 0:
        names = [f"vaardigheid-{number}" for number in range(missing)]
        labels = ({"key": n, "kind": SKILL, "domain": "overig", "label_nl": n, "label_en": n} for n in names)
        session.execute(insert(Concept), list(labels))
        session.commit()
    ids = np.array(session.scalars(select(Concept.id).where(Concept.kind == SKILL).order_by(Concept.id)).all())
    chances = 1 / (np.random.default_rng(0).permutation(ids.size) + 50)
    towns = session.execute(select(Municipality.region_code, Municipality.lat, Municipality.lon)).all()
    campuses = session.execute(
        select(Campus.id, Campus.school_id, Campus.region_code, School.sector).join(School).order_by(Campus.id)
    ).all()
    return Ground(
        ids, np.cumsum(chances / chances.sum()), [tuple(t) for t in towns], [(*c[:3], c[3].value) for c in campuses]
    )


Writer = Callable[[type[Base], dict[str, Any], Rows], None]


def writer(connection: Connection) -> Writer:
    """Return the fastest way to write rows: COPY, or a prepared statement."""
    cursor = connection.connection.cursor()

    def copy(model: type[Base], columns: dict[str, Any], rows: Rows) -> None:
        names, constants = ", ".join(columns), tuple(v for v in columns.values() if v is not ...)
        with cursor.copy(f"COPY {model.__tablename__} ({names}) FROM STDIN") as target:
            for row in rows:
                target.write_row((*row, *constants))

    def execute(model: type[Base], columns: dict[str, Any], rows: Rows) -> None:
        constants = tuple(v for v in columns.values() if v is not ...)
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) VALUES ({marks})"
        cursor.executemany(sql, ((*row, *constants) for row in rows))

    return copy if connection.dialect.name == "postgresql" else execute


def _defaults(model: type[Base], given: tuple[str, ...], **constants: Any) -> dict[str, Any]:
    """Return the columns to write: those of the rows first (marked ...), then those with one value for all rows."""
    table: Table = model.__table__  # type: ignore[assignment]
    filled: dict[str, Any] = dict.fromkeys(given, ...)
    for column in table.columns:
        if column.name not in given and (column.name in constants or not column.nullable):
            filled[column.name] = constants.get(column.name, _empty(column))
    return filled


def _empty(column: Any) -> Any:
    if isinstance(column.type, JSON):
        return "{}"
    return {str: "", int: 0, bool: False, float: 0.0}.get(column.type.python_type, MOMENT)


def _write_people(write: Writer, rng: np.random.Generator, ground: Ground, ids: np.ndarray) -> None:
    n = ids.size
    shortest = rng.choice([60, 120, 240], n)
    first = [(date(2026, 8, 1) + timedelta(days=int(d))).isoformat() for d in rng.choice([0, 0, 0, 60, 200], n)]
    given = ("id", "sectors", "role_kinds", "day_parts", "minutes_min", "minutes_max", "online", "available_from")
    columns = _defaults(Professional, given, state="active", contract_forms=ALL_FORMS, consent="gegeven")
    masks = (rng.integers(1, 8, n), rng.integers(1, 32, n), rng.integers(1, 1 << 18, n))
    numbers = (ids, *masks, shortest, shortest + rng.choice([120, 240, 480], n))
    write(
        Professional,
        columns,
        zip(*(c.tolist() for c in numbers), (rng.random(n) < 0.5).tolist(), first, strict=True),
    )
    _write_areas(write, rng, ground, ids)
    pairs = _skill_pairs(rng, ground, ids, SKILLS_PER_PERSON)
    levels = rng.integers(1, 4, len(pairs[0])).tolist()
    write(
        ProfessionalSkill,
        _defaults(ProfessionalSkill, ("professional_id", "concept_id", "level")),
        zip(*pairs, levels, strict=True),
    )
    _write_proofs(write, rng, ids)


def _write_areas(write: Writer, rng: np.random.Generator, ground: Ground, ids: np.ndarray) -> None:
    second = ids[rng.random(ids.size) < 0.2]
    owners = [(i, 0) for i in ids.tolist()] + [(i, 1) for i in second.tolist()]
    towns, radii = rng.integers(0, len(ground.towns), len(owners)), rng.choice([10, 15, 25, 40], len(owners))
    spread = rng.normal(0, 0.05, (len(owners), 2))

    def rows() -> Iterator[Sequence[Any]]:
        for (person, position), town, radius, (south, west) in zip(owners, towns, radii, spread, strict=True):
            region, lat, lon = ground.towns[town]
            yield person * 2 + position, person, position, region, lat + south, lon + west, int(radius)

    given = ("id", "professional_id", "position", "region_code", "lat", "lon", "radius_km")
    write(SearchArea, _defaults(SearchArea, given, label="Fictieveen"), rows())


def _skill_pairs(rng: np.random.Generator, ground: Ground, ids: np.ndarray, mean: int) -> tuple[list[int], list[int]]:
    owner = np.repeat(ids, np.maximum(rng.poisson(mean, ids.size), 1))
    skill = ground.skills[np.minimum(np.searchsorted(ground.chances, rng.random(owner.size)), ground.skills.size - 1)]
    pairs = np.unique(np.stack([owner, skill], axis=1), axis=0)
    return pairs[:, 0].tolist(), pairs[:, 1].tolist()


def _write_proofs(write: Writer, rng: np.random.Generator, ids: np.ndarray) -> None:
    holders = ids[rng.random(ids.size) < 0.1].tolist()
    columns = _defaults(Qualification, ("id", "professional_id"), kind="pdg", valid_from="2020-01-01")
    write(Qualification, columns, zip(holders, holders, strict=True))
    shy = ids[rng.random(ids.size) < 0.01].tolist()
    write(ExcludedSchool, _defaults(ExcludedSchool, ("professional_id",), school_id=1), zip(shy, strict=True))


def _write_needs(write: Writer, rng: np.random.Generator, ground: Ground, count: int) -> None:
    roles = [RoleKind.GASTLES, RoleKind.GASTDOCENT, RoleKind.HYBRIDE_DOCENT]

    def rows() -> Iterator[Sequence[Any]]:
        for number in range(1, count + 1):
            campus, school, region, sector = ground.campuses[rng.integers(0, len(ground.campuses))]
            begin = date(2026, 10, 1) + timedelta(days=int(rng.integers(0, 200)))
            role, minutes = roles[rng.integers(0, 3)], int(rng.choice([120, 180, 240, 360]))
            yield (
                number, school, campus, region, sector, role.value, minutes,
                begin.isoformat(), (begin + timedelta(days=150)).isoformat(), int(rng.integers(1, 1 << 15)),
            )  # fmt: skip

    given = (
        "id", "school_id", "campus_id", "region_code", "sector", "role_kind", "minutes_per_week", "starts_on",
        "ends_on", "day_parts",
    )  # fmt: skip
    constants = {"state": "open", "teaching_weeks": 18, "contract_forms": ALL_FORMS, "people_wanted": 1}
    write(Need, _defaults(Need, given, **constants), rows())
    pairs = _skill_pairs(rng, ground, np.arange(1, count + 1), SKILLS_PER_NEED)
    required = (rng.random(len(pairs[0])) < 0.6).tolist()
    write(
        NeedSkill,
        _defaults(NeedSkill, ("need_id", "concept_id", "required"), level=2),
        zip(*pairs, required, strict=True),
    )


def _write_pairs(write: Writer, rng: np.random.Generator, people: int, needs: int) -> None:
    """One proposal for a twentieth of the people, and a placement for every third of those."""
    chosen = rng.choice(people, people // 20, replace=False) + 1
    asked = rng.integers(1, needs + 1, chosen.size).tolist()
    proposed = list(zip(range(1, chosen.size + 1), chosen.tolist(), asked, strict=True))
    columns = _defaults(Proposal, ("id", "professional_id", "need_id"), state="proposed", started_by="system")
    write(Proposal, columns, proposed)
    placed = proposed[::3]
    columns = _defaults(
        Placement, ("id", "proposal_id", "professional_id", "need_id"), school_id=1, board_id=1, region_code="AM05",
        sector=Sector.MBO.value, role_kind=RoleKind.GASTDOCENT.value, legal_ground="zesurenregeling", state="planned",
        responsible_teacher="Meester Fictief", subject_parts="praktijk", starts_on="2026-10-01", ends_on="2027-02-01",
        contract_form=ContractForm.DETACHERING.value,
    )  # fmt: skip
    write(Placement, columns, ((i, i, person, need) for i, person, need in placed))
    columns = _defaults(
        PlacementYear, ("placement_id",), school_year=2026, planned_minutes=4_320, limit_minutes=14_400, under_rule=True
    )
    write(PlacementYear, columns, ((i,) for i, _, _ in placed))
