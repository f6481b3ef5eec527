"""Changing a placement and confirming its months: what the service writes, refuses and remembers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from matcher.domain.choices import PlanKind
from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError, WrongStateError
from matcher.domain.law import VerdictOccasion
from matcher.domain.states import Answer, ProposalState
from matcher.models import HoursException, Need, Placement, PlacementMonth, PlacementYear, RuleVerdict
from matcher.queries.placement_assessment import assessment_of_change
from matcher.services.placements import cancel, change, confirm_month, end_early, place
from matcher.services.transaction import Work
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member
from tests.integration.flow.test_whole_flow import COMMAND

BEFORE, HALFWAY = datetime(2026, 9, 14, 9, 0, tzinfo=UTC), datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
LONGER = replace(COMMAND, ends_on=date(2027, 6, 25), teaching_weeks=34)
EXCEPTION = {"exception_reason": "Vervanging bij ziekte", "exception_article": "WEB artikel 4.2.1"}


@pytest.fixture
def school(session):
    """A function that returns the school's unit of work at a moment."""
    actor = actor_of(school_member())
    return lambda now=BEFORE: Work(session=session, actor=actor, now=now)


@pytest.fixture
def desk(session):
    """The same for the coordinator of Twente."""
    actor = actor_of(coordinator("AM05"))
    return lambda now=BEFORE: Work(session=session, actor=actor, now=now)


def make(session, work, command=COMMAND, person=None):
    proposal = ProposalFactory(
        professional_id=person or ProfessionalFactory().id,
        need_id=NeedFactory().id,
        state=ProposalState.AGREED,
        professional_answer=Answer.INTERESTED,
        school_answer=Answer.INTERESTED,
    )
    return session.get(Placement, place(work, proposal_id=proposal.id, command=command))


@pytest.fixture
def placed(session, school):
    """A placement of 72 klokuren, from 21 September to 29 January."""
    return make(session, school())


def year_of(session, placement):
    session.expire_all()
    return session.scalars(select(PlacementYear).where(PlacementYear.placement_id == placement.id)).one()


def newest(session, placement):
    rows = select(RuleVerdict).where(RuleVerdict.placement_id == placement.id).order_by(RuleVerdict.id.desc())
    return session.scalars(rows).first()


def test_a_placement_is_extended_and_counted_anew(session, school, placed):
    change(school(), placement_id=placed.id, command=LONGER)
    assert (placed.ends_on, placed.total_minutes) == (date(2027, 6, 25), 34 * 240)
    assert year_of(session, placed).counted_minutes == 34 * 240
    verdict = newest(session, placed)
    assert verdict.occasion is VerdictOccasion.CHANGE
    # Its own hours of before are not in what was used already.
    assert (verdict.outcome["decision"]["used"], verdict.outcome["decision"]["requested"]) == (0, 34 * 240)


def test_another_kind_of_plan_takes_the_place_of_the_first(session, school, placed):
    days = ((date(2026, 10, 12), 360), (date(2026, 11, 2), 120))
    command = replace(COMMAND, plan_kind=PlanKind.DAYS, minutes_per_week=0, teaching_weeks=None, days=days)
    change(school(), placement_id=placed.id, command=command)
    assert (placed.plan_kind, placed.total_minutes, placed.days[0]) == (PlanKind.DAYS, 480, ["2026-10-12", 360])
    assert year_of(session, placed).counted_minutes == 480


def test_above_the_limit_a_change_is_refused_with_the_numbers_of_all_placements(session, school, placed):
    other = make(session, school(), replace(COMMAND, minutes_per_week=480), placed.professional_id)
    assert other.total_minutes == 144 * 60
    with pytest.raises(RuleRefusedError) as refused:
        change(school(), placement_id=placed.id, command=replace(LONGER))
    assert "280 van ten hoogste 240 klokuren" in refused.value.message
    assert (refused.value.article, refused.value.field) == ("WEB artikel 4.2.1 lid 6", "minutes_per_week")
    session.refresh(placed)
    assert placed.ends_on == COMMAND.ends_on
    assert newest(session, placed).occasion is VerdictOccasion.PLACE


