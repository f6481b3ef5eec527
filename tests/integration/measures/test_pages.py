"""The pages of the measure: what holds and why, the form with its check, removal; only for whom they are."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis
from matcher.domain.states import PlacementState, ProposalState
from matcher.models import HoursMeasure
from matcher.services.measures import add_measure
from tests import factories
from tests.factories import NeedFactory, ProposalFactory, UserFactory
from tests.integration.coordinator.world import placement_of
from tests.integration.measures.conftest import COMMAND
from tests.integration.measures.test_services import added

URL = "/beheer/rekenregels"
FORM = {
    "sectors": ["vmbo", "mbo"],
    "school_year": "2027",
    "hours_per_week": "8",
    "basis": "yearly_average",
    "weeks": "38",
    "scope": "board",
    "article_vmbo": "WVO 2020 artikel 7.19",
    "article_mbo": "WEB artikel 4.2.1 lid 6",
    "source": "Verzonnen wetswijziging",
    "url_name": "https://wetten.overheid.nl/BWBR0044212",
    "reason": "De wet verandert.",
}


@pytest.fixture
def signed_in(client, admin, session):
    session.commit()
    client.login(admin)
    return client


def count(session):
    return session.scalar(select(func.count()).select_from(HoursMeasure))


def test_shows_what_holds_and_what_held_with_its_source(signed_in):
    page = signed_in.get(URL).text
    assert page.index("Zesurenregeling vmbo") < page.index("Zesurenregeling mbo")
    assert "Ten hoogste gemiddeld 6 klokuren per week over het schooljaar." in page
    assert "Wij rekenen met 40 lesweken, dus 240 klokuren per schooljaar." in page
    assert "Tot en met 31 juli 2020" in page
    assert page.count("geldt nu") == 2
    assert 'href="https://wetten.overheid.nl/BWBR0007625"' in page
    assert "Verwijder" not in page
    assert URL in signed_in.get("/beheer/").text


def test_a_measure_is_checked_first_and_then_kept(signed_in, session):
    before = count(session)
    page = signed_in.post(f"{URL}/nieuw", data=FORM).text
    assert "Vanaf 1-8-2027 rekenen wij in vmbo en mbo met ten hoogste gemiddeld 8 klokuren per week" in page
    assert "Wij rekenen met 38 lesweken, dus 304 klokuren per schooljaar." in page
    assert "Wij tellen de klokuren per schoolbestuur." in page
    assert count(session) == before
    assert signed_in.post(f"{URL}/nieuw", data={**FORM, "vastleggen": "1"}).location == URL
    session.expire_all()
    assert len(added(session)) == 2
    page = signed_in.get(URL).text
    assert "Vastgelegd door Beheerder Bedacht op 14 september 2026." in page
    assert page.count("gaat nog in") == 2
    assert "tot en met 31 juli 2027" in page


def test_the_check_carries_every_answer_and_can_go_back(signed_in, session):
    page = signed_in.post(f"{URL}/nieuw", data=FORM).text
    for name, value in FORM.items():
        for each in value if isinstance(value, list) else [value]:
            assert f'name="{name}" value="{each}"' in page
    back = signed_in.post(f"{URL}/nieuw", data={**FORM, "vastleggen": "1", "terug": "1"}).text
    assert "Verzonnen wetswijziging" in back
    assert "Er klopt iets niet" not in back
    assert added(session) == []


def test_the_check_says_what_a_maximum_per_week_does_not_do(signed_in):
    page = signed_in.post(f"{URL}/nieuw", data={**FORM, "basis": "weekly_maximum"}).text
    assert "ten hoogste 8 klokuren in elke week apart" in page
    assert "de lijsten met wie past, rekenen met de som over het schooljaar" in page


@pytest.mark.parametrize(
    ("last_day", "state", "told"),
    [
        (date(2027, 9, 30), PlacementState.PLANNED, True),
        (date(2027, 9, 30), PlacementState.CANCELLED, False),
        (date(2027, 6, 30), PlacementState.PLANNED, False),
    ],
)
def test_the_check_counts_the_placements_that_reach_into_the_school_year(signed_in, session, last_day, state, told):
    need = NeedFactory()
    proposal = ProposalFactory(need_id=need.id, state=ProposalState.PLACED)
    begin = date(2027, 5, 3)
    placement = placement_of(
        session, proposal, need, starts_on=begin, ends_on=last_day, minutes=600, state=state, vog=None
    )
    session.add(placement)
    page = signed_in.post(f"{URL}/nieuw", data=FORM).text
    assert ("Er is al 1 inzet met klokuren in of na dat schooljaar." in page) is told
    other = signed_in.post(f"{URL}/nieuw", data={**FORM, "sectors": ["vmbo"]}).text
    assert "inzet met klokuren" not in other


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"sectors": []}, "sectors", "Kies vmbo, mbo of allebei."),
        ({"sectors": ["hbo"]}, "sectors", ""),
        ({"school_year": ""}, "school_year", "Kies een schooljaar."),
        ({"school_year": "2026"}, "school_year", ""),
        ({"school_year": "9" * 30}, "school_year", ""),
        ({"hours_per_week": "6,5"}, "hours_per_week", "Vul een heel getal in"),
        ({"hours_per_week": "0"}, "hours_per_week", "van 1 tot en met 40"),
        ({"hours_per_week": "41"}, "hours_per_week", "van 1 tot en met 40"),
        ({"weeks": "53"}, "weeks", "van 1 tot en met 52"),
        ({"basis": ""}, "basis", "Kies hoe wij het rekenen."),
        ({"scope": "landelijk"}, "scope", ""),
        ({"article_mbo": " "}, "article_mbo", "Vul het wetsartikel in."),
        ({"source": ""}, "source", "Vul in waar dit staat."),
        ({"url_name": ""}, "url_name", "Vul het webadres van de bron in."),
        ({"url_name": "javascript:alert(1)"}, "url_name", "Vul een webadres in"),
        ({"url_name": 'https://x.nl/"onclick'}, "url_name", "Vul een webadres in"),
        ({"reason": ""}, "reason", "Vul in waarom de rekenregel verandert."),
    ],
)
def test_refused_beside_the_field_and_the_input_stays(signed_in, session, changes, field, message):
    for kept in ({}, {"vastleggen": "1"}):
        page = signed_in.post(f"{URL}/nieuw", data={**FORM, **changes, **kept}).text
        assert "Er klopt iets niet" in page
        assert f'id="{field}-error"' in page
        assert message in page
        assert "De wet verandert." in page or field == "reason"
    assert added(session) == []


def test_an_article_of_a_sector_that_is_not_chosen_may_be_empty(signed_in, session):
    data = {**FORM, "sectors": ["mbo"], "article_vmbo": "", "vastleggen": "1"}
    assert signed_in.post(f"{URL}/nieuw", data=data).status_code == 302
    assert len(added(session)) == 1


def test_a_taken_school_year_is_told_before_the_check(signed_in, by_admin):
    add_measure(by_admin(), command=COMMAND)
    page = signed_in.post(f"{URL}/nieuw", data=FORM).text
    assert "Voor vmbo en mbo gaat in 2027-2028 al een rekenregel in." in page
    assert 'id="school_year-error"' in page


def test_removed_after_a_question(signed_in, session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, articles={Sector.MBO: "WEB artikel 4.2.1 lid 6"}))
    (measure_id,) = added(session)
    assert f"{URL}/{measure_id}/verwijderen" in signed_in.get(URL).text
    assert "Vanaf 1-8-2027" in signed_in.get(f"{URL}/{measure_id}/verwijderen").text
    assert len(added(session)) == 1
    assert signed_in.post(f"{URL}/{measure_id}/verwijderen").location == URL
    assert "De rekenregel is verwijderd." in signed_in.get(URL).text
    session.expire_all()
    assert added(session) == []
    assert signed_in.get(f"{URL}/{measure_id}/verwijderen").status_code == 404
    assert signed_in.post(f"{URL}/{measure_id}/verwijderen").status_code == 404


def test_what_holds_now_has_no_page_to_remove_it(signed_in, session, by_admin):
    add_measure(by_admin(), command=COMMAND)
    holds = session.scalar(select(HoursMeasure.id).where(HoursMeasure.valid_to.is_not(None)).limit(1))
    assert signed_in.get(f"{URL}/{holds}/verwijderen").status_code == 404
    signed_in.post(f"{URL}/{holds}/verwijderen")
    assert "geldt al of heeft gegolden" in signed_in.get(URL).text


@pytest.mark.parametrize("make", [lambda: factories.coordinator(national=True), factories.school_member, UserFactory])
def test_the_pages_of_admins_are_for_admins(client, session, by_admin, make):
    add_measure(by_admin(), command=COMMAND)
    user = make()
    session.commit()
    client.login(user)
    for path in ("", "/nieuw", f"/{added(session)[0]}/verwijderen"):
        assert client.get(URL + path).status_code == 403
    assert client.post(f"{URL}/nieuw", data={**FORM, "school_year": "2028", "vastleggen": "1"}).status_code == 403
    assert client.post(f"{URL}/{added(session)[0]}/verwijderen").status_code == 403
    assert len(added(session)) == 2


def test_coordinators_read_what_holds_and_why_there_are_two_readings(client, new_client, session, by_admin):
    add_measure(by_admin(), command=replace(COMMAND, basis=LimitBasis.WEEKLY_MAXIMUM))
    user = factories.coordinator("AM05")
    session.commit()
    client.login(user)
    page = client.get("/coordinator/rekenregels").text
    assert "Ten hoogste gemiddeld 6 klokuren per week over het schooljaar." in page
    assert "Ten hoogste 8 klokuren in elke week apart." in page
    assert "Bij het plaatsen kijken wij wel naar elke week" in page
    assert "Waarom rekenen wij het op twee manieren uit?" in page
    assert "Tot en met 31 juli 2020" not in page
    assert "Beheerder Bedacht" not in page
    assert "/verwijderen" not in page
    somebody = new_client()
    somebody.login(UserFactory())
    assert somebody.get("/coordinator/rekenregels").status_code == 403


def test_public_pages_tell_the_measure_of_the_day(client, session, by_admin, frozen):
    add_measure(by_admin(), command=replace(COMMAND, articles={Sector.MBO: "WEB artikel 99"}))
    for path in ("/", "/over"):
        assert "In vmbo en mbo: ten hoogste gemiddeld 6 klokuren per week" in client.get(path).text
    frozen.move_to("2027-08-02T09:00:00+00:00")
    for path in ("/", "/over"):
        page = client.get(path).text
        assert "In vmbo: ten hoogste gemiddeld 6 klokuren per week" in page
        assert "In mbo: ten hoogste gemiddeld 8 klokuren per week" in page
        assert "mbo: Wij tellen de klokuren per schoolbestuur." in page
        assert "WEB artikel 99" in page
