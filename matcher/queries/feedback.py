"""What both sides said afterwards, as far as the reader may know, and whether the reader may say something now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.domain.states import Party, PlacementState
from matcher.domain.trials import CHANGE_DAYS, Again, FeedbackKind, TrialState
from matcher.models import Feedback, Placement, Trial


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """What one side said; ``shared``: the other side reads it too."""

    kind: FeedbackKind
    party: Party
    again: Again
    text: str
    shared: bool
    given_at: datetime

    def changeable(self, today: date) -> bool:
        """Return whether it may still be changed."""
        return today <= dutch_date(self.given_at) + timedelta(days=CHANGE_DAYS)


def feedback_of(session: Session, *, proposal_id: int, party: Party) -> tuple[FeedbackRow, ...]:
    """Return the feedback on a proposal this party may read. The caller has checked that they may see the proposal."""
    rows = session.scalars(
        select(Feedback).where(Feedback.proposal_id == proposal_id).order_by(Feedback.kind.desc(), Feedback.party)
    )
    return tuple(
        FeedbackRow(row.kind, row.party, row.again, row.text, row.shared, row.given_at)
        for row in rows
        if row.shared or party in {Party.COORDINATOR, row.party}
    )


def may_look_back(session: Session, *, proposal_id: int, kind: FeedbackKind, today: date) -> bool:
    """Return whether there is something to look back on: a lesson that was given, a placement that (almost) ended."""
    if kind is FeedbackKind.TRIAL:
        trial = session.get(Trial, proposal_id)
        return trial is not None and trial.state is TrialState.ATTENDED
    ends_on = session.scalar(
        select(Placement.ends_on).where(
            Placement.proposal_id == proposal_id, Placement.state != PlacementState.CANCELLED
        )
    )
    return ends_on is not None and today >= ends_on - timedelta(days=CHANGE_DAYS)


def feedback_asked(
    session: Session, *, proposal_id: int, party: Party, today: date, given: tuple[FeedbackRow, ...]
) -> tuple[FeedbackKind, ...]:
    """Return of which kinds this side may still give or change its feedback."""
    own = {row.kind: row for row in given if row.party is party}
    return tuple(
        kind
        for kind in FeedbackKind
        if (own[kind].changeable(today) if kind in own else True)
        and may_look_back(session, proposal_id=proposal_id, kind=kind, today=today)
    )