@pytest.mark.parametrize(("kind", "field"), [(PlanKind.TOTAL, "total_minutes"), (PlanKind.DAYS, "days")])
def test_a_refusal_names_the_field_of_the_plan(school, placed, kind, field):
    days = tuple((date(2026, 10, day), 24 * 60) for day in range(1, 12))
    plan = {"total_minutes": 241 * 60} if kind is PlanKind.TOTAL else {"days": days}
    command = replace(COMMAND, plan_kind=kind, minutes_per_week=0, teaching_weeks=None, **plan)
    with pytest.raises(RuleRefusedError) as refused:
        change(school(), placement_id=placed.id, command=command)
    assert refused.value.field == field


def test_only_a_coordinator_changes_above_the_limit_with_an_exception(session, school, desk, placed):
    above = replace(LONGER, minutes_per_week=480, **EXCEPTION, exception_until=date(2027, 7, 31))
    with pytest.raises(RuleRefusedError):
        change(school(), placement_id=placed.id, command=above)
    change(desk(), placement_id=placed.id, command=above)
    row = session.scalars(select(HoursException)).one()
    assert (row.allowed_minutes, row.valid_until, placed.exception_id) == (34 * 480, date(2027, 7, 31), row.id)
    assert year_of(session, placed).limit_minutes == 34 * 480
    with pytest.raises(InvalidInputError) as early:
        change(desk(), placement_id=placed.id, command=replace(above, exception_until=date(2027, 1, 1)))
    assert set(early.value.fields) == {"exception_until"}


def test_once_begun_the_first_day_stays_and_the_rest_can_change(session, school, placed):
    with pytest.raises(InvalidInputError) as moved:
        change(school(HALFWAY), placement_id=placed.id, command=replace(LONGER, starts_on=date(2026, 11, 16)))
    assert set(moved.value.fields) == {"starts_on"}
    with pytest.raises(InvalidInputError) as past:
        change(school(HALFWAY), placement_id=placed.id, command=replace(COMMAND, ends_on=date(2026, 11, 1)))
    assert set(past.value.fields) == {"ends_on"}
    change(school(HALFWAY), placement_id=placed.id, command=LONGER)
    assert placed.ends_on == LONGER.ends_on


def test_before_it_begins_the_first_day_moves_but_not_into_the_past(school, placed):
    change(school(), placement_id=placed.id, command=replace(COMMAND, starts_on=date(2026, 9, 28)))
    assert placed.starts_on == date(2026, 9, 28)
    with pytest.raises(InvalidInputError):
        change(school(), placement_id=placed.id, command=replace(COMMAND, starts_on=date(2026, 9, 7)))


def test_a_change_keeps_the_hours_that_were_confirmed(session, school, placed):
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 9, 1), minutes=60)
    before = year_of(session, placed).counted_minutes
    change(school(HALFWAY), placement_id=placed.id, command=replace(COMMAND, responsible_teacher="Juf Bedacht"))
    assert year_of(session, placed).counted_minutes == before


def test_who_has_nothing_to_do_with_it_finds_nothing(session, school, placed):
    stranger = Work(session=session, actor=actor_of(school_member("Albeda")), now=BEFORE)
    need = session.get(Need, placed.need_id)
    for step in (
        lambda: change(stranger, placement_id=placed.id, command=LONGER),
        lambda: change(school(), placement_id=placed.id + 999, command=LONGER),
        lambda: confirm_month(stranger, placement_id=placed.id, month=date(2026, 9, 1), minutes=60),
        lambda: assessment_of_change(session, placement_id=placed.id, command=LONGER, actor=stranger.actor),
        lambda: assessment_of_change(session, placement_id=0, command=LONGER, actor=school().actor),
    ):
        with pytest.raises(NotFoundError):
            step()
    assert need.region_code == "AM05"


