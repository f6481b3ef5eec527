"""The overview of hours: sums, both readings, weeks, exceptions, and who may see what."""

from datetime import date

import pytest

from matcher.models import Placement, PlacementMonth, Professional, User
from matcher.queries.hours_page import hours_page
from matcher.services.hours.exceptions import ExceptionCommand, record_exception, withdraw_exception
from tests.factories import UserFactory, actor_of, coordinator, school_member
from tests.integration.hours.scenes import AT, placed
from tests.support.pages import parse, text_of

TODAY = date(2026, 9, 14)
ALLOW = ExceptionCommand(2026, 300 * 60, date(2027, 7, 31), "Er is een tekort.", "WVO 2020 artikel 7.19")


@pytest.fixture
def person(session, work_as):
    """Somebody with 72 klokuren at two schools of two boards in Twente, of which September is confirmed at one."""
    first = placed(session, work_as)
    person_id = session.get(Placement, first).professional_id
    placed(session, work_as, person=person_id, school_name="C.T. Stork College")
    session.add(PlacementMonth(placement_id=first, month=date(2026, 9, 1), real_minutes=480, confirmed_at=AT))
    session.commit()
    return person_id


def page_of(session, person, **more):
    return hours_page(session, professional_id=person, school_year=2026, today=TODAY, **more)


def test_the_sums_of_the_page_are_one_count(session, person):
    page = page_of(session, person)
    assert sum(row.counted for row in page.placements) == page.standing.used
    assert sum(week.minutes for week in page.weeks) == page.standing.used
    assert sum(week.given for week in page.weeks) == page.given == 480
    assert [(row.planned, row.given, row.months) for row in page.placements] == [(4320, 480, 1), (4320, 0, 0)]
    assert page.readings[0].rooms[0].used == page.standing.used
    assert sum(room.used for room in page.readings[1].rooms) == page.standing.used
    assert all(room.left == 14400 - room.used for room in page.readings[1].rooms)


def test_holidays_are_visible_and_peaks_are_not_refused(session, work_as):
    placement_id = placed(session, work_as, minutes_per_week=720, teaching_weeks=10)
    page = page_of(session, session.get(Placement, placement_id).professional_id)
    assert {week.holiday for week in page.weeks} >= {"herfstvakantie", "kerstvakantie", "zomervakantie", ""}
    assert page.busiest.minutes > 360
    assert len(page.weeks) == 53


def test_when_80_and_100_percent_are_reached(session, work_as):
    placement_id = placed(session, work_as, minutes_per_week=660)
    near, full = page_of(session, session.get(Placement, placement_id).professional_id).marks
    assert (near.percent, near.minutes, full.minutes) == (80, 192 * 60, 240 * 60)
    assert date(2027, 1, 18) <= near.reached_on <= date(2027, 1, 29)
    assert full.reached_on is None


def test_what_may_not_be_seen_is_a_sum(session, person):
    hidden = page_of(session, person, visible=lambda _placement: False)
    assert (hidden.placements, hidden.readings[1].rooms) == ((), ())
    assert hidden.elsewhere == hidden.standing.used == page_of(session, person).standing.used


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return text_of(parse(answer.get_data(as_text=True)).find(".//{http://www.w3.org/1999/xhtml}main"))


def test_pages_of_coordinator_professional_and_school(session, person, new_client, work_as):
    boss, member, owner = (
        coordinator("AM05"),
        school_member(),
        session.get(User, session.get(Professional, person).user_id),
    )
    row_id = record_exception(work_as(actor_of(boss)), professional_id=person, command=ALLOW)
    withdraw_exception(work_as(actor_of(boss)), professional_id=person, exception_id=row_id)
    record_exception(work_as(actor_of(boss)), professional_id=person, command=ALLOW)
    session.commit()
    clients = {}
    for user in (boss, member, owner):
        clients[user.id] = new_client()
        clients[user.id].login(user)
    seen = text(clients[boss.id], f"/coordinator/mensen/{person}/uren/2026")
    said = {"ROC van Twente", "C.T. Stork College", "Per bevoegd gezag", "Drukste week"}
    said |= {"uitzondering tot 300 klokuren", "ingetrokken op 14 september 2026", "80 % van de grens is 192 klokuren"}
    assert {each for each in said if each not in seen} == set()
    own = text(clients[owner.id], "/professional/uren/2026")
    assert "Per bestuur apart geteld" in own
    placement_id = session.query(Placement.id).filter_by(professional_id=person).order_by(Placement.id).first()[0]
    school = text(clients[member.id], f"/school/inzet/{placement_id}/uren/2026")
    assert "ROC van Twente" in school
    assert "Stork" not in school
    assert "Daarnaast tellen 72 klokuren mee" in school
    assert "Urenoverzicht 2026-2027" in text(clients[boss.id], f"/coordinator/mensen/{person}")
    assert "uitzondering tot 300 klokuren" in text(clients[boss.id], f"/coordinator/mensen/{person}")


