"""How often somebody may try: guesses count when they fail, requests for a mail when the form was in order."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, g, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from matcher.extensions import limiter

View = TypeVar("View", bound=Callable[..., Any])
GUESSES = "5/minute;30/hour"
GUESSES_PER_ADDRESS = "100/hour"
MAILS_PER_PERSON = "5/hour"
MAILS_PER_ADDRESS = "40/hour"


def note_failure() -> None:
    """Count this request as a failed guess."""
    g.guess_failed = True


def note_mail() -> None:
    """Count this request as one that asked for a mail, whether or not one goes out."""
    g.mail_asked = True


def _asked_for_mail(_response: Response) -> bool:
    return bool(g.get("mail_asked", False))


def _failed(_response: Response) -> bool:
    return bool(g.get("guess_failed", False))


def _person() -> str:
    """Return the network address with the account that is tried."""
    account = current_user.email if current_user.is_authenticated else request.form.get("email", "")
    return f"{get_remote_address()}|{account.strip().lower()}"


def limit_guesses(view: View) -> View:
    """Allow 5 failures a minute and 30 an hour per network address and account, 100 an hour per network address."""
    limited = limiter.limit(GUESSES_PER_ADDRESS, methods=["POST"], deduct_when=_failed)(view)
    return limiter.limit(GUESSES, key_func=_person, methods=["POST"], deduct_when=_failed)(limited)  # type: ignore[return-value]


def limit_mails(view: View) -> View:
    """Allow 5 mails an hour per network address and recipient, 40 an hour per network address."""
    limited = limiter.limit(MAILS_PER_ADDRESS, methods=["POST"], deduct_when=_asked_for_mail)(view)
    return limiter.limit(  # type: ignore[return-value]
        MAILS_PER_PERSON, key_func=_person, methods=["POST"], deduct_when=_asked_for_mail
    )(limited)
