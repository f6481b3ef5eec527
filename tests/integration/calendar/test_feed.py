"""The private address of a calendar, read by the icalendar parser."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from matcher.clock import AMSTERDAM
from matcher.domain.choices import PlanKind
from matcher.domain.errors import NotFoundError
from matcher.domain.states import Party, ProposalState
from matcher.domain.trials import TrialState
from matcher.models import CalendarFeed, ExcludedSchool, Proposal, SchoolMembership, Trial
from matcher.services.calendar_feeds import renew_feed, switch_off_feed
from matcher.services.placements import cancel, change, end_early
from tests.factories import ProfessionalFactory, UserFactory, actor_of, school, school_member
from tests.integration.calendar.conftest import BEGIN, TUESDAYS, events

SPACE = "@hybride-docenten-matching"
OCTOBER, MARCH = date(2026, 10, 25), date(2027, 3, 28)


def read(client, key):
    answer = client.get(f"/agenda/{key}.ics")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def address(scene, name="professional", school_id=None):
    key = renew_feed(scene.work(name), school_id=school_id)
    scene.session.commit()
    return key


def roc():
    return school("ROC van Twente").id


def lesson(scene, day):
    return f"lesson-{scene.placement_id}-{day}{SPACE}"


def plan_trial(scene, **values):
    given = {
        "proposal_id": scene.placement.proposal_id,
        "state": TrialState.PLANNED,
        "offered_by": Party.SCHOOL,
        "starts_at": datetime(2026, 10, 26, 9, 0, tzinfo=UTC),
        "minutes": 50,
        "place": "Lokaal 12",
        "sequence": 0,
        "changed_at": BEGIN,
    }
    row = Trial(**{**given, **values})
    scene.session.add(row)
    scene.session.commit()
    return row


def test_lessons_stand_at_ten_on_both_sides_of_summer_time(client, scene):
    text = read(client, address(scene))
    found = events(text)
    days = {row["dtstart"].dt.date(): row for uid, row in found.items() if uid.startswith("lesson-")}
    offsets = {}
    for turn in (OCTOBER, MARCH):
        for day in (max(d for d in days if d < turn), min(d for d in days if d > turn)):
            start, end = days[day]["dtstart"], days[day]["dtend"]
            assert start.params["TZID"] == "Europe/Amsterdam"
            assert (start.dt.hour, start.dt.minute) == (10, 0)
            assert end.dt - start.dt == timedelta(minutes=120)
            offsets[day] = start.dt.utcoffset()
    assert [offset.total_seconds() / 3600 for offset in offsets.values()] == [2, 1, 1, 2]
    assert all(day.weekday() == 1 for day in days)


def test_the_time_zone_has_both_offsets_and_their_rules(client, scene):
    zone = Calendar.from_ical(read(client, address(scene))).walk("VTIMEZONE")[0]
    assert str(zone["tzid"]) == "Europe/Amsterdam"
    parts = {part.name: part for part in zone.subcomponents}
    assert {name: part["tzoffsetto"].td for name, part in parts.items()} == {
        "DAYLIGHT": timedelta(hours=2),
        "STANDARD": timedelta(hours=1),
    }
    assert {name: part["rrule"]["bymonth"] for name, part in parts.items()} == {"DAYLIGHT": [3], "STANDARD": [10]}
    # The zone as it stands in the file says the same as the real one.
    ours = zone.to_tz(lookup_tzid=False)
    for day in (date(2026, 10, 20), date(2026, 10, 27), date(2027, 3, 23), date(2027, 3, 30)):
        moment = datetime.combine(day, time(10))
        assert moment.replace(tzinfo=ours).utcoffset() == moment.replace(tzinfo=AMSTERDAM).utcoffset()


def test_an_id_stays_and_its_sequence_rises_with_every_change(client, session, scene):
    key = address(scene)
    uid = lesson(scene, "2026-10-06")
    first = events(read(client, key))
    assert int(first[uid]["sequence"]) == 0
    later = BEGIN + timedelta(days=1)
    change(scene.work("member", later), placement_id=scene.placement_id, command=replace(TUESDAYS, start_time=time(13)))
    session.commit()
    second = events(read(client, key))
    assert set(second) == set(first)
    assert int(second[uid]["sequence"]) == 1
    assert second[uid]["dtstart"].dt.hour == 13
    assert second[uid]["last-modified"].dt == later.replace(tzinfo=UTC)
    end_early(
        scene.work("member", datetime(2026, 11, 10, 9, tzinfo=UTC)),
        placement_id=scene.placement_id,
        last_day=date(2026, 12, 1),
        reason="Rooster",
    )
    session.commit()
    third = events(read(client, key))
    assert int(third[uid]["sequence"]) == 2
    assert max(row["dtstart"].dt.date() for row in third.values()) == date(2026, 12, 1)


def test_a_cancelled_placement_calls_its_lessons_off(client, session, scene):
    key = address(scene)
    cancel(scene.work("member"), placement_id=scene.placement_id, reason="Gaat niet door")
    session.commit()
    assert {str(row["status"]) for row in events(read(client, key)).values()} == {"CANCELLED"}


def test_without_a_time_a_lesson_is_a_day_with_its_klokuren(client, make_scene):
    scene = make_scene(replace(TUESDAYS, start_time=None))
    row = events(read(client, address(scene)))[lesson(scene, "2026-10-06")]
    assert row["dtstart"].dt == date(2026, 10, 6)
    assert row["dtend"].dt == date(2026, 10, 7)
    assert str(row["summary"]) == "Les: PLC-programmeren, ROC van Twente, 2 klokuren"
    assert str(row["transp"]) == "TRANSPARENT"


@pytest.mark.parametrize(
    "plan",
    [
        {"weekdays": frozenset()},
        {"plan_kind": PlanKind.TOTAL, "minutes_per_week": 0, "weekdays": frozenset(), "total_minutes": 1200},
    ],
)
def test_a_plan_without_known_days_gives_its_first_and_last_day(client, make_scene, plan):
    scene = make_scene(replace(TUESDAYS, **plan))
    found = events(read(client, address(scene)))
    assert {uid: row["dtstart"].dt for uid, row in found.items()} == {
        f"first-day-{scene.placement_id}{SPACE}": date(2026, 9, 21),
        f"last-day-{scene.placement_id}{SPACE}": date(2027, 4, 30),
    }


def test_the_address_has_no_cookie_and_is_kept_privately_for_minutes(client, scene):
    key = address(scene)
    answer = client.get(f"/agenda/{key}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert "Set-Cookie" not in answer.headers
    assert len(key) >= 43
    again = client.get(f"/agenda/{key}.ics", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_who_reads_sees_the_other_side_and_a_link(client, scene):
    name = scene.user("professional").full_name
    mine = events(read(client, address(scene)))[lesson(scene, "2026-10-06")]
    theirs = events(read(client, address(scene, "member", roc())))[lesson(scene, "2026-10-06")]
    assert str(mine["summary"]) == "Les: PLC-programmeren, ROC van Twente"
    assert str(mine["url"]).endswith(f"/professional/inzet/{scene.placement_id}")
    assert str(theirs["summary"]) == f"Les: PLC-programmeren, {name}"
    assert str(theirs["url"]).endswith(f"/school/inzet/{scene.placement_id}")
    assert str(mine["uid"]) == str(theirs["uid"])


def test_a_school_that_is_kept_away_reads_no_name(client, session, scene):
    name = scene.user("professional").full_name
    session.add(ExcludedSchool(professional_id=scene.professional_id, school_id=roc()))
    text = read(client, address(scene, "member", roc()))
    assert lesson(scene, "2026-10-06") in events(text)
    assert name not in text.replace("\r\n ", "")


def test_a_trial_lesson_is_one_event_that_follows_its_moment(client, session, scene):
    trial = plan_trial(scene)
    key, uid = address(scene), f"trial-{trial.proposal_id}{SPACE}"
    row = events(read(client, key))[uid]
    assert row["dtstart"].dt.hour == 10
    assert (str(row["location"]), str(row["status"]), int(row["sequence"])) == ("Lokaal 12", "CONFIRMED", 0)
    trial.starts_at, trial.sequence = datetime(2026, 10, 19, 9, 0, tzinfo=UTC), 1
    session.commit()
    moved = events(read(client, key))[uid]
    assert (moved["dtstart"].dt.hour, int(moved["sequence"])) == (11, 1)


def test_a_trial_lesson_that_lapsed_is_called_off_without_names(client, session, scene):
    trial = plan_trial(scene)
    session.get(Proposal, trial.proposal_id).state = ProposalState.WITHDRAWN
    row = events(read(client, address(scene, "member", roc())))[f"trial-{trial.proposal_id}{SPACE}"]
    assert str(row["status"]) == "CANCELLED"
    assert scene.user("professional").full_name not in str(row["summary"])
    assert "Lokaal 12" not in str(row["location"])


def test_a_moment_that_was_only_offered_is_not_in_the_calendar(client, scene):
    plan_trial(scene, state=TrialState.OFFERED, starts_at=None)
    assert all(not uid.startswith("trial-") for uid in events(read(client, address(scene))))


def test_an_old_address_stops_with_a_new_one_and_when_switched_off(client, session, scene):
    old = address(scene)
    new = address(scene)
    assert client.get(f"/agenda/{old}.ics").status_code == 404
    assert client.get(f"/agenda/{new}.ics").status_code == 200
    switch_off_feed(scene.work("professional"))
    session.commit()
    assert client.get(f"/agenda/{new}.ics").status_code == 404
    assert client.get("/agenda/onzin.ics").status_code == 404


def test_the_address_of_who_left_or_was_switched_off_is_dead(client, session, scene):
    mine, theirs = address(scene), address(scene, "member", roc())
    scene.user("professional").deactivated_at = BEGIN
    membership = session.scalars(select(SchoolMembership).where(SchoolMembership.user_id == scene.member_id)).one()
    session.delete(membership)
    session.commit()
    assert client.get(f"/agenda/{mine}.ics").status_code == 404
    assert client.get(f"/agenda/{theirs}.ics").status_code == 404
    back = SchoolMembership(
        user_id=scene.member_id, school_id=roc(), requested_at=BEGIN, admitted_at=BEGIN + timedelta(days=2)
    )
    session.add(back)
    session.commit()
    assert client.get(f"/agenda/{theirs}.ics").status_code == 404


def test_nobody_gets_an_address_of_another_school_or_without_a_profile(session, scene):
    waiting = school_member(admitted=False)
    for user in (waiting, school_member("Summa College")):
        with pytest.raises(NotFoundError):
            renew_feed(replace(scene.work("member"), actor=actor_of(user)), school_id=roc())
    with pytest.raises(NotFoundError):
        renew_feed(replace(scene.work("member"), actor=actor_of(UserFactory())))
    assert session.scalars(select(CalendarFeed)).all() == []


def test_the_feed_of_one_holds_nothing_of_another(client, scene):
    other = ProfessionalFactory()
    key = renew_feed(
        replace(scene.work("member"), actor=actor_of(scene.session.get(type(scene.user("desk")), other.user_id)))
    )
    scene.session.commit()
    assert events(read(client, key)) == {}


def test_somebody_who_tries_addresses_is_stopped(client, scene):
    answers = [client.get(f"/agenda/poging-{n}.ics").status_code for n in range(30)]
    assert 429 in answers


def test_a_program_that_asks_all_the_time_is_stopped(client, scene):
    key = address(scene)
    answers = [client.get(f"/agenda/{key}.ics").status_code for _ in range(40)]
    assert answers[0] == 200
    assert 429 in answers


@pytest.mark.parametrize(("name", "area"), [("professional", "professional"), ("member", "school")])
def test_the_page_gives_renews_and_ends_the_address(client, session, scene, name, area):
    client.login(scene.user(name))
    page = client.get(f"/{area}/agenda").get_data(as_text=True)
    assert "Maak een adres" in page
    assert "6 oktober 2026" in page
    client.post(f"/{area}/agenda/nieuw")
    first = session.scalars(select(CalendarFeed.key)).one()
    page = client.get(f"/{area}/agenda").get_data(as_text=True)
    assert f"/agenda/{first}.ics" in page
    assert "webcal://" in page
    client.post(f"/{area}/agenda/nieuw")
    session.expire_all()
    assert session.scalars(select(CalendarFeed.key)).one() != first
    client.post(f"/{area}/agenda/uit")
    assert session.scalars(select(CalendarFeed)).all() == []


def test_an_empty_agenda_says_what_will_stand_there(client, session):
    user = ProfessionalFactory().user_id
    session.commit()
    client.login(session.get(UserFactory._meta.model, user))
    assert "Er staat niets gepland" in client.get("/professional/agenda").get_data(as_text=True)
