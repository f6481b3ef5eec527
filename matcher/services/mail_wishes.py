"""How somebody wants the mail of a kind: at once, in the digest of the day, or not."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.notifications import NOTICES, MailMode, NoticeKind
from matcher.models import NotificationPreference, User
from matcher.queries.notifications import modes_of
from matcher.services.accounts import own_account
from matcher.services.transaction import Work, transactional

NOT_THIS_WAY = "Deze mail kunt u niet zo ontvangen. Kies een van de mogelijkheden."


@transactional
def choose_modes(work: Work, *, wished: Mapping[NoticeKind, MailMode]) -> None:
    """Keep the wishes of who acts. Raises :class:`InvalidInputError` for a kind not theirs, or a mode it has not.

    What is as it was is not written: a kind nobody chose for follows its default.
    """
    user, present = own_account(work), modes_of(work.session, work.actor)
    for kind, mode in wished.items():
        if kind not in present or mode not in NOTICES[kind].modes:
            raise InvalidInputError(NOT_THIS_WAY, {kind.value: NOT_THIS_WAY})
    for kind, mode in wished.items():
        if present[kind] is not mode:
            _keep(work, user.id, kind, mode)


@transactional
def switch_by_link(work: Work, *, user_id: int, kind: NoticeKind, mode: MailMode) -> None:
    """Set one kind for the account of a signed link; the link is the proof, nobody needs to be signed in.

    Raises :class:`NotFoundError` when the account is gone, :class:`InvalidInputError` for a mode the kind has not.
    """
    if mode not in NOTICES[kind].modes:
        raise InvalidInputError(NOT_THIS_WAY)
    if work.session.get(User, user_id) is None:
        raise NotFoundError
    _keep(work, user_id, kind, mode)


def _keep(work: Work, user_id: int, kind: NoticeKind, mode: MailMode) -> None:
    """Write one wish; of two requests at once the last counts."""
    on_postgresql = work.session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if on_postgresql else sqlite.insert
    work.session.execute(
        insert(NotificationPreference)
        .values(user_id=user_id, kind=kind, mode=mode)
        .on_conflict_do_update(index_elements=["user_id", "kind"], set_={"mode": mode}),
        execution_options={"synchronize_session": False},
    )
    work.session.expire_all()
