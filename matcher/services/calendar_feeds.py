"""The private address of a calendar: made, made anew (the old one stops), switched off."""

from secrets import token_urlsafe

from sqlalchemy import delete, select

from matcher.domain.errors import NotFoundError
from matcher.models import CalendarFeed
from matcher.services.locks import lock_account
from matcher.services.transaction import Work, transactional

# 43 characters: nobody guesses it.
KEY_BYTES = 32


@transactional
def renew_feed(work: Work, *, school_id: int | None = None) -> str:
    """Give who acts a new address, for the own appointments or for a school; the old one stops. Returns its key.

    Raises NotFoundError for somebody without a profile, or for a school that did not admit this person.
    """
    user_id = _owner(work, school_id)
    _remove(work, user_id, school_id)
    key = token_urlsafe(KEY_BYTES)
    work.session.add(CalendarFeed(key=key, user_id=user_id, school_id=school_id, created_at=work.now))
    work.session.flush()
    return key


@transactional
def switch_off_feed(work: Work, *, school_id: int | None = None) -> None:
    """End the address. Raises NotFoundError as :func:`renew_feed` does."""
    _remove(work, _owner(work, school_id), school_id)


def _owner(work: Work, school_id: int | None) -> int:
    """Lock and return the account of who acts: two new addresses at once give one."""
    actor = work.actor
    mine = actor.professional_id is not None if school_id is None else school_id in actor.school_ids
    if actor.user_id is None or not mine or lock_account(work.session, actor.user_id) is None:
        raise NotFoundError
    return actor.user_id


def _remove(work: Work, user_id: int, school_id: int | None) -> None:
    of_what = CalendarFeed.school_id.is_(None) if school_id is None else CalendarFeed.school_id == school_id
    old = work.session.scalars(select(CalendarFeed.id).where(CalendarFeed.user_id == user_id, of_what)).all()
    work.session.execute(delete(CalendarFeed).where(CalendarFeed.id.in_(old)))
