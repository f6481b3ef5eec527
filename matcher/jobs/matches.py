"""Suggestions that follow the changes, and what the engine needs to be kept small."""

from matcher import clock
from matcher.database import db
from matcher.jobs.work import job_work, reading
from matcher.matching.warming import warm_up
from matcher.queries.engine import current_engine
from matcher.services.engine_changes import prune_changes
from matcher.services.match_refresh import anything_changed, refresh_some
from matcher.services.suggestions import suggest_all


def refresh_matches() -> str:
    """Look again at the suggestions of every profile and need that changed; each look is committed by itself."""
    done = 0
    while _ready():
        seen = refresh_some(job_work())
        if not seen:
            # What is left, another worker has.
            break
        done += seen
    return f"{done} changes"


def _ready() -> bool:
    """Return whether there is work, with the engine up to date before the write lock is taken (SQLite)."""
    work = job_work()
    with reading():
        waits = anything_changed(db.session())
        if waits:
            current_engine(work.session, today=work.today)
    return waits


def get_ready() -> None:
    """Have the engine ready for the first change: compiled, with everybody in it."""
    warm_up()
    with reading():
        current_engine(db.session(), today=clock.today())
    db.session.remove()


def compute_matches() -> str:
    """Suggest people for every open need: what no single change led to."""
    return f"{suggest_all(job_work())} suggestions"


def prune() -> str:
    """Delete old rows of the feed of changes."""
    return f"{prune_changes(job_work())} changes deleted"
