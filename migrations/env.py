"""Alembic environment: runs inside the Flask application's context, on its database."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

target_metadata = current_app.extensions["migrate"].db.metadata


def plain_type(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as the plain ones below them: migrations do not import models."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}" if "(" in repr(item.impl) else f"sa.{item.impl!r}()"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=target_metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def without_cascades(connection: Connection) -> Iterator[None]:
    """Change tables without losing rows: SQLite changes a table by making it anew and dropping the old one.

    With its foreign keys on, the drop would delete every row that refers to the table. They are checked afterwards.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"rows without what they refer to: {broken[:5]}")
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("offline migrations are not supported: run against a database")
engine = current_app.extensions["migrate"].db.engine
with engine.connect() as connection, without_cascades(connection):
    run(connection)
    connection.commit()
