"""The invitation to take over what somebody else entered: one place for every row of an import."""

from matcher.models import EntryOnBehalf, User
from matcher.services.outbox import enqueue_for_user
from matcher.services.transaction import Work


def invite_to_take_over(work: Work, *, entry: EntryOnBehalf, user: User) -> None:
    """Ask the person to take the account over, and keep who was asked when."""
    entry.invited_email, entry.invited_at = user.email, work.now
    enqueue_for_user(work, user, kind="account_entered")
