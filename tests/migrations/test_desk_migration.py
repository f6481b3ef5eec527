"""Changing a table keeps the rows that refer to it: on SQLite a table is made anew."""

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from matcher.database import db
from tests import factories
from tests.support.databases import load_reference_rows

BEFORE = "0007"
KEPT = ("programme", "programme_region", "professional", "search_area", "matching_round", "round_region")
_DAYS = "review_days, answer_days, meeting_days, trial_days, placing_days"
_PROGRAMME = f"""INSERT INTO programme (id, name, starts_on, national, {_DAYS}, partners, weights)
    VALUES (1, 'Oost', '2026-08-01', false, 5, 5, 5, 5, 5, '[]', '{{}}')"""
_PROGRAMME_REGION = "INSERT INTO programme_region (programme_id, region_code) VALUES (1, 'AM05')"
_ROUND = """INSERT INTO matching_round (id, state, national, options, weights_version, today, snapshot, created_at,
        attempts, people, needs, edges, figures, error, weights, label)
    VALUES (1, 'solved', false, '{}', 'x', '2026-09-01', '', '2026-09-01 10:00:00', 0, 0, 0, 0, '{}', '', '{}', '')"""
_ROUND_REGION = "INSERT INTO round_region (round_id, region_code) VALUES (1, 'AM05')"


def counts():
    with db.engine.connect() as connection:
        return {name: connection.scalar(sa.text(f"SELECT count(*) FROM {name}")) for name in KEPT}


@pytest.fixture
def filled(app, session):
    factories.ProfessionalFactory()
    session.commit()
    with db.engine.begin() as connection:
        for statement in (_PROGRAMME, _PROGRAMME_REGION, _ROUND, _ROUND_REGION):
            connection.execute(sa.text(statement))
    session.remove()
    yield
    db.session.remove()
    upgrade()
    load_reference_rows(app)


def test_rows_stay_there_and_back(filled):
    before = counts()
    assert min(before.values()) >= 1
    downgrade(revision=BEFORE)
    assert counts() == before
    upgrade()
    assert counts() == before
