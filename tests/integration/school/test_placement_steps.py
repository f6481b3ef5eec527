"""Pages of the school to change a placement, confirm its months, and read the decisions on it."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.states import PlacementState
from matcher.models import Placement, PlacementMonth
from tests import factories
from tests.integration.school.conftest import error_of, page_text
from tests.integration.school.test_placing import GOOD, agreed_proposal, place_url, the_placement

NOVEMBER = "2026-11-10T09:00:00+00:00"


@pytest.fixture
def placed(client, session, member):
    client.post(place_url(agreed_proposal(session)), data=GOOD)
    return the_placement(session)


@pytest.fixture
def begun(client, member, placed, frozen):
    """The placement, some weeks after its first day, with the member signed in again."""
    frozen.move_to(NOVEMBER)
    client.login(member)
    return placed


def url_of(placement, step=""):
    return f"/school/inzet/{placement.id}{step}"


def confirm(client, placement, **data):
    return client.post(url_of(placement, "/maand"), data={"month": "2026-10-01", "minutes": "14", **data})


def test_the_form_holds_the_placement_and_asks_no_vog(client, placed):
    answer = client.get(url_of(placed, "/wijzigen"))
    body = answer.get_data(as_text=True)
    assert 'value="2027-01-29"' in body
    assert 'value="4"' in body
    assert "vog_seen" not in body
    assert "Dit wordt 72 van ten hoogste 240 klokuren" in page_text(answer)
    assert url_of(placed, "/wijzigen") in client.get(url_of(placed)).get_data(as_text=True)


def test_weeks_of_the_holidays_stay_empty_so_that_a_longer_period_has_more(client, session, member):
    weekly = {name: value for name, value in GOOD.items() if name != "teaching_weeks"}
    client.post(place_url(agreed_proposal(session)), data=weekly)
    row = the_placement(session)
    assert re.search(r'name="teaching_weeks"[^>]*value=""', client.get(url_of(row, "/wijzigen")).get_data(as_text=True))
    client.post(url_of(row, "/wijzigen"), data={**weekly, "ends_on": "2027-06-25"})
    assert the_placement(session).teaching_weeks > 30


def test_an_extension_is_saved_and_its_vog_stays(client, session, placed):
    client.post(url_of(placed), data={"vog_issued_on": "2026-09-01", "vog_seen_on": "2026-09-10"})
    data = {**GOOD, "ends_on": "2027-06-25", "teaching_weeks": "34"}
    answer = client.post(url_of(placed, "/wijzigen"), data=data, follow_redirects=True)
    assert "De inzet is gewijzigd." in page_text(answer)
    row = the_placement(session)
    assert (row.ends_on, row.total_minutes, row.vog_seen_on) == (date(2027, 6, 25), 34 * 240, date(2026, 9, 10))


@pytest.mark.parametrize(("hours", "allowed"), [("13,33", True), ("13,4", False)])
def test_the_counter_of_a_change_is_the_decision_and_leaves_itself_out(client, session, placed, hours, allowed):
    data = {**GOOD, "minutes_per_week": hours}
    told = client.get(url_of(placed, "/uren"), query_string=data).get_json()
    assert told["allowed"] is allowed
    assert "0 van 240 klokuren gebruikt" in told["html"]
    assert told["message"] in page_text(client.post(url_of(placed, "/wijzigen"), data={**data, "bereken": "1"}))
    assert the_placement(session).minutes_per_week == 240
    answer = client.post(url_of(placed, "/wijzigen"), data=data)
    assert (answer.status_code == 302) is allowed
    if not allowed:
        assert told["message"] in error_of(answer, "minutes_per_week")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("ends_on", "", "Vul de laatste dag in."),
        ("ends_on", "2026-09-20", "De einddatum ligt voor de begindatum."),
        ("starts_on", "2026-09-01", "vandaag of later"),
        ("minutes_per_week", "", "hoeveel klokuren per week"),
        ("responsible_teacher", " ", "welke leraar verantwoordelijk is"),
    ],
)
def test_bad_input_stays_typed_with_its_error(client, session, placed, field, value, message):
    answer = client.post(url_of(placed, "/wijzigen"), data={**GOOD, "subject_parts": "Iets anders", field: value})
    assert message in error_of(answer, field)
    assert "Iets anders" in answer.get_data(as_text=True)
    assert the_placement(session).subject_parts == "PLC-programmeren"


def test_what_was_stopped_cannot_be_changed(client, session, placed):
    placed.state = PlacementState.CANCELLED
    session.commit()
    answer = client.get(url_of(placed, "/wijzigen"), follow_redirects=True)
    assert "U kunt hem niet meer wijzigen." in page_text(answer)
    assert "Klokuren per maand" not in page_text(answer)


def test_months_wait_until_the_placement_has_begun(client, placed):
    text = page_text(client.get(url_of(placed)))
    assert "september 2026" in text
    assert "vanaf 21 september 2026" in text
    assert "Bevestig " not in text.replace("Bevestig elke maand", "")


def test_a_month_is_confirmed_with_one_button_and_changed_later(client, session, begun):
    body = client.get(url_of(begun)).get_data(as_text=True)
    planned = re.search(r'name="month" value="2026-10-01">\s*<input type="hidden" name="minutes" value="([^"]+)"', body)
    confirm(client, begun, minutes=planned[1])
    assert session.scalars(select(PlacementMonth.month)).one() == date(2026, 10, 1)
    confirm(client, begun, minutes="9,5")
    session.expire_all()
    assert session.scalars(select(PlacementMonth.real_minutes)).one() == 570
    text = page_text(client.get(url_of(begun)))
    assert "9,5 bevestigd op 10-11-2026 door" in text
    assert "vanaf 1 december 2026" in text


@pytest.mark.parametrize(
    ("minutes", "message"),
    [("veel", "Vul een getal in"), ("", "hoeveel klokuren echt zijn gegeven"), ("201", "van 0 tot en met 200")],
)
def test_a_wrong_number_stays_typed_beside_its_month(client, session, begun, minutes, message):
    answer = confirm(client, begun, minutes=minutes)
    assert message in error_of(answer, "gegeven-2026-10")
    assert f'value="{minutes}"' in answer.get_data(as_text=True)
    assert '<details class="month-other" open>' in answer.get_data(as_text=True)
    assert session.scalars(select(PlacementMonth)).all() == []


@pytest.mark.parametrize("month", ["", "onzin", "2026-10-02", "2026-12-01", "2030-01-01"])
def test_a_month_that_is_not_there_is_refused_kindly(client, session, begun, month):
    answer = confirm(client, begun, month=month)
    assert answer.status_code == 200
    assert "Er klopt iets niet" in page_text(answer)
    assert session.scalars(select(PlacementMonth)).all() == []


def test_real_hours_above_the_limit_say_what_to_do(client, session, begun):
    answer = confirm(client, begun, minutes="190")
    message = error_of(answer, "gegeven-2026-10")
    assert "van ten hoogste 240 klokuren" in message
    assert "Laat een coördinator eerst een uitzondering vastleggen" in message
    assert session.scalars(select(PlacementMonth)).all() == []


def test_the_professional_reads_the_months(client, session, begun, new_client):
    confirm(client, begun, minutes="12")
    browser = new_client()
    person = session.get(factories.ProfessionalFactory._meta.model, begun.professional_id)
    browser.login(session.get(factories.UserFactory._meta.model, person.user_id))
    text = page_text(browser.get(f"/professional/inzet/{begun.id}"))
    assert "oktober 2026" in text
    assert "12 bevestigd op 10-11-2026" in text
    assert "Bevestig 1" not in text


def test_decisions_are_shown_as_they_were_newest_first(client, session, begun):
    client.post(url_of(begun, "/wijzigen"), data={**GOOD, "minutes_per_week": "5", "weekdays": ["1"]})
    confirm(client, begun, minutes="12")
    client.get(url_of(begun))
    text = page_text(client.get(url_of(begun, "/besluiten")))
    order = [text.index(said) for said in ("van een maand zijn bevestigd", "is gewijzigd", "is vastgelegd")]
    assert order == sorted(order)
    assert "Dit wordt 72 van ten hoogste 240 klokuren" in text
    assert "Dit wordt 90 van ten hoogste 240 klokuren" in text
    assert "5 klokuren per week, 18 lesweken, di" in text
    assert "Versie van de regels:" in text
    assert "Echt gegeven 12 klokuren" in text
    assert "Andere klokuren die tellen geen" in text
    # Nothing is counted again: what was kept stays, whatever the placement says now.
    session.get(Placement, begun.id).responsible_teacher = "Iemand Anders"
    session.commit()
    assert "Meester Verzonnen" in page_text(client.get(url_of(begun, "/besluiten")))


def test_decisions_name_the_end_and_hours_elsewhere_without_the_board(client, session, begun):
    other = factories.NeedFactory(school_id=factories.school("Albeda").id, starts_on=date(2026, 11, 16))
    made = agreed_proposal(session, other)
    made.professional_id = begun.professional_id
    session.commit()
    colleague = factories.school_member("Albeda")
    session.commit()
    client.post("/uitloggen")
    client.login(colleague)
    client.post(place_url(made), data={**GOOD, "starts_on": "2026-11-16", "teaching_weeks": "8"})
    row = session.scalars(select(Placement).where(Placement.id != begun.id)).one()
    client.post(url_of(row, "/stoppen"), data={"reason": "timetable"})
    text = page_text(client.get(url_of(row, "/besluiten")))
    assert "De inzet is geannuleerd" in text
    assert "Reden Het rooster of de groep is veranderd" in text
    assert "2026-2027: 72 klokuren bij een ander bestuur" in text
    assert "ROC van Twente" not in text


def test_a_placement_that_began_without_a_vog_says_so_on_top(client, begun):
    text = page_text(client.get(url_of(begun)))
    assert "De inzet mag nog niet beginnen" in text
    assert "Noteer de VOG." in text
    client.post(url_of(begun), data={"vog_issued_on": "2026-09-01", "vog_seen_on": "2026-09-10"})
    assert "mag nog niet beginnen" not in page_text(client.get(url_of(begun)))


def test_before_its_first_day_it_says_what_is_needed(client, placed):
    text = page_text(client.get(url_of(placed)))
    assert "mag nog niet beginnen" not in text
    assert "Nodig voordat de inzet begint" in text


@pytest.mark.parametrize("step", ["/wijzigen", "/uren", "/besluiten", "/stoppen"])
def test_another_school_finds_nothing(session, placed, new_client, step):
    stranger = factories.school_member("Albeda")
    session.commit()
    browser = new_client()
    browser.login(stranger)
    assert browser.get(url_of(placed, step)).status_code == 404
    assert browser.post(url_of(placed, "/wijzigen"), data=GOOD).status_code == 404
    assert browser.post(url_of(placed, "/maand"), data={"month": "2026-10-01", "minutes": "1"}).status_code == 404


def test_who_waits_for_admission_changes_nothing(session, placed, new_client):
    waiting = factories.school_member(admitted=False, is_admin=False)
    session.commit()
    browser = new_client()
    browser.login(waiting)
    for step in ("/wijzigen", "/maand"):
        assert browser.post(url_of(placed, step), data=GOOD).status_code == 403
    assert browser.get(url_of(placed, "/besluiten")).status_code == 404
