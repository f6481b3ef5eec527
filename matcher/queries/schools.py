"""Schools as their members see them: the search, own schools, campuses, colleagues, invitations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import Sector
from matcher.domain.errors import NotFoundError
from matcher.models import Board, Campus, Need, Placement, Region, School, SchoolInvitation, SchoolMembership, User
from matcher.queries.text_indexes import school_finder

MOST_HITS = 10


@dataclass(frozen=True, slots=True)
class SchoolHit:
    """A school in the search."""

    id: int
    name: str
    town: str
    sector: Sector
    board: str


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """A school the actor works for."""

    id: int
    name: str
    town: str
    sector: Sector
    region: str
    admitted: bool
    is_admin: bool


@dataclass(frozen=True, slots=True)
class CampusRow:
    """A campus; ``uses``: how many needs and placements are there."""

    id: int
    name: str
    address: str
    town: str
    region: str
    uses: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the school, admitted or waiting (``admitted_at`` None)."""

    membership_id: int
    user_id: int
    name: str
    email: str
    job_title: str
    is_admin: bool
    requested_at: datetime
    admitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An open invitation."""

    id: int
    email: str
    as_admin: bool
    invited_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationView:
    """What somebody sees who opens the link of an invitation."""

    id: int
    school: str
    email: str


def find_schools(session: Session, text: str) -> tuple[SchoolHit, ...]:
    """Return at most ten schools for a name, an abbreviation or a town; typing errors are forgiven."""
    links = school_finder(session).search(text[:80], MOST_HITS) if text.strip() else ()
    rows = session.execute(_schools().where(School.id.in_([link.concept_id for link in links])))
    found = {school.id: _hit(school, board) for school, board in rows}
    return tuple(found[link.concept_id] for link in links if link.concept_id in found)


def school_hit(session: Session, school_id: int) -> SchoolHit:
    """Return one school. Raises :class:`NotFoundError`."""
    row = session.execute(_schools().where(School.id == school_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return _hit(*row)


def _schools() -> Select[*tuple[Any, ...]]:
    return select(School, Board.name).join(Board, Board.id == School.board_id)


def _hit(school: School, board: str) -> SchoolHit:
    return SchoolHit(school.id, school.name, school.town, school.sector, board)


def own_schools(session: Session, actor: Actor) -> tuple[OwnSchool, ...]:
    """Return the schools the actor works for, admitted or waiting, by name."""
    rows = session.execute(
        select(School, Region.name)
        .join(Region, Region.code == School.region_code)
        .where(School.id.in_(actor.all_school_ids))
        .order_by(School.name)
    )
    return tuple(
        OwnSchool(
            id=school.id,
            name=school.name,
            town=school.town,
            sector=school.sector,
            region=region,
            admitted=school.id in actor.school_ids,
            is_admin=school.id in actor.school_admin_ids,
        )
        for school, region in rows
    )


def campuses_of(session: Session, *, actor: Actor, school_id: int) -> tuple[CampusRow, ...]:
    """Return the campuses of a school the actor works for."""
    rows = session.execute(_campuses().where(Campus.school_id == school_id, Campus.school_id.in_(actor.all_school_ids)))
    return tuple(CampusRow(*row) for row in rows)


def campus_of(session: Session, *, actor: Actor, campus_id: int) -> CampusRow:
    """Return one campus. Raises :class:`NotFoundError` for another school's."""
    row = session.execute(
        _campuses().where(Campus.id == campus_id, Campus.school_id.in_(actor.all_school_ids))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return CampusRow(*row)


def _campuses() -> Select[*tuple[Any, ...]]:
    needs = select(func.count()).where(Need.campus_id == Campus.id).scalar_subquery()
    placements = select(func.count()).where(Placement.campus_id == Campus.id).scalar_subquery()
    return (
        select(Campus.id, Campus.name, Campus.address, Campus.town, Region.name, needs + placements)
        .join(Region, Region.code == Campus.region_code)
        .order_by(Campus.name)
    )


def colleagues_of(session: Session, *, actor: Actor, school_id: int) -> tuple[Colleague, ...]:
    """Return the members of a school, waiting ones first. Who waits sees only the own membership."""
    rows = session.execute(
        select(SchoolMembership, User.full_name, User.email)
        .join(User, User.id == SchoolMembership.user_id)
        .where(SchoolMembership.school_id == school_id)
        .order_by(SchoolMembership.admitted_at.is_not(None), User.full_name)
    )
    sees_all = school_id in actor.school_ids
    found = (_colleague(member, name, email) for member, name, email in rows)
    return tuple(row for row in found if sees_all or row.user_id == actor.user_id)


def _colleague(member: SchoolMembership, name: str, email: str) -> Colleague:
    return Colleague(
        membership_id=member.id,
        user_id=member.user_id,
        name=name,
        email=email,
        job_title=member.job_title,
        is_admin=member.is_admin,
        requested_at=member.requested_at,
        admitted_at=member.admitted_at,
    )


def open_invitations(session: Session, *, actor: Actor, school_id: int) -> tuple[InvitationRow, ...]:
    """Return the open invitations of a school, to its admins only."""
    if school_id not in actor.school_admin_ids:
        return ()
    rows = session.scalars(
        select(SchoolInvitation)
        .where(SchoolInvitation.school_id == school_id, SchoolInvitation.accepted_at.is_(None))
        .order_by(SchoolInvitation.email)
    )
    return tuple(InvitationRow(row.id, row.email, row.as_admin, row.invited_at) for row in rows)


def invitation_view(session: Session, invitation_id: int) -> InvitationView:
    """Return an open invitation. Raises :class:`NotFoundError` when it is used or taken back."""
    row = session.execute(_invitations().where(SchoolInvitation.id == invitation_id)).one_or_none()
    if row is None:
        raise NotFoundError
    return InvitationView(*row)


def invitations_for(session: Session, email: str) -> tuple[InvitationView, ...]:
    """Return the open invitations of an address."""
    return tuple(InvitationView(*row) for row in session.execute(_invitations().where(SchoolInvitation.email == email)))


def _invitations() -> Select[*tuple[Any, ...]]:
    return (
        select(SchoolInvitation.id, School.name, SchoolInvitation.email)
        .join(School, School.id == SchoolInvitation.school_id)
        .where(SchoolInvitation.accepted_at.is_(None))
        .order_by(SchoolInvitation.id)
    )
