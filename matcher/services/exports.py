"""Exports: each one logged, and the large ones made by a job that may be stopped or killed at any moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.jobs import Job
from matcher.models import Export, User
from matcher.queries.actors import load_actor
from matcher.services.transaction import Work, transactional

# Up to so many rows go out at once; more are made in the background.
AT_ONCE = 5_000
MOST_RUNNING = 3
KEPT = timedelta(hours=24)
# A worker that said nothing for so long is dead.
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 4
RUNNING = (ExportState.WAITING, ExportState.MAKING)
LEFT = "U bent geen coördinator meer."
BROKE = "Het maken van dit bestand is een paar keer mislukt."


@transactional
def begin_export(work: Work, *, desk_list: DeskList, form: ExportFormat, query: str, rows: int) -> Export:
    """Write down that somebody takes out ``rows`` rows; more than :data:`AT_ONCE` are made by a job.

    Raises NotFoundError for who coordinates nothing, InvalidInputError while too many of theirs are being made.
    """
    if work.actor.scope.empty:
        raise NotFoundError
    large = rows > AT_ONCE
    if large:
        _room_for_one(work)
    found = Export(
        user_id=work.actor.user_id,
        desk_list=desk_list,
        format=form,
        query=query,
        today=work.today,
        state=ExportState.WAITING if large else ExportState.STREAMED,
        regions=_regions(work.actor.scope),
        rows_total=rows,
        rows_done=0 if large else rows,
        created_at=work.now,
        finished_at=None if large else work.now,
    )
    work.session.add(found)
    work.session.flush()
    export_id = found.id
    if large:
        work.after_commit(lambda: work.enqueue(Job.MAKE_EXPORT, export_id))
    return found


def _regions(scope: Scope) -> list[str] | None:
    return None if scope.national else sorted(scope.regions)


def _room_for_one(work: Work) -> None:
    # The lock on the account keeps two requests from both finding room.
    work.session.get(User, work.actor.user_id, with_for_update=True)
    mine = select(func.count()).where(Export.user_id == work.actor.user_id, Export.state.in_(RUNNING))
    if (work.session.scalar(mine) or 0) >= MOST_RUNNING:
        raise InvalidInputError(f"Er worden al {MOST_RUNNING} exports voor u gemaakt. Wacht tot er een klaar is.")


@transactional
def cancel_export(work: Work, *, export_id: int) -> None:
    """Stop an own export. Raises NotFoundError for somebody else's, WrongStateError when it is over."""
    found = _locked(work.session, export_id)
    if found is None or found.user_id != work.actor.user_id or work.actor.user_id is None:
        raise NotFoundError
    if found.state not in RUNNING:
        raise WrongStateError("Deze export is al klaar of gestopt.")
    found.state, found.finished_at = ExportState.CANCELLED, work.now


def _locked(session: Session, export_id: int) -> Export | None:
    return session.get(Export, export_id, with_for_update=True, populate_existing=True)


@dataclass(frozen=True, slots=True)
class Order:
    """An export that a worker makes now. ``attempt``: a result is taken only from who claimed last."""

    export_id: int
    attempt: int
    desk_list: DeskList
    form: ExportFormat
    query: str
    today: date
    scope: Scope


@transactional
def take_export(work: Work, *, export_id: int) -> Order | None:
    """Claim an export; None when it is over or somebody makes it. The rows are those its maker may see now."""
    found = _locked(work.session, export_id)
    if found is None or found.state not in RUNNING or _held(found, work.now):
        return None
    scope = load_actor(work.session, user_id=found.user_id).scope if found.user_id else Scope()
    failure = LEFT if scope.empty else BROKE if found.attempts >= MOST_ATTEMPTS else ""
    if failure:
        found.state, found.error, found.finished_at = ExportState.FAILED, failure, work.now
        return None
    found.state, found.claimed_at, found.rows_done = ExportState.MAKING, work.now, 0
    found.attempts, found.regions = found.attempts + 1, _regions(scope)
    return Order(found.id, found.attempts, found.desk_list, found.format, found.query, found.today, scope)


def _held(found: Export, now: datetime) -> bool:
    return found.state is ExportState.MAKING and found.claimed_at is not None and found.claimed_at > now - LEASE


@transactional
def note_progress(work: Work, *, order: Order, done: int, total: int) -> bool:
    """Say how far it is, which also keeps the claim; False when nobody wants the result any more."""
    found = _claimed(work.session, order)
    if found is not None:
        found.rows_done, found.rows_total, found.claimed_at = done, total, work.now
    return found is not None


def _claimed(session: Session, order: Order) -> Export | None:
    found = _locked(session, order.export_id)
    return found if found and found.state is ExportState.MAKING and found.attempts == order.attempt else None


@transactional
def keep_file(work: Work, *, order: Order, rows: int, content: bytes) -> bool:
    """Keep the file for a day; False when it is not wanted any more."""
    found = _claimed(work.session, order)
    if found is None:
        return False
    found.state, found.content, found.error = ExportState.READY, content, ""
    found.rows_done = found.rows_total = rows
    found.finished_at, found.expires_at = work.now, work.now + KEPT
    return True


@transactional
def put_back_export(work: Work, *, order: Order) -> None:
    """Free an export that could not be made, for another attempt."""
    found = _claimed(work.session, order)
    if found is not None:
        found.state, found.claimed_at = ExportState.WAITING, None


def unattended(session: Session, *, now: datetime) -> list[int]:
    """Return the exports that wait, or whose worker died, the oldest first."""
    return list(session.scalars(select(Export.id).where(_free(now)).order_by(Export.id)))


def _free(now: datetime) -> ColumnElement[bool]:
    dead = and_(Export.state == ExportState.MAKING, Export.claimed_at <= now - LEASE)
    return or_(Export.state == ExportState.WAITING, dead)


@transactional
def prune_exports(work: Work) -> int:
    """Throw away the files whose day is over; the lines of the log stay. Returns how many files went."""
    over = (Export.expires_at <= work.now, Export.content.is_not(None))
    gone = work.session.scalars(select(Export.id).where(*over)).all()
    work.session.execute(
        update(Export).where(Export.id.in_(gone)).values(content=None),
        execution_options={"synchronize_session": False},
    )
    return len(gone)


def drop_files_of(work: Work, *, user_id: int) -> None:
    """Throw away the files of somebody who leaves and stop what is being made; the log stays, without who."""
    mine = update(Export).where(Export.user_id == user_id)
    unsynchronised = {"synchronize_session": False}
    work.session.execute(mine.values(content=None), execution_options=unsynchronised)
    stopped = {"state": ExportState.CANCELLED, "finished_at": work.now}
    work.session.execute(mine.where(Export.state.in_(RUNNING)).values(stopped), execution_options=unsynchronised)
