"""The figures of the day, and those of large areas worked out ahead. Running twice gives the same rows."""

from matcher.jobs.work import job_work, reading
from matcher.queries.coordination.figures import kept
from matcher.queries.coordination.figures.pages import BY_AREA, PAGES, figures_of, is_map
from matcher.services.figures import forget_old_pages, keep_pages, keep_snapshot, snapshot_of
from matcher.services.transaction import Work


def snapshot_figures() -> str:
    """Remember what every figure is today."""
    work = job_work()
    with reading():
        values = snapshot_of(work)
    return f"{keep_snapshot(work, day=work.today, values=values)} figures"


def refresh_figures() -> str:
    """Work out the pages of large areas that changed since: all areas of a page together, each page in a transaction.

    Reads without the write lock, and writes at once what it read: whoever writes meanwhile does not wait. Killed, the
    pages that are written stay, and the next run takes the others.
    """
    work = job_work()
    with reading():
        large = kept.large_areas(work.session, work.today)
    done = sum(_refresh(work, large, name) for name in PAGES)
    forget_old_pages(work)
    return f"{done} of {len(BY_AREA) * len(large.spots) + (len(PAGES) - len(BY_AREA)) * len(large.mapped)} pages"


def _refresh(work: Work, large: kept.Large, page: str) -> int:
    """Work out one page of the areas of which it is not up to date; return of how many."""
    spots = large.mapped if is_map(page) else large.spots
    keys = {kept.named(area, large.nation, page): spot for area, spot in spots.items()}
    with reading():
        stamp = kept.stamp(work.session, work.today)
        asked = kept.outdated(work.session, list(keys), stamp)
        found = figures_of(work.session, page, [keys[key] for key in asked], large.nation)
    keep_pages(work, {key: {**figures, kept.STAMP: stamp} for key, figures in zip(asked, found, strict=True)})
    return len(asked)
