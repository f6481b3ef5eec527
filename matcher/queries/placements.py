"""Placements as rows for lists and pages."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from matcher.domain.choices import ContractForm, HolidayRegion, LegalGround, PlanKind, RoleKind, Sector
from matcher.domain.errors import NotFoundError
from matcher.domain.states import PlacementState
from matcher.models import Board, Campus, HoursException, Need, Placement, PlacementYear, Professional, School, User
from matcher.queries.exclusions import excluders
from matcher.queries.placement_months import (
    Claimed,
    Confirmed,
    MonthRow,
    claimed_months,
    confirmed_months,
    months_of,
)
from matcher.queries.plans import plan_of_placement
from matcher.queries.qualification_proofs import unseen_proofs
from matcher.rules.placement import Missing, PlacementFacts, missing_for_start
from matcher.rules.teaching_plan import Plan, lesson_weeks
from matcher.rules.vog import CHECK_DAYS, VogVerdict, next_check_on, vog_verdict


@dataclass(frozen=True, slots=True)
class PlacementYearRow:
    """Planned minutes in one school year; those that count under the six-hours rule."""

    school_year: int
    planned_minutes: int
    counted_minutes: int


@dataclass(frozen=True, slots=True)
class HoursExceptionRow:
    """The recorded exception a placement leans on."""

    school_year: int
    allowed_minutes: int
    valid_until: date
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One placement, for somebody who may know its names."""

    id: int
    proposal_id: int
    need_id: int
    need_title: str
    professional_id: int
    person_name: str
    school_id: int
    school: str
    board_id: int
    board: str
    town: str
    region_code: str
    sector: Sector
    role_kind: RoleKind
    legal_ground: LegalGround
    state: PlacementState
    responsible_teacher: str
    subject_parts: str
    starts_on: date
    ends_on: date
    minutes_per_week: int
    teaching_weeks: int
    contract_form: ContractForm
    vog_issued_on: date | None
    vog_seen_on: date | None
    ended_reason: str
    start_time: time | None
    stop_wished_on: date | None
    stop_wish: str
    plan_kind: PlanKind
    total_minutes: int
    holiday_region: HolidayRegion
    exception: HoursExceptionRow | None
    created_at: datetime
    plan: Plan
    years: tuple[PlacementYearRow, ...]
    confirmed: Mapping[date, Confirmed]
    claimed: Mapping[date, Claimed]
    proof_seen: bool
    # The person excluded the school afterwards: its own record stays, without who it was.
    hidden: bool = False

    @property
    def months(self) -> tuple[MonthRow, ...]:
        """The months with planned and real minutes, in order; none of a placement that was cancelled."""
        return () if self.state is PlacementState.CANCELLED else months_of(self.plan, self.confirmed, self.claimed)

    @property
    def own_weeks(self) -> int | None:
        """The lesson weeks that were typed; None where they are those of the school holidays."""
        return None if lesson_weeks(replace(self.plan, weeks=None)) == self.teaching_weeks else self.teaching_weeks

    @property
    def changeable(self) -> bool:
        """Not ended early and not cancelled."""
        return self.state is PlacementState.PLANNED


def vog_of(row: Any) -> VogVerdict:
    """Return what the rules say of the VOG of a placement: a :class:`PlacementRow`, or a row with the same columns."""
    return vog_verdict(
        sector=row.sector,
        issued_on=row.vog_issued_on,
        seen_on=row.vog_seen_on,
        starts_on=row.starts_on,
        contract_form=row.contract_form,
    )


def vog_check_of(row: Any, today: date) -> date | None:
    """Return the first day of the school year the VOG must be looked at again for, from 30 days before; else None.

    WVO 2020 art. 7.3a. ``row``: a :class:`PlacementRow`, or a row with the same columns.
    """
    due = next_check_on(
        sector=row.sector,
        contract_form=row.contract_form,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        seen_on=row.vog_seen_on,
    )
    return due if due is not None and due <= today + timedelta(days=CHECK_DAYS) else None


def missing_at_start(row: PlacementRow, today: date) -> tuple[Missing, ...]:
    """Return what is still missing of a placement that is being prepared or runs; empty once it is over."""
    if not (row.changeable and today <= row.ends_on):
        return ()
    facts = PlacementFacts(
        sector=row.sector,
        ground=row.legal_ground,
        contract_form=row.contract_form,
        board_id=row.board_id,
        responsible_teacher=row.responsible_teacher,
        subject_parts=row.subject_parts,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        minutes_per_week=row.minutes_per_week,
        teaching_weeks=row.teaching_weeks,
        vog_issued_on=row.vog_issued_on,
        vog_seen_on=row.vog_seen_on,
        proof_seen=row.proof_seen,
    )
    return missing_for_start(facts)


