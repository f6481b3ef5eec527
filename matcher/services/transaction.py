"""A unit of work: services flush, the outermost one commits, and what must follow a commit follows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial, wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from matcher.clock import dutch_date
from matcher.domain.actors import Actor
from matcher.domain.jobs import Job

P = ParamSpec("P")
R = TypeVar("R")
_DEPTH = "transaction_depth"
_AFTER = "after_commit"
_ASKED = "jobs_asked_for"


@dataclass(frozen=True, slots=True)
class Work:
    """What every service gets: the session, who acts, and the present moment."""

    session: Session
    actor: Actor
    now: datetime
    # Called after a commit that left mail in the outbox.
    dispatch: Callable[[], object] = lambda: None
    # Asks for a job in the background; call it through ``after_commit``.
    enqueue: Callable[..., object] = lambda *_job: None

    @property
    def today(self) -> date:
        """The date in the Netherlands."""
        return dutch_date(self.now)

    def after_commit(self, follow_up: Callable[[], object]) -> None:
        """Run ``follow_up`` once, after this unit of work is committed; never when it fails."""
        waiting = self.session.info.setdefault(_AFTER, [])
        if follow_up not in waiting:
            waiting.append(follow_up)


def ask_for(session: Session, job: Job) -> None:
    """Ask for a job once the present unit of work is committed, however often it is asked for; never when it fails.

    For what sees the writes of a session but not the unit of work (``services.engine_changes``).
    """
    session.info.setdefault(_ASKED, {})[job] = True


def forget_asked(session: Session) -> None:
    """Drop what was asked for in a transaction that is over."""
    session.info.pop(_ASKED, None)


def _commit(work: Work) -> None:
    # Flushed first: that may ask for jobs.
    work.session.flush()
    for job in work.session.info.get(_ASKED, {}):
        work.after_commit(partial(work.enqueue, job))
    work.session.commit()


def transactional(
    service: Callable[Concatenate[Work, P], R],
) -> Callable[Concatenate[Work, P], R]:
    """Commit when the outermost service returns, roll back when it raises."""

    @wraps(service)
    def run(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> R:
        info = work.session.info
        info[_DEPTH] = info.get(_DEPTH, 0) + 1
        try:
            result = service(work, *args, **kwargs)
            if info[_DEPTH] == 1:
                _commit(work)
        except BaseException:
            work.session.rollback()
            info.pop(_AFTER, None)
            raise
        finally:
            info[_DEPTH] -= 1
        if info[_DEPTH] == 0:
            for follow_up in info.pop(_AFTER, []):
                follow_up()
        return result

    return run
