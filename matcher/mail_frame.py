"""What surrounds the text of a mail: its language, the links to choose and to stop, and what must stay private."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask_babel import force_locale
from sqlalchemy.orm import Session

from matcher.domain.choices import Language
from matcher.domain.notifications import KINDS, NOTICES, Audience, NoticeKind, optional
from matcher.domain.states import Party
from matcher.models import OutboxMessage, User
from matcher.notice_pages import SUBJECTS, page_of, title_of
from matcher.tokens import UNSUBSCRIBE
from matcher.urls import external_url, signed_url


@dataclass(frozen=True, slots=True)
class Frame:
    """``context``: for the templates; ``headers``: of the mail; ``personal_links``: in them, for the reader alone."""

    language: Language
    context: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def personal_links(self) -> tuple[str, ...]:
        """Return the links that open something for whoever has them."""
        return tuple(filter(None, (self.context.get("unsubscribe_url"),)))


def language_of(session: Session, message: OutboxMessage) -> Language:
    """Return the language of who reads: the one of the account; Dutch for an address without one."""
    if _goes_outside(message):
        return Language(message.context.get("language", Language.NL))
    user = session.get(User, message.user_id)
    return user.language if user else Language.NL


def _goes_outside(message: OutboxMessage) -> bool:
    kind = KINDS.get(message.kind)
    return message.user_id is None or (kind is not None and Audience.OUTSIDE in NOTICES[kind].audience)


@contextmanager
def framed(session: Session, message: OutboxMessage) -> Iterator[Frame]:
    """Give the frame of a message; inside, texts and dates are in the language of its reader."""
    language = language_of(session, message)
    links, headers = _links(message)
    context = {"mail_language": language.value, "notice_title": title_of, "notice_url": notice_url, **links}
    with force_locale(language.value):
        yield Frame(language, context, headers)


def _links(message: OutboxMessage) -> tuple[dict[str, str], dict[str, str]]:
    """Return the links of the footer and the headers. Who has no account has nothing to choose."""
    if _goes_outside(message):
        return {}, {}
    links, kind = {"preferences_url": external_url("notices.preferences")}, KINDS.get(message.kind)
    if kind is None or not optional(kind):
        return links, {}
    stop = signed_url("notices.unsubscribe", UNSUBSCRIBE, {"user": message.user_id, "kind": kind.value})
    # RFC 8058: the mail program posts to the link itself, without anybody opening it.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {**links, "unsubscribe_url": stop}, headers


def notice_url(line: dict[str, Any]) -> str:
    """Return the address of what a line of a digest is about."""
    party = Party(line["party"]) if line.get("party") else None
    endpoint, values = page_of(NoticeKind(line["kind"]), party, {name: line.get(name) for name in SUBJECTS})
    return external_url(endpoint, **values)
