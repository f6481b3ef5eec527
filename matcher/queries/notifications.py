"""The reader's own notifications, as far as they may still be read; and how somebody wants the mail of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.domain.notifications import NOTICES, MailMode, NoticeKind, kinds_for, mode_of
from matcher.domain.states import Party
from matcher.models import Notification, NotificationPreference, User
from matcher.queries.notification_access import readable_by
from matcher.queries.paging import Page, fetch_page

_LISTED = frozenset(kind for kind, notice in NOTICES.items() if notice.listed)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One line of the list. ``subjects``: the ids of what it is about."""

    id: int
    kind: NoticeKind
    party: Party | None
    context: Mapping[str, Any]
    subjects: Mapping[str, int | None]
    created_at: datetime
    read: bool


def own_notices(session: Session, actor: Actor, *, page: int = 1) -> Page[NoticeRow]:
    """Return a page of what somebody was told, newest first."""
    statement = _own(actor).order_by(Notification.created_at.desc(), Notification.id.desc())
    return fetch_page(session, statement, lambda found: _row(found[0]), number=page)


def unread_count(session: Session, actor: Actor) -> int:
    """Return how many notifications somebody has not read: one statement."""
    if not actor.signed_in:
        return 0
    asked = select(func.count()).select_from(Notification)
    unread = asked.where(readable_by(actor), Notification.kind.in_(_LISTED), Notification.read_at.is_(None))
    return session.scalar(unread) or 0


def own_notice(session: Session, actor: Actor, *, notification_id: int) -> NoticeRow:
    """Return one notification of the reader. Raises NotFoundError for somebody else's, or what may not be read now."""
    found = session.scalar(_own(actor).where(Notification.id == notification_id))
    if found is None:
        raise NotFoundError
    return _row(found)


def _own(actor: Actor) -> Any:
    return select(Notification).where(readable_by(actor), Notification.kind.in_(_LISTED))


def _row(found: Notification) -> NoticeRow:
    return NoticeRow(
        id=found.id,
        kind=found.kind,
        party=found.party,
        context=found.context,
        subjects=subjects_of(found),
        created_at=found.created_at,
        read=found.read_at is not None,
    )


def subjects_of(found: Notification) -> dict[str, int | None]:
    """Return the ids of what a notification is about."""
    return {
        "proposal_id": found.proposal_id,
        "need_id": found.need_id,
        "placement_id": found.placement_id,
        "professional_id": found.professional_id,
    }


def modes_of(session: Session, actor: Actor) -> dict[NoticeKind, MailMode]:
    """Return how the mail of every kind that somebody can get goes now."""
    rows = session.execute(
        select(NotificationPreference.kind, NotificationPreference.mode).where(
            NotificationPreference.user_id == (actor.user_id or 0)
        )
    )
    wished = {kind: mode for kind, mode in rows}  # noqa: C416 (a row is no pair for dict())
    return {kind: mode_of(kind, wished.get(kind)) for kind in kinds_for(actor)}


def mode_for(session: Session, *, user_id: int, kind: NoticeKind) -> MailMode | None:
    """Return how the mail of one kind goes to an account; None when the account is gone."""
    if session.get(User, user_id) is None:
        return None
    wish = session.get(NotificationPreference, (user_id, kind))
    return mode_of(kind, wish.mode if wish else None)
