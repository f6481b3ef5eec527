"""The nightly check: finds what does not add up, once, and solves it by itself when it is gone."""

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from matcher.domain.jobs import Job
from matcher.domain.law import InconsistencyKind
from matcher.domain.states import PlacementState
from matcher.jobs.schedule import daily
from matcher.jobs.tasks import PERIODIC, TASKS
from matcher.models import HoursException, Inconsistency, Placement, PlacementMonth, PlacementYear, Qualification
from matcher.services.hours.checking import Summary, check_hours
from tests.factories import coordinator
from tests.integration.hours.scenes import AT, placed

KIND = InconsistencyKind


@pytest.fixture
def check(session, work_as):
    """A function that checks and returns the open findings: (kind, placement) -> message."""

    def run():
        check_hours(work_as())
        session.expire_all()
        rows = session.scalars(select(Inconsistency).where(Inconsistency.solved_at.is_(None)))
        return {(row.kind, row.placement_id): row.message for row in rows}

    return run


def test_nothing_is_found_when_all_adds_up(session, work_as):
    placed(session, work_as)
    assert check_hours(work_as()) == Summary(people=1)


def test_stored_hours_that_differ_are_one_row_until_they_are_right(session, work_as, check, frozen):
    placement_id = placed(session, work_as)
    year = session.get(PlacementYear, (placement_id, 2026))
    right, year.counted_minutes = year.counted_minutes, 60
    session.commit()
    found = check()
    assert found.keys() == {(KIND.STORED_HOURS, placement_id)}
    assert (
        "opgeslagen 72 klokuren (tellen mee: 1), opnieuw geteld 72 klokuren" in found[KIND.STORED_HOURS, placement_id]
    )
    first = session.scalar(select(Inconsistency.id))
    frozen.move_to(datetime(2026, 9, 15, 2, 20, tzinfo=UTC))
    assert check_hours(work_as()) == Summary(people=1, open=1)
    assert session.scalars(select(Inconsistency.id)).all() == [first]
    assert session.scalar(select(Inconsistency.found_at)) == AT
    session.get(PlacementYear, (placement_id, 2026)).counted_minutes = right
    session.commit()
    assert check_hours(work_as()) == Summary(people=1, solved=1)
    assert session.scalar(select(Inconsistency.solved_at)) == datetime(2026, 9, 15, 2, 20, tzinfo=UTC)


def test_a_finding_that_comes_back_is_a_new_row(session, work_as, check):
    placement_id = placed(session, work_as)
    for minutes in (60, 72 * 60, 61):
        session.get(PlacementYear, (placement_id, 2026)).counted_minutes = minutes
        session.commit()
        check()
    assert len(session.scalars(select(Inconsistency)).all()) == 2


def test_above_the_limit_without_an_exception(session, work_as, check):
    first = placed(session, work_as, minutes_per_week=480)
    person = session.get(Placement, first).professional_id
    placed(session, work_as, person=person)
    # What no service lets happen: the months say more was taught.
    _confirm(session, first, date(2026, 9, 1), 170 * 60)
    found = check()
    assert "240 klokuren" in found[KIND.ABOVE_LIMIT, None]
    assert (KIND.STORED_HOURS, first) in found
    _exception(session, person, until=date(2027, 7, 31))
    assert (KIND.ABOVE_LIMIT, None) not in check()


def test_hours_after_the_last_day_of_the_exception(session, work_as, check, frozen):
    first = placed(session, work_as, minutes_per_week=840, by_coordinator=True, exception_until=date(2027, 1, 29))
    person = session.get(Placement, first).professional_id
    assert check() == {}
    session.scalar(select(HoursException)).valid_until = date(2026, 12, 1)
    session.commit()
    assert check() == {}
    frozen.move_to(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    message = check()[KIND.EXCEPTION_ENDED, None]
    assert "gold tot en met 01-12-2026. Daarna staan nog" in message
    _exception(session, person, until=date(2027, 7, 31))
    assert check() == {}


def test_what_a_running_placement_under_the_rule_lacks(session, work_as, check, frozen):
    placement_id = placed(session, work_as, vog_issued_on=None, vog_seen_on=None)
    assert check() == {}
    frozen.move_to(datetime(2026, 9, 22, 9, 0, tzinfo=UTC))
    assert "VOG" in check()[KIND.INCOMPLETE, placement_id]
    frozen.move_to(datetime(2027, 2, 1, 9, 0, tzinfo=UTC))
    assert check() == {}


def test_who_loses_a_proof_needs_a_teacher(session, work_as, check, frozen):
    """The named check of the table knows the ground of the first day only."""
    placement_id = placed(session, work_as, holding=True, responsible_teacher="", subject_parts="")
    session.scalar(select(Qualification)).valid_to = date(2026, 10, 1)
    session.commit()
    frozen.move_to(datetime(2026, 10, 5, 9, 0, tzinfo=UTC))
    message = check()[KIND.INCOMPLETE, placement_id]
    assert "welke leraar" in message
    assert "welke vakken" in message


def test_confirmed_months_that_cannot_be(session, work_as, check):
    first = placed(session, work_as)
    second = placed(session, work_as, person=session.get(Placement, first).professional_id)
    _confirm(session, first, date(2026, 9, 1), 120 * 60)
    _confirm(session, second, date(2026, 9, 1), 120 * 60)
    _confirm(session, first, date(2026, 6, 1), 60)
    found = check()
    assert found[KIND.CONFIRMED_MONTHS, None] == "Over 09-2026 zijn bij 2 inzetten samen 240 klokuren bevestigd."
    assert found[KIND.CONFIRMED_MONTHS, first] == "Over 06-2026 zijn 1 klokuur bevestigd, buiten de inzet."


def test_everybody_is_checked_in_chunks(session, work_as, monkeypatch):
    monkeypatch.setattr("matcher.services.hours.checking.CHUNK", 2)
    placements = [placed(session, work_as) for _ in range(5)]
    for placement_id in placements:
        session.get(PlacementYear, (placement_id, 2026)).counted_minutes = 60
    session.commit()
    assert check_hours(work_as()) == Summary(people=5, open=5, new=5)


def test_a_finding_goes_with_its_cancelled_placement(session, work_as, check):
    placement_id = placed(session, work_as)
    session.get(PlacementYear, (placement_id, 2026)).counted_minutes = 60
    session.commit()
    assert check()
    session.get(Placement, placement_id).state = PlacementState.CANCELLED
    session.commit()
    assert check() == {}


def test_it_runs_at_night_and_by_hand(app, session, work_as):
    placed(session, work_as)
    session.commit()
    assert PERIODIC[Job.CHECK_HOURS] == daily(2, 20)
    assert TASKS[Job.CHECK_HOURS]() == "1 people, 0 open, 0 new, 0 solved"
    result = app.test_cli_runner().invoke(args=["hours", "check"])
    assert json.loads(result.output) == {"people": 1, "open": 0, "new": 0, "solved": 0}


def _confirm(session, placement_id, month, minutes):
    session.add(PlacementMonth(placement_id=placement_id, month=month, real_minutes=minutes, confirmed_at=AT))
    session.commit()


def _exception(session, person, *, until):
    session.add(
        HoursException(
            professional_id=person,
            school_year=2026,
            allowed_minutes=400 * 60,
            valid_until=until,
            reason="Tekort.",
            article="WVO 2020 artikel 7.19",
            recorded_at=AT,
            recorded_by_id=coordinator("AM05").id,
        )
    )
    session.commit()
