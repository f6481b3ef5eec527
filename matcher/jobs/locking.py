"""A lock that one process holds and that goes with it, however it ends: nothing is left behind to clean up."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app
from sqlalchemy import Engine, text

from matcher.config import Settings
from matcher.database import db

# Our locks among all advisory locks of the database: an arbitrary number.
KIND = 72_11
_TRY = text("SELECT pg_try_advisory_lock(:kind, hashtext(:name))")


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Hold the lock of this name, if nobody does: yields whether that worked. Waits for nobody.

    On PostgreSQL all machines share it (a lock of the session of a connection of its own); beside SQLite all processes
    of the machine do (a lock on a file in the instance folder).
    """
    engine = db.engine
    holding = _in_postgresql(engine, name) if engine.dialect.name == "postgresql" else _in_file(name)
    with holding as mine:
        yield mine


@contextmanager
def _in_postgresql(engine: Engine, name: str) -> Iterator[bool]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # It never goes back to the pool: closing it ends its session, and with that the lock.
        connection.detach()
        yield bool(connection.scalar(_TRY, {"kind": KIND, "name": name}))


@contextmanager
def _in_file(name: str) -> Iterator[bool]:
    settings: Settings = current_app.extensions["settings"]
    folder: Path = settings.instance / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
