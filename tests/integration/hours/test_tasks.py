"""Tasks at the limit and for what does not add up: each counts its rows and goes when it is done."""

import pytest
from sqlalchemy import select

from matcher.domain.actors import Scope
from matcher.domain.law import InconsistencyKind
from matcher.models import HoursException, Inconsistency, Placement, PlacementYear
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.people import people_rows
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.tasks import ASKS, TaskKind, home_of
from matcher.services.hours.checking import check_hours
from tests.factories import NeedFactory, actor_of, coordinator, school_member
from tests.integration.coordinator.world import exception_for
from tests.integration.hours.scenes import AT, placed
from tests.integration.hours.test_page import TODAY, text
from tests.support.pages import csv_of

TWENTE = Scope(regions=frozenset({"AM05"}))


def tasks(session):
    session.expire_all()
    view = view_of(session, scope=TWENTE, today=TODAY)
    return {task.kind: task.count for task in home_of(session, view=view, region_code=None).tasks}


def using(session, work_as, minutes):
    """Somebody of whom the stored hours are this many minutes, whatever the plan says."""
    placement_id = placed(session, work_as)
    year = session.get(PlacementYear, (placement_id, 2026))
    year.limit_minutes, year.counted_minutes = max(minutes, 14400), minutes
    session.commit()
    return session.get(Placement, placement_id).professional_id


@pytest.mark.parametrize(
    ("minutes", "kind"),
    [
        (192 * 60 - 1, None),
        (192 * 60, TaskKind.NEAR_LIMIT),
        (240 * 60 - 1, TaskKind.NEAR_LIMIT),
        (240 * 60, TaskKind.FULL),
        (240 * 60 + 1, TaskKind.ABOVE_LIMIT),
    ],
)
def test_80_and_100_percent_and_above(session, work_as, minutes, kind):
    person = using(session, work_as, minutes)
    found = tasks(session)
    limits = {TaskKind.NEAR_LIMIT, TaskKind.FULL, TaskKind.ABOVE_LIMIT}
    assert found.keys() & limits == ({kind} if kind else set())
    if kind:
        view = view_of(session, scope=TWENTE, today=TODAY)
        assert [row.id for row in people_rows(session, view=view, wish=Wish(ASKS[kind]))] == [person]


def test_above_the_limit_is_no_task_with_an_exception_that_allows_it(session, work_as):
    person = using(session, work_as, 290 * 60)
    exception_for(session, person, minutes=280 * 60)
    session.commit()
    assert TaskKind.ABOVE_LIMIT in tasks(session)
    exception_for(session, person, minutes=300 * 60)
    session.commit()
    found = tasks(session)
    assert TaskKind.ABOVE_LIMIT not in found
    assert found[TaskKind.FULL] == 1
    session.scalars(select(HoursException).order_by(HoursException.id.desc())).first().withdrawn_at = AT
    session.commit()
    assert TaskKind.ABOVE_LIMIT in tasks(session)


def test_the_list_of_people_names_the_exception(session, work_as, new_client):
    person = using(session, work_as, 200 * 60)
    exception_for(session, person, minutes=270 * 60)
    exception_for(session, person, minutes=300 * 60)
    boss = coordinator("AM05")
    session.commit()
    client = new_client()
    client.login(boss)
    page = text(client, "/coordinator/mensen?uitzondering=vastgelegd")
    assert page.count("uitzondering tot 300 klokuren, tot en met 31-07-2027") == 1
    assert "uitzondering tot 270" not in page
    assert ";200;240;300;" in csv_of(client, "/coordinator/mensen")


def test_candidates_have_the_exception_with_their_hours(session, work_as, new_client):
    person = using(session, work_as, 60)
    exception_for(session, person)
    need, boss, member = NeedFactory(title="Andere vraag"), coordinator("AM05"), school_member()
    session.commit()
    for user, url in (
        (boss, f"/coordinator/onderwijsvragen/{need.id}/kandidaten"),
        (member, f"/school/vragen/{need.id}/kandidaten"),
    ):
        client = new_client()
        client.login(user)
        assert "uitzondering tot 300 klokuren, tot en met 31-07-2027" in text(client, url)


def test_what_does_not_add_up_is_a_task_until_it_does(session, work_as, new_client):
    using(session, work_as, 60)
    check_hours(work_as())
    assert tasks(session)[TaskKind.INCONSISTENT] == 1
    boss, other = coordinator("AM05"), coordinator("AM28")
    session.commit()
    row = session.scalar(select(Inconsistency))
    assert row.kind == InconsistencyKind.STORED_HOURS
    again = f"/coordinator/mensen/{row.professional_id}/controleer-uren"
    stranger = new_client()
    stranger.login(other)
    assert "niets dat niet klopt" in text(stranger, "/coordinator/urencontrole")
    assert stranger.post(again).status_code == 404
    client = new_client()
    client.login(boss)
    listed = text(client, "/coordinator/urencontrole?soort=stored_hours")
    assert "1 regel" in listed
    assert "opgeslagen 72 klokuren (tellen mee: 1)" in listed
    assert "Fenna" in client.get("/coordinator/urencontrole.csv").get_data(as_text=True)
    assert "opnieuw geteld en gecontroleerd" in client.post(again, follow_redirects=True).get_data(as_text=True)
    assert TaskKind.INCONSISTENT not in tasks(session)
    assert actor_of(boss).scope == TWENTE
