"""The figures of the day, and those of large areas worked out ahead. Running twice gives the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.jobs.work import job_work, reading
from matcher.queries.coordination.figures import kept
from matcher.queries.coordination.figures.pages import PAGES, is_map
from matcher.queries.coordination.figures.place import EVERYTHING, Place
from matcher.queries.coordination.scope import View, view_of
from matcher.services.figures import forget_old_pages, keep_page, keep_snapshot, snapshot_of
from matcher.services.transaction import Work


def snapshot_figures() -> str:
    """Remember what every figure is today."""
    work = job_work()
    with reading():
        values = snapshot_of(work)
    return f"{keep_snapshot(work, day=work.today, values=values)} figures"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of an area as one scope sees it."""

    view: View
    place: Place
    name: str


def refresh_figures() -> str:
    """Work out the pages of large areas that changed since, each in a transaction of its own."""
    work, done = job_work(), 0
    with reading():
        pages = list(_pages(work))
    for page in pages:
        done += _refresh(work, page)
    forget_old_pages(work)
    return f"{done} of {len(pages)} pages"


def _pages(work: Work) -> Iterator[_Page]:
    for scope in kept.scopes(work.session):
        view = view_of(work.session, scope=scope, today=work.today)
        for place in kept.large_places(work.session, view):
            yield from (_Page(view, place, name) for name in PAGES if place == EVERYTHING or not is_map(name))


def _refresh(work: Work, page: _Page) -> bool:
    key = kept.key_of(page.view, page.place, page.name)
    with reading():
        stamp = kept.stamp(work.session, page.view)
        if kept.stamp_of(work.session, key) == stamp:
            return False
        figures = PAGES[page.name](work.session, page.view, page.place)
    keep_page(work, key=key, figures={**figures, kept.STAMP: stamp})
    return True
