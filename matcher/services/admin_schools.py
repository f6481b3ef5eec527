"""Schools that an admin adds or corrects."""

from sqlalchemy import func, select

from matcher.domain.choices import Sector
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import Board, Campus, School
from matcher.queries.place_lookup import FoundPlace, find_place, why_not_found
from matcher.services.transaction import Work, transactional
from matcher.services.users import demand_admin

MAX_ALIASES = 255


def _wrong(field: str, message: str) -> InvalidInputError:
    return InvalidInputError(message, {field: message})


def _board(work: Work, board_id: int | None, new_board: str) -> Board:
    """Return the chosen board, or the one that has the new name, or a new one."""
    name = new_board.strip()
    if (board_id is None) == (not name):
        raise _wrong("board_id", "Kies een bestuur, of vul de naam van een nieuw bestuur in. Niet allebei.")
    if board_id is not None:
        board = work.session.get(Board, board_id)
        if board is None:
            raise _wrong("board_id", "Kies een bestuur uit de lijst.")
        return board
    board = work.session.scalar(select(Board).where(func.lower(Board.name) == name.lower()))
    if board is None:
        board = Board(name=name)
        work.session.add(board)
        work.session.flush()
    return board


def _place(work: Work, town: str) -> FoundPlace:
    found = find_place(work.session, town)
    if found is None:
        raise _wrong("town", why_not_found(work.session, town))
    return found


def _refuse_double(work: Work, name: str, sector: Sector, school_id: int | None = None) -> None:
    """Raise :class:`InvalidInputError` on ``name`` when another school of the sector has it."""
    same = select(School.id).where(func.lower(School.name) == name.lower(), School.sector == sector)
    if any(found != school_id for found in work.session.scalars(same)):
        raise _wrong("name", "Deze school staat al in de lijst. Zoek haar op en wijzig haar daar.")


def _aliases(lines: str) -> str:
    """Return other names, one a line, as the stored cell."""
    cell = "|".join(dict.fromkeys(line.strip().replace("|", " ") for line in lines.splitlines() if line.strip()))
    if len(cell) > MAX_ALIASES:
        raise _wrong("aliases", "Dit zijn te veel andere namen. Houd het bij de namen die mensen echt gebruiken.")
    return cell


def _settle(school: School, place: FoundPlace) -> None:
    school.town, school.municipality_code, school.region_code = place.name, place.municipality_code, place.region_code


@transactional
def add_school(
    work: Work,
    *,
    name: str,
    sector: Sector,
    kind: str,
    board_id: int | None,
    new_board: str,
    town: str,
    aliases: str = "",
) -> int:
    """Add a school with a main campus at its town; return its id.

    Raises :class:`InvalidInputError` on ``name`` (a double), ``board_id``, ``town`` or ``aliases``.
    """
    demand_admin(work)
    _refuse_double(work, name.strip(), sector)
    place, board = _place(work, town), _board(work, board_id, new_board)
    school = School(name=name.strip(), sector=sector, kind=kind.strip(), board_id=board.id, aliases=_aliases(aliases))
    _settle(school, place)
    work.session.add(school)
    work.session.flush()
    main = Campus(school_id=school.id, name=f"Hoofdlocatie {place.name}", town=place.name)
    main.region_code, main.lat, main.lon = place.region_code, place.lat, place.lon
    work.session.add(main)
    work.session.flush()
    return school.id


@transactional
def edit_school(
    work: Work, *, school_id: int, name: str, kind: str, board_id: int | None, new_board: str, town: str, aliases: str
) -> None:
    """Correct a school; its campuses are its own business, its sector never changes.

    From now on the product's own tables leave this school alone; a former name is kept as another name. Raises as
    :func:`add_school`, and :class:`NotFoundError`.
    """
    demand_admin(work)
    school = work.session.get(School, school_id)
    if school is None:
        raise NotFoundError
    _refuse_double(work, name.strip(), school.sector, school.id)
    place, board = _place(work, town), _board(work, board_id, new_board)
    former = [school.name] if school.from_reference and school.name != name.strip() else []
    school.aliases = _aliases("\n".join([aliases, *former]))
    school.name, school.kind, school.board_id, school.from_reference = name.strip(), kind.strip(), board.id, False
    _settle(school, place)
    work.session.flush()
