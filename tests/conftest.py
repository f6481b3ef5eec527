"""Fixtures shared by all tests. The database ones live in tests/support."""

import pytest

pytest_plugins = ["tests.support.databases", "tests.support.application", "tests.support.browsers"]


def pytest_addoption(parser):
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help="which database to test on")


DATABASE_FIXTURES = {"app", "client", "session", "live_server"}


def pytest_collection_modifyitems(items):
    """Mark what touches the database, so that it can be run on each of them."""
    for item in items:
        if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
