"""Figures that are kept: one value a day for trends, and the pages of large areas worked out ahead."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.actors import Scope
from matcher.domain.errors import NotFoundError
from matcher.models import FigureCache, FigureSnapshot
from matcher.queries.coordination.figures import kept
from matcher.queries.coordination.figures.pages import PAGES
from matcher.queries.coordination.figures.place import place_of
from matcher.queries.coordination.figures.snapshots import Values, figures_of_day
from matcher.queries.coordination.scope import view_of
from matcher.services.transaction import Work, transactional

# Somebody who asks again within this time gets what was just worked out.
NOT_AGAIN_WITHIN = timedelta(minutes=1)
# What nobody keeps up to date any more is thrown away.
KEPT_FOR = timedelta(days=1)


def snapshot_of(work: Work) -> Values:
    """Return every figure of every area of this moment."""
    view = view_of(work.session, scope=Scope(national=True), today=work.today)
    return figures_of_day(work.session, view)


@transactional
def keep_snapshot(work: Work, *, day: date, values: Values) -> int:
    """Write what the figures were on a day; a second time on that day takes the place of the first."""
    rows = [
        {"day": day, "area": area, "figure": figure, "value": float(value)} for (area, figure), value in values.items()
    ]
    work.session.execute(_upsert(work, FigureSnapshot, ("day", "area", "figure")), rows)
    return len(rows)


@transactional
def keep_pages(work: Work, pages: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the figures of pages under their names, in place of what was kept of them."""
    rows = [{"key": key, "at": work.now, "figures": dict(figures)} for key, figures in pages.items()]
    if rows:
        work.session.execute(_upsert(work, FigureCache, ("key",)), rows)


@transactional
def forget_old_pages(work: Work) -> None:
    """Throw away what was not worked out for a day."""
    work.session.execute(delete(FigureCache).where(FigureCache.at < work.now - KEPT_FOR))


def count_again(work: Work, *, area: str, school_year: int | None, page: str) -> dict[str, Mapping[str, Any]]:
    """Return the figures of a page as they are now, to be kept (:func:`keep_pages`); nothing when that was just done.

    Only reads, so that on SQLite nobody waits to write meanwhile. Raises NotFoundError for an unknown page.
    """
    if page not in PAGES:
        raise NotFoundError("Deze pagina bestaat niet.")
    view = view_of(work.session, scope=work.actor.scope, today=work.today, school_year=school_year)
    place = place_of(view, area)
    key = kept.key_of(view, place, page)
    before = work.session.get(FigureCache, key)
    if before is not None and before.at > work.now - NOT_AGAIN_WITHIN:
        return {}
    spot = kept.to_count(work.session, view, place, page)
    return {key: PAGES[page](work.session, spot.view, spot.place)}


def _upsert(work: Work, model: type[Any], keys: tuple[str, ...]) -> Any:
    on_postgresql = work.session.get_bind().dialect.name == "postgresql"
    table = cast("Table", model.__table__)
    made = (postgresql.insert if on_postgresql else sqlite.insert)(table)
    changed = {column.name: made.excluded[column.name] for column in table.columns if column.name not in keys}
    return made.on_conflict_do_update(index_elements=list(keys), set_=changed)
