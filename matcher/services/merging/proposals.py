"""Two proposals of one person for the same need: one stays, the talk about the other goes along."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from matcher.models import Feedback, Notification, Proposal, ProposalMessage
from matcher.queries.merging import Conflict
from matcher.services.transaction import Work


def settle_conflicts(work: Work, conflicts: Iterable[Conflict]) -> None:
    """Drop the younger proposal of each pair: a pair of person and need exists once. Its messages and feedback move."""
    for conflict in conflicts:
        _settle(work, conflict.kept_id, conflict.gone_id)


def _settle(work: Work, kept_id: int, gone_id: int) -> None:
    session = work.session
    locked = select(Proposal.id).where(Proposal.id.in_((kept_id, gone_id))).order_by(Proposal.id).with_for_update()
    session.scalars(locked).all()
    for model in (ProposalMessage, Notification):
        session.execute(
            update(model).where(model.proposal_id == gone_id).values(proposal_id=kept_id),
            execution_options={"synchronize_session": False},
        )
    said = {(row.kind, row.party) for row in session.scalars(select(Feedback).where(Feedback.proposal_id == kept_id))}
    for row in session.scalars(select(Feedback).where(Feedback.proposal_id == gone_id)).all():
        if (row.kind, row.party) not in said:
            row.proposal_id = kept_id
    session.flush()
    session.execute(delete(Proposal).where(Proposal.id == gone_id))
