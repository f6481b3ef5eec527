"""The overview of hours (urenoverzicht) of one person in one school year, as far as the reader may see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import HolidayRegion, RoleKind
from matcher.domain.errors import NotFoundError
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import school_year_of
from matcher.models import Board, Need, Placement, PlacementMonth, Professional, School, User
from matcher.queries.hours_exceptions import ExceptionRow, exceptions_in
from matcher.queries.hours_weeks import Mark, WeekHours, marks_of, region_of, weeks_of
from matcher.queries.ledger import holdings_of
from matcher.queries.measures import measures
from matcher.queries.plans import plan_of_placement
from matcher.queries.recounted import Recounted, recounted
from matcher.queries.references import candidate_reference
from matcher.rules.counted_hours import GroundSpan, ground_spans
from matcher.rules.grounds import Holding
from matcher.rules.hours_used import Standing, standing_under
from matcher.rules.limits import Limit, strictest_for_year
from matcher.rules.teaching_plan import minutes_by_year

Visible = Callable[[Placement], bool]


@dataclass(frozen=True, slots=True)
class PlacementHours:
    """One placement in the school year, in minutes.

    ``planned``: by its plan; ``given``: in confirmed months, ``months`` of them; ``counted``: under the rule, planned
    or, once confirmed, given. ``spans``: the grounds over time.
    """

    id: int
    title: str
    school: str
    board: str
    starts_on: date
    ends_on: date
    role_kind: RoleKind
    spans: tuple[GroundSpan, ...]
    planned: int
    given: int
    months: int
    counted: int

    @property
    def guest(self) -> bool:
        """True for a gastles, which counts like any other work."""
        return self.role_kind is RoleKind.GASTLES


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes against the limit: of the person, or at one board (``name``)."""

    name: str
    used: int
    limit: int

    @property
    def left(self) -> int:
        """Minutes left, never below zero."""
        return max(0, self.limit - self.used)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the law (ADR 0002); ``holds``: it is the measure in force."""

    scope: LimitScope
    holds: bool
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class HoursPage:
    """Everything on the page.

    ``given``: minutes under the rule in confirmed months; ``elsewhere``: counted minutes of placements the reader may
    not see; ``years``: school years one may choose, newest first.
    """

    professional_id: int
    name: str
    reference: str
    school_year: int
    limit: Limit
    standing: Standing
    given: int
    marks: tuple[Mark, ...]
    placements: tuple[PlacementHours, ...]
    elsewhere: int
    readings: tuple[Reading, ...]
    weeks: tuple[WeekHours, ...]
    region: HolidayRegion
    exceptions: tuple[ExceptionRow, ...]
    years: tuple[int, ...]

    @property
    def busiest(self) -> WeekHours | None:
        """The week with most hours, the first of equals; None without hours."""
        found = max(self.weeks, key=lambda week: week.minutes, default=None)
        return found if found and found.minutes else None

    @property
    def weekly(self) -> bool:
        """True when the measure is a maximum per week."""
        return self.limit.basis is LimitBasis.WEEKLY_MAXIMUM

    @property
    def exception(self) -> ExceptionRow | None:
        """The exception that stands and allows most; None without one."""
        standing_rows = [row for row in self.exceptions if row.withdrawn_at is None]
        return max(standing_rows, key=lambda row: row.allowed_minutes, default=None)


def hours_page(
    session: Session, *, professional_id: int, school_year: int, today: date, visible: Visible = lambda _placement: True
) -> HoursPage:
    """Return the overview; ``visible``: which placements the reader may see by name.

    Raises NotFoundError for nobody, or a school year without a limit or work.
    """
    rows = recounted(session, professional_id)
    years = _years(rows, today)
    limit = strictest_for_year(school_year, measures(session)) if school_year in years else None
    person = session.get(Professional, professional_id)
    if person is None or limit is None:
        raise NotFoundError
    months = _months(session, rows)
    counted = _sum_of_days(rows, school_year)
    given = _sum_of_days(rows, school_year, months)
    engagements = [row.engagement for row in rows]
    shown = [row for row in rows if visible(row.placement)]
    hidden = [row for row in rows if not visible(row.placement)]
    region = region_of(row.placement.holiday_region for row in rows if row.engagement.minutes_in(school_year))
    return HoursPage(
        professional_id=professional_id,
        name=session.scalar(select(User.full_name).where(User.id == person.user_id)) or "Vertrokken professional",
        reference=candidate_reference(professional_id),
        school_year=school_year,
        limit=limit,
        standing=standing_under(engagements, school_year, limit, None, None),
        given=sum(given.values()),
        marks=marks_of(counted, limit.yearly_minutes),
        placements=_placements(session, shown, school_year, months),
        elsewhere=sum(row.engagement.minutes_in(school_year) for row in hidden),
        readings=_readings(session, rows, shown, school_year, limit),
        weeks=weeks_of(school_year, region, counted, given),
        region=region,
        exceptions=exceptions_in(session, professional_id, school_year),
        years=years,
    )


def _years(rows: Iterable[Recounted], today: date) -> tuple[int, ...]:
    """Return this school year, the next, and every one with work, newest first."""
    this = school_year_of(today)
    found = {this, this + 1} | {year for row in rows for year in minutes_by_year(plan_of_placement(row.placement))}
    return tuple(sorted(found | {year for row in rows for year in row.engagement.minutes_by_year}, reverse=True))


def _months(session: Session, rows: Iterable[Recounted]) -> dict[int, dict[date, int]]:
    """Return placement -> first day of a confirmed month -> minutes taught in it."""
    found: dict[int, dict[date, int]] = {row.placement.id: {} for row in rows}
    confirmed = select(PlacementMonth).where(PlacementMonth.placement_id.in_(found))
    for month in session.scalars(confirmed):
        found[month.placement_id][month.month] = month.real_minutes
    return found


def _sum_of_days(
    rows: Iterable[Recounted], school_year: int, months: Mapping[int, Mapping[date, int]] | None = None
) -> dict[date, int]:
    """Return date -> minutes that count, in order; with ``months`` only those of months that were confirmed."""
    found: dict[date, int] = {}
    for row in rows:
        for day, minutes in row.counted.items():
            confirmed = months is None or day.replace(day=1) in months[row.placement.id]
            if confirmed and school_year_of(day) == school_year:
                found[day] = found.get(day, 0) + minutes
    return dict(sorted(found.items()))


def _placements(
    session: Session, rows: Sequence[Recounted], school_year: int, months: Mapping[int, Mapping[date, int]]
) -> tuple[PlacementHours, ...]:
    ids = [row.placement.id for row in rows]
    named = session.execute(
        select(Placement.id, Need.title, School.name, Board.name)
        .join(Need, Need.id == Placement.need_id)
        .join(School, School.id == Placement.school_id)
        .join(Board, Board.id == Placement.board_id)
        .where(Placement.id.in_(ids))
    )
    names = {key: tuple(texts) for key, *texts in named}
    holdings = holdings_of(session, rows[0].placement.professional_id) if rows else ()
    found = [_placement(row, school_year, months[row.placement.id], holdings, names[row.placement.id]) for row in rows]
    return tuple(sorted((row for row in found if row.planned or row.months), key=lambda row: (row.starts_on, row.id)))


def _placement(
    row: Recounted,
    school_year: int,
    months: Mapping[date, int],
    holdings: Sequence[Holding],
    names: tuple[str, ...],
) -> PlacementHours:
    placement = row.placement
    starts_on, ends_on, sector, role = placement.starts_on, placement.ends_on, placement.sector, placement.role_kind
    real = [minutes for month, minutes in months.items() if school_year_of(month) == school_year]
    title, school, board = names
    return PlacementHours(
        id=placement.id,
        title=title,
        school=school,
        board=board,
        starts_on=starts_on,
        ends_on=ends_on,
        role_kind=role,
        spans=ground_spans(sector, role, holdings, starts_on, ends_on),
        planned=minutes_by_year(plan_of_placement(placement)).get(school_year, 0),
        given=sum(real),
        months=len(real),
        counted=row.engagement.minutes_in(school_year),
    )


def _readings(
    session: Session, rows: Iterable[Recounted], shown: Iterable[Recounted], school_year: int, limit: Limit
) -> tuple[Reading, ...]:
    """Return both readings; boards of which the reader may see no placement are left out."""
    engagements = [row.engagement for row in rows]
    found = standing_under(engagements, school_year, limit, None, None)
    boards = {row.placement.board_id for row in shown} & found.per_board.keys()
    names = {row.id: row.name for row in session.execute(select(Board.id, Board.name).where(Board.id.in_(boards)))}
    total = sum(found.per_board.values())
    per_board = tuple(
        Room(names[board], minutes, limit.yearly_minutes)
        for board, minutes in found.per_board.items()
        if board in boards
    )
    return (
        Reading(LimitScope.PERSON, limit.scope is LimitScope.PERSON, (Room("", total, limit.yearly_minutes),)),
        Reading(LimitScope.BOARD, limit.scope is LimitScope.BOARD, per_board),
    )
