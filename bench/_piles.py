"""Kinds of due work that workers are killed over. A kind is one class with two functions and the jobs that do it.

``jobs`` are asked for when a worker starts, besides those of every minute; ``fill`` makes pieces of work that are due
and returns what must be mailed because of them, as :func:`key`; ``left`` counts what is not done. Mail that waits in
the outbox is counted for every kind.
"""

from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from matcher import clock
from matcher.domain.jobs import Job
from matcher.models import OutboxMessage


def key(recipient: str, kind: str) -> str:
    """Name one mail: to whom, and which template."""
    return f"{recipient} {kind}"


class Pile(Protocol):
    jobs: tuple[Job, ...]

    def fill(self, session: Session, first: int, rows: int) -> list[str]:
        """Write ``rows`` pieces of due work, numbered from ``first``; return the mails that must come of them."""

    def left(self, session: Session) -> int:
        """Count the pieces that are not done."""


class Outbox:
    """Mail that waits; it goes out every minute and at the start of a worker."""

    jobs = ()
    kind = "account_exists"

    def fill(self, session: Session, first: int, rows: int) -> list[str]:
        names = [f"aan{number:06}@example.nl" for number in range(first, first + rows)]
        due = [{"kind": self.kind, "recipient": name, "context": {"name": "Fenna Voorbeeld"}} for name in names]
        session.execute(insert(OutboxMessage), [row | {"created_at": clock.now()} for row in due])
        return [key(name, self.kind) for name in names]

    def left(self, session: Session) -> int:  # noqa: ARG002 (mail is counted for every kind)
        return 0


PILES: dict[str, Pile] = {"outbox": Outbox()}


def waiting(session: Session) -> int:
    """Count the mails that are not sent."""
    unsent = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.sent_at.is_(None))
    return session.scalar(unsent) or 0


def taken(session: Session) -> list[tuple[int, str]]:
    """Return the mails that somebody has taken and that are not sent, with the moment."""
    o = OutboxMessage
    rows = session.execute(select(o.id, o.claimed_at).where(o.sent_at.is_(None), o.claimed_at.is_not(None)))
    return [(number, at.isoformat()) for number, at in rows]


def sent(folder: Path) -> Counter[str]:
    """Count the mails in the files, by key."""
    found: Counter[str] = Counter()
    for path in folder.glob("*.eml"):
        head = path.read_bytes().partition(b"\n\n")[0]
        found[key(str(message_from_bytes(head, policy=default)["To"]), path.stem.split("-", 3)[-1])] += 1
    return found
