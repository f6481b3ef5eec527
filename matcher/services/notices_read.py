"""What somebody read in the own list of notifications."""

from sqlalchemy import update

from matcher.models import Notification
from matcher.queries.notification_access import readable_by
from matcher.queries.notifications import own_notice
from matcher.services.transaction import Work, transactional


@transactional
def mark_read(work: Work, *, notification_id: int) -> None:
    """Mark one notification as read. Raises NotFoundError for somebody else's."""
    own_notice(work.session, work.actor, notification_id=notification_id)
    row = work.session.get_one(Notification, notification_id)
    row.read_at = row.read_at or work.now
    work.session.flush()


@transactional
def mark_all_read(work: Work) -> None:
    """Mark everything that may still be read as read; what may not stays as it is, and is counted nowhere."""
    work.session.execute(
        update(Notification).where(readable_by(work.actor), Notification.read_at.is_(None)).values(read_at=work.now),
        execution_options={"synchronize_session": False},
    )
