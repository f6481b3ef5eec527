"""Brings the database in step with the project's reference tables. Idempotent: rows are matched by their own keys."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from matcher.data import tables
from matcher.models import (
    Base,
    Board,
    Campus,
    Landsdeel,
    Municipality,
    Place,
    Region,
    School,
)
from matcher.rules.holiday_regions import holiday_region_of
from matcher.services.measures import load_limits
from matcher.services.transaction import Work, transactional
from matcher.services.vocabulary.starter import load_starter

SCHOOL_TABLES = ("schools/mbo", "schools/hbo", "schools/vmbo")


@transactional
def load_reference(work: Work) -> dict[str, int]:
    """Insert what is new and update what changed; nothing is deleted that people may use. Returns rows per table.

    The limits of the law are only added: an admin decides what holds after them.
    """
    session = work.session
    counts = {
        "landsdelen": _sync(session, Landsdeel, ("code",), tables.read_rows("geo/landsdelen")),
        "regions": _sync(session, Region, ("code",), map(_region, tables.read_rows("geo/regions"))),
        "municipalities": _sync(
            session, Municipality, ("code",), map(_municipality, tables.read_rows("geo/municipalities"))
        ),
        "places": _sync(
            session, Place, ("name", "municipality_code"), map(_with_point, tables.read_rows("geo/places"))
        ),
    }
    counts["schools"] = _load_schools(session)
    counts["measures"] = load_limits(work)
    counts["concepts"] = load_starter(work, tables.concepts())
    return counts


def _region(row: dict[str, str]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "landsdeel_code": row["landsdeel"],
        "tile_column": int(row["tile_column"]),
        "tile_row": int(row["tile_row"]),
    }


def _municipality(row: dict[str, str]) -> dict[str, Any]:
    return {**_with_point(row), "holiday_region": holiday_region_of(row["province"], row["name"])}


def _with_point(row: dict[str, str]) -> dict[str, Any]:
    return {**row, "lat": float(row["lat"]), "lon": float(row["lon"])}


def _sync(session: Session, model: type[Base], key: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert or update rows by their key columns; return how many there are in the table given."""
    wanted = {tuple(row[name] for name in key): dict(row) for row in rows}
    present = {tuple(getattr(item, name) for name in key): item for item in session.scalars(select(model))}
    new = [row for identity, row in wanted.items() if identity not in present]
    if new:
        session.execute(insert(model), new)
    for identity, row in wanted.items():
        if identity in present:
            _assign(present[identity], row)
    session.flush()
    return len(wanted)


def _assign(item: Base, row: Mapping[str, Any]) -> None:
    """Set only what differs, so that an unchanged table writes nothing."""
    for name, value in row.items():
        if getattr(item, name) != value:
            setattr(item, name, value)


def _load_schools(session: Session) -> int:
    """Load boards, schools and for each school its main campus."""
    rows = [row for table in SCHOOL_TABLES for row in tables.read_rows(table)]
    _sync(session, Board, ("name",), [{"name": name} for name in dict.fromkeys(row["board"] for row in rows)])
    boards = {board.name: board.id for board in session.scalars(select(Board))}
    towns = {m.code: m for m in session.scalars(select(Municipality))}
    kept = _kept_by_admins(session)
    rows = [row for row in rows if (row["name"].casefold(), row["sector"]) not in kept]
    count = _sync(session, School, ("name", "sector"), [_school(row, boards, towns) for row in rows])
    _add_main_campuses(session, towns)
    return count


def _kept_by_admins(session: Session) -> set[tuple[str, str]]:
    """Return (name or former name, sector) of the schools an admin added or changed: the tables no longer rule them."""
    own = session.scalars(select(School).where(School.from_reference.is_(False)))
    return {(text.casefold(), school.sector) for school in own for text in (school.name, *tables.split(school.aliases))}


def _school(row: dict[str, str], boards: dict[str, int], towns: dict[str, Municipality]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "sector": row["sector"],
        "kind": row["kind"],
        "board_id": boards[row["board"]],
        "town": row["town"],
        "municipality_code": row["municipality_code"],
        "region_code": towns[row["municipality_code"]].region_code,
        "aliases": row["aliases"],
        "from_reference": True,
    }


def _add_main_campuses(session: Session, towns: dict[str, Municipality]) -> None:
    """Give each school without a campus one at its main town."""
    places = {(p.name, p.municipality_code): p for p in session.scalars(select(Place))}
    without = session.scalars(select(School).where(School.id.not_in(select(Campus.school_id))))
    for school in without:
        point = places.get((school.town, school.municipality_code)) or towns[school.municipality_code]
        session.add(
            Campus(
                school_id=school.id,
                name=f"Hoofdlocatie {school.town}",
                town=school.town,
                region_code=school.region_code,
                lat=point.lat,
                lon=point.lon,
            )
        )
    session.flush()
