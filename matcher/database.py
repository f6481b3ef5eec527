"""The database behind Flask: session, and how a transaction begins on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from matcher.models import Base
from matcher.services.engine_changes import listen_to

db = SQLAlchemy(metadata=Base.metadata)
listen_to(Session)

# A GET may not write: the database itself refuses it while this is set.
read_only: ContextVar[bool] = ContextVar("read_only", default=False)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let SQLAlchemy own BEGIN (the driver begins too late) and switch on what SQLite leaves off."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "connect")
def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """Have no statement compiled: our longest take less time than compiling their many counts would."""
    if type(connection).__module__.partition(".")[0] != "psycopg":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    connection.commit()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Begin as reader or writer.

    A SQLite writer takes the write lock at once (BEGIN IMMEDIATE): a transaction that reads first and then upgrades
    would fail when another writer was faster, and limits checked on old rows would not hold.
    """
    reading = read_only.get()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
    elif connection.dialect.name == "postgresql" and reading:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


@contextmanager
def reading_session() -> Iterator[Session]:
    """Give a session of its own that only reads, for a long look: on SQLite it keeps no writer waiting.

    It does not end with the request, so that a file can go out row by row.
    """
    with Session(db.engine) as session:
        token = read_only.set(True)
        try:
            session.connection()
        finally:
            read_only.reset(token)
        yield session