@pytest.mark.parametrize("year", [0, 1999, 99999])
def test_a_school_year_without_anything_is_not_there(session, person, new_client, year):
    boss = coordinator("AM05")
    session.commit()
    client = new_client()
    client.login(boss)
    assert client.get(f"/coordinator/mensen/{person}/uren/{year}").status_code == 404


def test_what_if_is_the_same_decision(session, person, new_client):
    boss = coordinator("AM05")
    session.commit()
    client = new_client()
    client.login(boss)
    url = f"/coordinator/mensen/{person}/uren/2026?minutes_per_week={{}}&starts_on=2027-02-01&ends_on={{}}&sector=mbo"
    fits = text(client, url.format(4, "2027-04-16"))
    assert "van ten hoogste 240 klokuren in schooljaar 2026-2027 (WEB artikel 4.2.1 lid 6)" in fits
    too_much = text(client, url.format(12, "2027-07-09"))
    assert "klokuren per week in deze periode" in too_much
    assert "Kies een laatste dag na de eerste" in text(client, url.format(4, "2027-01-01"))
    assert "hoogstens 40" in text(client, url.format(99, "2027-04-16"))
    assert "geen lesdagen" in text(client, url.format(4, "2027-02-01").replace("2027-02-01", "2027-02-20"))


def test_an_exception_is_filled_in_checked_and_recorded(session, person, new_client):
    boss, other = coordinator("AM05"), coordinator("AM28")
    session.commit()
    client, url = new_client(), f"/coordinator/mensen/{person}/uitzondering"
    client.login(boss)
    form = {
        "school_year": "2026",
        "allowed_minutes": "200",
        "valid_until": "2027-07-31",
        "reason": "Tekort",
        "article": "",
    }
    assert "Vul het wetsartikel in" in client.post(url, data=form).get_data(as_text=True)
    form["article"] = "WVO 2020 artikel 7.19"
    assert "niet meer dan de grens" in client.post(url, data=form).get_data(as_text=True)
    form["allowed_minutes"] = "300"
    page = client.post(url, data=form).get_data(as_text=True)
    assert "Controleer de uitzondering" in page
    assert 'value="300"' in page
    assert "Tekort</textarea>" in client.post(url, data={**form, "wijzig": "1"}).get_data(as_text=True)
    assert session.get(Professional, person)
    answer = client.post(url, data={**form, "bevestig": "1"})
    assert answer.headers["Location"].endswith(f"/coordinator/mensen/{person}/uren/2026")
    row = hours_page(session, professional_id=person, school_year=2026, today=TODAY).exception
    assert (row.allowed_minutes, row.recorded_by) == (18000, session.get(User, boss.id).full_name)
    withdraw = f"{url}/{row.id}/intrekken"
    assert "Trek de uitzondering in" in client.get(withdraw).get_data(as_text=True)
    stranger = new_client()
    stranger.login(other)
    assert stranger.post(withdraw).status_code == 404
    assert client.post(withdraw).status_code == 302
    assert client.get(withdraw).status_code == 404
    assert page_of(session, person).exception is None


def test_an_exception_that_is_needed_stays(session, work_as, new_client):
    placement_id = placed(session, work_as, minutes_per_week=840, by_coordinator=True)
    person, boss = session.get(Placement, placement_id).professional_id, coordinator("AM05")
    row = page_of(session, person).exception
    session.commit()
    client = new_client()
    client.login(boss)
    answer = client.post(f"/coordinator/mensen/{person}/uitzondering/{row.id}/intrekken")
    assert "Beëindig of verminder eerst een inzet" in answer.get_data(as_text=True)
    assert page_of(session, person).exception == row


def test_somebody_who_left_has_a_page(session, person, new_client):
    session.get(Professional, person).user_id = None
    boss = coordinator("AM05")
    UserFactory()
    session.commit()
    client = new_client()
    client.login(boss)
    assert "Vertrokken professional" in text(client, f"/coordinator/mensen/{person}/uren/2026")
