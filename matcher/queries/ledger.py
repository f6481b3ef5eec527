"""Hours of people under the six-hours rule: rows of placements made into the facts the rule asks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind
from matcher.domain.states import PlacementState
from matcher.models import Board, Placement, PlacementYear
from matcher.rules.six_hours import Engagement, Standing, standing

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
        select(*columns, y.school_year, y.planned_minutes, y.under_rule)
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
        minutes_by_year={year.school_year: year.planned_minutes for year in years},
        under_rule=any(year.under_rule for year in years),
        guest_lesson=role is RoleKind.GASTLES,
    )


def engagements_of(session: Session, professional_id: int) -> list[Engagement]:
    """Return the engagements of one person."""
    return engagements_by_person(session, [professional_id]).get(professional_id, [])


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


def ledger_of(session: Session, *, professional_id: int, school_year: int) -> Ledger | None:
    """Return the ledger of one person in one school year (strictest limit); None where no rule is."""
    found = standing(engagements_of(session, professional_id), school_year)
    if found is None:
        return None
    names = _board_names(session, found.per_board)
    return Ledger(
        school_year=school_year,
        used=found.used,
        limit=found.limit,
        remaining=found.remaining,
        share=found.share,
        near_limit=found.near_limit,
        message=found.message,
        boards=tuple(BoardHours(names[board], minutes) for board, minutes in found.per_board.items()),
    )


def _board_names(session: Session, boards: Iterable[int]) -> dict[int, str]:
    return dict(session.execute(select(Board.id, Board.name).where(Board.id.in_(list(boards)))).all())


def standings_of(session: Session, professional_ids: Iterable[int], school_year: int) -> dict[int, Standing]:
    """Return where each of these people stands in a school year; people without placements stand at zero."""
    people = list(professional_ids)
    engagements = engagements_by_person(session, people)
    found = {person: standing(engagements.get(person, ()), school_year) for person in people}
    return {person: row for person, row in found.items() if row is not None}
