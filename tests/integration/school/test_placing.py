"""Placing somebody under the six-hours rule, and what follows."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.states import Answer, Party, PlacementState, ProposalState
from matcher.models import Placement, PlacementYear, Professional, User
from tests import factories
from tests.integration.school.conftest import error_of, page_text, queries_of

GOOD = {
    "starts_on": "2026-09-21",
    "ends_on": "2027-01-29",
    "minutes_per_week": "4",
    "teaching_weeks": "18",
    "role_kind": "gastdocent",
    "contract_form": "detachering",
    "responsible_teacher": "Meester Verzonnen",
    "subject_parts": "PLC-programmeren",
}


def agreed_proposal(session, need=None):
    made = factories.ProposalFactory(
        need_id=(need or factories.NeedFactory()).id,
        state=ProposalState.AGREED,
        professional_answer=Answer.INTERESTED,
        school_answer=Answer.INTERESTED,
        started_by=Party.SCHOOL,
    )
    session.commit()
    return made


@pytest.fixture
def agreed(session, member):
    return agreed_proposal(session)


def place_url(made):
    return f"/school/voorstellen/{made.id}/plaatsen"


def the_placement(session):
    session.expire_all()
    return session.scalars(select(Placement)).one()


@pytest.fixture
def placed(client, session, agreed):
    client.post(place_url(agreed), data=GOOD)
    return the_placement(session)


def test_the_form_is_filled_in_from_the_need(client, agreed):
    answer = client.get(place_url(agreed))
    body, text = answer.get_data(as_text=True), page_text(answer)
    assert 'value="2026-09-21"' in body
    assert 'value="Meester Verzonnen"' in body
    assert "Wettelijke grond: zesurenregeling" in text
    assert "Dit wordt 72 van ten hoogste 240 klokuren" in text


def test_placing_keeps_the_decision_and_the_vog(client, session, agreed):
    data = {**GOOD, "vog_issued_on": "2026-09-01", "vog_seen": "y"}
    answer = client.post(place_url(agreed), data=data)
    row = the_placement(session)
    assert answer.location == f"/school/inzet/{row.id}"
    assert (row.minutes_per_week, row.vog_seen_on) == (240, date(2026, 9, 14))
    text = page_text(client.get(answer.location))
    assert "2026-2027: 72 klokuren gepland" in text
    assert "Dit wordt 72 van ten hoogste 240 klokuren" in text
    assert "VOG in orde" in text


def test_above_the_limit_is_refused_beside_the_hours_with_numbers_and_article(client, session, agreed):
    answer = client.post(place_url(agreed), data={**GOOD, "minutes_per_week": "15"})
    message = error_of(answer, "minutes_per_week")
    assert "270 van ten hoogste 240 klokuren" in message
    assert "WEB artikel 4.2.1 lid 6" in message
    assert "Wettelijke grond: zesurenregeling" in page_text(answer)
    assert session.scalars(select(Placement)).all() == []


@pytest.mark.parametrize(("hours", "allowed"), [("13,33", True), ("13,4", False), ("0,5", True)])
def test_the_counter_is_the_same_decision_as_the_refusal(client, session, agreed, hours, allowed):
    data = {**GOOD, "minutes_per_week": hours}
    told = client.get(f"/school/voorstellen/{agreed.id}/uren", query_string=data).get_json()
    assert told["allowed"] is allowed
    assert told["message"] in page_text(client.post(place_url(agreed), data={**data, "bereken": "1"}))
    assert session.scalars(select(Placement)).all() == []
    answer = client.post(place_url(agreed), data=data)
    assert (answer.status_code == 302) is allowed
    if not allowed:
        assert told["message"] in error_of(answer, "minutes_per_week")


@pytest.mark.parametrize(
    "query", [{}, {"starts_on": "x"}, {**GOOD, "teaching_weeks": "200"}, {**GOOD, "ends_on": "2026-01-01"}]
)
def test_the_counter_answers_nonsense_kindly(client, agreed, query):
    told = client.get(f"/school/voorstellen/{agreed.id}/uren", query_string=query).get_json()
    assert told["message"]
    assert told["allowed"] is True


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("starts_on", "", "Vul de eerste dag in."),
        ("starts_on", "2026-09-01", "vandaag of later"),
        ("ends_on", "2026-09-20", "De einddatum ligt voor de begindatum."),
        ("minutes_per_week", "veel", "Vul een getal in"),
        ("teaching_weeks", "30", "passen niet in deze periode"),
        ("responsible_teacher", "", "welke leraar verantwoordelijk is"),
        ("subject_parts", "", "welke vakken of onderdelen"),
        ("contract_form", "zzp", "kan alleen bij een gastles"),
    ],
)
def test_errors_stand_beside_the_field_and_nothing_is_lost(client, session, agreed, field, value, message):
    answer = client.post(place_url(agreed), data={**GOOD, field: value})
    assert message in error_of(answer, field)
    kept = "Meester Verzonnen" if field != "responsible_teacher" else "PLC-programmeren"
    assert kept in answer.get_data(as_text=True)
    assert session.scalars(select(Placement)).all() == []


def test_a_seen_vog_needs_its_date(client, agreed):
    answer = client.post(place_url(agreed), data={**GOOD, "vog_seen": "y"})
    assert "Vul ook de datum in" in error_of(answer, "vog_seen")


def test_only_an_agreed_proposal_can_be_placed(client, session, agreed):
    agreed.state = ProposalState.TRIAL
    session.commit()
    answer = client.get(place_url(agreed), follow_redirects=True)
    assert "Plaatsen kan zodra u allebei akkoord bent." in page_text(answer)


def test_the_vog_can_be_noted_later(client, session, placed):
    url = f"/school/inzet/{placed.id}"
    assert "VOG nog niet in orde" in page_text(client.get(url))
    wrong = client.post(url, data={"vog_issued_on": "2026-09-10", "vog_seen_on": "2026-09-01"})
    assert "Controleer de data" in error_of(wrong, "vog_seen_on")
    assert "Vul de datum in" in error_of(client.post(url, data={}), "vog_issued_on")
    client.post(url, data={"vog_issued_on": "2026-09-01", "vog_seen_on": "2026-09-10"})
    assert "VOG in orde" in page_text(client.get(url))


def test_a_placement_that_has_not_begun_is_cancelled(client, session, placed):
    url = f"/school/inzet/{placed.id}/stoppen"
    assert "Annuleer de inzet" in page_text(client.get(url))
    assert "Kies waarom het stopt." in error_of(client.post(url, data={"reason": " "}), "reason")
    assert "Vul in waarom het stopt." in error_of(client.post(url, data={"reason": "other"}), "text")
    client.post(url, data={"reason": "timetable", "text": "Het past niet meer in de week."})
    assert the_placement(session).state is PlacementState.CANCELLED
    text = page_text(client.get(f"/school/inzet/{placed.id}"))
    assert "Het rooster of de groep is veranderd: Het past niet meer in de week." in text
    assert "Annuleer deze inzet" not in text


def test_a_running_placement_ends_early_and_frees_hours(client, session, member, placed, frozen):
    frozen.move_to("2026-11-02T09:00:00+00:00")
    client.login(member)
    url = f"/school/inzet/{placed.id}/stoppen"
    assert "Beëindig de inzet eerder" in page_text(client.get(url))
    outside = client.post(url, data={"last_day": "2027-03-01", "reason": "other", "text": "Verhuisd."})
    assert "tussen de begindatum en de einddatum" in error_of(outside, "last_day")
    client.post(url, data={"last_day": "2026-11-27", "reason": "other", "text": "Verhuisd."})
    row = the_placement(session)
    assert (row.state, row.ends_on) == (PlacementState.ENDED_EARLY, date(2026, 11, 27))
    assert session.scalars(select(PlacementYear.planned_minutes)).one() < 72 * 60


def test_the_list_shows_phase_ground_and_what_is_missing(client, session, placed):
    text = page_text(client.get("/school/inzet"))
    name = session.get(User, session.get(Professional, placed.professional_id).user_id).full_name
    assert name in text
    assert "Begint nog (1)" in text
    assert "VOG ontbreekt" in text
    assert name not in page_text(client.get("/school/inzet?fase=gestopt"))
    assert client.get("/school/inzet?fase=onzin").status_code == 200


def test_an_empty_list_says_what_to_do(client, member):
    assert "Nog geen inzet" in page_text(client.get("/school/inzet"))


def test_foreign_placements_are_not_found(client, new_client, session, placed):
    stranger = factories.school_member("Albeda")
    session.commit()
    browser = new_client()
    browser.login(stranger)
    assert browser.get(f"/school/inzet/{placed.id}").status_code == 404
    assert browser.post(f"/school/inzet/{placed.id}", data={}).status_code == 404
    assert browser.get(f"/school/inzet/{placed.id}/stoppen").status_code == 404
    assert browser.post(f"/school/inzet/{placed.id}/stoppen", data={"reason": "x"}).status_code == 404
    assert "Nog geen inzet" in page_text(browser.get("/school/inzet"))


def test_who_waits_sees_no_placements_and_places_nobody(client, new_client, session, agreed, placed):
    waiting = factories.school_member(admitted=False, is_admin=False)
    session.commit()
    browser = new_client()
    browser.login(waiting)
    assert "Nog geen inzet" in page_text(browser.get("/school/inzet"))
    assert browser.get(f"/school/inzet/{placed.id}").status_code == 404
    assert browser.get(place_url(agreed)).status_code == 403
    assert browser.post(place_url(agreed), data=GOOD).status_code == 403


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client, session, placed):
    one = queries_of(client, "/school/inzet")
    for _ in range(29):
        made = agreed_proposal(session)
        assert client.post(place_url(made), data=GOOD).status_code == 302
    assert queries_of(client, "/school/inzet") == one
