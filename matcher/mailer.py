"""Sends what waits in the outbox. Templates: ``templates/mail/<kind>.txt`` (first line: subject) and ``.html``."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import (
    Flask,
    Response,
    after_this_request,
    current_app,
    g,
    has_request_context,
    render_template,
    request,
    url_for,
)
from flask_mailman import EmailMultiAlternatives
from sqlalchemy.orm import Session

from matcher import clock, tokens
from matcher.config import Settings
from matcher.database import db
from matcher.models import OutboxMessage
from matcher.services.outbox import claim_next, note_outcome

logger = logging.getLogger("matcher.mail")
LOCAL_ADDRESS = "http://127.0.0.1:8000"


def base_url() -> str:
    """Return where full addresses begin: as it was set, else where this request was sent."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url or (request.host_url.rstrip("/") if has_request_context() else LOCAL_ADDRESS)


def external_url(endpoint: str, **values: Any) -> str:
    """Return a full address of a page, also outside a request."""
    if has_request_context():
        return base_url() + url_for(endpoint, **values)
    # Not through a request made up for it: the end of a request also ends the database session of who asks.
    return base_url() + current_app.url_map.bind("").build(endpoint, values)


def signed_url(endpoint: str, purpose: str, payload: Any) -> str:
    """Return a full address with a signed token in it."""
    return external_url(endpoint, token=tokens.sign(purpose, payload))


def compose(message: OutboxMessage) -> EmailMultiAlternatives:
    """Render a message. Raises ``TemplateNotFound`` for an unknown kind."""
    context = {**message.context, "page_url": external_url, "signed_url": signed_url}
    text = render_template(f"mail/{message.kind}.txt", **context)
    first_line, _, body = text.strip().partition("\n")
    # A subject with other line breaks, from a name or a title, would be refused as a forged header.
    subject = " ".join(first_line.split())
    mail = EmailMultiAlternatives(subject=subject, body=body.lstrip(), to=[message.recipient])
    html = render_template(f"mail/{message.kind}.html", subject=subject, **context)
    mail.attach_alternative(html, "text/html")
    return mail


def _attempt(step: Callable[[], Any]) -> tuple[Any, str]:
    """Return the result of a step and no error, or nothing and the error.

    A mail that cannot be written is a bug; it must not stop the others, nor the user whose step it follows.
    """
    try:
        return step(), ""
    except Exception as error:
        if current_app.testing and not isinstance(error, OSError):
            raise
        logger.warning("mail not sent", exc_info=error)
        return None, f"{type(error).__name__}: {error}"


def _deliver_next(session: Session, after: int) -> tuple[int, bool] | None:
    """Send the next waiting message; return its id and whether it went, or None when nothing waits.

    No transaction is open while the mail server is spoken to, which may take long.
    """
    message = claim_next(session, after=after, now=clock.now())
    if message is None:
        session.rollback()
        return None
    message_id = message.id
    mail, error = _attempt(partial(compose, message))
    session.commit()
    if mail is not None:
        _, error = _attempt(mail.send)
    note_outcome(session, message_id=message_id, now=clock.now(), error=error)
    session.commit()
    return message_id, not error


def deliver_outbox() -> int:
    """Send what waits; return how many were sent. A failed one stays for the next call."""
    session, sent, last = db.session(), 0, 0
    while (done := _deliver_next(session, last)) is not None:
        last, went = done
        sent += went
    return sent


def deliver_after_response() -> None:
    """Send what waits once the visitor has the answer: the time it takes tells nobody whether a mail went out."""
    if not g.get("outbox_waits"):
        g.outbox_waits = True
        deliver = partial(_deliver_from, current_app._get_current_object(), request.host_url)  # type: ignore[attr-defined]  # noqa: SLF001
        after_this_request(partial(_on_close, deliver))


def _on_close(deliver: Callable[[], None], response: Response) -> Response:
    response.call_on_close(deliver)
    return response


def _deliver_from(app: Flask, base_url: str) -> None:
    """Deliver as if asked at this address: links lead back to it when no public address is set."""
    with app.test_request_context(base_url=base_url):
        deliver_outbox()
