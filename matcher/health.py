"""State of the running service."""

from typing import TypedDict

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from matcher.database import db

VERSION = "0.1.0"


class Health(TypedDict):
    """What ``/health`` answers. ``migration`` is the revision the database is at."""

    status: str
    database: str
    migration: str | None
    version: str


def newest_migration() -> str | None:
    """Return the newest revision of the migration scripts."""
    migrate = current_app.extensions["migrate"]
    return ScriptDirectory(str(migrate.directory)).get_current_head()


def report() -> Health:
    """Return the state: ``ok``, ``not migrated`` or ``database unreachable``."""
    health = Health(status="ok", database=db.engine.dialect.name, migration=None, version=VERSION)
    try:
        health["migration"] = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError:
        db.session.rollback()
        health["status"] = "database unreachable"
        return health
    if health["migration"] != newest_migration():
        health["status"] = "not migrated"
    return health
