"""Trial lessons of which only the day was kept, brought to revision 0007 and back, on the database under test."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from matcher.clock import today
from matcher.database import db
from matcher.domain.states import ProposalState
from matcher.domain.trials import TrialState
from matcher.models import Proposal, Trial
from tests import factories
from tests.support.databases import load_reference_rows

BEFORE, AFTER = "0006", "0007"
NOTE = "10.00 uur, lokaal B12"


def run(statement, **values):
    with db.engine.begin() as connection:
        return connection.execute(sa.text(statement), values)


@pytest.fixture
def old(app, session):
    """Ids of a lesson that was given, one that is to come, and a proposal without one, as revision 0006 kept them."""
    state = ProposalState.TRIAL
    ids = [factories.ProposalFactory(state=each).id for each in (state, state, ProposalState.INTRODUCED)]
    session.commit()
    session.remove()
    downgrade(revision=BEFORE)
    given, coming = today() - timedelta(days=3), today() + timedelta(days=9)
    for proposal_id, day in zip(ids, (given, coming), strict=False):
        run(
            "UPDATE proposal SET trial_on = :day, trial_note = :note WHERE id = :id", day=day, note=NOTE, id=proposal_id
        )
    yield ids
    db.session.remove()
    upgrade()
    load_reference_rows(app)


def test_a_lesson_keeps_its_day_and_its_words_there_and_back(old, session):
    upgrade(revision=AFTER)
    # Only these columns: the others may be younger than this revision.
    p = Proposal
    columns = (p.id, p.trial_on, p.waiting_since, p.answer_by, p.chase_on)
    given, coming, without = session.execute(sa.select(*columns).where(p.id.in_(old)).order_by(p.id)).all()
    trial = session.get(Trial, coming.id)
    assert (trial.state, trial.place, trial.starts_at.date()) == (TrialState.PLANNED, NOTE, coming.trial_on)
    assert session.get(Trial, without.id) is None
    assert given.waiting_since == date.today()  # noqa: DTZ011 (as the migration reads it)
    assert coming.waiting_since == coming.trial_on + timedelta(days=1)
    assert coming.answer_by > coming.chase_on > coming.trial_on
    session.remove()
    downgrade(revision=BEFORE)
    assert run("SELECT count(*) FROM proposal WHERE trial_note = :note", note=NOTE).scalar() == 2
    assert run("SELECT trial_note FROM proposal WHERE id = :id", id=old[2]).scalar() == ""
