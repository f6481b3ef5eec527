"""Accounts: register, confirm the e-mail address, start a professional profile."""

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError, WrongStateError
from matcher.models import Professional, User
from matcher.services.entries.invitations import invited_instead
from matcher.services.locks import lock_account
from matcher.services.outbox import enqueue_for_user
from matcher.services.passwords import check_password, hash_password
from matcher.services.transaction import Work, transactional
from matcher.services.undeliverable import address_works

SESSION_KEY_BYTES = 16


class AccountKind(StrEnum):
    """Why somebody registers. Roles are never stored: they follow from a profile or a membership."""

    PROFESSIONAL = "professional"
    SCHOOL = "school"


def new_session_key() -> str:
    """Return a fresh key: every older session and signed link of the user stops working."""
    return secrets.token_hex(SESSION_KEY_BYTES)


def normal_email(email: str) -> str:
    """Return the address as it is stored: in lower case, without spaces around it."""
    return email.strip().lower()


def user_with_email(session: Session, email: str) -> User | None:
    """Return the account of an address, also one that is switched off."""
    return session.scalar(select(User).where(User.email == normal_email(email)))


def own_account(work: Work) -> User:
    """Return the account of who acts. Raises :class:`NotFoundError` for nobody."""
    user = work.session.get(User, work.actor.user_id) if work.actor.user_id else None
    if user is None:
        raise NotFoundError
    return user


@transactional
def register(work: Work, *, full_name: str, email: str, password: str, kind: AccountKind) -> None:
    """Make an account and mail the link that confirms it; a known address gets another mail instead.

    The page gives the same answer in every case. An account that was never confirmed is replaced: who confirms the
    address must be who chose the password. Raises :class:`InvalidInputError` on ``password``.
    """
    check_password(password, email=email)
    password_hash = hash_password(password)
    user = user_with_email(work.session, email)
    if user is not None and (user.email_verified_at or user.deactivated_at):
        enqueue_for_user(work, user, kind="account_exists")
        return
    if user is not None and invited_instead(work, user):
        return
    user = user or User(email=normal_email(email), created_at=work.now)
    user.full_name, user.password_hash, user.session_key = full_name.strip(), password_hash, new_session_key()
    if not stored(work, user):
        return
    if kind is AccountKind.PROFESSIONAL:
        _ensure_profile(work, user)
    _send_confirmation(work, user, kind)


def stored(work: Work, user: User) -> bool:
    """Write the account; False when another request took its address a moment before (a double click)."""
    try:
        with work.session.begin_nested():
            work.session.add(user)
            work.session.flush()
    except IntegrityError:
        return False
    return True


def _send_confirmation(work: Work, user: User, kind: AccountKind | None) -> None:
    payload: dict[str, Any] = {"user": user.id, "key": user.session_key, "kind": kind.value if kind else ""}
    enqueue_for_user(work, user, kind="account_confirm", token_payload=payload)


@transactional
def resend_confirmation(work: Work, *, email: str) -> None:
    """Mail the confirmation link again when the address waits for it; says nothing about it otherwise."""
    user = user_with_email(work.session, email)
    if user is not None and user.email_verified_at is None and not invited_instead(work, user):
        _send_confirmation(work, user, None)


@transactional
def confirm_email(work: Work, *, user_id: int, key: str) -> User:
    """Confirm the address of the account and return it.

    Raises :class:`NotFoundError` when the link belongs to an account that is gone or was registered again, and
    :class:`WrongStateError` when the address is confirmed already: a link works once.
    """
    user = lock_account(work.session, user_id)
    if user is None or user.deactivated_at is not None:
        raise NotFoundError
    if user.email_verified_at is not None:
        raise WrongStateError("Uw e-mailadres is al bevestigd. Log in met uw wachtwoord.")
    if not secrets.compare_digest(user.session_key, key):
        raise NotFoundError
    user.email_verified_at = user.last_login_at = work.now
    address_works(user)
    return user


def _ensure_profile(work: Work, user: User) -> None:
    lock_account(work.session, user.id)
    if work.session.scalar(select(Professional.id).where(Professional.user_id == user.id)) is None:
        work.session.add(Professional(user_id=user.id, created_at=work.now))
        work.session.flush()


@transactional
def start_profile(work: Work) -> None:
    """Give who acts a draft profile as professional; nothing changes when there is one."""
    _ensure_profile(work, own_account(work))
