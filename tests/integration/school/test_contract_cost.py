"""What a need or a placement of the school costs."""

import pytest

from matcher.domain.choices import ContractForm, RoleKind
from matcher.domain.states import Answer, Party, ProposalState
from tests import factories
from tests.integration.school.conftest import error_of, page_text
from tests.integration.school.test_placing import GOOD, place_url, the_placement

FORMS = frozenset({ContractForm.EIGEN_AANSTELLING, ContractForm.DETACHERING})
ASKED = {
    "hours": "10",
    "forms": ["eigen_aanstelling", "detachering"],
    "eigen_aanstelling": "60",
    "detachering": "100",
    "zzp": "",
    "btw": "exclusief",
}


@pytest.fixture
def need(session, member):
    made = factories.NeedFactory(contract_forms=FORMS, people_wanted=2)
    session.commit()
    return made


def url_of(need):
    return f"/school/vragen/{need.id}/kosten"


def text_of(response):
    return page_text(response).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def placed(client, session, member):
    made = factories.ProposalFactory(
        state=ProposalState.AGREED,
        professional_answer=Answer.INTERESTED,
        school_answer=Answer.INTERESTED,
        started_by=Party.SCHOOL,
    )
    session.commit()
    client.post(place_url(made), data=GOOD)
    return the_placement(session)


def test_the_page_begins_with_the_hours_of_the_need_and_the_averages(client, need):
    text = text_of(client.get(url_of(need)))
    assert "Deze vraag biedt: eigen aanstelling bij de school; detachering door de werkgever." in text
    assert "Kosten van 144 klokuren" in text
    assert "2 mensen, elk 72 klokuren." in text
    assert "€ 8.352,00 € 8.352,00 € 0,00 144 × € 58,00" in text
    assert "€ 16.272,00 € 13.447,93 € 2.824,07 144 × € 113,00, inclusief btw" in text
    assert "een gemiddelde in het vo; een school kan anders rekenen" in text
    for source in ("Algemene Rekenkamer, 2024", "Wet op de omzetbelasting 1968", "2024-13855", "SEO/Technopolis 2020"):
        assert source in text


def test_the_need_page_gives_the_cost_in_one_line(client, need):
    answer = client.get(f"/school/vragen/{need.id}")
    assert "bij de school: ongeveer € 8.352; detachering door de werkgever: ongeveer € 16.272." in text_of(answer)
    assert f'href="{url_of(need)}"' in answer.get_data(as_text=True)


def test_own_numbers_are_counted_with_and_kept_in_the_fields(client, need):
    answer = client.get(url_of(need), query_string={**ASKED, "hours": "1.440,5", "detachering": "€ 99.50"})
    text, body = text_of(answer), answer.get_data(as_text=True)
    assert "Kosten van 1.440,5 klokuren" in text
    assert "€ 86.430,00 € 86.430,00 € 0,00" in text
    assert "€ 173.429,00 € 143.329,75 € 30.099,25" in text
    assert 'value="1.440,5"' in body
    assert 'value="€ 99.50"' in body


@pytest.mark.parametrize(
    ("btw", "row"),
    [
        ("inclusief", "€ 1.000,00 € 826,45 € 173,55 10 × € 100,00, inclusief btw"),
        ("exclusief", "€ 1.210,00 € 1.000,00 € 210,00 10 × € 100,00, exclusief btw"),
        ("vrijgesteld", "€ 1.000,00 € 1.000,00 € 0,00 10 × € 100,00, vrijgesteld van btw"),
    ],
)
def test_a_rate_is_read_with_btw_without_or_exempt(client, need, btw, row):
    assert row in text_of(client.get(url_of(need), query_string={**ASKED, "btw": btw}))


