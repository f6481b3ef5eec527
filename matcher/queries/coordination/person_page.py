"""The page of one person for a coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.answering import AnswerFacts
from matcher.domain.errors import NotFoundError
from matcher.domain.school_year import school_year_of
from matcher.domain.states import Party
from matcher.models import Board, Placement, Professional, Proposal, User
from matcher.queries.answer_records import answer_facts
from matcher.queries.coordination.scope import people_within, within
from matcher.queries.ledger import BoardHours, engagements_of, exceptions_of
from matcher.queries.measures import measures
from matcher.queries.placements import PlacementRow, placement_rows, with_years
from matcher.queries.profile import Profile, own_profile
from matcher.queries.proposals import ProposalRow, in_scope, proposal_rows, to_row
from matcher.rules.six_hours import HoursException, Standing, standing


@dataclass(frozen=True, slots=True)
class YearHours:
    """Hours in one school year, in minutes. ``boards``: those of the own regions; ``elsewhere``: at other boards.

    ``exception``: the one that stands and allows most.
    """

    school_year: int
    used: int
    limit: int
    near_limit: bool
    message: str
    boards: tuple[BoardHours, ...]
    elsewhere: int
    exception: HoursException | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A profile with hours, proposals and placements, as far as the coordinator may see them."""

    profile: Profile
    hours: tuple[YearHours, ...]
    proposals: tuple[ProposalRow, ...]
    placements: tuple[PlacementRow, ...]
    answers: AnswerFacts


def person_visible(session: Session, *, scope: Scope, professional_id: int) -> bool:
    """Return whether one of the person's search areas lies in the scope."""
    found = select(Professional.id).where(Professional.id == professional_id, people_within(scope))
    return session.scalar(found) is not None


def person_name(session: Session, *, scope: Scope, professional_id: int) -> str:
    """Return who it is. Raises NotFoundError for somebody of another region."""
    if not person_visible(session, scope=scope, professional_id=professional_id):
        raise NotFoundError
    named = select(User.full_name).join(Professional, Professional.user_id == User.id)
    return session.scalar(named.where(Professional.id == professional_id)) or "Vertrokken professional"


def person_page(session: Session, *, scope: Scope, professional_id: int, today: date) -> PersonPage:
    """Return the page of one person. Raises NotFoundError for somebody of another region."""
    if not person_visible(session, scope=scope, professional_id=professional_id):
        raise NotFoundError
    return PersonPage(
        profile=own_profile(session, professional_id=professional_id),
        hours=hours_of(session, scope=scope, professional_id=professional_id, today=today),
        proposals=_proposals(session, scope, professional_id, today),
        placements=_placements(session, scope, professional_id),
        answers=answer_facts(session, Party.PROFESSIONAL, [professional_id])[professional_id],
    )


def _proposals(session: Session, scope: Scope, professional_id: int, today: date) -> tuple[ProposalRow, ...]:
    rows = session.execute(
        proposal_rows()
        .where(Proposal.professional_id == professional_id, in_scope(scope))
        .order_by(Proposal.updated_at.desc(), Proposal.id.desc())
    )
    return tuple(to_row(row, today=today, names=True) for row in rows)


def _placements(session: Session, scope: Scope, professional_id: int) -> tuple[PlacementRow, ...]:
    rows = session.execute(
        placement_rows()
        .where(Placement.professional_id == professional_id, within(Placement.region_code, scope))
        .order_by(Placement.starts_on.desc(), Placement.id.desc())
    ).all()
    return with_years(session, rows)


def hours_of(session: Session, *, scope: Scope, professional_id: int, today: date) -> tuple[YearHours, ...]:
    """Return the hours of this school year and of every other one with work, newest first.

    The law counts all boards together; of boards outside the scope only the sum is told.
    """
    engagements = engagements_of(session, professional_id)
    years = {school_year_of(today)} | {year for row in engagements for year in row.minutes_by_year}
    exceptions = exceptions_of(session, professional_id)
    years |= {row.school_year for row in exceptions}
    names, limits = _boards_in(session, scope, professional_id), measures(session)
    found = (standing(engagements, year, limits=limits) for year in sorted(years, reverse=True))
    return tuple(_hours(row, names, exceptions) for row in found if row is not None)


def _boards_in(session: Session, scope: Scope, professional_id: int) -> dict[int, str]:
    """Return the boards of the person's placements in the scope."""
    rows: Any = session.execute(
        select(Board.id, Board.name)
        .join(Placement, Placement.board_id == Board.id)
        .where(Placement.professional_id == professional_id, within(Placement.region_code, scope))
    ).all()
    return dict(rows)


def _hours(found: Standing, names: dict[int, str], exceptions: Sequence[HoursException]) -> YearHours:
    granted = (row for row in exceptions if row.school_year == found.school_year)
    known = {board: minutes for board, minutes in found.per_board.items() if board in names}
    return YearHours(
        school_year=found.school_year,
        used=found.used,
        limit=found.limit,
        near_limit=found.near_limit,
        message=found.message,
        boards=tuple(BoardHours(names[board], minutes) for board, minutes in known.items()),
        elsewhere=sum(found.per_board.values()) - sum(known.values()),
        exception=max(granted, key=lambda row: row.allowed_minutes, default=None),
    )
