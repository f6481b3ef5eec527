"""The page of one school, and of one placement, for a coordinator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.answering import AnswerFacts
from matcher.domain.choices import Sector
from matcher.domain.errors import NotFoundError
from matcher.domain.states import NeedState, Party
from matcher.models import Board, Campus, Need, Placement, Region, School, SchoolMembership, User
from matcher.queries.answer_records import answer_facts
from matcher.queries.coordination.scope import within
from matcher.queries.placements import PlacementRow, placement_rows, with_years


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works for the school, or waits to be admitted (``admitted_at`` None)."""

    membership_id: int
    name: str
    email: str
    job_title: str
    is_admin: bool
    requested_at: datetime
    admitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class SchoolNeed:
    """A need of the school in the own regions."""

    id: int
    title: str
    state: NeedState
    town: str


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """A school with its members, campuses, needs and placements in the own regions."""

    id: int
    name: str
    sector: Sector
    town: str
    region: str
    region_code: str
    board: str
    members: tuple[Member, ...]
    waiting: tuple[Member, ...]
    campuses: tuple[str, ...]
    needs: tuple[SchoolNeed, ...]
    placements: tuple[PlacementRow, ...]
    answers: AnswerFacts


def school_page(session: Session, *, scope: Scope, school_id: int) -> SchoolPage:
    """Return the page of one school. Raises NotFoundError for another region's."""
    found = session.execute(
        select(School, Board.name, Region.name)
        .join(Board, Board.id == School.board_id)
        .join(Region, Region.code == School.region_code)
        .where(School.id == school_id, within(School.region_code, scope))
    ).one_or_none()
    if found is None:
        raise NotFoundError
    school, board, region = found
    members = _members(session, school_id)
    return SchoolPage(
        id=school.id,
        name=school.name,
        sector=school.sector,
        town=school.town,
        region=region,
        region_code=school.region_code,
        board=board,
        members=tuple(row for row in members if row.admitted_at is not None),
        waiting=tuple(row for row in members if row.admitted_at is None),
        campuses=_campuses(session, scope, school_id),
        needs=_needs(session, scope, school_id),
        placements=_placements(session, scope, school_id),
        answers=answer_facts(session, Party.SCHOOL, [school_id])[school_id],
    )


def _members(session: Session, school_id: int) -> tuple[Member, ...]:
    rows = session.execute(
        select(SchoolMembership, User.full_name, User.email)
        .join(User, User.id == SchoolMembership.user_id)
        .where(SchoolMembership.school_id == school_id)
        .order_by(SchoolMembership.requested_at, SchoolMembership.id)
    )
    return tuple(
        Member(row.id, name, email, row.job_title, row.is_admin, row.requested_at, row.admitted_at)
        for row, name, email in rows
    )


def _campuses(session: Session, scope: Scope, school_id: int) -> tuple[str, ...]:
    rows = session.execute(
        select(Campus.name, Campus.town)
        .where(Campus.school_id == school_id, within(Campus.region_code, scope))
        .order_by(Campus.id)
    )
    return tuple(name if town in name else f"{name}, {town}" for name, town in rows)


def _needs(session: Session, scope: Scope, school_id: int) -> tuple[SchoolNeed, ...]:
    rows = session.execute(
        select(Need.id, Need.title, Need.state, Campus.town)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(Need.school_id == school_id, within(Need.region_code, scope))
        .order_by(Need.id.desc())
    )
    return tuple(SchoolNeed(key, title, state, town or "") for key, title, state, town in rows)


def _placements(session: Session, scope: Scope, school_id: int) -> tuple[PlacementRow, ...]:
    rows = session.execute(
        placement_rows()
        .where(Placement.school_id == school_id, within(Placement.region_code, scope))
        .order_by(Placement.starts_on.desc(), Placement.id.desc())
    )
    return with_years(session, rows.all())


def placement_page(session: Session, *, scope: Scope, placement_id: int) -> PlacementRow:
    """Return one placement. Raises NotFoundError for another region's."""
    rows = session.execute(
        placement_rows().where(Placement.id == placement_id, within(Placement.region_code, scope))
    ).all()
    if not rows:
        raise NotFoundError
    return with_years(session, rows)[0]
