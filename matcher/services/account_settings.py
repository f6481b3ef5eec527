"""What somebody changes about the own account."""

import secrets

from matcher.domain.choices import Language
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import User
from matcher.services.accounts import new_session_key, normal_email, own_account, stored, user_with_email
from matcher.services.locks import lock_account
from matcher.services.outbox import enqueue, enqueue_for_user
from matcher.services.passwords import check_password, hash_password, verify_password
from matcher.services.transaction import Work, transactional
from matcher.services.undeliverable import address_works

WRONG_PASSWORD = "Dit is niet uw huidige wachtwoord. Probeer het opnieuw."  # noqa: S105  (a message)


def demand_password(user: User, password: str, field: str = "current_password") -> None:
    """Raise :class:`InvalidInputError` on ``field`` unless this is the user's password."""
    if not verify_password(user.password_hash, password):
        raise InvalidInputError(WRONG_PASSWORD, {field: WRONG_PASSWORD})


@transactional
def change_details(work: Work, *, full_name: str, phone: str, language: Language) -> None:
    """Set name, telephone number (empty: none) and the language of mail."""
    user = own_account(work)
    user.full_name, user.phone, user.language = full_name.strip(), phone.strip() or None, language


@transactional
def change_password(work: Work, *, current_password: str, password: str) -> User:
    """Set a new password; every other session ends. Raises :class:`InvalidInputError` on either field."""
    user = own_account(work)
    demand_password(user, current_password)
    check_password(password, email=user.email)
    user.password_hash, user.session_key = hash_password(password), new_session_key()
    enqueue_for_user(work, user, kind="account_password_changed")
    return user


@transactional
def ask_email_change(work: Work, *, email: str, current_password: str) -> None:
    """Mail a link to the new address and a notice to the present one; nothing changes before the link is used.

    An address that has an account gets a mail that says so; the page gives the same answer.
    """
    user = own_account(work)
    demand_password(user, current_password)
    wanted = normal_email(email)
    if wanted == user.email:
        message = "Dit is al uw e-mailadres. Vul een ander adres in."
        raise InvalidInputError(message, {"email": message})
    enqueue_for_user(work, user, kind="account_email_notice", new_email=wanted)
    other = user_with_email(work.session, wanted)
    if other is not None:
        enqueue_for_user(work, other, kind="account_exists")
        return
    payload = {"user": user.id, "key": user.session_key, "email": wanted}
    enqueue(
        work, kind="account_email_change", recipient=wanted, user_id=user.id, name=user.full_name, token_payload=payload
    )


@transactional
def apply_email_change(work: Work, *, user_id: int, key: str, email: str) -> User:
    """Set the new address and sign out everywhere, so that the link works once.

    Raises :class:`NotFoundError` for a used link or an address that somebody took meanwhile.
    """
    user = lock_account(work.session, user_id)
    if user is None or user.deactivated_at is not None or not secrets.compare_digest(user.session_key, key):
        raise NotFoundError
    if user_with_email(work.session, email) is not None:
        raise NotFoundError
    user.email, user.session_key = normal_email(email), new_session_key()
    user.email_verified_at = work.now
    address_works(user)
    if not stored(work, user):
        raise NotFoundError
    return user
