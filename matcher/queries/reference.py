"""State of the reference tables, and choices that come from them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.models import (
    Board,
    Concept,
    CoordinatorAssignment,
    JobTitleSkill,
    Landsdeel,
    Municipality,
    Place,
    Postcode,
    Region,
    School,
    SurfaceForm,
)
from matcher.models.vocabulary import JOB_TITLE, SKILL

_TABLES: tuple[tuple[str, Any, Any], ...] = (
    ("Landsdelen", Landsdeel, None),
    ("Arbeidsmarktregio's", Region, None),
    ("Gemeenten", Municipality, None),
    ("Plaatsen", Place, None),
    ("Postcodes (4 cijfers)", Postcode, None),
    ("Schoolbesturen", Board, None),
    ("Scholen", School, None),
    ("Vaardigheden", Concept, Concept.kind == SKILL),
    ("Beroepen", Concept, Concept.kind == JOB_TITLE),
    ("Schrijfwijzen van vaardigheden en beroepen", SurfaceForm, None),
    ("Vaardigheden bij een beroep", JobTitleSkill, None),
)


@dataclass(frozen=True, slots=True)
class TableCount:
    """A reference table and its number of rows."""

    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class PostcodeState:
    """How far the postcode table is filled: rows, and municipalities with at least one."""

    rows: int
    municipalities: int
    all_municipalities: int


def table_counts(session: Session) -> tuple[TableCount, ...]:
    """Return the rows of each reference table."""
    found = []
    for label, model, condition in _TABLES:
        statement = select(func.count()).select_from(model)
        statement = statement if condition is None else statement.where(condition)
        found.append(TableCount(label=label, rows=session.scalar(statement) or 0))
    return tuple(found)


def postcode_state(session: Session) -> PostcodeState:
    """Return how far the postcode table is filled."""
    rows, towns = session.execute(select(func.count(), func.count(Postcode.municipality_code.distinct()))).one()
    total = session.scalar(select(func.count()).select_from(Municipality)) or 0
    return PostcodeState(rows=rows, municipalities=towns, all_municipalities=total)


def scope_choices(session: Session) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what somebody can coordinate as groups of (value, label): see ``services.users.make_coordinator``."""
    landsdelen = session.execute(select(Landsdeel.code, Landsdeel.name).order_by(Landsdeel.name))
    regions = session.execute(select(Region.code, Region.name).order_by(Region.name))
    return [
        ("Land", [("national", "heel Nederland (PTvT)")]),
        ("Landsdeel", [(f"landsdeel:{code}", name) for code, name in landsdelen]),
        ("Arbeidsmarktregio", [(f"region:{code}", name) for code, name in regions]),
    ]


def regions_without_coordinator(session: Session) -> tuple[str, ...]:
    """Return the names of regions that nobody coordinates by region or landsdeel (PTvT sees all regions)."""
    statement = (
        select(Region.name)
        .where(
            Region.code.not_in(
                select(CoordinatorAssignment.region_code).where(CoordinatorAssignment.region_code.is_not(None))
            ),
            Region.landsdeel_code.not_in(
                select(CoordinatorAssignment.landsdeel_code).where(CoordinatorAssignment.landsdeel_code.is_not(None))
            ),
        )
        .order_by(Region.name)
    )
    return tuple(session.scalars(statement))
