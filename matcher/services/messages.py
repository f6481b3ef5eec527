"""Messages that could not be sent, tried again by an admin."""

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.models import OutboxMessage
from matcher.services.transaction import Work, transactional
from matcher.services.users import demand_admin


@transactional
def retry(work: Work, *, message_id: int) -> None:
    """Let a message that was not sent begin anew; it goes out at once. Raises :class:`WrongStateError` when sent."""
    demand_admin(work)
    message = work.session.get(OutboxMessage, message_id)
    if message is None:
        raise NotFoundError
    if message.sent_at is not None:
        raise WrongStateError("Dit bericht is al verstuurd.")
    message.attempts, message.error = 0, ""
    message.retry_at, message.undeliverable = None, False
    work.session.flush()
    work.after_commit(work.dispatch)
