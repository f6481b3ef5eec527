"""The hours of a placement as they are typed: per week, on single days, as a total; what the counter tells of them."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.choices import HolidayRegion, LegalGround, PlanKind, QualificationKind
from matcher.models import Placement, Qualification
from tests.integration.school.conftest import error_of, page_text
from tests.integration.school.test_placing import GOOD, agreed_proposal, place_url, the_placement

WEEKLY = {name: value for name, value in GOOD.items() if name != "teaching_weeks"}
DAYS = {**WEEKLY, "plan_kind": "days", "days": "12-10-2026 3\n\n 19-10-2026: 2,5 uur\n2026-11-02 1"}
TOTAL = {**WEEKLY, "plan_kind": "total", "total_minutes": "40"}


@pytest.fixture
def agreed(session, member):
    return agreed_proposal(session)


def counted(client, made, data):
    return client.get(f"/school/voorstellen/{made.id}/uren", query_string=data).get_json()


def told(answer):
    """Return the words of the html of the counter."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer["html"]))


def nobody_placed(session):
    session.expire_all()
    return session.scalars(select(Placement)).all() == []


def test_without_weeks_the_school_holidays_of_the_region_count(client, session, agreed):
    text = told(counted(client, agreed, WEEKLY))
    assert "16 lesweken, samen 64 klokuren" in text
    assert "Vallen weg: herfstvakantie, kerstvakantie (regio noord)." in text
    client.post(place_url(agreed), data=WEEKLY)
    row = the_placement(session)
    assert (row.teaching_weeks, row.total_minutes, row.holiday_region) == (16, 64 * 60, HolidayRegion.NOORD)


def test_weeks_that_were_typed_are_held_next_to_those_of_the_holidays(client, agreed):
    text = told(counted(client, agreed, GOOD))
    assert "Tussen de schoolvakanties (regio noord) zijn het er 16." in text
    assert "Vallen weg" not in text


def test_the_region_of_the_school_is_filled_in_and_can_be_another(client, session, agreed):
    body = client.get(place_url(agreed)).get_data(as_text=True)
    assert re.search(r'<option selected value="noord">', body)
    client.post(place_url(agreed), data={**WEEKLY, "holiday_region": "zuid"})
    assert the_placement(session).holiday_region is HolidayRegion.ZUID


def test_lessons_are_klokuren_of_sixty_minutes(client, session, agreed):
    data = {**GOOD, "minutes_per_week": "6", "unit": "les_50", "weekdays": ["0", "3"]}
    client.post(place_url(agreed), data=data)
    row = the_placement(session)
    assert (row.minutes_per_week, row.weekdays) == (300, 0b1001)
    assert "5 klokuren per week (ma, do), 18 lesweken" in page_text(client.get(f"/school/inzet/{row.id}"))


def test_single_days_are_read_line_by_line(client, session, agreed):
    client.post(place_url(agreed), data=DAYS)
    row = the_placement(session)
    assert (row.plan_kind, row.total_minutes, row.teaching_weeks) == (PlanKind.DAYS, 390, 3)
    assert row.days == [["2026-10-12", 180], ["2026-10-19", 150], ["2026-11-02", 60]]
    assert "3 losse dagen, samen 6,5 klokuren" in page_text(client.get(f"/school/inzet/{row.id}"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("32-10-2026 3", "dit is geen bestaande datum"),
        ("12-10-2026", "schrijf een datum en de klokuren"),
        ("morgen drie", "schrijf een datum en de klokuren"),
        ("12-10-2026 0", "vul klokuren in van meer dan 0 en hoogstens 24"),
        ("12-10-2026 25", "vul klokuren in van meer dan 0 en hoogstens 24"),
        ("05-10-2026 3", "deze dag staat er al"),
    ],
)
def test_each_wrong_line_is_named_and_everything_stays_typed(client, session, agreed, line, message):
    answer = client.post(place_url(agreed), data={**DAYS, "days": f"05-10-2026 2\n{line}"})
    assert f"Regel 2: {message}" in error_of(answer, "days")
    assert line in answer.get_data(as_text=True)
    assert nobody_placed(session)