def test_what_was_stopped_is_not_changed(school, placed):
    cancel(school(), placement_id=placed.id, reason="Het rooster is veranderd.")
    with pytest.raises(WrongStateError):
        change(school(), placement_id=placed.id, command=LONGER)
    with pytest.raises(WrongStateError):
        confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 9, 1), minutes=60)


def test_the_question_before_a_change_is_answered_as_the_change_itself(session, school, desk, placed):
    above = replace(LONGER, minutes_per_week=480, **EXCEPTION)
    asked = assessment_of_change(session, placement_id=placed.id, command=above, actor=school().actor)
    assert not asked.decision.allowed
    assert assessment_of_change(session, placement_id=placed.id, command=above, actor=desk().actor).decision.allowed


def test_a_confirmed_month_counts_in_the_place_of_the_plan(session, school, placed):
    planned = year_of(session, placed).counted_minutes
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 10, 1), minutes=0)
    without = year_of(session, placed).counted_minutes
    assert without < planned
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 10, 1), minutes=90)
    assert year_of(session, placed).counted_minutes == without + 90
    row = session.scalars(select(PlacementMonth)).one()
    assert (row.real_minutes, row.confirmed_by_id) == (90, school().actor.user_id)
    verdict = newest(session, placed)
    assert (verdict.occasion, verdict.facts["minutes"]) == (VerdictOccasion.HOURS, 90)


@pytest.mark.parametrize(
    ("now", "month", "minutes", "field"),
    [
        (HALFWAY, date(2026, 8, 1), 60, "month"),
        (HALFWAY, date(2026, 12, 1), 60, "month"),
        (HALFWAY, date(2027, 2, 1), 60, "month"),
        (HALFWAY, date(2026, 10, 2), 60, "month"),
        # The month has begun, the placement has not.
        (BEFORE, date(2026, 9, 1), 60, "month"),
        (HALFWAY, date(2026, 10, 1), -1, "minutes"),
        (HALFWAY, date(2026, 10, 1), 201 * 60, "minutes"),
    ],
)
def test_a_month_that_cannot_be_confirmed_is_refused(session, school, placed, now, month, minutes, field):
    with pytest.raises(InvalidInputError) as refused:
        confirm_month(school(now), placement_id=placed.id, month=month, minutes=minutes)
    assert set(refused.value.fields) == {field}
    assert session.scalars(select(PlacementMonth)).all() == []


def test_real_hours_above_the_limit_ask_a_coordinator_first(session, school, placed):
    make(session, school(), replace(COMMAND, minutes_per_week=480), placed.professional_id)
    with pytest.raises(RuleRefusedError) as refused:
        confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 10, 1), minutes=100 * 60)
    assert "Laat een coördinator eerst een uitzondering vastleggen" in refused.value.message
    assert (refused.value.field, refused.value.article) == ("minutes", "WEB artikel 4.2.1 lid 6")
    assert session.scalars(select(PlacementMonth)).all() == []


def test_the_months_of_a_placement_that_ended_early_are_confirmed_too(session, school, placed):
    end_early(school(HALFWAY), placement_id=placed.id, last_day=date(2026, 11, 6), reason="Verhuisd.")
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 11, 1), minutes=120)
    assert session.scalars(select(PlacementMonth.real_minutes)).one() == 120


def test_a_placement_does_not_end_before_a_month_with_confirmed_hours(session, school, placed):
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 11, 1), minutes=120)
    october = {"placement_id": placed.id, "last_day": date(2026, 10, 30), "reason": "Verhuisd."}
    with pytest.raises(InvalidInputError, match="11-2026") as refused:
        end_early(school(HALFWAY), **october)
    assert set(refused.value.fields) == {"last_day"}
    confirm_month(school(HALFWAY), placement_id=placed.id, month=date(2026, 11, 1), minutes=0)
    end_early(school(HALFWAY), **october)
    session.expire_all()
    assert placed.ends_on == date(2026, 10, 30)
