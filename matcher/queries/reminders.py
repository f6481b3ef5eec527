"""When somebody was last reminded of a proposal."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.notifications import NoticeKind
from matcher.models import Notification

# What asks a side once more for its answer, by itself or by a coordinator.
REMINDERS = (NoticeKind.ANSWER_REMINDER, NoticeKind.ANSWER_ESCALATED)


def last_reminders(session: Session, proposal_ids: Collection[int]) -> dict[int, datetime]:
    """Return proposal -> the moment of its newest reminder, in one statement; none for who was never reminded."""
    n = Notification
    rows = session.execute(
        select(n.proposal_id, func.max(n.created_at))
        .where(n.proposal_id.in_(list(proposal_ids)), n.kind.in_(REMINDERS))
        .group_by(n.proposal_id)
    )
    return {proposal: at for proposal, at in rows if proposal is not None}
