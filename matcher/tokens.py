"""Signed links for mail: a purpose, a payload and an age; nothing is stored."""

import hashlib
import hmac
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from matcher.domain.entries import LINK_DAYS

HOUR = 3600
DAY = 24 * HOUR
VERIFY_EMAIL = "verify-email"
RESET_PASSWORD = "reset-password"  # noqa: S105  (a purpose, not a password)
CHANGE_EMAIL = "change-email"
SCHOOL_INVITATION = "school-invitation"
EMPLOYER_CONSENT = "employer-consent"
UNSUBSCRIBE = "unsubscribe"
ANSWER = "answer"
KEEP_FRESH = "keep-fresh"
ENTRY_TAKEOVER = "entry-takeover"
MAX_AGE = {
    VERIFY_EMAIL: 48 * HOUR,
    RESET_PASSWORD: 2 * HOUR,
    CHANGE_EMAIL: 24 * HOUR,
    SCHOOL_INVITATION: 14 * 24 * HOUR,
    # As long as a consent can last; an unanswered request ends after 30 days (domain.employer_consent).
    EMPLOYER_CONSENT: 3 * 365 * 24 * HOUR,
    # Somebody may stop mail from an old message.
    UNSUBSCRIBE: 3 * 365 * 24 * HOUR,
    # The longest answer time with the kind close after it (domain.deadlines); a reminder brings a new link.
    ANSWER: 90 * DAY,
    KEEP_FRESH: 90 * DAY,
    # Somebody else entered the data: they go after 60 days, with a new link in the reminder (domain.entries).
    ENTRY_TAKEOVER: LINK_DAYS * DAY,
}


class TokenError(Exception):
    """The link is not ours, was changed, or is too old (``expired``)."""

    def __init__(self, *, expired: bool) -> None:
        super().__init__("expired" if expired else "invalid")
        self.expired = expired


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=purpose)


def sign(purpose: str, payload: Any) -> str:
    """Return a token for the payload (JSON values), good for :data:`MAX_AGE` of the purpose."""
    return str(_serializer(purpose).dumps(payload))


def unsign(purpose: str, token: str) -> Any:
    """Return the payload. Raises :class:`TokenError`."""
    try:
        return _serializer(purpose).loads(token, max_age=MAX_AGE[purpose])
    except SignatureExpired as error:
        raise TokenError(expired=True) from error
    except BadSignature as error:
        raise TokenError(expired=False) from error


def mailbox(address: str) -> str:
    """Return a mark of an e-mail address, for links that end when the account gets another one.

    Not the address itself: addresses of pages end up in logs.
    """
    key = str(current_app.secret_key or "").encode()
    return hmac.new(key, f"mailbox {address}".encode(), hashlib.sha256).hexdigest()[:20]
