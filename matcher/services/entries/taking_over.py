"""Taking over what was entered for oneself, or having it removed: by the link in the invitation."""

import secrets

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.errors import NotFoundError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import EntryOnBehalf, Professional, User
from matcher.queries.references import candidate_reference
from matcher.services.account_removal import erase
from matcher.services.accounts import new_session_key
from matcher.services.locks import lock_account
from matcher.services.notifying import About, notify
from matcher.services.passwords import check_password, hash_password
from matcher.services.transaction import Work, transactional
from matcher.services.undeliverable import address_works


@transactional
def take_over(work: Work, *, entry_id: int, key: str, password: str) -> User:
    """Make the account that of its owner: the mail has proved the address. Returns the account.

    Raises :class:`NotFoundError` for a link that was used, replaced or whose data are gone, and
    :class:`InvalidInputError` on ``password``.
    """
    user, entry = _by_link(work, entry_id, key)
    check_password(password, email=user.email)
    user.password_hash, user.session_key = hash_password(password), new_session_key()
    user.email_verified_at, user.last_login_at = user.email_verified_at or work.now, work.now
    address_works(user)
    entry.taken_over_at = work.now
    work.session.flush()
    return user


@transactional
def refuse_entry(work: Work, *, entry_id: int, key: str) -> None:
    """Remove account and data at once, as its owner asks; who entered them is told. Raises :class:`NotFoundError`."""
    user, entry = _by_link(work, entry_id, key)
    remove_entered(work, user, entry, refused=True)


def remove_entered(work: Work, user: User, entry: EntryOnBehalf, *, refused: bool) -> None:
    """Remove what was entered, and tell the one who did so without a name: nothing of the person may stay."""
    by = work.session.get(User, entry.entered_by_id) if entry.entered_by_id else None
    if by is not None:
        notify(
            work,
            by,
            kind=NoticeKind.ENTRY_REMOVED,
            key=f"{entry.id}:{entry.entered_at:%Y%m%d%H%M}",
            about=About(party=Party.SYSTEM),
            reference=candidate_reference(entry.professional_id or 0),
            entered_on=dutch_date(entry.entered_at).isoformat(),
            refused=refused,
        )
    erase(work, user, silent=not refused)


def _by_link(work: Work, entry_id: int, key: str) -> tuple[User, EntryOnBehalf]:
    """Return account and entry of a link, the account locked before the entry is read."""
    owner = work.session.scalar(
        select(Professional.user_id)
        .join(EntryOnBehalf, EntryOnBehalf.professional_id == Professional.id)
        .where(EntryOnBehalf.id == entry_id)
    )
    user = lock_account(work.session, owner) if owner else None
    entry = work.session.get(EntryOnBehalf, entry_id, populate_existing=True)
    if user is None or entry is None or user.deactivated_at is not None or entry.taken_over_at is not None:
        raise NotFoundError
    if not secrets.compare_digest(user.session_key, key):
        raise NotFoundError
    return user, entry
