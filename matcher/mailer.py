"""Sends what waits in the outbox. Templates: ``templates/mail/<kind>.txt`` (first line: subject) and ``.html``."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from email.utils import parseaddr
from functools import partial, reduce
from itertools import count
from smtplib import SMTPRecipientsRefused
from typing import Any

from flask import Flask, Response, after_this_request, current_app, g, render_template, request
from flask_mailman import EmailMultiAlternatives
from sqlalchemy.orm import Session

from matcher import clock, tokens
from matcher.config import Settings
from matcher.database import db
from matcher.mail_frame import Frame, framed
from matcher.models import OutboxMessage
from matcher.services.outbox import claim_next, note_failure, note_refusal, note_sent
from matcher.urls import external_url, signed_url

logger = logging.getLogger("matcher.mail")
HIDDEN_LINK = "[persoonlijke link]"
# Answers of a mail server from here on are for ever.
PERMANENT = 500
# After this a sender has died. A dozen answers of a mail server are waited for (config.MAIL_TIMEOUT each); a file is
# there in a moment.
LONGEST_PATIENCE = timedelta(minutes=5)
PATIENCE = {"file": timedelta(seconds=5), "locmem": timedelta(seconds=5)}
# The rest of a large pile is for the workers.
MOST_AFTER_A_RESPONSE = 20
# What a template leaves out leaves blank lines behind.
MANY_BLANK_LINES = re.compile(r"\n{3,}")


class OutboxMail(EmailMultiAlternatives):  # type: ignore[misc] # Flask-Mailman has no types
    """A mail made from a row of the outbox.

    Its number is the same whenever it is made again, so a receiver that gets it twice can tell. ``file_name``: for the
    transport that writes files; ``kept_body``: its text without the signed links, which are for the receiver alone.
    """

    def __init__(
        self, message: OutboxMessage, subject: str, body: str, kept_body: str, headers: dict[str, str]
    ) -> None:
        settings: Settings = current_app.extensions["settings"]
        domain = parseaddr(settings.mail_sender)[1].rpartition("@")[2] or "localhost"
        # Ids begin anew in a new database; the moment tells the two apart.
        self.file_name = f"{message.created_at:%Y%m%d-%H%M%S}-{message.id:06}-{message.kind}"
        self.kept_body = kept_body
        all_headers = {
            "Message-ID": f"<outbox.{message.id}.{message.created_at.timestamp():.6f}@{domain}>",
            "Auto-Submitted": "auto-generated",
            **headers,
        }
        files = [tuple(each[i] for i in (0, 2, 1)) for each in message.attachments]
        super().__init__(subject=subject, body=body, to=[message.recipient], headers=all_headers, attachments=files)


def compose(message: OutboxMessage) -> OutboxMail:
    """Render a message in the language of its reader. Raises ``TemplateNotFound`` for an unknown kind."""
    with framed(db.session(), message) as frame:
        return _rendered(message, frame)


def _rendered(message: OutboxMessage, frame: Frame) -> OutboxMail:
    links = list(frame.personal_links)

    def signed(endpoint: str, purpose: str, payload: Any) -> str:
        links.append(signed_url(endpoint, purpose, payload))
        return links[-1]

    # Links that act for the reader hold ``user_id`` (None without an account) and ``mailbox`` of the recipient.
    reader = {"user_id": message.user_id, "mailbox": tokens.mailbox(message.recipient)}
    context = {**message.context, **reader, "page_url": external_url, "signed_url": signed, **frame.context}
    text = render_template(f"mail/{message.kind}.txt", **context)
    first_line, _, body = text.strip().partition("\n")
    # A subject with other line breaks, from a name or a title, would be refused as a forged header.
    subject, body = " ".join(first_line.split()), MANY_BLANK_LINES.sub("\n\n", body.lstrip())
    kept = reduce(lambda shown, link: shown.replace(link, HIDDEN_LINK), links, body)
    mail = OutboxMail(message, subject, body, kept, frame.headers)
    html = render_template(f"mail/{message.kind}.html", subject=subject, **context)
    mail.attach_alternative(html, "text/html")
    return mail


def _attempt(step: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """Return the result of a step and no error, or nothing and the error.

    A mail that cannot be written is a bug; it must not stop the others, nor the user whose step it follows.
    """
    try:
        return step(), None
    except Exception as error:
        if current_app.testing and not isinstance(error, OSError):
            raise
        logger.warning("mail not sent", exc_info=error)
        return None, error


def _deliver_next(session: Session, after: int) -> tuple[int, bool] | None:
    """Send the next waiting message; return its id and whether it went, or None when nothing waits.

    No transaction is open while the mail server is spoken to, which may take long.
    """
    settings: Settings = current_app.extensions["settings"]
    patience = PATIENCE.get(settings.mail_backend, LONGEST_PATIENCE)
    message = claim_next(session, after=after, now=clock.now(), patience=patience)
    if message is None:
        session.rollback()
        return None
    message_id = message.id
    mail, error = _attempt(partial(compose, message))
    session.commit()
    if mail is not None:
        _, error = _attempt(mail.send)
    _note_outcome(session, message_id, mail, error)
    session.commit()
    return message_id, error is None


def _note_outcome(session: Session, message_id: int, mail: OutboxMail | None, error: Exception | None) -> None:
    now = clock.now()
    if error is None and mail is not None:
        note_sent(session, message_id=message_id, now=now, subject=mail.subject, body=mail.kept_body)
    elif refusal := lasting_refusal(error):
        note_refusal(session, message_id=message_id, now=now, reason=refusal)
    else:
        note_failure(session, message_id=message_id, now=now, error=f"{type(error).__name__}: {error}")


def lasting_refusal(error: Exception | None) -> str:
    """Return what the server said when it will never take mail for this address; nothing for any other error.

    A full mailbox (5.2.2) may be emptied, and a policy (5.7) is about the sender: those are tried again.
    """
    if not isinstance(error, SMTPRecipientsRefused) or not error.recipients:
        return ""
    code, said = next(iter(error.recipients.values()))
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return f"{code} {text}" if code >= PERMANENT and not text.lstrip().startswith(("5.2.2", "5.7.")) else ""


def deliver_outbox(most: int | None = None) -> int:
    """Send what waits, or the first of it; return how many were sent. A failed one stays for a later call."""
    session, sent, last = db.session(), 0, 0
    for _ in count() if most is None else range(most):
        done = _deliver_next(session, last)
        if done is None:
            break
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
        deliver_outbox(MOST_AFTER_A_RESPONSE)
