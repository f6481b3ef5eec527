"""Tasks somebody took, gave to a colleague or put off. All who see the task share it."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from matcher.domain.actors import Scope
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.models import TaskHold
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.task_kinds import PUT_OFF_ELSEWHERE, SUBJECTS, TaskKind
from matcher.queries.coordination.task_regions import regions_of
from matcher.queries.coordination.task_sources import TaskSources
from matcher.queries.coordinators import Colleague, acting_coordinators
from matcher.services.transaction import Work, transactional

LONGEST_SNOOZE_DAYS = 60
LONGEST_NOTE = 500
KINDS = {kind.value: kind for kind in TaskKind}


@transactional
def assign_task(work: Work, *, kind: TaskKind, subject_id: int, to_id: int | None) -> None:
    """Give a task to a coordinator who may act in its region, or to nobody.

    Raises NotFoundError for another region's row, WrongStateError when it is done, InvalidInputError on ``to``.
    """
    regions = _demand_task(work, kind, subject_id)
    if to_id is not None:
        able = {
            each.user_id for each in acting_coordinators(work.session, today=work.today) if each.acts_in_one_of(regions)
        }
        if to_id not in able:
            error = "Kies een collega die in deze regio werkt."
            raise InvalidInputError(error, {"to": error})
    hold = _hold(work, kind, subject_id)
    hold.assigned_to_id = to_id
    _written(work, hold)


@transactional
def snooze_task(work: Work, *, kind: TaskKind, subject_id: int, until: date, note: str = "") -> None:
    """Let a task count again from a day on: tomorrow at the soonest, in 60 days at the latest.

    Raises NotFoundError for another region's row, WrongStateError when it is done, InvalidInputError on ``until``
    or ``note``.
    """
    _demand_task(work, kind, subject_id)
    if kind in PUT_OFF_ELSEWHERE:
        raise WrongStateError("Stel de beoordeling uit bij het voorstel zelf.")
    latest = work.today + timedelta(days=LONGEST_SNOOZE_DAYS)
    if not work.today < until <= latest:
        error = f"Kies een dag na vandaag, tot en met {latest:%d-%m-%Y}."
        raise InvalidInputError(error, {"until": error})
    if len(note.strip()) > LONGEST_NOTE:
        error = f"Houd de tekst korter dan {LONGEST_NOTE} tekens."
        raise InvalidInputError(error, {"note": error})
    hold = _hold(work, kind, subject_id)
    hold.snoozed_until, hold.note = until, note.strip()
    _written(work, hold)


@transactional
def wake_task(work: Work, *, kind: TaskKind, subject_id: int) -> None:
    """Let a task that was put off count again at once."""
    _demand_task(work, kind, subject_id)
    hold = _hold(work, kind, subject_id)
    hold.snoozed_until, hold.note = None, ""
    _written(work, hold)


@transactional
def sweep_holds(work: Work) -> int:
    """Forget what is held of tasks that are done, or by who may not act there any more; return how many rows went.

    A row that becomes the same task again later is a new task: nobody has it, and it counts at once.
    """
    holds = work.session.scalars(select(TaskHold).order_by(TaskHold.id).with_for_update()).all()
    by_kind: dict[str, list[TaskHold]] = defaultdict(list)
    for hold in holds:
        by_kind[hold.kind].append(hold)
    colleagues = {each.user_id: each for each in acting_coordinators(work.session, today=work.today)}
    gone = [hold for kind, rows in by_kind.items() for hold in _settled(work, kind, rows, colleagues)]
    work.session.execute(delete(TaskHold).where(TaskHold.id.in_([hold.id for hold in gone])))
    return len(gone)


def _settled(work: Work, kind: str, rows: list[TaskHold], colleagues: dict[int, Colleague]) -> list[TaskHold]:
    """Return the holds that say nothing any more; take the others from who may not act there."""
    if kind not in KINDS:
        return rows
    view = view_of(work.session, scope=Scope(national=True), today=work.today)
    ids = [hold.subject_id for hold in rows]
    standing = TaskSources(work.session, view).matching(KINDS[kind], ids)
    regions = regions_of(work.session, SUBJECTS[KINDS[kind]], ids)
    for hold in rows:
        colleague = colleagues.get(hold.assigned_to_id or 0)
        if colleague is None or not colleague.acts_in_one_of(regions.get(hold.subject_id, frozenset())):
            hold.assigned_to_id = None
        if hold.snoozed_until is not None and hold.snoozed_until <= work.today:
            hold.snoozed_until, hold.note = None, ""
    work.session.flush()
    return [hold for hold in rows if hold.subject_id not in standing or _says_nothing(hold)]


def _says_nothing(hold: TaskHold) -> bool:
    return hold.assigned_to_id is None and hold.snoozed_until is None


def _demand_task(work: Work, kind: TaskKind, subject_id: int) -> frozenset[str]:
    """Return the regions of the row. Raises unless it is such a task now, where the actor may act."""
    regions = regions_of(work.session, SUBJECTS[kind], [subject_id]).get(subject_id, frozenset())
    scope = work.actor.acts_in
    if scope.empty or not Colleague(0, "", scope).acts_in_one_of(regions):
        raise NotFoundError
    view = view_of(work.session, scope=scope, today=work.today, user_id=work.actor.user_id)
    if subject_id in TaskSources(work.session, view).matching(kind, [subject_id]):
        return regions
    # For the nation a row without a region may just as well not be there.
    if not regions:
        raise NotFoundError
    raise WrongStateError("Deze taak is intussen gedaan. Bekijk de lijst opnieuw.")


def _hold(work: Work, kind: TaskKind, subject_id: int) -> TaskHold:
    """Lock what is held of a row, made when nothing was; of two at once the second waits for the first."""
    found = _held(work, kind, subject_id)
    if found is not None:
        return found
    made = TaskHold(kind=kind.value, subject_id=subject_id, at=work.now)
    try:
        with work.session.begin_nested():
            work.session.add(made)
            work.session.flush()
    except IntegrityError:
        found = _held(work, kind, subject_id)
    return found or made


def _held(work: Work, kind: TaskKind, subject_id: int) -> TaskHold | None:
    return work.session.scalar(
        select(TaskHold)
        .where(TaskHold.kind == kind.value, TaskHold.subject_id == subject_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _written(work: Work, hold: TaskHold) -> None:
    hold.by_id, hold.at = work.actor.user_id, work.now
    if _says_nothing(hold):
        work.session.delete(hold)
    work.session.flush()
