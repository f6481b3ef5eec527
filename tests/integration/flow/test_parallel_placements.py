"""The six-hours limit holds when several schools place the same person at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.errors import RuleRefusedError, WrongStateError
from matcher.domain.states import ProposalState
from matcher.models import Placement, PlacementYear
from matcher.queries.ledger import engagements_of
from matcher.rules.six_hours import used_minutes
from matcher.services.placements import place
from matcher.services.transaction import Work
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, school_member
from tests.integration.flow.test_whole_flow import COMMAND

WRITERS = 6
# 5 klokuren in 18 weeks: 90 of 240, so two fit and a third does not.
NINETY_HOURS = replace(COMMAND, minutes_per_week=300)


def place_in_parallel(app, actor, proposals, command):
    """Let each proposal be placed by its own thread and connection, all at once; return the outcomes."""
    barrier = Barrier(len(proposals))

    def attempt(proposal_id):
        with app.app_context():
            work = Work(session=system_work().session, actor=actor, now=clock.now())
            barrier.wait()
            try:
                place(work, proposal_id=proposal_id, command=command)
            except (RuleRefusedError, WrongStateError) as error:
                return type(error)
            finally:
                db.session.remove()
            return None

    with ThreadPoolExecutor(len(proposals)) as pool:
        return list(pool.map(attempt, proposals))


@pytest.mark.parametrize("attempt", range(3))
def test_parallel_placements_of_one_person_stay_within_the_limit(app, session, attempt):
    person, actor = ProfessionalFactory(), actor_of(school_member())
    proposals = [
        ProposalFactory(professional_id=person.id, need_id=NeedFactory().id, state=ProposalState.AGREED).id
        for _ in range(WRITERS)
    ]
    session.commit()
    outcomes = place_in_parallel(app, actor, proposals, NINETY_HOURS)
    assert outcomes.count(None) == 2
    assert outcomes.count(RuleRefusedError) == WRITERS - 2
    assert used_minutes(engagements_of(session, person.id), 2026) == 180 * 60
    assert session.scalar(select(func.max(PlacementYear.planned_minutes))) == 90 * 60


def test_one_position_is_filled_once(app, session):
    need, actor = NeedFactory(people_wanted=1), actor_of(school_member())
    proposals = [
        ProposalFactory(professional_id=ProfessionalFactory().id, need_id=need.id, state=ProposalState.AGREED).id
        for _ in range(WRITERS)
    ]
    session.commit()
    outcomes = place_in_parallel(app, actor, proposals, NINETY_HOURS)
    assert outcomes.count(None) == 1
    assert session.scalar(select(func.count(Placement.id))) == 1
