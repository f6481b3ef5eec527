"""What an admin of the platform does with accounts: admins, switching off and on."""

from sqlalchemy import select

from matcher.domain.errors import NotAllowedError, NotFoundError
from matcher.domain.states import ProfileState
from matcher.models import Professional, User
from matcher.services.accounts import new_session_key
from matcher.services.locks import lock_admins
from matcher.services.transaction import Work, transactional

NOT_ONESELF = "Dit kunt u niet met uw eigen account doen. Vraag het een andere beheerder."


def demand_admin(work: Work) -> None:
    """Raise :class:`NotAllowedError` unless an admin acts."""
    if not work.actor.admin:
        raise NotAllowedError("Dit kan alleen een beheerder.")


def _somebody(work: Work, user_id: int, *, oneself: bool = True) -> User:
    """Return the account. Without ``oneself`` an admin cannot mean the own account, and must be one still."""
    demand_admin(work)
    user = work.session.get(User, user_id)
    if user is None:
        raise NotFoundError
    if not oneself and user.id == work.actor.user_id:
        raise NotAllowedError(NOT_ONESELF)
    if not oneself and work.actor.user_id not in lock_admins(work.session):
        raise NotAllowedError("U bent zelf geen beheerder meer.")
    return user


@transactional
def appoint_admin(work: Work, *, user_id: int) -> None:
    """Let somebody manage the platform."""
    _somebody(work, user_id).is_admin = True


@transactional
def appoint_first_admin(work: Work, *, email: str) -> bool:
    """Give the management to a confirmed account, as the system; False when there is none with this address."""
    if not work.actor.system:
        raise NotAllowedError("Alleen vanaf de server kan dit zonder beheerder.")
    user = work.session.scalar(select(User).where(User.email == email.strip().lower()))
    if user is None or user.email_verified_at is None or user.deactivated_at is not None:
        return False
    user.is_admin = True
    return True


@transactional
def dismiss_admin(work: Work, *, user_id: int) -> None:
    """Take the management away. Raises :class:`NotAllowedError` for oneself, so that one admin always stays."""
    _somebody(work, user_id, oneself=False).is_admin = False


@transactional
def deactivate(work: Work, *, user_id: int) -> None:
    """Switch an account off: signed out everywhere, no mail, and an active profile is paused."""
    user = _somebody(work, user_id, oneself=False)
    if user.deactivated_at is not None:
        return
    user.deactivated_at, user.session_key = work.now, new_session_key()
    profile = work.session.scalar(select(Professional).where(Professional.user_id == user.id))
    if profile is not None and profile.state is ProfileState.ACTIVE:
        profile.state = ProfileState.PAUSED
    work.session.flush()


@transactional
def reactivate(work: Work, *, user_id: int) -> None:
    """Switch an account on again; a paused profile stays paused until its owner says otherwise."""
    _somebody(work, user_id).deactivated_at = None
    work.session.flush()
