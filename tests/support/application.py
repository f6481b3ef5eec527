"""The application, its database session and clients that check every page."""

import pytest
import time_machine

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db, read_only
from matcher.extensions import limiter
from matcher.services.transaction import Work
from tests import factories
from tests.support.databases import empty
from tests.support.pages import PageClient

# A Monday in a school year in which the six-hours rule holds.
FROZEN = "2026-09-14T09:00:00+00:00"


@pytest.fixture
def frozen(request):
    """The present stands still at :data:`FROZEN`; ``frozen.move_to`` travels. A browser has its own clock."""
    if request.node.get_closest_marker("e2e"):
        yield None
        return
    with time_machine.travel(FROZEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def app(migrated_app, frozen):
    """The application on an empty database (reference data only)."""
    migrated_app.test_client_class = PageClient
    migrated_app.config["WTF_CSRF_ENABLED"] = False
    limiter.enabled = True
    with migrated_app.app_context():
        limiter.reset()
    yield migrated_app
    read_only.set(False)
    with migrated_app.app_context():
        empty(migrated_app)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def new_client(app):
    """A function that makes another browser."""
    return app.test_client


@pytest.fixture
def session(app):
    """The database session outside a request, with the factories bound to it."""
    with app.app_context():
        factories.bind(db.session)
        yield db.session
        db.session.rollback()
        db.session.remove()


@pytest.fixture
def work_as(session):
    """Return a unit of work for an actor; mail is not sent but waits in the outbox."""

    def make(actor=None):
        base = system_work()
        return Work(session=base.session, actor=actor or base.actor, now=clock.now())

    return make


@pytest.fixture
def outbox(app):
    """Mails sent in this test."""
    mail = app.extensions["mailman"]
    mail.outbox = []
    return mail.outbox
