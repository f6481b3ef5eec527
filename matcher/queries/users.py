"""Accounts as pages show them: the own one, and the lists of the platform's admins."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import Language
from matcher.domain.errors import NotFoundError
from matcher.models import CoordinatorAssignment, Landsdeel, Professional, Region, School, SchoolMembership, User
from matcher.queries.paging import Page, contains, fetch_page


class RoleFilter(StrEnum):
    """Which accounts a list shows, by role."""

    PROFESSIONAL = "professional"
    SCHOOL = "school"
    COORDINATOR = "coordinator"
    ADMIN = "admin"
    NONE = "none"


class AccountState(StrEnum):
    """Whether somebody can sign in."""

    ACTIVE = "active"
    UNCONFIRMED = "unconfirmed"
    DEACTIVATED = "deactivated"


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """The own account, for its page and the form of details."""

    email: str
    full_name: str
    phone: str | None
    language: Language
    created_at: datetime
    last_login_at: datetime | None
    undeliverable: bool


@dataclass(frozen=True, slots=True)
class UserRow:
    """One line of the list of users."""

    id: int
    full_name: str
    email: str
    roles: frozenset[RoleFilter]
    state: AccountState
    created_at: datetime
    last_login_at: datetime | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """What somebody coordinates, as text."""

    id: int
    label: str
    national: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class Membership:
    """A school somebody works for."""

    school: str
    is_admin: bool
    admitted: bool


@dataclass(frozen=True, slots=True)
class UserPage:
    """Everything the page of one user shows. ``profile_state`` is None without a profile."""

    row: UserRow
    phone: str | None
    is_admin: bool
    profile_state: StrEnum | None
    memberships: tuple[Membership, ...]
    assignments: tuple[Assignment, ...]


_PROFESSIONAL = exists().where(Professional.user_id == User.id)
_SCHOOL = exists().where(SchoolMembership.user_id == User.id)
_COORDINATOR = exists().where(CoordinatorAssignment.user_id == User.id)
_ROLES: dict[RoleFilter, ColumnElement[bool]] = {
    RoleFilter.PROFESSIONAL: _PROFESSIONAL,
    RoleFilter.SCHOOL: _SCHOOL,
    RoleFilter.COORDINATOR: _COORDINATOR,
    RoleFilter.ADMIN: User.is_admin.is_(True),
    RoleFilter.NONE: and_(~_PROFESSIONAL, ~_SCHOOL, ~_COORDINATOR, User.is_admin.is_(False)),
}
_STATES: dict[AccountState, ColumnElement[bool]] = {
    AccountState.ACTIVE: and_(User.deactivated_at.is_(None), User.email_verified_at.is_not(None)),
    AccountState.UNCONFIRMED: and_(User.deactivated_at.is_(None), User.email_verified_at.is_(None)),
    AccountState.DEACTIVATED: User.deactivated_at.is_not(None),
}
_SORTS: dict[str, Any] = {
    "naam": (User.full_name, User.id),
    "-naam": (User.full_name.desc(), User.id),
    "aangemaakt": (User.created_at, User.id),
    "-aangemaakt": (User.created_at.desc(), User.id.desc()),
    "ingelogd": (User.last_login_at.asc().nulls_first(), User.id),
    "-ingelogd": (User.last_login_at.desc().nulls_last(), User.id),
}
_ROLE_COLUMNS = ("professional", "school", "coordinator")
DEFAULT_SORT = "-aangemaakt"


def own_details(session: Session, actor: Actor) -> OwnDetails:
    """Return the account of who acts. Raises :class:`NotFoundError` for nobody."""
    user = session.get(User, actor.user_id) if actor.user_id else None
    if user is None:
        raise NotFoundError
    return OwnDetails(
        email=user.email,
        full_name=user.full_name,
        phone=user.phone,
        language=user.language,
        created_at=user.created_at,
        last_login_at=user.last_login_at,
        undeliverable=user.undeliverable_since is not None,
    )


def _user_rows() -> Select[User, bool, bool, bool]:
    return select(
        User,
        _PROFESSIONAL.label("professional"),
        _SCHOOL.label("school"),
        _COORDINATOR.label("coordinator"),
    )


def _state(user: User) -> AccountState:
    if user.deactivated_at is not None:
        return AccountState.DEACTIVATED
    return AccountState.ACTIVE if user.email_verified_at else AccountState.UNCONFIRMED


def _user_row(row: Row[User, bool, bool, bool]) -> UserRow:
    user: User = row[0]
    held = {RoleFilter.ADMIN: user.is_admin} | {RoleFilter(name): getattr(row, name) for name in _ROLE_COLUMNS}
    return UserRow(
        id=user.id,
        full_name=user.full_name,
        email=user.email,
        roles=frozenset(role for role, holds in held.items() if holds),
        state=_state(user),
        created_at=user.created_at,
        last_login_at=user.last_login_at,
    )


def list_users(
    session: Session,
    *,
    search: str = "",
    roles: frozenset[RoleFilter] = frozenset(),
    states: frozenset[AccountState] = frozenset(),
    sort: str = DEFAULT_SORT,
    page: int = 1,
) -> Page[UserRow]:
    """Return one page of the accounts that fit all filters; several roles or states mean "one of these"."""
    statement = _user_rows().order_by(*_SORTS.get(sort, _SORTS[DEFAULT_SORT]))
    if search.strip():
        pattern = contains(search)
        statement = statement.where(
            or_(User.full_name.ilike(pattern, escape="\\"), User.email.like(pattern, escape="\\")),
        )
    if roles:
        statement = statement.where(or_(*(_ROLES[role] for role in roles)))
    if states:
        statement = statement.where(or_(*(_STATES[state] for state in states)))
    return fetch_page(session, statement, _user_row, number=page)


def user_page(session: Session, *, user_id: int) -> UserPage:
    """Return one account with its roles. Raises :class:`NotFoundError`."""
    row = session.execute(_user_rows().where(User.id == user_id)).one_or_none()
    if row is None:
        raise NotFoundError
    user: User = row[0]
    return UserPage(
        row=_user_row(row),
        phone=user.phone,
        is_admin=user.is_admin,
        profile_state=session.scalar(select(Professional.state).where(Professional.user_id == user_id)),
        memberships=_memberships(session, user_id),
        assignments=assignments_of(session, user_id),
    )


def _memberships(session: Session, user_id: int) -> tuple[Membership, ...]:
    rows = session.execute(
        select(School.name, SchoolMembership.is_admin, SchoolMembership.admitted_at)
        .join(School, School.id == SchoolMembership.school_id)
        .where(SchoolMembership.user_id == user_id)
        .order_by(SchoolMembership.id)
    )
    return tuple(Membership(school=name, is_admin=admin, admitted=at is not None) for name, admin, at in rows)


def assignments_of(session: Session, user_id: int) -> tuple[Assignment, ...]:
    """Return what somebody coordinates in person, in the order it was given."""
    rows = session.execute(
        select(CoordinatorAssignment, Region.name, Landsdeel.name)
        .outerjoin(Region, Region.code == CoordinatorAssignment.region_code)
        .outerjoin(Landsdeel, Landsdeel.code == CoordinatorAssignment.landsdeel_code)
        .where(CoordinatorAssignment.user_id == user_id)
        .order_by(CoordinatorAssignment.id)
    )
    return tuple(
        Assignment(row.id, _scope_label(region, landsdeel), national=row.national, read_only=row.read_only)
        for row, region, landsdeel in rows
    )


def _scope_label(region: str | None, landsdeel: str | None) -> str:
    if region:
        return f"regio {region}"
    return f"landsdeel {landsdeel}" if landsdeel else "heel Nederland (PTvT)"