def placement_rows() -> Select[*tuple[Any, ...]]:
    """Return the select behind every list of placements."""
    return (
        select(Placement, HoursException, Need.title, User.full_name, School.name, Board.name, Campus.town)
        .join(Need, Need.id == Placement.need_id)
        .join(School, School.id == Placement.school_id)
        .join(Board, Board.id == Placement.board_id)
        .join(Professional, Professional.id == Placement.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(HoursException, HoursException.id == Placement.exception_id)
        .outerjoin(Campus, Campus.id == Placement.campus_id)
    )


def with_years(session: Session, found: Sequence[Any]) -> tuple[PlacementRow, ...]:
    """Make list lines of rows of :func:`placement_rows`, with one query each for years, months, claims and proofs."""
    years: dict[int, list[PlacementYearRow]] = defaultdict(list)
    rows = session.scalars(
        select(PlacementYear)
        .where(PlacementYear.placement_id.in_([row[0].id for row in found]))
        .order_by(PlacementYear.school_year)
    )
    for year in rows:
        years[year.placement_id].append(PlacementYearRow(year.school_year, year.planned_minutes, year.counted_minutes))
    ids = [row[0].id for row in found]
    months, claims = confirmed_months(session, ids), claimed_months(session, ids)
    unseen = unseen_proofs(session, (row[0] for row in found))
    return tuple(
        _row(
            row,
            years=tuple(years[row[0].id]),
            confirmed=months[row[0].id],
            claimed=claims[row[0].id],
            proof_seen=row[0].id not in unseen,
        )
        for row in found
    )


COPIED = [
    "id",
    "proposal_id",
    "need_id",
    "professional_id",
    "school_id",
    "board_id",
    "region_code",
    "sector",
    "role_kind",
    "legal_ground",
    "state",
    "responsible_teacher",
    "subject_parts",
    "starts_on",
    "ends_on",
    "minutes_per_week",
    "teaching_weeks",
    "contract_form",
    "vog_issued_on",
    "vog_seen_on",
    "ended_reason",
    "start_time",
    "stop_wished_on",
    "stop_wish",
    "plan_kind",
    "total_minutes",
    "holiday_region",
    "created_at",
]


def _row(found: Sequence[Any], **of_it: Any) -> PlacementRow:
    placement, exception, title, name, school, board, town = found
    return PlacementRow(
        **{column: getattr(placement, column) for column in COPIED},
        need_title=title,
        person_name=name or "Vertrokken professional",
        school=school,
        board=board,
        town=town or "",
        exception=_exception(exception),
        plan=plan_of_placement(placement),
        **of_it,
    )


def _exception(row: HoursException | None) -> HoursExceptionRow | None:
    if row is None or row.withdrawn_at is not None:
        return None
    return HoursExceptionRow(row.school_year, row.allowed_minutes, row.valid_until, row.reason, row.article)


def _list(session: Session, *conditions: ColumnElement[bool]) -> tuple[PlacementRow, ...]:
    rows = placement_rows().where(*conditions).order_by(Placement.starts_on.desc(), Placement.id.desc())
    return with_years(session, session.execute(rows).all())


def placements_of_professional(session: Session, professional_id: int) -> tuple[PlacementRow, ...]:
    """Return the placements of a person, newest first."""
    return _list(session, Placement.professional_id == professional_id)


def placement_of_professional(session: Session, placement_id: int, professional_id: int) -> PlacementRow:
    """Return one placement of this person. Raises NotFoundError for another one."""
    found = _list(session, Placement.id == placement_id, Placement.professional_id == professional_id)
    if not found:
        raise NotFoundError
    return found[0]


def placements_of_schools(session: Session, school_ids: Collection[int]) -> tuple[PlacementRow, ...]:
    """Return the placements at these schools, newest first."""
    return _without_names(session, _list(session, Placement.school_id.in_(school_ids)))


def placement_of_school(session: Session, placement_id: int, school_ids: Collection[int]) -> PlacementRow:
    """Return one placement of these schools. Raises NotFoundError for another one."""
    found = _list(session, Placement.id == placement_id, Placement.school_id.in_(school_ids))
    if not found:
        raise NotFoundError
    return _without_names(session, found)[0]


def _without_names(session: Session, rows: tuple[PlacementRow, ...]) -> tuple[PlacementRow, ...]:
    """Take away the names of people who excluded the school; what the school must keep of the hours stays."""
    secret = excluders(session, {row.school_id for row in rows})
    return tuple(
        replace(row, person_name="Naam niet zichtbaar", hidden=True)
        if (row.professional_id, row.school_id) in secret
        else row
        for row in rows
    )
