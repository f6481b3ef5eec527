"""Schools as an admin sees them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.domain.errors import NotFoundError
from matcher.matching.text_normalise import normalise
from matcher.models import Board, Place, Region, School, SchoolMembership
from matcher.queries.paging import Page, contains, fetch_page
from matcher.queries.place_lookup import place_by_id


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One line of the list of schools; ``members`` are admitted users."""

    id: int
    name: str
    sector: Sector
    board: str
    town: str
    region: str
    members: int


@dataclass(frozen=True, slots=True)
class SchoolDetails:
    """What the form of a school begins with. ``town`` is unambiguous; ``aliases`` one a line."""

    id: int
    name: str
    sector: Sector
    kind: str
    board_id: int
    town: str
    aliases: str
    from_reference: bool


_MEMBERS = (
    select(func.count(SchoolMembership.id))
    .where(SchoolMembership.school_id == School.id, SchoolMembership.admitted_at.is_not(None))
    .scalar_subquery()
)
_SORTS: dict[str, Any] = {
    "naam": (School.name, School.id),
    "-naam": (School.name.desc(), School.id),
    "plaats": (School.town, School.name),
    "-plaats": (School.town.desc(), School.name),
    "collegas": (_MEMBERS, School.name),
    "-collegas": (_MEMBERS.desc(), School.name),
}


def _row(found: Row[*tuple[Any, ...]]) -> SchoolRow:
    school, board, region, members = found
    return SchoolRow(school.id, school.name, school.sector, board, school.town, region, members)


def list_schools(
    session: Session, *, search: str = "", sectors: frozenset[Sector] = frozenset(), sort: str = "naam", page: int = 1
) -> Page[SchoolRow]:
    """Return one page of schools; ``search`` looks in name, other names, board and town."""
    statement = (
        select(School, Board.name, Region.name, _MEMBERS)
        .join(Board, Board.id == School.board_id)
        .join(Region, Region.code == School.region_code)
        .order_by(*_SORTS.get(sort, _SORTS["naam"]))
    )
    if search.strip():
        columns = (School.name, School.aliases, School.town, Board.name)
        statement = statement.where(or_(*(column.ilike(contains(search), escape="\\") for column in columns)))
    if sectors:
        statement = statement.where(School.sector.in_(sectors))
    return fetch_page(session, statement, _row, number=page)


def school_details(session: Session, *, school_id: int) -> SchoolDetails:
    """Return a school for its form. Raises :class:`NotFoundError`."""
    school = session.get(School, school_id)
    if school is None:
        raise NotFoundError
    return SchoolDetails(
        id=school.id,
        name=school.name,
        sector=school.sector,
        kind=school.kind,
        board_id=school.board_id,
        town=_town_label(session, school),
        aliases=school.aliases.replace("|", "\n"),
        from_reference=school.from_reference,
    )


def _town_label(session: Session, school: School) -> str:
    """Return the town as :func:`find_place` finds it again, also where two towns have one name."""
    places = session.scalars(select(Place).where(Place.municipality_code == school.municipality_code))
    for place in places:
        if normalise(place.name) == normalise(school.town):
            found = place_by_id(session, place.id)
            return found.label if found else school.town
    return school.town


def board_choices(session: Session) -> list[tuple[str, str]]:
    """Return all boards as (id, name), by name."""
    rows = session.execute(select(Board.id, Board.name).order_by(Board.name))
    return [(str(board), name) for board, name in rows]
