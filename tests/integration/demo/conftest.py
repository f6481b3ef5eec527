"""The demo, built once for all tests of a module."""

import hashlib

import pytest
import time_machine
from sqlalchemy import select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.demo.build import REFERENCE_TABLES, build_demo
from matcher.domain.actors import SYSTEM
from matcher.extensions import limiter
from matcher.models import Base
from matcher.services.transaction import Work
from tests.support.application import FROZEN
from tests.support.databases import empty
from tests.support.pages import PageClient

# Loading the reference tables leaves changes for the engine too.
UNLIKE_THE_DEMO = REFERENCE_TABLES - {"campus"} | {"engine_change", "hours_measure"}
SECRET_COLUMNS = {"session_key", "password_hash"}


def silent_work():
    """A unit of work that mails nothing."""
    return Work(session=system_work().session, actor=SYSTEM, now=clock.now())


def digest(rows):
    """Return a fingerprint of all rows but the reference tables, ids included, secrets left out."""
    found = hashlib.sha256()
    for table in Base.metadata.sorted_tables:
        if table.name in UNLIKE_THE_DEMO:
            continue
        columns = [column for column in table.columns if column.name not in SECRET_COLUMNS]
        for row in rows.execute(select(*columns).order_by(*table.primary_key.columns)):
            found.update(repr((table.name, *row)).encode())
    return found.hexdigest()


@pytest.fixture(scope="module")
def demo(migrated_app):
    """The application with the demo in its database, on a day that stands still."""
    migrated_app.test_client_class = PageClient
    migrated_app.config["WTF_CSRF_ENABLED"] = False
    with time_machine.travel(FROZEN, tick=False), migrated_app.app_context():
        limiter.reset()
        build_demo(silent_work())
        migrated_app.extensions["demo_digest"] = digest(db.session)
        yield migrated_app
        db.session.rollback()
        empty(migrated_app)


@pytest.fixture
def rows(demo):
    """The session on the demo; changes are rolled back."""
    yield db.session
    db.session.rollback()
