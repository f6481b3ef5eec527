"""Real worker processes on the database under test."""

import logging
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
    """Random numbers, with a seed that a failure prints."""
    seed = random.randrange(10**6)
    logging.getLogger("tests").warning("seed %s", seed)
    return random.Random(seed)
