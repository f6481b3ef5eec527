"""Large exports: made whole, from the beginning when a worker died, and thrown away after a day."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from matcher.database import reading_session
from matcher.domain.jobs import Job
from matcher.exports.files import file_of
from matcher.jobs.work import job_work
from matcher.queries.coordination.desk_lists import source_of, view_from, wish_from
from matcher.queries.coordination.listing import streamed_rows, total
from matcher.services import exports
from matcher.services.exports import Order

# So many rows between two looks at whether it is still wanted.
STEP = 1_000


class _NotWantedError(Exception):
    """Somebody stopped it, or another worker took it over."""


def make_export(export_id: int) -> str:
    """Make the file of an export that nobody makes."""
    order = exports.take_export(job_work(), export_id=export_id)
    if order is None:
        return "nothing to do"
    try:
        rows, content = _made(order)
    except _NotWantedError:
        return "no longer asked"
    except BaseException:
        exports.put_back_export(job_work(), order=order)
        raise
    return (
        f"{rows} rows" if exports.keep_file(job_work(), order=order, rows=rows, content=content) else "no longer asked"
    )


def _made(order: Order) -> tuple[int, bytes]:
    """Return how many rows the file has, and the file."""
    with reading_session() as session:
        view = view_from(session, scope=order.scope, today=order.today, query=order.query)
        source, wish = source_of(session, order.desk_list, view), wish_from(order.query)
        counted = Counted(order, total(session, source, wish))
        with (
            closing(streamed_rows(session, source, wish)) as rows,
            file_of(order.desk_list, order.form, counted.over(rows)) as file,
        ):
            return counted.done, file.read()


class Counted:
    """Rows that tell the database how far they are, and stop when nobody waits for them."""

    def __init__(self, order: Order, whole: int) -> None:
        self.done, self._order, self._whole = 0, order, whole

    def over(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Yield the rows. Raises when the export is not wanted any more."""
        self._tell()
        for row in rows:
            yield row
            self.done += 1
            if self.done % STEP == 0:
                self._tell()

    def _tell(self) -> None:
        whole = max(self._whole, self.done)
        if not exports.note_progress(job_work(), order=self._order, done=self.done, total=whole):
            raise _NotWantedError


def resume_exports() -> str:
    """Ask again for every export that nobody makes: what a killed worker or a lost message left lying."""
    work = job_work()
    waiting = exports.unattended(work.session, now=work.now)
    work.session.rollback()
    for export_id in waiting:
        work.enqueue(Job.MAKE_EXPORT, export_id)
    return f"{len(waiting)} exports"


def prune_exports() -> str:
    """Throw away the files whose day is over."""
    return f"{exports.prune_exports(job_work())} files"
