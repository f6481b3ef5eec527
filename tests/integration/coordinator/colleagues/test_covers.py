"""Who takes over while a coordinator is away: which days, which rights, who may arrange it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from matcher.domain.actors import Scope
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import CoordinatorAssignment, CoordinatorCover, Notification
from matcher.queries.actors import load_actor
from matcher.queries.coordinators import coordinators_of
from matcher.services.covers import CoverCommand, cancel_cover, months_later, plan_cover
from tests.factories import UserFactory, actor_of, coordinator

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 12)
TWENTE, ZWOLLE, EINDHOVEN = "AM05", "AM36", "AM28"


@pytest.fixture
def people(session):
    """Twente and Zwolle lie in one landsdeel, Eindhoven in another."""
    found = {"twente": coordinator(TWENTE), "zwolle": coordinator(ZWOLLE), "eindhoven": coordinator(EINDHOVEN)}
    found["nation"] = coordinator(national=True)
    session.commit()
    return found


def cover(session, absent, other, first=FIRST, last=LAST):
    row = CoordinatorCover(absent_id=absent.id, cover_id=other.id, starts_on=first, ends_on=last)
    session.add(row)
    session.flush()
    return row


def regions(session, user, on):
    return load_actor(session, user_id=user.id, on=on).scope.regions


def test_a_cover_counts_from_its_first_to_its_last_day(session, people):
    cover(session, people["twente"], people["zwolle"])
    seen = {on.day: regions(session, people["zwolle"], on) for on in (date(2026, 9, 30), FIRST, LAST)}
    assert seen == {30: {ZWOLLE}, 1: {ZWOLLE, TWENTE}, 12: {ZWOLLE, TWENTE}}
    assert regions(session, people["zwolle"], date(2026, 10, 13)) == {ZWOLLE}
    assert regions(session, people["twente"], FIRST) == {TWENTE}


def test_the_day_is_the_dutch_one(session, people, frozen):
    cover(session, people["twente"], people["zwolle"])
    for moment, covers in (
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 22, 1, tzinfo=UTC), True),
        (datetime(2026, 10, 12, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 12, 22, 1, tzinfo=UTC), False),
    ):
        frozen.move_to(moment)
        assert actor_of(people["zwolle"]).scope.covers(TWENTE) is covers


def test_a_cover_of_a_cover_is_not_handed_on_and_who_left_hands_on_nothing(session, people):
    cover(session, people["twente"], people["zwolle"])
    cover(session, people["zwolle"], people["nation"])
    cover(session, people["zwolle"], people["eindhoven"])
    assert regions(session, people["eindhoven"], FIRST) == {EINDHOVEN, ZWOLLE}
    people["zwolle"].deactivated_at = datetime(2026, 9, 1, tzinfo=UTC)
    session.flush()
    assert regions(session, people["eindhoven"], FIRST) == {EINDHOVEN}


def test_somebody_covered_who_only_reads_hands_on_reading(session, people):
    session.add(CoordinatorAssignment(user_id=people["twente"].id, region_code="AM09", read_only=True))
    cover(session, people["twente"], people["zwolle"])
    actor = load_actor(session, user_id=people["zwolle"].id, on=FIRST)
    assert actor.scope.regions == {TWENTE, ZWOLLE, "AM09"}
    assert actor.acts_in == Scope(regions=frozenset({TWENTE, ZWOLLE}))


def test_mail_about_a_region_goes_to_the_cover_too_and_not_to_readers(session, people):
    cover(session, people["twente"], people["zwolle"])
    reader = UserFactory()
    session.add(CoordinatorAssignment(user_id=reader.id, region_code=TWENTE, read_only=True))
    session.flush()

    def told(on):
        return {user.id for user in coordinators_of(session, region_code=TWENTE, on=on)}

    assert told(date(2026, 9, 30)) == {people["twente"].id}
    assert told(FIRST) == {people["twente"].id, people["zwolle"].id}


def test_planning_tells_the_colleague_and_keeps_the_rules(session, people, work_as):
    absent, other = people["twente"], people["zwolle"]
    acting = work_as(actor_of(absent))
    plan_cover(acting, absent_id=absent.id, command=CoverCommand(FIRST, LAST, other.id))
    assert session.scalars(select(Notification.user_id)).all() == [other.id]
    wrong = {
        "starts_on": [(date(2026, 9, 1), LAST, other.id), (LAST, date(2026, 11, 1), other.id)],
        "ends_on": [(date(2026, 12, 1), date(2026, 11, 30), other.id), (date(2026, 11, 1), date(2027, 5, 2), other.id)],
        "cover_id": [(date(2026, 11, 1), date(2026, 11, 2), who.id) for who in (absent, people["eindhoven"])],
    }
    for name, commands in wrong.items():
        for command in commands:
            with pytest.raises(InvalidInputError) as refused:
                plan_cover(acting, absent_id=absent.id, command=CoverCommand(*command))
            assert set(refused.value.fields) == {name}
    assert session.query(CoordinatorCover).count() == 1


def test_only_oneself_and_the_nation_arrange_a_cover(session, people, work_as):
    command = CoverCommand(FIRST, LAST, people["zwolle"].id)
    with pytest.raises(NotFoundError):
        plan_cover(work_as(actor_of(people["zwolle"])), absent_id=people["twente"].id, command=command)
    nation = work_as(actor_of(people["nation"]))
    made = plan_cover(nation, absent_id=people["twente"].id, command=command)
    with pytest.raises(NotFoundError):
        cancel_cover(work_as(actor_of(people["zwolle"])), cover_id=made)
    cancel_cover(work_as(actor_of(people["twente"])), cover_id=made)
    assert session.query(CoordinatorCover).count() == 0


def test_covering_for_the_nation_gives_no_right_to_arrange_more(session, people, work_as):
    cover(session, people["nation"], people["zwolle"], first=date(2026, 9, 1))
    lent = actor_of(people["zwolle"])
    assert lent.scope.national
    command = CoverCommand(date(2026, 11, 1), LAST.replace(month=11), people["zwolle"].id)
    with pytest.raises(NotFoundError):
        plan_cover(work_as(lent), absent_id=people["nation"].id, command=command)


@pytest.mark.parametrize(
    ("day", "later"), [(date(2026, 8, 31), date(2027, 2, 28)), (date(2026, 12, 1), date(2027, 6, 1))]
)
def test_six_months_end_on_the_last_day_of_a_short_month(day, later):
    assert months_later(day, 6) == later


def test_the_pages(session, people, browse):
    client, other = browse(people["twente"]), people["zwolle"]
    page = client.get("/coordinator/collegas").get_data(as_text=True)
    assert people["twente"].email in page
    assert people["nation"].email in page
    assert people["eindhoven"].email not in page
    url = f"/coordinator/collegas/{people['twente'].id}/afwezig"
    form = {"starts_on": "2026-10-01", "ends_on": "2026-10-12", "cover_id": str(other.id)}
    wrong = client.post(url, data={**form, "ends_on": "2026-09-30", "cover_id": "x"}).get_data(as_text=True)
    assert "ligt voor de eerste dag" in wrong
    assert "Kies een collega die" in wrong
    assert client.post(url, data=form).status_code == 302
    assert f"vervanger: {other.full_name}" in client.get("/coordinator/collegas").get_data(as_text=True)
    assert client.get(f"/coordinator/collegas/{other.id}/afwezig").status_code == 404
