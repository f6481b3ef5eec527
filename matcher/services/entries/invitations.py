"""The invitation to take over a profile that somebody else entered."""

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.entries import removed_on
from matcher.models import EntryOnBehalf, Professional, User
from matcher.services.outbox import enqueue_for_user
from matcher.services.transaction import Work


def entry_of_user(work: Work, user_id: int) -> EntryOnBehalf | None:
    """Return the entry of an account that waits to be taken over; None for every other account."""
    return work.session.scalar(
        select(EntryOnBehalf)
        .join(Professional, Professional.id == EntryOnBehalf.professional_id)
        .where(Professional.user_id == user_id, EntryOnBehalf.taken_over_at.is_(None))
    )


def invite(work: Work, entry: EntryOnBehalf, user: User, *, reminder: bool = False) -> None:
    """Mail the link to take the profile over; the data go on their day, however often somebody is invited."""
    by = work.session.get(User, entry.entered_by_id) if entry.entered_by_id else None
    enqueue_for_user(
        work,
        user,
        kind="entry_takeover",
        token_payload={"entry": entry.id, "key": user.session_key},
        entered_by=by.full_name if by else "",
        entered_on=dutch_date(entry.entered_at).isoformat(),
        removed_on=removed_on(dutch_date(entry.entered_at)).isoformat(),
        reminder=reminder,
    )
    entry.invited_email, entry.invited_at = user.email, work.now
    work.session.flush()


def invited_instead(work: Work, user: User) -> bool:
    """Mail the invitation to an account that waits to be taken over; returns whether it does.

    For every other way to open an account by mail: only who reads the invitation sees what was entered, and chooses the
    password. A stranger who knows the address cannot come before.
    """
    entry = entry_of_user(work, user.id)
    if entry is None:
        return False
    invite(work, entry, user)
    return True
