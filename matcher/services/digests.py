"""The digest: one mail with what somebody was told since the last one, as far as it may still be read."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from matcher.clock import AMSTERDAM
from matcher.domain.notifications import MailMode, NoticeKind, mode_of
from matcher.models import Notification, NotificationPreference, User
from matcher.queries.actors import load_actor
from matcher.queries.notification_access import readable_by
from matcher.queries.notifications import subjects_of
from matcher.services.locks import lock_account
from matcher.services.outbox import enqueue
from matcher.services.transaction import Work, transactional

MOST_LINES = 30
# On working days, in the Netherlands.
DIGEST_AT = time(7, 30)
FRIDAY = 4
_WAITS = (Notification.mode == MailMode.DIGEST, Notification.digested_at.is_(None))


def last_digest_moment(now: datetime) -> datetime:
    """Return the last moment a digest was due: what was told before it belongs in one, however late the job runs."""
    local = now.astimezone(AMSTERDAM)
    day = local.date() if local.time() >= DIGEST_AT else local.date() - timedelta(days=1)
    day -= timedelta(days=max(0, day.weekday() - FRIDAY))
    return datetime.combine(day, DIGEST_AT, tzinfo=AMSTERDAM)


def who_waits(work: Work) -> Sequence[int]:
    """Return the accounts that something waits for; those whose mail comes back are left until it does not."""
    return work.session.scalars(
        select(Notification.user_id)
        .join(User, User.id == Notification.user_id)
        .where(*_WAITS, Notification.created_at < last_digest_moment(work.now), User.undeliverable_since.is_(None))
        .distinct()
        .order_by(Notification.user_id)
    ).all()


@transactional
def send_digest(work: Work, *, user_id: int) -> bool:
    """Write the digest of one person; False when there is nothing to tell (any more).

    The rows are marked in the transaction that writes the mail, under the lock of the account: of two workers one finds
    all of them (locked row by row, each could find a part), and one that is killed leaves them as they were. What was
    read, or may not be read now, is marked without being told.
    """
    user = lock_account(work.session, user_id)
    rows = work.session.scalars(
        select(Notification)
        .where(Notification.user_id == user_id, *_WAITS, Notification.created_at < last_digest_moment(work.now))
        .order_by(Notification.id.desc())
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if not rows or user is None or user.undeliverable_since is not None:
        return False
    told = _tellable(work, user, [row.id for row in rows if row.read_at is None])
    for row in rows:
        row.digested_at = work.now
    chosen = [row for row in rows if row.id in told]
    if chosen:
        _write(work, user, chosen)
    work.session.flush()
    return bool(chosen)


def _tellable(work: Work, user: User, ids: list[int]) -> frozenset[int]:
    """Return which of the rows this person may read at this moment; none for who wants no digest."""
    wish = work.session.get(NotificationPreference, (user.id, NoticeKind.DIGEST))
    if mode_of(NoticeKind.DIGEST, wish.mode if wish else None) is MailMode.OFF:
        return frozenset()
    actor = load_actor(work.session, user_id=user.id, on=work.today)
    readable = select(Notification.id).where(Notification.id.in_(ids), readable_by(actor))
    return frozenset(work.session.scalars(readable))


def _write(work: Work, user: User, rows: Sequence[Notification]) -> None:
    """Write the mail: titles and where they lead, newest first, never more than fits a glance."""
    lines = [_line(row) for row in rows[:MOST_LINES]]
    more = len(rows) - len(lines)
    context: dict[str, Any] = {"name": user.full_name, "lines": lines, "more": more}
    enqueue(work, kind=NoticeKind.DIGEST, recipient=user.email, user_id=user.id, **context)


def _line(row: Notification) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "party": row.party.value if row.party else None,
        "context": row.context,
        **subjects_of(row),
    }
