"""Which periodic jobs are due: a worker that dies in the middle of one has not done it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from matcher.models import JobRun
from matcher.services.transaction import Work, transactional


@transactional
def due_jobs(work: Work, *, times: Mapping[str, datetime]) -> list[str]:
    """Return the jobs that did not begin since their last time and come to their end.

    A job that is seen for the first time is due at its next time.
    """
    began = dict(work.session.execute(select(JobRun.job, JobRun.began_at)).all())
    unknown = [{"job": job, "began_at": work.now} for job in times if job not in began]
    if unknown:
        on_postgresql = work.session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if on_postgresql else sqlite.insert
        work.session.execute(insert(JobRun).on_conflict_do_nothing(), unknown)
    return [job for job, time in times.items() if job in began and began[job] < time]


@transactional
def note_run(work: Work, *, job: str, began_at: datetime) -> None:
    """Write that a run that began at this moment came to its end."""
    work.session.execute(update(JobRun).where(JobRun.job == job, JobRun.began_at < began_at).values(began_at=began_at))
