"""Signing in, and a new password for who forgot it."""

import secrets

from matcher.domain.errors import DomainError, InvalidInputError, NotFoundError
from matcher.models import User
from matcher.services.accounts import new_session_key, user_with_email
from matcher.services.entries.invitations import invited_instead
from matcher.services.locks import lock_account
from matcher.services.outbox import enqueue_for_user
from matcher.services.passwords import (
    check_password,
    hash_password,
    needs_rehash,
    pretend_to_verify,
    verify_password,
)
from matcher.services.transaction import Work, transactional
from matcher.services.undeliverable import address_works

WRONG = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide, of vraag een nieuw wachtwoord aan."


class EmailNotConfirmedError(DomainError):
    """The password is right, but the address was never confirmed."""


def _authenticate(work: Work, email: str, password: str) -> User:
    """Return the account; takes the same time and says the same whatever is wrong."""
    user = user_with_email(work.session, email)
    if user is None:
        pretend_to_verify(password)
    elif verify_password(user.password_hash, password) and user.deactivated_at is None:
        return user
    raise InvalidInputError(WRONG)


@transactional
def sign_in(work: Work, *, email: str, password: str) -> User:
    """Return the account that may have a session now.

    Raises :class:`InvalidInputError` (unknown, wrong or switched off: one message) and
    :class:`EmailNotConfirmedError`.
    """
    user = _authenticate(work, email, password)
    if user.email_verified_at is None:
        raise EmailNotConfirmedError("Bevestig eerst uw e-mailadres. De link staat in de mail die wij u stuurden.")
    if needs_rehash(user.password_hash):
        user.password_hash = hash_password(password)
    user.last_login_at = work.now
    return user


@transactional
def ask_new_password(work: Work, *, email: str) -> None:
    """Mail a link to choose a new password, when the address has an account."""
    user = user_with_email(work.session, email)
    if user is not None and not invited_instead(work, user):
        payload = {"user": user.id, "key": user.session_key}
        enqueue_for_user(work, user, kind="account_reset", token_payload=payload)


def reset_is_open(work: Work, *, user_id: int, key: str) -> bool:
    """Return whether the link for a new password still works: it holds the session key, which a reset renews."""
    user = work.session.get(User, user_id)
    return user is not None and user.deactivated_at is None and secrets.compare_digest(user.session_key, key)


@transactional
def reset_password(work: Work, *, user_id: int, key: str, password: str) -> User:
    """Set the new password and sign out everywhere; the mail has proved the address, so that is confirmed too.

    Raises :class:`NotFoundError` for a used link, :class:`InvalidInputError` on ``password``.
    """
    user = lock_account(work.session, user_id)
    if user is None or not reset_is_open(work, user_id=user_id, key=key):
        raise NotFoundError
    check_password(password, email=user.email)
    user.password_hash, user.session_key = hash_password(password), new_session_key()
    user.email_verified_at = user.email_verified_at or work.now
    address_works(user)
    enqueue_for_user(work, user, kind="account_password_changed")
    return user
