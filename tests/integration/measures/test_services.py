"""A measure is set ahead by an admin; what runs or is over stays what it was."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from matcher import clock
from matcher.domain.actors import Actor
from matcher.domain.choices import Sector
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError, WrongStateError
from matcher.domain.law import LimitBasis, LimitScope
from matcher.models import HoursMeasure, User
from matcher.queries.measures import measure_rows, measures, measures_on
from matcher.rules.limits import LIMITS, SIX_HOURS_FROM, limit_for_year
from matcher.services.measures import add_measure, load_limits, remove_measure
from matcher.services.reference import load_reference
from tests.factories import UserFactory, actor_of, coordinator, school_member
from tests.integration.measures.conftest import COMMAND
from tests.integration.security.test_parallel import at_once, losers


def table(session):
    """Return sector -> (klokuren, first day, last day), the oldest first."""
    session.expire_all()
    found = {}
    for row in measures(session):
        found.setdefault(row.sector, []).append((row.hours_per_week, row.valid_from, row.valid_to))
    return found


def added(session, school_year=2027):
    first = date(school_year, 8, 1)
    return session.scalars(select(HoursMeasure.id).where(HoursMeasure.valid_from == first)).all()


def test_the_law_itself_without_a_table(session):
    session.execute(delete(HoursMeasure))
    assert measures(session) == LIMITS
    assert [row.hours_per_week for row in measures_on(session, date(2019, 9, 1))] == [4, 4]
    assert [row.sector for row in measures_on(session, clock.today())] == [Sector.VMBO, Sector.MBO]


def test_the_reference_tables_fill_it_once_and_leave_an_admins_rows(session, by_admin, work_as):
    load_reference(work_as())
    assert set(measures(session)) == set(LIMITS)
    add_measure(by_admin(), command=COMMAND)
    before = table(session)
    assert load_reference(work_as())["measures"] == len(LIMITS)
    assert table(session) == before
    assert session.scalar(select(func.count()).select_from(HoursMeasure)) == len(LIMITS) + 2


def test_a_limit_of_the_law_that_is_new_gets_its_place_between_the_others(session, by_admin, work_as):
    add_measure(by_admin(), command=COMMAND)
    session.execute(delete(HoursMeasure).where(HoursMeasure.valid_from == SIX_HOURS_FROM))
    session.execute(
        HoursMeasure.__table__.update().where(HoursMeasure.valid_from.is_(None)).values(valid_to=date(2027, 7, 31))
    )
    load_limits(work_as())
    four, six, eight = date(2020, 7, 31), date(2027, 7, 31), date(2027, 8, 1)
    assert table(session)[Sector.MBO] == [(4, None, four), (6, SIX_HOURS_FROM, six), (8, eight, None)]


def test_a_new_measure_begins_the_day_after_the_one_before_ends(session, by_admin, admin):
    add_measure(by_admin(), command=COMMAND)
    for sector in (Sector.VMBO, Sector.MBO):
        *_, before, new = table(session)[sector]
        assert before == (6, SIX_HOURS_FROM, date(2027, 7, 31))
        assert new == (8, date(2027, 8, 1), None)
    limit = limit_for_year(Sector.MBO, 2027, measures(session))
    assert (limit.yearly_minutes, limit.scope, limit.article) == (
        8 * 38 * 60,
        LimitScope.BOARD,
        COMMAND.articles["mbo"],
    )
    row = session.get(HoursMeasure, added(session)[0])
    assert (row.created_by_id, row.created_at, row.reason) == (admin.id, clock.now(), "De wet verandert.")


def test_this_year_and_every_year_before_keep_their_measure(session, by_admin):
    years = range(2018, 2027)
    before = [limit_for_year(sector, year, measures(session)) for year in years for sector in Sector]
    add_measure(by_admin(), command=COMMAND)
    after = [limit_for_year(sector, year, measures(session)) for year in years for sector in Sector]
    assert [row and replace(row, valid_to=None) for row in after] == [
        row and replace(row, valid_to=None) for row in before
    ]


def test_one_sector_leaves_the_other(session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, articles={Sector.MBO: "WEB artikel 4.2.1 lid 6"}))
    assert limit_for_year(Sector.VMBO, 2027, measures(session)).hours_per_week == 6
    assert limit_for_year(Sector.MBO, 2027, measures(session)).hours_per_week == 8


def test_a_measure_between_two_others_and_away_again(session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, school_year=2029))
    add_measure(by_admin(), command=replace(COMMAND, hours_per_week=7))
    assert table(session)[Sector.MBO][-3:] == [
        (6, SIX_HOURS_FROM, date(2027, 7, 31)),
        (7, date(2027, 8, 1), date(2029, 7, 31)),
        (8, date(2029, 8, 1), None),
    ]
    for measure_id in added(session):
        remove_measure(by_admin(), measure_id=measure_id)
    assert table(session)[Sector.MBO][-2:] == [
        (6, SIX_HOURS_FROM, date(2029, 7, 31)),
        (8, date(2029, 8, 1), None),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"school_year": 2026}, "school_year"),
        ({"school_year": 2019}, "school_year"),
        ({"articles": {}}, "sectors"),
        ({"articles": {Sector.HBO: "x"}}, "sectors"),
        ({"reason": " "}, "reason"),
    ],
)
def test_refused_beside_the_field(session, by_admin, changes, field):
    before = table(session)
    with pytest.raises(InvalidInputError) as refused:
        add_measure(by_admin(), command=replace(COMMAND, **changes))
    assert list(refused.value.fields) == [field]
    assert table(session) == before


def test_the_same_school_year_twice_is_refused_with_the_sector(session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, articles={Sector.MBO: "WEB"}))
    with pytest.raises(InvalidInputError, match="Voor mbo gaat in 2027-2028 al een rekenregel in"):
        add_measure(by_admin(), command=COMMAND)
    assert len(added(session)) == 1


@pytest.mark.parametrize("make", [lambda: coordinator(national=True), school_member, UserFactory])
def test_only_an_admin_changes_a_measure(session, by_admin, work_as, make):
    add_measure(by_admin(), command=COMMAND)
    other = make()
    session.commit()
    for service, arguments in (
        (add_measure, {"command": replace(COMMAND, school_year=2028)}),
        (remove_measure, {"measure_id": added(session)[0]}),
    ):
        with pytest.raises(NotAllowedError):
            service(work_as(actor_of(other)), **arguments)
    assert len(added(session)) == 2


def test_who_is_no_admin_any_more_changes_nothing(session, by_admin, admin):
    work = by_admin()
    session.get(User, admin.id).is_admin = False
    session.commit()
    with pytest.raises(NotAllowedError, match="geen beheerder meer"):
        add_measure(work, command=COMMAND)
    assert work.actor == Actor(user_id=admin.id, admin=True)


def test_what_holds_or_held_is_not_removed(session, by_admin, frozen):
    add_measure(by_admin(), command=COMMAND)
    session.commit()
    measure_id = added(session)[0]
    frozen.move_to("2027-08-01T09:00:00+00:00")
    with pytest.raises(WrongStateError):
        remove_measure(by_admin(), measure_id=measure_id)
    held = session.scalar(select(HoursMeasure.id).where(HoursMeasure.valid_from == SIX_HOURS_FROM).limit(1))
    with pytest.raises(WrongStateError):
        remove_measure(by_admin(), measure_id=held)
    with pytest.raises(NotFoundError):
        remove_measure(by_admin(), measure_id=999_999)


def test_of_two_at_once_one_is_kept_and_the_other_told(app, session, by_admin):
    admins = [actor_of(UserFactory(is_admin=True)) for _ in range(2)]
    commands = [replace(COMMAND, hours_per_week=hours) for hours in (7, 8)]
    outcomes = at_once(
        app, session, *[(actor, add_measure, {"command": c}) for actor, c in zip(admins, commands, strict=True)]
    )
    assert [type(error) for error in losers(outcomes)] == [InvalidInputError]
    assert len(added(session)) == 2
    assert len({row[0] for rows in table(session).values() for row in rows if row[1] == date(2027, 8, 1)}) == 1


def test_two_others_at_once_stay_one_after_the_other(app, session, by_admin):
    admins = [actor_of(UserFactory(is_admin=True)) for _ in range(2)]
    commands = [replace(COMMAND, school_year=year) for year in (2027, 2028)]
    outcomes = at_once(
        app, session, *[(actor, add_measure, {"command": c}) for actor, c in zip(admins, commands, strict=True)]
    )
    assert losers(outcomes) == []
    first, last = date(2027, 8, 1), date(2028, 8, 1)
    assert [row[1:] for row in table(session)[Sector.MBO][-2:]] == [(first, date(2028, 7, 31)), (last, None)]


def test_the_database_keeps_one_measure_per_sector_and_day(session, by_admin):
    add_measure(by_admin(), command=COMMAND)
    row = session.get(HoursMeasure, added(session)[0])
    facts = {c.name: getattr(row, c.name) for c in HoursMeasure.__table__.columns if c.name != "id"}
    session.add(HoursMeasure(**facts))
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_history_names_who_made_it(session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, basis=LimitBasis.WEEKLY_MAXIMUM))
    rows = measure_rows(session, clock.today())
    assert [row.limit.sector for row in rows] == [Sector.VMBO] * 3 + [Sector.MBO] * 3
    new, now, old = rows[3:]
    assert (new.made_by, new.reason, new.ahead, new.holds) == ("Beheerder Bedacht", "De wet verandert.", True, False)
    assert (now.ahead, now.holds, old.ahead, old.holds) == (False, True, False, False)
    assert now.reason == ""
