"""The invitation to take over what somebody else entered: one place for every row of an import."""

from matcher.models import EntryOnBehalf, User
from matcher.services.transaction import Work


def invite(work: Work, entry: EntryOnBehalf, user: User) -> None:
    """Keep whom the entry asks to take it over."""
    entry.invited_email = user.email
    work.session.flush()
