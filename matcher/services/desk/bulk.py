"""One action with several rows: tried out first, then each row by the service of the single action, in its own turn.

A row is a transaction of its own, written down with its result, so that a row that fails stops no other and a call
that breaks off leaves a report of what was done.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.desk import MOST_ROWS, BulkAction, BulkOrder
from matcher.domain.errors import DomainError, InvalidInputError, NotFoundError
from matcher.domain.reasons import REASONS
from matcher.domain.states import Party
from matcher.models import BulkRun
from matcher.queries.coordination.bulk import LIST_OF, BulkLabel, labels_of
from matcher.queries.coordination.scope import view_of
from matcher.services import freshness, need_states
from matcher.services.desk.rehearsing import rehearse
from matcher.services.desk.transfers import transfer_need, transfer_person
from matcher.services.proposals import approve, reject
from matcher.services.proposals.reminding import remind
from matcher.services.transaction import Work, transactional

logger = logging.getLogger("matcher.bulk")
NOT_FOUND = "Niet gevonden."
NOT_YOURS = "Hoort bij een andere regio: u kunt hier niets wijzigen."
BROKEN = "Er ging iets mis bij ons. Deze rij is niet veranderd. Probeer het later opnieuw."
SHORTEST_KEY, LONGEST_KEY = 16, 40
Verb = Callable[[Work, int, BulkOrder, str], object]


def _moved(order: BulkOrder, key: str) -> dict[str, str]:
    return {"region_code": order.region, "message": order.message, "occasion": f"bulk {key}"}


VERBS: dict[BulkAction, Verb] = {
    BulkAction.APPROVE: lambda work, row, _order, _key: approve(work, proposal_id=row),
    BulkAction.REJECT: lambda work, row, order, _key: reject(
        work, proposal_id=row, reason=order.reason, note=order.note
    ),
    BulkAction.REMIND: lambda work, row, _order, _key: remind(work, proposal_id=row),
    BulkAction.TRANSFER_PEOPLE: lambda work, row, order, key: transfer_person(
        work, professional_id=row, **_moved(order, key)
    ),
    BulkAction.TRANSFER_NEEDS: lambda work, row, order, key: transfer_need(work, need_id=row, **_moved(order, key)),
    BulkAction.ASK_PEOPLE: lambda work, row, _order, _key: freshness.ask_profile(work, professional_id=row),
    BulkAction.ASK_NEEDS: lambda work, row, _order, _key: freshness.ask_need(work, need_id=row),
    BulkAction.PAUSE_NEEDS: lambda work, row, _order, _key: need_states.pause_need(work, need_id=row),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A chosen row before it is done. ``why``: the reason it will be skipped, empty when it will be done."""

    id: int
    title: str
    detail: str
    why: str


def check(work: Work, *, order: BulkOrder) -> tuple[Checked, ...]:
    """Return what would become of each row; nothing is written. Raises InvalidInputError for no or too many rows."""
    labels = _labels(work, order)
    if order.action is BulkAction.REJECT and not order.reason:
        order = replace(order, reason=REASONS[Party.COORDINATOR][0].code)
    return tuple(_checked(work, order, row, labels) for row in _rows(order))


def _checked(work: Work, order: BulkOrder, row: int, labels: dict[int, BulkLabel]) -> Checked:
    verb, found = VERBS[order.action], labels.get(row)
    why = _why(lambda: rehearse(work, lambda: verb(work, row, order, "check")), row, labels)
    return Checked(row, found.title if found else "", found.detail if found else "", why)


def run(work: Work, *, order: BulkOrder, key: str) -> int:
    """Do the action with each row, checked again under its own locks; returns the id of the report.

    ``key``: made with the page that asked to confirm; the same key again does nothing and returns the same report.
    Raises InvalidInputError for no or too many rows, or a key that cannot be.
    """
    rows = _rows(order)
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise InvalidInputError("Deze pagina is verlopen. Kies de rijen opnieuw.")
    labels = _labels(work, order)
    run_id, first = _begin(work, order=order, key=key, labels=labels)
    for row in rows if first else ():
        turn = partial(_do, work, run_id=run_id, row=row, order=order, key=key)
        if why := _why(turn, row, labels):
            _skip(work, run_id=run_id, row=row, why=why)
    return run_id


def _rows(order: BulkOrder) -> tuple[int, ...]:
    rows = tuple(dict.fromkeys(order.ids))
    if not rows:
        raise InvalidInputError("Kies eerst een of meer rijen.")
    if len(rows) > MOST_ROWS:
        raise InvalidInputError(f"Kies hoogstens {MOST_ROWS} rijen tegelijk.")
    return rows


def _labels(work: Work, order: BulkOrder) -> dict[int, BulkLabel]:
    view = view_of(work.session, scope=work.actor.scope, today=work.today)
    return labels_of(work.session, view=view, bulk_list=LIST_OF[order.action], ids=order.ids)


def _why(action: Callable[[], object], row: int, seen: Collection[int]) -> str:
    """Return why a row is skipped; an empty string when it was done."""
    try:
        action()
    except NotFoundError:
        return NOT_YOURS if row in seen else NOT_FOUND
    except DomainError as error:
        return error.message
    except Exception:
        logger.exception("row %s of a bulk action is skipped", row)
        return BROKEN
    return ""


@transactional
def _begin(work: Work, *, order: BulkOrder, key: str, labels: dict[int, BulkLabel]) -> tuple[int, bool]:
    """Write the report with every row still to do; returns its id, and whether this call is the first of the key."""
    report = [
        {"id": row, "label": labels[row].plain if row in labels else "", "done": None, "why": ""}
        for row in _rows(order)
    ]
    insert = postgresql.insert if work.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = work.session.scalar(
        insert(BulkRun)
        .values(key=key, action=order.action, by_id=work.actor.user_id, at=work.now, report=report)
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(BulkRun.id)
    )
    if made is not None:
        return made, True
    mine = select(BulkRun.id).where(BulkRun.key == key, BulkRun.by_id == work.actor.user_id)
    before = work.session.scalar(mine)
    if before is None:
        raise NotFoundError
    return before, False


@transactional
def _do(work: Work, *, run_id: int, row: int, order: BulkOrder, key: str) -> None:
    """Do one row and write that it was done: both or neither."""
    VERBS[order.action](work, row, order, key)
    _write(work, run_id, row, done=True, why="")


@transactional
def _skip(work: Work, *, run_id: int, row: int, why: str) -> None:
    _write(work, run_id, row, done=False, why=why)


def _write(work: Work, run_id: int, row: int, **outcome: Any) -> None:
    found = work.session.get_one(BulkRun, run_id, with_for_update=True, populate_existing=True)
    found.report = [entry | outcome if entry["id"] == row else entry for entry in found.report]
    work.session.flush()
