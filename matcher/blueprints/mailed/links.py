"""Opening a link of a mail: whose it is and what it may do. Reading changes nothing: mail scanners follow links."""

import secrets
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from matcher import tokens
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.database import db
from matcher.domain.actors import Actor
from matcher.domain.errors import NotFoundError
from matcher.extensions import limiter
from matcher.queries.mail_links import reader_of

READS_PER_LINK, ANSWERS_PER_LINK = "120/hour", "10/hour"
Page = Callable[[str], ResponseReturnValue]


def _link() -> str:
    return str((request.view_args or {}).get("token"))


def _was_answer(response: Response) -> bool:
    return response.status_code == HTTPStatus.FOUND


def limited(view: Page) -> Page:
    """Allow ten answers an hour per link, and more looks at the page than anybody needs."""
    reads = limiter.limit(READS_PER_LINK, key_func=_link)(view)
    return limiter.limit(ANSWERS_PER_LINK, key_func=_link, methods=["POST"], deduct_when=_was_answer)(reads)


def or_dead(view: Page) -> Page:
    """Answer with the page about a link that opens nothing, which never says what it once opened."""

    @wraps(view)
    def run(token: str) -> ResponseReturnValue:
        try:
            return view(token)
        except NotFoundError:
            return dead_link("mailed/dead_link.html")

    return run


def payload_of(purpose: str, token: str) -> dict[str, Any]:
    """Return what a link holds. Raises NotFoundError for one that is too old, changed, or for something else."""
    payload = read_link(purpose, token)
    if payload is None:
        raise NotFoundError
    return payload


def reader(payload: dict[str, Any]) -> Actor:
    """Return whom the mail was sent to, with the rights of today.

    Raises NotFoundError when the account is gone or off, or has another address now: then the mail box may be
    somebody else's.
    """
    actor, address = reader_of(db.session(), user_id=payload["user"])
    if not secrets.compare_digest(tokens.mailbox(address), payload["to"]):
        raise NotFoundError
    return actor
