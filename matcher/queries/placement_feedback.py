"""Whether a side told how a placement went."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matcher.domain.states import Party
from matcher.domain.trials import FeedbackKind
from matcher.models import Feedback


def feedback_given(session: Session, *, proposal_id: int, party: Party) -> bool:
    """Return whether this side gave feedback on the placement of a proposal."""
    told = exists().where(
        Feedback.proposal_id == proposal_id, Feedback.kind == FeedbackKind.PLACEMENT, Feedback.party == party
    )
    return bool(session.scalar(select(told)))
