"""Coordinators of the own regions, of their landsdelen and of the nation; who is away and who covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Actor, Scope
from matcher.domain.errors import NotFoundError
from matcher.models import CoordinatorAssignment, CoordinatorCover, Landsdeel, Region, User
from matcher.queries.coordinators import leads_nation, may_cover
from matcher.queries.paging import Page, fetch_page
from matcher.queries.users import Assignment, assignments_of


@dataclass(frozen=True, slots=True)
class Cover:
    """A colleague who takes over, from the first to the last day. ``runs``: today is one of them."""

    id: int
    absent_id: int
    absent: str
    cover_id: int
    cover: str
    starts_on: date
    ends_on: date
    runs: bool


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """One area of one coordinator. ``area`` is empty for the nation; ``away``: the cover that runs or comes first."""

    user_id: int
    name: str
    email: str
    phone: str
    area: str
    landsdeel: bool
    read_only: bool
    away: Cover | None


def colleague_list(session: Session, *, scope: Scope, today: date, page: int) -> Page[ColleagueRow]:
    """Return who coordinates in or above the regions of the scope: the nation first, then landsdelen, then regions."""
    a = CoordinatorAssignment
    found = fetch_page(
        session,
        select(a, User, Region.name, Landsdeel.name)
        .join(User, User.id == a.user_id)
        .outerjoin(Region, Region.code == a.region_code)
        .outerjoin(Landsdeel, Landsdeel.code == a.landsdeel_code)
        .where(_touches(scope), User.deactivated_at.is_(None))
        .order_by(a.national.desc(), Landsdeel.name.is_(None), Landsdeel.name, Region.name, User.full_name, a.id),
        tuple,
        number=page,
    )
    away = _away(session, {row[1].id for row in found.rows}, today)
    return Page(tuple(_row(row, away) for row in found.rows), found.number, found.pages, found.total)


def _touches(scope: Scope) -> ColumnElement[bool]:
    if scope.national:
        return true()
    a = CoordinatorAssignment
    landsdelen = select(Region.landsdeel_code).where(Region.code.in_(scope.regions))
    return or_(a.national, a.region_code.in_(scope.regions), a.landsdeel_code.in_(landsdelen))


def _row(found: Any, away: dict[int, Cover]) -> ColleagueRow:
    assignment, user, region, landsdeel = found
    return ColleagueRow(
        user_id=user.id,
        name=user.full_name,
        email=user.email,
        phone=user.phone or "",
        area=region or landsdeel or "",
        landsdeel=landsdeel is not None,
        read_only=assignment.read_only,
        away=away.get(user.id),
    )


def _away(session: Session, user_ids: Iterable[int], today: date) -> dict[int, Cover]:
    rows = _covers(session, CoordinatorCover.absent_id.in_(user_ids), today)
    return {row.absent_id: row for row in reversed(rows)}


def _covers(session: Session, condition: ColumnElement[bool], today: date) -> tuple[Cover, ...]:
    """Return the covers that run or are to begin, the first to begin first."""
    absent, cover, c = aliased(User), aliased(User), CoordinatorCover
    rows = session.execute(
        select(c, absent.full_name, cover.full_name)
        .join(absent, absent.id == c.absent_id)
        .join(cover, cover.id == c.cover_id)
        .where(condition, c.ends_on >= today)
        .order_by(c.starts_on, c.id)
    )
    return tuple(
        Cover(row.id, row.absent_id, away, row.cover_id, name, row.starts_on, row.ends_on, runs=row.starts_on <= today)
        for row, away, name in rows
    )


def own_covers(session: Session, *, user_id: int, today: date) -> tuple[Cover, ...]:
    """Return the covers of somebody's own absence, and those in which they take over."""
    c = CoordinatorCover
    return _covers(session, or_(c.absent_id == user_id, c.cover_id == user_id), today)


def cover_candidates(session: Session, *, absent_id: int) -> tuple[tuple[int, str], ...]:
    """Return (id, name) of who can cover for somebody, by name."""
    found = select(User.id, User.full_name).where(may_cover(absent_id)).order_by(User.full_name, User.id)
    return tuple((row.id, row.full_name) for row in session.execute(found))


@dataclass(frozen=True, slots=True)
class ColleaguePage:
    """One coordinator, for those who arrange who coordinates where."""

    user_id: int
    name: str
    email: str
    phone: str
    assignments: tuple[Assignment, ...]
    covers: tuple[Cover, ...]


def colleague_page(session: Session, *, actor: Actor, user_id: int, today: date) -> ColleaguePage:
    """Return one coordinator; raises NotFoundError for who coordinates nothing, and for whoever does not lead."""
    user = session.get(User, user_id)
    held = assignments_of(session, user_id)
    if user is None or not held or not leads_nation(session, actor):
        raise NotFoundError
    covers = own_covers(session, user_id=user_id, today=today)
    return ColleaguePage(user.id, user.full_name, user.email, user.phone or "", held, covers)


def absent_name(session: Session, *, actor: Actor, user_id: int) -> str:
    """Return the name of whom the actor may arrange a cover for. Raises NotFoundError for anybody else."""
    user = session.get(User, user_id)
    if user is None or not (user_id == actor.user_id or leads_nation(session, actor)):
        raise NotFoundError
    if not assignments_of(session, user_id):
        raise NotFoundError
    return user.full_name
