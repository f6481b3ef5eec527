"""A region with people and needs, and a queue that can be held."""

import pytest
from sqlalchemy.orm import undefer

from matcher.domain.rounds import RoundOptions, RoundScope
from matcher.models import MatchingRound
from matcher.services import rounds
from tests.factories import NeedFactory, ProfessionalFactory

TWENTE = RoundScope(regions=frozenset({"AM05"}))


@pytest.fixture
def crowd(session):
    """Six people and four needs of Twente: three people for two long needs, three for two short ones, each for one."""
    sizes = (240, 120)
    people = [ProfessionalFactory(minutes_min=size, minutes_max=size).id for size in sizes for _ in range(3)]
    needs = [NeedFactory(minutes_per_week=size).id for size in sizes for _ in range(2)]
    session.commit()
    return people, needs


@pytest.fixture
def held(app, monkeypatch):
    """What was asked of the queue and not done: ``held.run()`` does it, in turn, with all that follows."""

    class Held(list):
        def run(self):
            while self:
                job, arguments = self.pop(0)
                app.extensions["jobs"].run(job, *arguments)

    asked = Held()
    monkeypatch.setattr(app.extensions["jobs"], "enqueue", lambda job, *ids: asked.append((job, ids)))
    return asked


@pytest.fixture
def small_parts(monkeypatch):
    """More parts than one, also of a small round."""
    monkeypatch.setattr("matcher.services.rounds.solver.PART_EDGES", 6)


@pytest.fixture
def planned(work_as, app):
    """Return a function that plans a round and returns its id."""

    def plan(scope=TWENTE, actor=None, weights=None, **options):
        work = work_as(actor)
        object.__setattr__(work, "enqueue", app.extensions["jobs"].enqueue)
        return rounds.plan_round(work, scope=scope, options=RoundOptions(**options), weights=weights)

    return plan


@pytest.fixture
def fresh(session):
    """Return a function that reads a round as it is in the database now."""

    def read(round_id):
        session.rollback()
        found = session.get(MatchingRound, round_id, populate_existing=True, options=[undefer("*")])
        session.expunge(found)
        # No transaction stays open: a job writes in a session of its own.
        session.rollback()
        return found

    return read
