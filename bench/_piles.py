"""Kinds of due work that workers are killed over. A kind is one class with two functions and the jobs that do it.

``jobs`` are asked for when a worker starts, besides those of every minute; ``fill`` makes pieces of work that are due
and returns what must be mailed because of them, as :func:`key`; ``left`` counts what is not done. Mail that waits in
the outbox is counted for every kind.
"""

from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from matcher import clock
from matcher.cli.work import system_work
from matcher.domain.deadlines import ChaseStage
from matcher.domain.jobs import Job
from matcher.domain.states import Answer, NeedState, Party, ProfileState, ProposalState
from matcher.models import Base, Need, OutboxMessage, Professional, Proposal, School, User
from matcher.services.reference import load_reference


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


class Deadlines:
    """Proposals that people were asked for and did not answer; half of their time is over, so each is reminded."""

    jobs = (Job.CHASE_ANSWERS,)
    kind = "answer_reminder"

    def fill(self, session: Session, first: int, rows: int) -> list[str]:
        names = [f"gevraagd{number:06}@example.nl" for number in range(first, first + rows)]
        need = _need(session)
        users = _insert(session, User, [_account(name) for name in names])
        people = _insert(session, Professional, [_person(user) for user in users])
        _insert(session, Proposal, [_asked(person, need) for person in people])
        return [key(name, self.kind) for name in names]

    def left(self, session: Session) -> int:
        waits = select(func.count()).select_from(Proposal).where(Proposal.chase_stage == ChaseStage.REMIND)
        return session.scalar(waits) or 0


def _insert(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> list[int]:
    """Insert and return the new ids, on the connection: the hooks of the session would have the engine look at each."""
    table = model.__table__
    last = session.scalar(select(func.max(table.c.id))) or 0
    session.connection().execute(insert(table), rows)
    return list(session.scalars(select(table.c.id).where(table.c.id > last).order_by(table.c.id)))


def _need(session: Session) -> int:
    """Return an open need, made with the reference tables when there is none."""
    found = session.scalar(select(Need.id))
    if found is not None:
        return found
    if session.scalar(select(School.id).limit(1)) is None:
        load_reference(system_work())
    school = session.scalars(select(School).order_by(School.id).limit(1)).one()
    facts = {"title": "PLC-programmeren", "state": NeedState.OPEN, "people_wanted": 1, "created_at": clock.now()}
    row = {"school_id": school.id, "region_code": school.region_code, "sector": school.sector, **facts}
    return _insert(session, Need, [row])[0]


def _account(name: str) -> dict[str, Any]:
    return {
        "email": name,
        "password_hash": "",
        "full_name": "Fenna Voorbeeld",
        "session_key": name[:32],
        "email_verified_at": clock.now(),
        "created_at": clock.now(),
    }


def _person(user_id: int) -> dict[str, Any]:
    return {"user_id": user_id, "state": ProfileState.ACTIVE, "region_code": "AM05", "created_at": clock.now()}


def _asked(professional_id: int, need_id: int) -> dict[str, Any]:
    today = clock.today()
    return {
        "professional_id": professional_id,
        "need_id": need_id,
        "state": ProposalState.PROPOSED,
        "started_by": Party.SCHOOL,
        "professional_answer": Answer.PENDING,
        "school_answer": Answer.INTERESTED,
        "waiting_since": today - timedelta(days=5),
        "answer_by": today + timedelta(days=5),
        "chase_stage": ChaseStage.REMIND,
        "chase_on": today,
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }


PILES: dict[str, Pile] = {"outbox": Outbox(), "deadlines": Deadlines()}


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
