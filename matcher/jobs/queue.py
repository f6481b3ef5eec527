"""The queue that one setting names: in this process, in a file, in PostgreSQL or in Redis."""

from pathlib import Path

import psycopg
from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError as QueueError

from matcher.config import ConfigurationError

NAME = "matcher"
IMMEDIATE = "immediate"
# A schema of its own: the tables of the queue are no part of the application's migrations.
SCHEMA = "matcher_jobs"


def make_queue(url: str) -> Huey:
    """Return the queue at an address. Raises ConfigurationError for one that is not known.

    ``immediate`` runs a job at once where it is asked for; ``sqlite:///file``, ``postgresql://...`` and ``redis://...``
    hand it to workers.
    """
    scheme, _, rest = url.partition("://")
    # Results are never read: what a job did stands in the database.
    common = {"name": NAME, "results": False}
    if url == IMMEDIATE:
        return MemoryHuey(name=NAME, immediate=True)
    if scheme == "sqlite":
        path = Path(rest.removeprefix("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(filename=str(path), timeout=15, **common)
    if scheme in {"postgresql", "postgres"}:
        return _in_postgresql(url, common)
    if scheme in {"redis", "rediss", "unix"}:
        return _in_redis(url, common)
    raise ConfigurationError("JOBS_URL must be immediate, sqlite:///..., postgresql://... or redis://...")


def _in_postgresql(url: str, common: dict[str, object]) -> Huey:
    with psycopg.connect(url, autocommit=True) as connection:
        # The lock keeps two processes that start at once from making it twice.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [SCHEMA])
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        return PostgresHuey(connection=lambda: psycopg.connect(url, options=f"-c search_path={SCHEMA}"), **common)


def _in_redis(url: str, common: dict[str, object]) -> Huey:
    try:
        return RedisHuey(url=url, **common)
    except QueueError as error:
        raise ConfigurationError("JOBS_URL names Redis: install its client first (pip install redis)") from error
