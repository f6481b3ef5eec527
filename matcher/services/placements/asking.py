"""What is asked by itself about placements: the hours of the month that is over, and at the end how it went."""

from datetime import date, timedelta

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.notifications import NoticeKind
from matcher.domain.placing import ASK_AGAIN_DAYS, REMIND_SCHOOL_DAYS
from matcher.domain.states import Party, PlacementState
from matcher.models import Placement
from matcher.queries.open_months import OpenMonth, open_months
from matcher.queries.placement_feedback import feedback_given
from matcher.queries.placement_months import Claimed, claimed_months
from matcher.services.placements import news
from matcher.services.transaction import Work, transactional

# How long after the last day is asked how it went: longer ago nobody is asked out of the blue.
FEEDBACK_DAYS = 30
# How long is asked for the hours of a month; after that it is a task of the coordinator only.
ASK_DAYS = 45
SIDES = (Party.PROFESSIONAL, Party.SCHOOL)


@transactional
def ask_hours(work: Work) -> int:
    """Ask for the hours of the months that are over; return how many were told. For a daily job.

    First the professional, again after 7 days, then the school to confirm, 7 days after somebody could have done so.
    After 21 days it is a task (``queries.coordination.placements.hours_unconfirmed``). A day that was missed is made
    up for: only the newest step is taken, and each once.
    """
    found = [row for row in open_months(work.session, today=work.today) if _recent(work, row)]
    claims = claimed_months(work.session, {row.placement.id for row in found})
    return sum(_ask(work, row, claims[row.placement.id].get(row.month)) for row in found)


def _recent(work: Work, month: OpenMonth) -> bool:
    return work.today <= month.over_on + timedelta(days=ASK_DAYS)


def _ask(work: Work, month: OpenMonth, claim: Claimed | None) -> int:
    if work.today >= _school_from(month, claim):
        return _tell(work, month, claim, Party.SCHOOL, "reminder")
    if claim is not None:
        return 0
    again = work.today >= month.over_on + timedelta(days=ASK_AGAIN_DAYS)
    return _tell(work, month, claim, Party.PROFESSIONAL, "again" if again else "first")


def _school_from(month: OpenMonth, claim: Claimed | None) -> date:
    """Return from when the school is reminded: a week after the hours were entered, or after the second question."""
    if claim is None:
        return month.over_on + timedelta(days=REMIND_SCHOOL_DAYS)
    return max(month.over_on, dutch_date(claim.at) + timedelta(days=ASK_AGAIN_DAYS))


def _tell(work: Work, month: OpenMonth, claim: Claimed | None, side: Party, occasion: str) -> int:
    return news.tell(
        work,
        month.placement,
        side,
        kind=NoticeKind.HOURS_TO_CONFIRM if side is Party.SCHOOL else NoticeKind.HOURS_ASKED,
        occasion=f"{month.month}:{occasion}",
        month=month.month.isoformat(),
        planned=month.planned_minutes,
        entered=claim.minutes if claim else None,
    )


@transactional
def ask_feedback(work: Work) -> int:
    """Ask both sides once how it went, after the last day; return how many were told. For a daily job."""
    found = work.session.scalars(
        select(Placement)
        .where(Placement.state != PlacementState.CANCELLED)
        .where(Placement.ends_on < work.today, Placement.ends_on >= work.today - timedelta(days=FEEDBACK_DAYS))
        .order_by(Placement.id)
    ).all()
    return sum(_ask_feedback(work, placement, side) for placement in found for side in SIDES)


def _ask_feedback(work: Work, placement: Placement, side: Party) -> int:
    if feedback_given(work.session, proposal_id=placement.proposal_id, party=side):
        return 0
    return news.tell(work, placement, side, kind=NoticeKind.PLACEMENT_FEEDBACK_ASKED, occasion="end")
