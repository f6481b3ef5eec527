"""Alembic environment: runs inside the Flask application's context, on its database."""

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


if context.is_offline_mode():
    raise SystemExit("offline migrations are not supported: run against a database")
engine = current_app.extensions["migrate"].db.engine
with engine.connect() as connection:
    run(connection)
    connection.commit()
