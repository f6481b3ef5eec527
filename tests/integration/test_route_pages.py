"""The routewijzer: five questions in the address, an outcome to share, nothing stored."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from matcher.domain.choices import Consent, EducationLevel, QualificationKind, RoleKind, Sector
from matcher.domain.states import NeedState, ProfileState
from matcher.models import Professional, Qualification, User
from tests.factories import NeedFactory, ProfessionalFactory
from tests.integration.professional.test_home import placement_for

ALL = {"opleiding": "hbo", "vak": "ict", "jaren": "20", "sector": "mbo", "uren": "12", "werkgever": "gegeven"}
OUTCOME = "/routewijzer/uitkomst"


def section(page, name):
    """The text between a heading and the next section."""
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def outcome(client, **changes):
    answer = client.get(OUTCOME, query_string=ALL | changes)
    assert answer.status_code == 200
    return answer.text


def login(client, session, profile):
    client.login(session.get(User, profile.user_id))
    return profile


def test_five_questions_lead_to_the_outcome(client):
    assert 'href="/routewijzer/opleiding"' in client.get("/routewijzer").text
    told = {}
    steps = (
        ("opleiding", {"opleiding": "mbo_4", "vak": "laboratorium"}),
        ("ervaring", {"jaren": "5", "bewijs": "bdb"}),
        ("sector", {"sector": ["mbo", "hbo"]}),
        ("uren", {"uren": "2,5"}),
        ("werkgever", {"werkgever": "gevraagd"}),
    )
    for number, (name, answer) in enumerate(steps, start=1):
        page = client.get(f"/routewijzer/{name}", query_string=told).text
        assert f"Stap {number} van 5" in page
        for key, value in told.items():
            for one in [value] if isinstance(value, str) else value:
                assert f'<input type="hidden" name="{key}" value="{one}">' in page
        told |= answer
        target = client.get(f"/routewijzer/{name}", query_string=told | {"verder": "1"}).location
        following = steps[number][0] if number < len(steps) else "uitkomst"
        assert urlsplit(target).path == f"/routewijzer/{following}"
    assert parse_qs(urlsplit(target).query) == {
        key: value if isinstance(value, list) else [value] for key, value in told.items()
    }
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    ("name", "answer", "error"),
    [
        ("opleiding", {"vak": "ict"}, "Kies uw hoogste diploma."),
        ("opleiding", {"opleiding": "hbo"}, "Kies een vak"),
        ("opleiding", {"opleiding": "havo", "vak": "ict"}, "Kies een van de antwoorden."),
        ("opleiding", {"opleiding": "hbo", "vak": "vissen"}, "Kies een van de antwoorden."),
        ("ervaring", {}, "Vul in hoeveel jaar"),
        ("ervaring", {"jaren": "veel"}, "Vul een heel getal in"),
        ("ervaring", {"jaren": "61"}, "van 0 tot en met 60"),
        ("ervaring", {"jaren": "3", "bewijs": "rijbewijs"}, "Kies een van de antwoorden."),
        ("sector", {}, "Kies minstens één sector."),
        ("sector", {"sector": "wo"}, "Kies een van de antwoorden."),
        ("uren", {"uren": "-1"}, "Vul een getal in"),
        ("uren", {"uren": "0"}, "van 0,5 tot en met 40"),
        ("uren", {"uren": "41"}, "van 0,5 tot en met 40"),
        ("werkgever", {}, "Kies een antwoord."),
        ("werkgever", {"werkgever": "misschien"}, "Kies een van de antwoorden."),
    ],
)
def test_a_wrong_answer_is_told_beside_the_question(client, name, answer, error):
    page = client.get(f"/routewijzer/{name}", query_string=answer | {"verder": "1"}).text
    assert "Er klopt iets niet" in page
    assert page.count(error) >= 2


def test_a_question_is_not_judged_before_it_is_answered(client):
    assert "Er klopt iets niet" not in client.get("/routewijzer/uren?opleiding=hbo").text


@pytest.mark.parametrize(
    ("changes", "name", "judged"),
    [
        ({"opleiding": "havo"}, "opleiding", True),
        ({"jaren": "-3"}, "ervaring", True),
        ({"uren": ""}, "uren", False),
        ({"sector": "x"}, "sector", True),
    ],
)
def test_an_address_with_a_wrong_answer_leads_to_its_question(client, changes, name, judged):
    target = client.get(OUTCOME, query_string=ALL | changes).location
    assert urlsplit(target).path == f"/routewijzer/{name}"
    assert ("Er klopt iets niet" in client.get(target).text) is judged


def test_an_unknown_question_is_not_found(client):
    assert client.get("/routewijzer/leeftijd").status_code == 404


def test_the_outcome_says_what_is_open_what_opens_more_and_what_not(client):
    page = outcome(client)
    assert "gemiddeld 6 klokuren per week. Voor 12 klokuren per week" in page
    now, later, no = (section(page, name) for name in ("nu", "straks", "niet"))
    assert "Gastdocent (zesurenregeling)" in now
    assert "Wij tellen de klokuren bij alle scholen samen." in now
    assert "WEB artikel 4.2.1 lid 6" in now
    for text in ("Zij-instroom mbo met PDG", "ongeveer 18 maanden", "1.680 uur", "€ 6.000", "€ 25.000", "0,4 fte"):
        assert text in later
    assert "Gecontroleerd op 1 januari 2026" in later
    assert "Lesgeven in het hbo" in no


@pytest.mark.parametrize(
    ("changes", "where", "text"),
    [
        ({"opleiding": "mbo_3", "uren": "4"}, "niet", "ten minste een diploma mbo niveau 4"),
        ({"opleiding": "mbo_3", "uren": "4"}, "straks", "niet zeker"),
        ({"bewijs": "bevoegd-mbo"}, "nu", "Docent, bevoegd of in opleiding"),
        ({"bewijs": "bevoegd-mbo"}, "nu", "Dit hebt u niet (meer) nodig"),
        ({"bewijs": "instructeur"}, "nu", "Instructeur in het mbo"),
        ({"werkgever": "geweigerd"}, "niet", "uw werkgever vindt het niet goed"),
        ({"werkgever": "geweigerd"}, "nu", "Op dit moment niets."),
        ({"sector": ["vmbo", "mbo", "hbo"], "opleiding": "anders"}, "niet", "Er is niets dat voor u niet kan."),
        ({"sector": "hbo", "bewijs": "bdb"}, "straks", "geen opleiding nodig"),
        ({"vak": "metaal"}, "straks", "A+O Metalektro"),
        ({"sector": "vmbo"}, "nu", "26 weken"),
    ],
)
def test_each_answer_changes_the_outcome(client, changes, where, text):
    assert text in section(outcome(client, **changes), where)


def test_the_lead_says_whether_the_hours_fit(client):
    assert "U kunt nu beginnen met 4 klokuren per week: gastdocent" in outcome(client, uren="4")
    assert "U kunt nu niet beginnen." in outcome(client, werkgever="geweigerd")


def test_the_address_holds_answers_only(client):
    page = outcome(client, naam="Fenna Voorbeeld", email="persoon@example.nl", bewijs="bdb")
    assert "Fenna" not in page
    assert "persoon@example.nl" not in page
    address = page.split('class="route-address" href="')[1].split('"')[0].replace("&amp;", "&")
    assert set(parse_qs(urlsplit(address).query)) == {*ALL, "bewijs"}
    assert client.get(address).status_code == 200


def test_every_answer_can_be_changed_from_the_outcome(client):
    page = outcome(client)
    for name in ("opleiding", "ervaring", "sector", "uren", "werkgever"):
        assert f'href="/routewijzer/{name}?opleiding=hbo&amp;vak=ict' in page


def test_nothing_is_stored(client, session):
    outcome(client)
    assert session.scalar(sa.select(sa.func.count()).select_from(Professional)) == 0
    assert "Set-Cookie" not in client.get(OUTCOME, query_string=ALL).headers


def test_open_needs_are_counted_per_route_and_region_without_small_numbers(client, session):
    for _ in range(5):
        NeedFactory()
    NeedFactory(region_code="AM01")
    NeedFactory(state=NeedState.PAUSED)
    NeedFactory(role_kind=RoleKind.INSTRUCTEUR)
    NeedFactory(role_kind=None)
    page = outcome(client)
    assert "Hiervoor staan nu 6 onderwijsvragen open." in section(page, "nu")
    assert "Hiervoor staan nu minder dan 5 onderwijsvragen open." in section(page, "straks")
    assert "Hiervoor staat nu geen onderwijsvraag open." in section(page, "straks")
    table = section(page, "vragen")
    assert '<th scope="row">Twente</th><td class="numeric">6</td>' in table
    assert "minder dan 5 open: Groningen." in table
    assert "geen onderwijsvraag open" in section(outcome(client, sector="vmbo"), "vragen")


def test_a_visitor_is_invited_to_sign_up(client):
    assert 'href="/registreren?kind=professional"' in section(outcome(client), "vragen")


def test_a_professional_starts_from_the_profile(client, session):
    profile = login(
        client,
        session,
        ProfessionalFactory(
            education_level=EducationLevel.HBO,
            sectors=frozenset({Sector.MBO, Sector.VMBO}),
            minutes_max=270,
            consent=Consent.GEVRAAGD,
        ),
    )
    session.add(
        Qualification(professional_id=profile.id, kind=QualificationKind.PDD_INSTRUCTEUR, valid_from=date(2026, 1, 1))
    )
    target = client.get("/routewijzer").location
    assert urlsplit(target).path == OUTCOME
    assert parse_qs(urlsplit(target).query) == {
        "opleiding": ["hbo"],
        "vak": ["metaal"],
        "jaren": ["14"],
        "bewijs": ["instructeur"],
        "sector": ["mbo", "vmbo"],
        "uren": ["4,5"],
        "werkgever": ["gevraagd"],
    }
    page = client.get(target).text
    assert "Nu 0 van ten hoogste 240 klokuren" in page
    assert "Wij begonnen met uw profiel" in page


def test_what_the_profile_does_not_tell_is_asked(client, session):
    login(client, session, ProfessionalFactory(minutes_min=0, minutes_max=0, consent=Consent.ONBEKEND))
    target = client.get("/routewijzer").location
    assert urlsplit(target).path == "/routewijzer/uren"
    assert "Er klopt iets niet" not in client.get(target).text


@pytest.mark.parametrize(
    ("kind", "sector", "valid_to", "codes"),
    [
        (QualificationKind.BEVOEGDHEID_TWEEDEGRAADS, None, None, ["bevoegd-vmbo", "bevoegd-mbo"]),
        (QualificationKind.BEVOEGDHEID_EERSTEGRAADS, Sector.VMBO, None, ["bevoegd-vmbo"]),
        (QualificationKind.PDG, None, None, ["bevoegd-mbo"]),
        (QualificationKind.GESCHIKTHEIDSVERKLARING, Sector.MBO, date(2027, 7, 31), ["opleiding-mbo"]),
        (QualificationKind.GESCHIKTHEIDSVERKLARING, Sector.MBO, date(2026, 9, 13), None),
        (QualificationKind.IN_OPLEIDING, Sector.VMBO, date(2027, 7, 31), ["opleiding-vmbo"]),
        (QualificationKind.BDB, None, None, ["bdb"]),
    ],
)
def test_proofs_of_the_profile_count_as_they_do_for_the_matches(client, session, kind, sector, valid_to, codes):
    profile = login(client, session, ProfessionalFactory())
    session.add(
        Qualification(
            professional_id=profile.id, kind=kind, sector=sector, valid_from=date(2026, 1, 1), valid_to=valid_to
        )
    )
    assert parse_qs(urlsplit(client.get("/routewijzer").location).query).get("bewijs") == codes


def test_a_professional_sees_the_needs_that_fit_by_route(client, session):
    login(client, session, ProfessionalFactory())
    needs = [NeedFactory(title=f"Besturing {number}") for number in range(4)]
    NeedFactory(title="Praktijkles", role_kind=RoleKind.INSTRUCTEUR)
    page = outcome(client, uren="4")
    now = section(page, "nu")
    assert sum(f"/professional/vragen/{need.id}" in now for need in needs) <= 3
    assert "Deze passen bij u:" in now
    assert "Praktijkles" not in now
    assert 'href="/professional/vragen"' in section(page, "vragen")


def test_a_profile_that_is_off_says_so(client, session):
    login(client, session, ProfessionalFactory(state=ProfileState.DRAFT))
    assert "Uw profiel staat niet aan" in section(outcome(client), "vragen")


@pytest.mark.parametrize("path", ["/", "/routewijzer"])
def test_the_routewijzer_is_linked_from_every_page(client, path):
    assert '<a href="/routewijzer">' in client.get(path).text


def test_a_professional_finds_it_on_the_home_page_and_the_profile(client, session):
    login(client, session, ProfessionalFactory())
    for path in ("/professional/", "/professional/profiel"):
        page = client.get(path).text
        assert '<a href="/routewijzer">' in page.split("<main")[1].split("</main>")[0]


def test_who_used_all_klokuren_reads_that_first(client, session):
    profile = login(client, session, ProfessionalFactory())
    placement_for(session, profile, minutes=240 * 60)
    assert "alle klokuren van de zesurenregeling al gebruikt" in section(outcome(client), "niet")
