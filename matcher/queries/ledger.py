"""Hours of people under the six-hours rule: rows of placements made into the facts the rule asks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind
from matcher.domain.states import PlacementState
from matcher.models import Board, HoursException, Placement, PlacementYear, Qualification
from matcher.queries.measures import measures
from matcher.queries.plans import minutes_taught
from matcher.rules import six_hours
from matcher.rules.counted_hours import counted_minutes
from matcher.rules.grounds import Holding
from matcher.rules.six_hours import Engagement, Standing, standing
from matcher.rules.teaching_plan import by_monday

COUNTING = Placement.state != PlacementState.CANCELLED


def engagements_by_person(
    session: Session, professional_ids: Iterable[int] | None = None
) -> dict[int, list[Engagement]]:
    """Return the engagements of the people given, or of everybody; cancelled placements do not count."""
    if professional_ids is None:
        return engagements_where(session)
    return engagements_where(session, Placement.professional_id.in_(list(professional_ids)))


def engagements_where(session: Session, *criteria: ColumnElement[bool]) -> dict[int, list[Engagement]]:
    """Return engagements by person, of the placements that count and meet the criteria."""
    p, y = Placement, PlacementYear
    columns = (p.professional_id, p.id, p.sector, p.board_id, p.role_kind)
    rows = session.execute(
        select(*columns, y.school_year, y.counted_minutes)
        .join(y, y.placement_id == p.id)
        .where(COUNTING, *criteria)
        .order_by(p.professional_id, p.id, y.school_year)
    )
    found: dict[int, list[Engagement]] = defaultdict(list)
    for (person, *placement), years in groupby(rows, key=lambda row: tuple(row[: len(columns)])):
        found[person].append(_engagement(placement, list(years)))
    return found


def _engagement(placement: Sequence[Any], years: Sequence[Any]) -> Engagement:
    key, sector, board, role = placement
    return Engagement(
        placement_id=key,
        sector=sector,
        board_id=board,
        minutes_by_year={year.school_year: year.counted_minutes for year in years if year.counted_minutes},
        under_rule=True,
        guest_lesson=role is RoleKind.GASTLES,
    )


def engagements_of(session: Session, professional_id: int) -> list[Engagement]:
    """Return the engagements of one person."""
    return engagements_by_person(session, [professional_id]).get(professional_id, [])


def with_weeks(session: Session, professional_id: int, engagements: Iterable[Engagement]) -> list[Engagement]:
    """Return the engagements with their minutes by week, for a limit that is measured by the week."""
    rows = list(engagements)
    placements = {p.id: p for p in standing_placements(session, professional_id)}
    holdings = holdings_of(session, professional_id)
    weeks = {}
    for row in rows:
        placement = placements[row.placement_id or 0]
        taught = minutes_taught(session, placement)
        weeks[placement.id] = by_monday(counted_minutes(taught, placement.sector, placement.role_kind, holdings))
    return [replace(row, minutes_by_week=weeks[row.placement_id or 0]) for row in rows]


def standing_placements(session: Session, professional_id: int) -> Sequence[Placement]:
    """Return the placements of a person that count, oldest first."""
    mine = select(Placement).where(COUNTING, Placement.professional_id == professional_id)
    return session.scalars(mine.order_by(Placement.id)).all()


def holdings_of(session: Session, professional_id: int) -> tuple[Holding, ...]:
    """Return the qualifications of a person as the rules ask them."""
    rows = session.scalars(select(Qualification).where(Qualification.professional_id == professional_id))
    return tuple(Holding(row.kind, row.sector, row.valid_from, row.valid_to) for row in rows)


def exception_rows(session: Session, professional_id: int) -> Sequence[HoursException]:
    """Return the exceptions of a person that were not withdrawn, oldest first."""
    e = HoursException
    mine = select(e).where(e.professional_id == professional_id, e.withdrawn_at.is_(None))
    return session.scalars(mine.order_by(e.id)).all()


def exceptions_of(session: Session, professional_id: int) -> tuple[six_hours.HoursException, ...]:
    """Return the exceptions of a person that stand, as the rules ask them."""
    return tuple(as_rule(row) for row in exception_rows(session, professional_id))


def exceptions_by_person(
    session: Session, professional_ids: Iterable[int]
) -> dict[int, tuple[six_hours.HoursException, ...]]:
    """Return the exceptions that stand of people who have any, those that allow most first; one query for all."""
    e = HoursException
    rows = session.scalars(
        select(e)
        .where(e.professional_id.in_(list(professional_ids)), e.withdrawn_at.is_(None))
        .order_by(e.professional_id, e.allowed_minutes.desc(), e.id)
    )
    return {person: tuple(map(as_rule, found)) for person, found in groupby(rows, key=lambda row: row.professional_id)}


def as_rule(row: HoursException) -> six_hours.HoursException:
    """Return a row as the value the rules ask."""
    return six_hours.HoursException(row.school_year, row.allowed_minutes, row.valid_until, row.reason, row.article)


@dataclass(frozen=True, slots=True)
class BoardHours:
    """Minutes of one person at one board in one school year."""

    board: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The hours of one person in one school year under the six-hours rule, in minutes; also per board."""

    school_year: int
    used: int
    limit: int
    remaining: int
    share: float
    near_limit: bool
    message: str
    boards: tuple[BoardHours, ...]
    exception: six_hours.HoursException | None


def ledger_of(session: Session, *, professional_id: int, school_year: int) -> Ledger | None:
    """Return the ledger of one person in one school year (strictest limit); None where no rule is."""
    found = standing(engagements_of(session, professional_id), school_year, limits=measures(session))
    if found is None:
        return None
    names = _board_names(session, found.per_board)
    exceptions = [row for row in exceptions_of(session, professional_id) if row.school_year == school_year]
    return Ledger(
        school_year=school_year,
        used=found.used,
        limit=found.limit,
        remaining=found.remaining,
        share=found.share,
        near_limit=found.near_limit,
        message=" ".join((found.message, *(row.text for row in exceptions))),
        boards=tuple(BoardHours(names[board], minutes) for board, minutes in found.per_board.items()),
        exception=max(exceptions, key=lambda row: row.allowed_minutes, default=None),
    )


def _board_names(session: Session, boards: Iterable[int]) -> dict[int, str]:
    return dict(session.execute(select(Board.id, Board.name).where(Board.id.in_(list(boards)))).all())


def standings_of(session: Session, professional_ids: Iterable[int], school_year: int) -> dict[int, Standing]:
    """Return where each of these people stands in a school year; people without placements stand at zero."""
    people, limits = list(professional_ids), measures(session)
    engagements = engagements_by_person(session, people)
    found = {person: standing(engagements.get(person, ()), school_year, limits=limits) for person in people}
    return {person: row for person, row in found.items() if row is not None}
