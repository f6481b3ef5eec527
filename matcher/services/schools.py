"""Campuses (locaties) of a school: add, change, delete."""

from dataclasses import dataclass

from sqlalchemy import func, select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.models import Campus, Need, Placement, School, SchoolMembership
from matcher.queries.place_lookup import FoundPlace, find_place, why_not_found
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class CampusCommand:
    """A campus as typed; ``place`` is the name of a town, from which the region and the point follow."""

    name: str
    address: str
    place: str


@transactional
def add_campus(work: Work, *, school_id: int, command: CampusCommand) -> Campus:
    """Add a campus. Raises :class:`InvalidInputError` for an unknown place or a name that exists."""
    if work.session.get(School, school_id) is None or not work.actor.works_for(school_id):
        raise NotFoundError
    campus = Campus(school_id=school_id)
    _fill(work, campus, command)
    work.session.add(campus)
    work.session.flush()
    return campus


@transactional
def change_campus(work: Work, *, campus_id: int, command: CampusCommand) -> Campus:
    """Change a campus; when it moves to another town, needs at it move to the region of that town."""
    campus = _own_campus(work, campus_id)
    before = campus.town, campus.region_code
    _fill(work, campus, command)
    if before != (campus.town, campus.region_code):
        for need in work.session.scalars(select(Need).where(Need.campus_id == campus.id)):
            need.region_code = campus.region_code
    work.session.flush()
    return campus


@transactional
def delete_campus(work: Work, *, campus_id: int) -> None:
    """Delete a campus that no need and no placement uses. Raises :class:`WrongStateError` otherwise."""
    campus = _own_campus(work, campus_id)
    for model in (Need, Placement):
        if work.session.scalar(select(func.count()).where(model.campus_id == campus.id)):
            raise WrongStateError("Deze locatie hoort bij een onderwijsvraag of inzet en kan niet weg.")
    work.session.delete(campus)
    work.session.flush()


def _own_campus(work: Work, campus_id: int) -> Campus:
    """Return a campus the actor may change. Who waits may only change those of a school without members."""
    campus = work.session.get(Campus, campus_id, with_for_update=True)
    if campus is None or not work.actor.works_for(campus.school_id):
        raise NotFoundError
    if campus.school_id not in work.actor.school_ids and _has_members(work, campus.school_id):
        raise WrongStateError("Locaties wijzigen kan zodra u bent toegelaten tot deze school.")
    return campus


def _has_members(work: Work, school_id: int) -> bool:
    members = select(func.count()).where(
        SchoolMembership.school_id == school_id, SchoolMembership.admitted_at.is_not(None)
    )
    return bool(work.session.scalar(members))


def _fill(work: Work, campus: Campus, command: CampusCommand) -> None:
    _check_name(work, campus, command.name.strip())
    found = _place(work, campus, command.place.strip())
    campus.name, campus.address = command.name.strip(), command.address.strip()
    if found is not None:
        campus.town, campus.region_code, campus.lat, campus.lon = found.label, found.region_code, found.lat, found.lon


def _check_name(work: Work, campus: Campus, name: str) -> None:
    same = select(Campus.id).where(
        Campus.school_id == campus.school_id, func.lower(Campus.name) == name.lower(), Campus.id != (campus.id or 0)
    )
    if work.session.scalar(same) is not None:
        message = "Uw school heeft al een locatie met deze naam."
        raise InvalidInputError(message, {"name": message})


def _place(work: Work, campus: Campus, text: str) -> FoundPlace | None:
    """Return the place; None when the text is the town the campus already has."""
    if campus.id is not None and text == campus.town:
        return None
    found = find_place(work.session, text)
    if found is None:
        message = why_not_found(work.session, text)
        raise InvalidInputError(message, {"place": message})
    return found
