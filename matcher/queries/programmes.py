"""Programmes, and the answer times that hold in a region on a day."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from matcher.domain.deadlines import AnswerTimes
from matcher.models import Programme, ProgrammeRegion


def answer_times(session: Session, *, region_code: str, on: date) -> AnswerTimes:
    """Return the answer times for needs of a region: of the programme that holds there, or the default.

    Where several hold, one of regions goes before a national one, and of those the one that began last.
    """
    in_region = select(ProgrammeRegion.programme_id).where(ProgrammeRegion.region_code == region_code)
    found = session.scalar(
        select(Programme)
        .where(Programme.starts_on <= on, or_(Programme.ends_on.is_(None), Programme.ends_on >= on))
        .where(or_(Programme.national, Programme.id.in_(in_region)))
        .order_by(Programme.national, Programme.starts_on.desc(), Programme.id.desc())
        .limit(1)
    )
    return AnswerTimes() if found is None else answer_times_of(found)


def answer_times_of(programme: Programme) -> AnswerTimes:
    """Return the answer times of one programme."""
    return AnswerTimes(
        review=programme.review_days,
        answer=programme.answer_days,
        meeting=programme.meeting_days,
        trial=programme.trial_days,
        placing=programme.placing_days,
    )