def test_days_outside_the_period_and_no_days_are_refused_there(client, session, agreed):
    outside = client.post(place_url(agreed), data={**DAYS, "days": "12-03-2027 3"})
    assert "tussen de eerste en de laatste dag" in error_of(outside, "days")
    assert "elke dag op een eigen regel" in error_of(client.post(place_url(agreed), data={**DAYS, "days": " "}), "days")
    many = "\n".join(["12-10-2026 1"] * 201)
    assert "ten hoogste 200 dagen" in error_of(client.post(place_url(agreed), data={**DAYS, "days": many}), "days")
    assert nobody_placed(session)


def test_a_total_is_spread_and_refused_beside_its_own_field(client, session, agreed):
    above = client.post(place_url(agreed), data={**TOTAL, "total_minutes": "250"})
    assert "250 van ten hoogste 240 klokuren" in error_of(above, "total_minutes")
    empty = client.post(place_url(agreed), data={**TOTAL, "total_minutes": ""})
    assert "klokuren het in totaal zijn" in error_of(empty, "total_minutes")
    client.post(place_url(agreed), data=TOTAL)
    row = the_placement(session)
    assert (row.plan_kind, row.total_minutes) == (PlanKind.TOTAL, 2400)
    assert "40 klokuren, gelijk verdeeld over" in page_text(client.get(f"/school/inzet/{row.id}"))


def test_what_is_typed_for_another_kind_of_plan_does_no_harm_and_stays(client, session, agreed):
    data = {**TOTAL, "minutes_per_week": "veel", "teaching_weeks": "x", "days": "onzin", "weekdays": ["2"]}
    again = client.post(place_url(agreed), data={**data, "bereken": "1"}).get_data(as_text=True)
    assert "Er klopt iets niet" not in again
    assert 'value="veel"' in again
    assert "onzin</textarea>" in again
    assert client.post(place_url(agreed), data=data).status_code == 302


def test_a_few_minutes_over_a_long_period_are_hours_too(client, session, agreed):
    assert client.post(place_url(agreed), data={**TOTAL, "total_minutes": "0,2"}).status_code == 302
    assert the_placement(session).total_minutes == 12


def test_the_counter_tells_the_most_that_fits_and_the_busiest_week(client, agreed):
    text = told(counted(client, agreed, {**GOOD, "minutes_per_week": "15"}))
    assert "past ten hoogste 13,33 klokuren per week" in text
    block = told(counted(client, agreed, {**DAYS, "days": "12-10-2026 6\n13-10-2026 6"}))
    assert "Drukste week: 12 klokuren, in de week van 12 oktober 2026." in block
    assert "ten hoogste 240 klokuren in deze periode" in block
    assert "Twee lezingen" not in block


def test_somebody_who_becomes_qualified_is_shown_over_time(client, session, agreed):
    session.add(
        Qualification(
            professional_id=agreed.professional_id,
            kind=QualificationKind.BEVOEGDHEID_TWEEDEGRAADS,
            subject="elektrotechniek",
            valid_from=date(2026, 12, 1),
        )
    )
    session.commit()
    text = told(counted(client, agreed, {**GOOD, "role_kind": "gastdocent"}))
    assert "zesurenregeling tot en met 30 november 2026, daarna bevoegd" in text.replace(" ,", ",")
    client.post(place_url(agreed), data=GOOD)
    assert the_placement(session).legal_ground is LegalGround.ZESURENREGELING


@pytest.mark.parametrize(
    ("dates", "message"),
    [
        ({"ends_on": "9999-12-31"}, "Controleer het jaar"),
        ({"ends_on": "2036-01-01"}, "ten hoogste 5 jaar"),
    ],
)
def test_years_that_cannot_be_meant_are_asked_about(client, agreed, dates, message):
    assert message in error_of(client.post(place_url(agreed), data={**GOOD, **dates}), "ends_on")
    assert message in counted(client, agreed, {**GOOD, **dates})["message"]


def test_a_first_day_long_ago_is_asked_about(client, agreed):
    data = {**GOOD, "starts_on": "0001-01-01"}
    assert "vandaag of later" in error_of(client.post(place_url(agreed), data=data), "starts_on")
    assert "Controleer het jaar" in counted(client, agreed, data)["message"]


def test_a_holiday_without_a_lesson_day_is_said(client, agreed):
    data = {**WEEKLY, "starts_on": "2026-12-21", "ends_on": "2026-12-31"}
    assert "geen lesdagen" in counted(client, agreed, data)["message"]