def test_the_average_with_btw_read_as_one_without_is_warned_of(client, need):
    text = text_of(client.get(url_of(need), query_string={**ASKED, "detachering": "113"}))
    assert "In het gemiddelde van € 113,00 zit de btw al." in text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("hours", "", "Vul in hoeveel klokuren"),
        ("hours", "veel", "Klokuren: vul een getal in"),
        ("hours", "0", "meer dan 0"),
        ("hours", "20001", "hoogstens 20.000"),
        ("forms", [], "Kies minstens één contractvorm."),
        ("eigen_aanstelling", "-1", "vul een getal in"),
        ("detachering", "12,345", "vul een getal in"),
        ("detachering", "1e3", "vul een getal in"),
        ("zzp", "1001", "van 0 tot en met 1.000 euro"),
        ("zzp", "٣", "vul een getal in"),
        ("btw", "", "Kies hoe u het tarief leest."),
        ("btw", "laag", "Ongeldige keuze."),
    ],
)
def test_errors_stand_beside_the_field_and_nothing_is_lost(client, need, field, value, message):
    answer = client.get(url_of(need), query_string={**ASKED, field: value})
    assert message in error_of(answer, field)
    assert "Totaal" not in page_text(answer)
    kept = 'value="60"' if field != "eigen_aanstelling" else 'value="100"'
    assert kept in answer.get_data(as_text=True)


def test_an_unknown_form_is_refused(client, need):
    answer = client.get(url_of(need), query_string={**ASKED, "forms": ["lening"]})
    assert "lening" in error_of(answer, "forms")


def test_zzp_has_no_average_and_a_warning_at_a_gastles(client, session, member):
    need = factories.NeedFactory(role_kind=RoleKind.GASTLES, contract_forms=frozenset({ContractForm.ZZP}))
    session.commit()
    text = text_of(client.get(url_of(need)))
    assert "Vul hieronder een tarief in." in text
    assert "schijnzelfstandigheid (Wet DBA)" in text
    asked = {**ASKED, "forms": ["zzp"], "zzp": "80", "btw": "vrijgesteld"}
    assert "€ 800,00 € 800,00 € 0,00 10 × € 80,00" in text_of(client.get(url_of(need), query_string=asked))
    assert "Wat kost dit? Bereken wat het kost" in text_of(client.get(f"/school/vragen/{need.id}"))


def test_zzp_gets_no_amount_where_it_cannot_be(client, need):
    text = text_of(client.get(url_of(need), query_string={**ASKED, "forms": ["zzp"], "zzp": "80"}))
    assert "Kan niet bij deze rol." in text
    assert "€ 800,00" not in text


def test_a_draft_without_hours_role_and_forms_asks_the_hours(client, session, member):
    need = factories.NeedFactory(
        minutes_per_week=0, role_kind=None, contract_forms=frozenset(), starts_on=None, ends_on=None, state="draft"
    )
    session.commit()
    answer = client.get(url_of(need))
    assert "nog geen klokuren ingevuld" in page_text(answer)
    assert "Deze vraag noemt nog geen contractvorm." in page_text(answer)
    assert "Totaal" not in page_text(answer)
    assert answer.get_data(as_text=True).count("checked") == 4  # three forms, and how the rate is read


def test_a_placement_begins_with_the_agreed_form(client, placed):
    text = text_of(client.get(f"/school/inzet/{placed.id}/kosten"))
    assert "Afgesproken is: detachering door de werkgever." in text
    assert "€ 8.136,00 € 6.723,97 € 1.412,03 72 × € 113,00, inclusief btw" in text
    assert "72 × € 58,00" not in text
    assert "Detachering door de werkgever: ongeveer € 8.136." in text_of(client.get(f"/school/inzet/{placed.id}"))


def test_foreign_needs_and_placements_are_not_found(client, new_client, session, placed, foreign_need):
    assert client.get(url_of(foreign_need)).status_code == 404
    stranger = factories.school_member("Albeda")
    session.commit()
    browser = new_client()
    browser.login(stranger)
    assert browser.get(f"/school/inzet/{placed.id}/kosten").status_code == 404


def test_who_waits_sees_the_cost_of_own_needs_only(client, session, waiting):
    own, other = factories.NeedFactory(created_by_id=waiting.id), factories.NeedFactory()
    session.commit()
    assert client.get(url_of(own)).status_code == 200
    assert client.get(url_of(other)).status_code == 404


def test_a_visitor_signs_in_first(client, session):
    need = factories.NeedFactory()
    session.commit()
    assert client.get(url_of(need)).location.startswith("/inloggen")


def test_in_natura_costs_nothing_and_is_no_estimate(client, session, member):
    need = factories.NeedFactory(contract_forms=frozenset({ContractForm.IN_NATURA}))
    session.commit()
    text = text_of(client.get(f"/school/vragen/{need.id}"))
    assert "In natura door de werkgever: € 0. Bekijk de berekening" in text
