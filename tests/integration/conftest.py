"""Tests of services, queries and pages on a real database."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def compiled(warm_engine):
    """The engine's loops are compiled before the first test, as `flask prepare` does before serving.

    Compiled in the middle of a test they would hold its transaction, and SQLite's only write lock, for that long.
    """
