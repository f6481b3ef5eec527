"""Onderwijsvragen as their school sees them: the list with counts, and one need in full."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.choices import RoleKind
from matcher.domain.errors import NotFoundError
from matcher.domain.states import NEED_TRANSITIONS, OPEN_STATES, VISIBLE_TO_PARTIES, NeedState
from matcher.models import Board, Campus, Need, Proposal, Region, School
from matcher.queries.exclusions import not_excluded
from matcher.queries.need_completeness import missing_sections
from matcher.queries.need_content import NeedContent, content_of
from matcher.queries.paging import Page, contains, fetch_page


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """What the list shows; empty sets and texts filter nothing."""

    states: frozenset[NeedState] = frozenset()
    text: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One line of the list. ``proposals``: how many run now."""

    id: int
    title: str
    state: NeedState
    role_kind: RoleKind | None
    education: str
    minutes_per_week: int
    teaching_weeks: int
    starts_on: date | None
    ends_on: date | None
    day_parts: int
    campus: str
    people_wanted: int
    confirmed_on: date | None
    proposals: int

    @property
    def total_minutes(self) -> int:
        """Minutes of one person over the whole period."""
        return self.minutes_per_week * self.teaching_weeks


@dataclass(frozen=True, slots=True)
class NeedList:
    """A page of needs with the number of needs per state (of the whole school, whatever the filter)."""

    page: Page[NeedRow]
    counts: dict[NeedState, int]


@dataclass(frozen=True, slots=True)
class NeedView(NeedContent):
    """Everything about one need. ``missing``: steps of the wizard that are not complete."""

    school: str
    board: str
    campus_id: int | None
    campus: str
    town: str
    region: str
    responsible_teacher: str
    confirmed_on: date | None
    auto_paused_on: date | None
    missing: tuple[str, ...]
    proposals: int

    @property
    def next_states(self) -> tuple[NeedState, ...]:
        """States the need may move to, in the order of the enum."""
        return tuple(state for state in NeedState if state in NEED_TRANSITIONS[self.state])


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return which needs a member may see: all of the school; while waiting for admission only the own ones."""
    own = and_(Need.school_id.in_(actor.pending_school_ids), Need.created_by_id == actor.user_id)
    admitted = Need.school_id.in_(actor.school_ids)
    return or_(admitted, own) if actor.signed_in else false()


def _running_proposals() -> Any:
    running = Proposal.state.in_(OPEN_STATES & VISIBLE_TO_PARTIES)
    counting = select(func.count()).select_from(Proposal)
    return counting.where(Proposal.need_id == Need.id, running, not_excluded()).scalar_subquery()


_ORDER = case(
    {
        NeedState.OPEN: 0,
        NeedState.MAYBE: 1,
        NeedState.DRAFT: 2,
        NeedState.PAUSED: 3,
        NeedState.FILLED: 4,
        NeedState.CLOSED: 5,
    },
    value=Need.state,
)


def need_list(session: Session, *, actor: Actor, school_id: int, wanted: NeedFilter) -> NeedList:
    """Return a page of the needs of one school, running ones first, newest first."""
    mine = and_(Need.school_id == school_id, visible_to(actor))
    counts = dict(session.execute(select(Need.state, func.count()).where(mine).group_by(Need.state)).all())
    statement = (
        select(Need, Campus.name, _running_proposals())
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(mine, *_conditions(wanted))
        .order_by(_ORDER, Need.id.desc())
    )
    return NeedList(fetch_page(session, statement, _row, number=wanted.page), counts)


def _conditions(wanted: NeedFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(Need.state.in_(wanted.states))
    if wanted.text.strip():
        pattern = contains(wanted.text)
        columns = (Need.title, Need.education, Campus.name)
        found.append(or_(*(func.lower(column).like(pattern, escape="\\") for column in columns)))
    return found


def _row(found: Any) -> NeedRow:
    need, campus, proposals = found
    return NeedRow(
        id=need.id,
        title=need.title,
        state=need.state,
        role_kind=need.role_kind,
        education=need.education,
        minutes_per_week=need.minutes_per_week,
        teaching_weeks=need.teaching_weeks,
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        day_parts=need.day_parts,
        campus=campus or "",
        people_wanted=need.people_wanted,
        confirmed_on=need.confirmed_on,
        proposals=proposals,
    )


def need_view(session: Session, *, actor: Actor, need_id: int) -> NeedView:
    """Return one need. Raises :class:`NotFoundError` for somebody else's."""
    found = session.execute(_one().where(Need.id == need_id, visible_to(actor))).one_or_none()
    if found is None:
        raise NotFoundError
    return _view(session, found)


def _one() -> Select[*tuple[Any, ...]]:
    return (
        select(Need, School.name, Board.name, Campus.name, Campus.town, Region.name, _running_proposals())
        .join(School, School.id == Need.school_id)
        .join(Board, Board.id == School.board_id)
        .join(Region, Region.code == Need.region_code)
        .outerjoin(Campus, Campus.id == Need.campus_id)
    )


def _view(session: Session, found: Any) -> NeedView:
    need, school, board, campus, town, region, proposals = found
    content = content_of(session, need)
    return NeedView(
        **content,
        school=school,
        board=board,
        campus_id=need.campus_id,
        campus=campus or "",
        town=town or "",
        region=region,
        responsible_teacher=need.responsible_teacher,
        confirmed_on=need.confirmed_on,
        auto_paused_on=need.auto_paused_on,
        missing=missing_sections(need, sum(skill.required for skill in content["skills"])),
        proposals=proposals,
    )
