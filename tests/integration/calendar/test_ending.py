"""Extending, changing and stopping a placement: what the sides are told, and what the professional may ask."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select

from matcher.domain.choices import PlanKind
from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.placing import ExtendCommand
from matcher.domain.reasons import END_REASONS, OWN_END_REASONS, end_reason
from matcher.mailer import compose, deliver_outbox
from matcher.models import Notification, OutboxMessage, PlacementYear
from matcher.services.placements import (
    ask_to_stop,
    cancel,
    change,
    claim_month,
    confirm_month,
    end_early,
    extend,
    take_back_stop,
)
from tests.factories import ProfessionalFactory, actor_of
from tests.integration.calendar.conftest import TUESDAYS
from tests.integration.school.conftest import error_of, page_text

NOVEMBER = datetime(2026, 11, 10, 9, tzinfo=UTC)
NOW = "2026-11-10T09:00:00+00:00"
JULY = date(2027, 6, 25)


def told(session, kind):
    rows = session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.id))
    return [(row.user_id, row.context.get("changes")) for row in rows]


def test_an_extension_keeps_all_else_and_tells_both_sides(session, scene):
    before = scene.placement.total_minutes
    extend(scene.work("member"), placement_id=scene.placement_id, command=ExtendCommand(JULY, 120))
    row = scene.placement
    assert (row.ends_on, row.start_time, row.weekdays) == (JULY, time(10), 2)
    assert row.total_minutes > before
    assert session.scalars(select(PlacementYear.counted_minutes)).all() == [row.total_minutes]
    changes = [
        {"what": "ends_on", "old": "2027-04-30", "new": "2027-06-25"},
        {"what": "total", "old": before, "new": row.total_minutes},
        {"what": "hours"},
    ]
    assert told(session, NoticeKind.PLACEMENT_CHANGED) == [(scene.person_id, changes), (scene.member_id, changes)]


def test_weeks_that_were_given_go_on_as_long_as_the_schools_do(make_scene):
    scene = make_scene(replace(TUESDAYS, ends_on=date(2027, 1, 29), teaching_weeks=10))
    extend(scene.work("member"), placement_id=scene.placement_id, command=ExtendCommand(date(2027, 2, 12), 120))
    assert scene.placement.teaching_weeks == 12


def test_a_total_and_single_days_are_extended_in_their_own_way(make_scene):
    total = replace(TUESDAYS, plan_kind=PlanKind.TOTAL, minutes_per_week=0, weekdays=frozenset(), total_minutes=1200)
    scene = make_scene(total)
    extend(scene.work("member"), placement_id=scene.placement_id, command=ExtendCommand(JULY, 1500))
    assert (scene.placement.total_minutes, scene.placement.start_time) == (1500, None)
    days = ((date(2026, 10, 6), 120),)
    other = make_scene(replace(TUESDAYS, plan_kind=PlanKind.DAYS, minutes_per_week=0, weekdays=frozenset(), days=days))
    more = ExtendCommand(JULY, days=((date(2027, 6, 1), 180),))
    extend(other.work("member"), placement_id=other.placement_id, command=more)
    assert other.placement.days == [["2026-10-06", 120], ["2027-06-01", 180]]


def test_an_extension_is_held_against_the_law_and_is_later(session, scene):
    with pytest.raises(InvalidInputError) as early:
        extend(scene.work("member"), placement_id=scene.placement_id, command=ExtendCommand(date(2027, 4, 30), 120))
    assert set(early.value.fields) == {"ends_on"}
    with pytest.raises(RuleRefusedError) as refused:
        extend(scene.work("member"), placement_id=scene.placement_id, command=ExtendCommand(JULY, 1200))
    assert refused.value.field == "minutes_per_week"
    assert told(session, NoticeKind.PLACEMENT_CHANGED) == []


def test_what_changed_is_told_without_the_names_in_it(session, scene):
    command = replace(TUESDAYS, responsible_teacher="Juf Bedacht", subject_parts="Robotica", start_time=time(13))
    change(scene.work("desk"), placement_id=scene.placement_id, command=command)
    changes = told(session, NoticeKind.PLACEMENT_CHANGED)[0][1]
    assert changes == [{"what": "days"}, {"what": "teacher"}, {"what": "subject"}]


def test_a_change_that_changes_nothing_tells_nobody(session, scene):
    change(scene.work("member"), placement_id=scene.placement_id, command=TUESDAYS)
    assert told(session, NoticeKind.PLACEMENT_CHANGED) == []


def test_the_reason_of_an_end_is_on_the_page_and_not_in_the_mail(session, scene):
    words = end_reason("personal", "Verhuizing")
    assert words == "Persoonlijke omstandigheden: Verhuizing"
    assert end_reason("agreed", " ") == END_REASONS["agreed"]
    end_early(scene.work("member", NOVEMBER), placement_id=scene.placement_id, last_day=date(2026, 12, 1), reason=words)
    assert scene.placement.ended_reason == words
    mails = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == NoticeKind.PLACEMENT_ENDED)).all()
    assert len(mails) == 2
    assert all("Persoonlijk" not in str(mail.context) for mail in mails)


def test_asking_to_stop_tells_school_and_coordinator_and_changes_no_hours(session, scene):
    ends = scene.placement.ends_on
    day = date(2026, 12, 1)
    ask_to_stop(scene.work("professional", NOVEMBER), placement_id=scene.placement_id, last_day=day, reason="Te druk")
    assert (scene.placement.ends_on, scene.placement.stop_wished_on) == (ends, day)
    rows = session.scalars(select(Notification).where(Notification.kind == NoticeKind.PLACEMENT_STOP_ASKED))
    assert {row.user_id: row.context["side"] for row in rows} == {
        scene.member_id: "school",
        scene.desk_id: "coordinator",
    }
    take_back_stop(scene.work("professional", NOVEMBER), placement_id=scene.placement_id)
    assert (scene.placement.stop_wished_on, scene.placement.stop_wish) == (None, "")
    with pytest.raises(WrongStateError):
        take_back_stop(scene.work("professional", NOVEMBER), placement_id=scene.placement_id)


@pytest.mark.parametrize("day", [date(2026, 11, 9), date(2027, 4, 30), date(2028, 1, 1)])
def test_a_day_outside_what_is_left_cannot_be_asked(scene, day):
    with pytest.raises(InvalidInputError) as refused:
        ask_to_stop(scene.work("professional", NOVEMBER), placement_id=scene.placement_id, last_day=day, reason="Druk")
    assert set(refused.value.fields) == {"last_day"}


def test_only_the_person_asks_and_only_while_it_runs(session, scene):
    other = session.get(type(scene.user("desk")), ProfessionalFactory().user_id)
    asked = {"placement_id": scene.placement_id, "last_day": date(2026, 12, 1), "reason": "Druk"}
    with pytest.raises(NotFoundError):
        ask_to_stop(replace(scene.work("professional"), actor=actor_of(other)), **asked)
    cancel(scene.work("member"), placement_id=scene.placement_id, reason="Gaat niet door")
    with pytest.raises(WrongStateError):
        ask_to_stop(scene.work("professional"), **asked)


def test_every_mail_about_a_placement_can_be_read(app, session, scene, outbox):
    key = scene.placement_id
    change(scene.work("member"), placement_id=key, command=replace(TUESDAYS, start_time=time(13), ends_on=JULY))
    claim_month(scene.work("professional", NOVEMBER), placement_id=key, month=date(2026, 10, 1), minutes=300)
    confirm_month(scene.work("member", NOVEMBER), placement_id=key, month=date(2026, 10, 1), minutes=360)
    ask_to_stop(
        scene.work("professional", NOVEMBER), placement_id=key, last_day=date(2026, 12, 1), reason="Te druk met werk"
    )
    end_early(scene.work("member", NOVEMBER), placement_id=key, last_day=date(2026, 12, 1), reason="In overleg")
    messages = session.scalars(select(OutboxMessage)).all()
    kinds = {message.kind for message in messages}
    assert {"placement_made", "placement_changed", "placement_ended", "placement_stop_asked"} <= kinds
    assert {"hours_to_confirm", "hours_differ"} <= kinds
    for message in messages:
        mail = compose(message)
        assert f"/inzet/{key}" in mail.body
        assert "Te druk met werk" not in mail.body
    said = {message.kind: compose(message).body for message in messages}
    assert "De laatste dag is nu 25 juni 2027. Dat was 30 april 2027." in said["placement_changed"]
    assert "Voor oktober 2026 vulde u 5 klokuren in. De school bevestigde 6 klokuren." in said["hours_differ"]
    deliver_outbox()
    assert len(outbox) == len(messages)


@pytest.fixture
def later(client, session, scene, frozen):
    """A function that signs somebody in on 10 November."""
    session.commit()
    frozen.move_to(NOW)

    def sign_in(name):
        client.post("/uitloggen")
        client.login(scene.user(name))
        return client

    return sign_in


@pytest.mark.parametrize(("name", "area"), [("member", "school"), ("desk", "coordinator")])
def test_a_page_extends_with_a_new_day_and_hours_only(scene, later, name, area):
    client, url = later(name), f"/{area}/inzet/{scene.placement_id}"
    assert f"{url}/verlengen" in client.get(url).get_data(as_text=True)
    text = page_text(client.get(f"{url}/verlengen"))
    assert "Nu tot en met 30 april 2027" in text
    assert "Verantwoordelijke docent" not in text
    wrong = client.post(f"{url}/verlengen", data={"ends_on": "2027-04-01", "minutes_per_week": "2"})
    assert "na de laatste dag van nu" in error_of(wrong, "ends_on")
    assert "Vul de nieuwe laatste dag in." in error_of(client.post(f"{url}/verlengen", data={}), "ends_on")
    refused = client.post(f"{url}/verlengen", data={"ends_on": "2027-06-25", "minutes_per_week": "20"})
    assert "van ten hoogste 240 klokuren" in error_of(refused, "minutes_per_week")
    done = client.post(
        f"{url}/verlengen", data={"ends_on": "2027-06-25", "minutes_per_week": "2"}, follow_redirects=True
    )
    assert "De inzet is verlengd." in page_text(done)
    assert scene.placement.ends_on == JULY


def test_the_professional_asks_and_the_school_ends_it_with_the_day_filled_in(session, scene, later):
    url = f"/professional/inzet/{scene.placement_id}"
    client = later("professional")
    assert "Ik wil eerder stoppen" in page_text(client.get(url))
    wrong = client.post(f"{url}/stoppen", data={"last_day": "2026-12-01", "reason": "other"})
    assert "Vul in waarom het stopt." in error_of(wrong, "text")
    assert "Ongeldige keuze." in error_of(client.post(f"{url}/stoppen", data={"reason": "budget"}), "reason")
    answer = client.post(f"{url}/stoppen", data={"last_day": "2026-12-01", "reason": "no_time"}, follow_redirects=True)
    assert "U hebt gevraagd om te stoppen na 1 december 2026" in page_text(answer)
    home = page_text(later("desk").get("/coordinator/"))
    assert "Docent wil eerder stoppen" in home
    assert scene.user("professional").full_name in page_text(client.get("/coordinator/inzet?stoppen=gevraagd"))
    school = f"/school/inzet/{scene.placement_id}"
    page = later("member").get(school)
    assert "De docent wil eerder stoppen, na 1 december 2026" in page_text(page)
    assert 'value="2026-12-01"' in client.get(f"{school}/stoppen").get_data(as_text=True)
    client.post(f"{school}/stoppen", data={"last_day": "2026-12-01", "reason": "agreed"})
    assert scene.placement.ended_reason == "In overleg"
    assert "wil eerder stoppen" not in page_text(client.get(school))
    assert "Docent wil eerder stoppen" not in page_text(later("desk").get("/coordinator/"))


def test_the_professional_takes_the_question_back(scene, later):
    url = f"/professional/inzet/{scene.placement_id}"
    client = later("professional")
    client.post(f"{url}/stoppen", data={"last_day": "2026-12-01", "reason": "no_time"})
    answer = client.post(f"{url}/toch-niet-stoppen", follow_redirects=True)
    assert "Uw vraag om te stoppen is ingetrokken." in page_text(answer)
    assert scene.placement.stop_wished_on is None


@pytest.mark.parametrize(("typed", "kept"), [("9:30", time(9, 30)), ("13.05", time(13, 5)), ("", None)])
def test_the_time_of_the_lessons_is_asked_and_shown(scene, later, typed, kept):
    client, url = later("member"), f"/school/inzet/{scene.placement_id}"
    assert 'value="10:00"' in client.get(f"{url}/wijzigen").get_data(as_text=True)
    data = {
        "starts_on": "2026-09-21", "ends_on": "2027-04-30", "plan_kind": "weekly", "minutes_per_week": "2",
        "unit": "klokuur", "weekdays": ["1"], "holiday_region": scene.placement.holiday_region.value,
        "role_kind": scene.placement.role_kind.value, "contract_form": scene.placement.contract_form.value,
        "responsible_teacher": "Meester Verzonnen", "subject_parts": "PLC-programmeren",
    }  # fmt: skip
    wrong = client.post(f"{url}/wijzigen", data={**data, "start_time": "25:00"})
    assert "Vul een tijd in" in error_of(wrong, "start_time")
    client.post(f"{url}/wijzigen", data={**data, "start_time": typed})
    assert scene.placement.start_time == kept
    shown = f"Begintijd {kept:%H:%M}" if kept else "Begintijd nog niet bekend"
    assert shown in page_text(client.get(url))


def test_the_reasons_of_the_professional_are_in_the_list():
    assert set(OWN_END_REASONS) < set(END_REASONS)
