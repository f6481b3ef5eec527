"""Real worker processes on the database under test."""

import random

import pytest

from bench._fleet import fleet
from matcher.database import db


@pytest.fixture
def workers(app, database_url, tmp_path):
    """Return a context of real workers on the database under test: ``with workers(kind="outbox") as fleet``."""
    with app.app_context():
        # Nothing here keeps the workers from writing.
        db.session.remove()
    return lambda **options: fleet(tmp_path, database_url, **options)


@pytest.fixture
def chance(request):
    """Random numbers: pytest-randomly has set the seed, and prints it."""
    return random.Random(random.random())
