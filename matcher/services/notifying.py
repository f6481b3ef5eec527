"""Tells somebody something, once: a line in the list inside the application, and mail as the person wants it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.notifications import MailMode, NoticeKind, mode_of
from matcher.domain.states import Party
from matcher.models import Notification, NotificationPreference, User
from matcher.services.outbox import Attachment, enqueue
from matcher.services.transaction import Work


@dataclass(frozen=True, slots=True)
class About:
    """The subject of a notification, and as which party the reader is told: together they say who may still read it."""

    party: Party
    proposal_id: int | None = None
    need_id: int | None = None
    placement_id: int | None = None
    professional_id: int | None = None


def notice_key(kind: NoticeKind, key: str, user: User) -> str:
    """Return under which key a user was told of an occasion."""
    return f"{kind}:{key}:{user.id}"


def notify(
    work: Work,
    user: User,
    *,
    kind: NoticeKind,
    key: str,
    about: About,
    attachments: Iterable[Attachment] = (),
    **context: Any,
) -> bool:
    """Tell a user, unless that was done under this key before; returns whether it was new.

    ``key`` names the occasion within the kind (an event, a day): the same occasion is told once, however often it is
    asked. ``context``: plain JSON values for the templates. Nobody is told on an account that is switched off.
    """
    if user.deactivated_at is not None:
        return False
    wish = work.session.get(NotificationPreference, (user.id, kind))
    mode = mode_of(kind, wish.mode if wish else None)
    notification_id = _write_once(work, user, kind, notice_key(kind, key, user), mode, about, context)
    if notification_id is None:
        return False
    if mode is MailMode.AT_ONCE and user.undeliverable_since is None:
        message = enqueue(
            work,
            kind=kind,
            recipient=user.email,
            user_id=user.id,
            attachments=attachments,
            name=user.full_name,
            **context,
        )
        work.session.flush()
        work.session.get_one(Notification, notification_id).outbox_id = message.id
        work.session.flush()
    return True


def _write_once(
    work: Work, user: User, kind: NoticeKind, key: str, mode: MailMode, about: About, context: dict[str, Any]
) -> int | None:
    """Insert the row; None when the key is there. Whoever comes second waits for the first and then finds it."""
    on_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    return work.session.scalar(
        insert(Notification)
        .values(key=key, user_id=user.id, kind=kind, mode=mode, context=context, created_at=work.now, **asdict(about))
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(Notification.id)
    )
