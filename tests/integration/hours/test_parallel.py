"""The limit holds when different services change the hours of one person at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.errors import RuleRefusedError
from matcher.domain.states import ProposalState
from matcher.models import Placement, Qualification
from matcher.queries.recounted import excess_of, recounted
from matcher.rules.teaching_plan import by_school_year
from matcher.services.hours.exceptions import ExceptionCommand, record_exception, withdraw_exception
from matcher.services.placements import change, confirm_month, place
from matcher.services.profile_qualifications import remove_qualification
from matcher.services.transaction import Work
from tests.factories import NeedFactory, ProposalFactory, coordinator_actor, school
from tests.integration.flow.test_whole_flow import COMMAND
from tests.integration.hours.scenes import placed

ROUNDS = range(3)
STAFF = coordinator_actor("AM05")
# 8 klokuren in 18 weeks: 144 of 240, so one more of 144 does not fit.
LARGE = replace(COMMAND, minutes_per_week=480)


def at_once(app, *calls):
    """Run each (service, arguments) in its own thread and connection; return the outcomes: None or the refusal."""
    barrier = Barrier(len(calls))

    def attempt(call):
        service, arguments = call
        with app.app_context():
            work = Work(session=system_work().session, actor=STAFF, now=clock.now())
            barrier.wait()
            try:
                service(work, **arguments)
            except RuleRefusedError as error:
                return type(error)
            finally:
                db.session.remove()
            return None

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(attempt, calls))


def agreed(session, person):
    need = NeedFactory(school_id=school("C.T. Stork College").id)
    return ProposalFactory(professional_id=person, need_id=need.id, state=ProposalState.AGREED).id


def placing(session, person, command=LARGE):
    return place, {"proposal_id": agreed(session, person), "command": command}


def assert_holds(session, person):
    session.expire_all()
    assert excess_of(session, person) == ()
    for row in recounted(session, person):
        stored = {year.school_year: year.counted_minutes for year in _years(session, row)}
        assert {year: minutes for year, minutes in stored.items() if minutes} == by_school_year(row.counted)


def _years(session, row):
    session.refresh(row.placement, ["years"])
    return row.placement.years


@pytest.mark.parametrize("attempt", ROUNDS)
def test_place_against_extend(app, session, work_as, attempt):
    first = placed(session, work_as)
    person = session.get(Placement, first).professional_id
    longer = replace(COMMAND, ends_on=date(2027, 6, 25), teaching_weeks=None)
    calls = [(change, {"placement_id": first, "command": longer}), placing(session, person)]
    session.commit()
    assert sorted(map(str, at_once(app, *calls))) == ["<class 'matcher.domain.errors.RuleRefusedError'>", "None"]
    assert_holds(session, person)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_place_against_confirming_a_month(app, session, work_as, frozen, attempt):
    first = placed(session, work_as)
    person = session.get(Placement, first).professional_id
    frozen.move_to(datetime(2026, 10, 5, 9, 0, tzinfo=UTC))
    later = replace(LARGE, starts_on=date(2026, 10, 5), teaching_weeks=15)
    more = {"placement_id": first, "month": date(2026, 9, 1), "minutes": 120 * 60}
    calls = [(confirm_month, more), placing(session, person, later)]
    session.commit()
    outcomes = at_once(app, *calls)
    assert outcomes.count(None) == 1
    assert outcomes.count(RuleRefusedError) == 1
    assert_holds(session, person)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_place_against_losing_a_proof(app, session, work_as, attempt):
    """While qualified the first placement does not count; without the proof it does."""
    first = placed(session, work_as, holding=True, minutes_per_week=480)
    person = session.get(Placement, first).professional_id
    proof = session.query(Qualification).one().id
    calls = [(remove_qualification, {"professional_id": person, "qualification_id": proof}), placing(session, person)]
    session.commit()
    outcomes = at_once(app, *calls)
    assert outcomes.count(None) == 1
    assert outcomes.count(RuleRefusedError) == 1
    assert_holds(session, person)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_place_against_withdrawing_an_exception(app, session, work_as, attempt):
    first = placed(session, work_as, minutes_per_week=480)
    person = session.get(Placement, first).professional_id
    allow = ExceptionCommand(2026, 300 * 60, date(2027, 7, 31), "Er is een tekort.", "WVO 2020 artikel 7.19")
    row = record_exception(work_as(STAFF), professional_id=person, command=allow)
    calls = [(withdraw_exception, {"professional_id": person, "exception_id": row}), placing(session, person)]
    session.commit()
    outcomes = at_once(app, *calls)
    assert outcomes.count(None) == 1
    assert outcomes.count(RuleRefusedError) == 1
    assert_holds(session, person)
