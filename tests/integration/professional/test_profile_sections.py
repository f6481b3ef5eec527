"""Every part of the profile: good input is stored, bad input comes back with a message and nothing lost."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.choices import Consent, ContractForm, EducationLevel, RoleKind, Sector
from matcher.domain.day_parts import to_mask
from matcher.domain.states import ProfileState
from matcher.models import Professional, SearchArea, User

BASICS = {"full_name": "Fenna Voorbeeld", "phone": "06 12345678", "place": "Hengelo (Overijssel)", "radius": "30"}
WORK = {"job_title": "elektromonteur", "employer": "Fabriek Fictief BV", "years_experience": "12"}
EDUCATION = {"education_level": "mbo_4", "education_field": "mechatronica", "certificates": "VCA"}
AVAILABILITY = {
    "day_parts": ["di-ochtend", "do-middag"],
    "hours_min": "2,5",
    "hours_max": "6",
    "available_from": "2026-10-01",
    "available_to": "2027-07-01",
    "online": "y",
}
WISHES = {"sectors": ["mbo", "hbo"], "role_kinds": ["gastdocent"], "contract_forms": ["detachering"]}
CONSENT = {"consent": "gegeven", "consent_hours": "4", "vog_issued_on": "2026-08-01"}
MOTIVATION = {"motivation": "Ik wil jonge mensen laten zien hoe mooi dit vak is."}
GOOD = {
    "basis": BASICS,
    "werk": WORK,
    "opleiding": EDUCATION,
    "beschikbaarheid": AVAILABILITY,
    "wensen": WISHES,
    "toestemming": CONSENT,
    "motivatie": MOTIVATION,
}


def areas(session, profile):
    return session.scalars(
        select(SearchArea).where(SearchArea.professional_id == profile.id).order_by(SearchArea.position)
    ).all()


@pytest.mark.parametrize("part", GOOD)
def test_page_opens_empty(client, starter, part):
    assert client.get(f"/professional/profiel/{part}").status_code == 200


@pytest.mark.parametrize("part", GOOD)
def test_page_shows_what_is_stored(client, active, part):
    assert client.get(f"/professional/profiel/{part}").status_code == 200


@pytest.mark.parametrize("part", GOOD)
def test_good_input_goes_on_to_the_next_part(client, starter, part):
    response = client.post(f"/professional/profiel/{part}", data=GOOD[part])
    assert response.status_code == 302
    assert response.location.startswith("/professional/profiel/")


def test_basics_set_name_phone_areas_and_region(client, session, starter, reload):
    more = {"place_2": "Deventer", "radius_2": "10"}
    client.post("/professional/profiel/basis", data=BASICS | more)
    profile = reload(starter)
    user = session.get(User, profile.user_id)
    assert (user.full_name, user.phone) == ("Fenna Voorbeeld", "06 12345678")
    assert profile.region_code == "AM05"
    assert [(a.label, a.radius_km, a.region_code) for a in areas(session, profile)] == [
        ("Hengelo (Overijssel)", 30, "AM05"),
        ("Deventer", 10, "AM06"),
    ]


def test_doubtful_place_gives_radio_buttons_and_keeps_the_rest(client, session, starter):
    page = client.post("/professional/profiel/basis", data=BASICS | {"place": "Hengelo"})
    text = page.get_data(as_text=True)
    assert 'value="Hengelo (Overijssel)"' in text
    assert 'value="Hengelo (Gelderland)"' in text
    assert 'value="06 12345678"' in text
    assert not areas(session, starter)


def test_choosing_a_suggestion_saves(client, session, starter):
    data = BASICS | {"place": "Hengelo", "choice": "Hengelo (Gelderland)"}
    assert client.post("/professional/profiel/basis", data=data).status_code == 302
    assert [a.region_code for a in areas(session, starter)] == ["AM09"]


def test_unknown_place_says_what_to_do(client, session, starter):
    text = client.post("/professional/profiel/basis", data=BASICS | {"place": "Xqzwvk"}).get_data(as_text=True)
    assert "Wij kennen deze plaats niet" in text
    assert "Xqzwvk" in text


def test_same_place_twice_is_refused(client, session, starter):
    data = BASICS | {"place_2": "Hengelo (Overijssel)", "radius_2": "10"}
    assert "staat er al" in client.post("/professional/profiel/basis", data=data).get_data(as_text=True)
    assert not areas(session, starter)


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("basis", {"full_name": ""}, "Vul een naam in."),
        ("basis", {"phone": "bel mij"}, "Vul een telefoonnummer in"),
        ("basis", {"place": ""}, "Vul een woonplaats of postcode in."),
        ("basis", {"radius": "0"}, "van 1 tot en met 150 km"),
        ("basis", {"radius": "151"}, "van 1 tot en met 150 km"),
        ("basis", {"radius": "ver"}, "Vul een heel getal in"),
        ("werk", {"job_title": "  "}, "Vul een beroep in."),
        ("werk", {"years_experience": ""}, "hoeveel jaar u ervaring hebt"),
        ("werk", {"years_experience": "61"}, "van 0 tot en met 60"),
        ("werk", {"years_experience": "-1"}, "Vul een heel getal in"),
        ("opleiding", {"education_level": "onzin"}, "Ongeldige keuze."),
        ("opleiding", {"education_level": []}, "Kies uw hoogste opleiding."),
        ("opleiding", {"education_field": ""}, "Vul de richting in"),
        ("beschikbaarheid", {"day_parts": []}, "Kies minstens één dagdeel"),
        ("beschikbaarheid", {"hours_min": "8"}, "kleiner dan het laagste"),
        ("beschikbaarheid", {"hours_max": "veel"}, "zoals 4 of 2,5"),
        ("beschikbaarheid", {"hours_max": "41"}, "van 0,5 tot en met 40"),
        ("beschikbaarheid", {"available_to": "2026-09-20"}, "De einddatum ligt voor de begindatum."),
        ("beschikbaarheid", {"available_from": "2025-01-01", "available_to": "2026-01-01"}, "al voorbij"),
        ("beschikbaarheid", {"available_from": "31-02-2026"}, "Vul een bestaande datum in"),
        ("wensen", {"sectors": []}, "Kies minstens één sector."),
        ("wensen", {"role_kinds": []}, "Kies minstens één rol."),
        ("wensen", {"contract_forms": []}, "Kies minstens één contractvorm."),
        ("wensen", {"contract_forms": ["zzp"]}, "alleen een gastles geven"),
        ("toestemming", {"consent_hours": ""}, "hoeveel klokuren per week uw werkgever goed vindt"),
        ("toestemming", {"vog_issued_on": "2026-12-01"}, "in de toekomst"),
        ("motivatie", {"motivation": "Leuk"}, "minstens één zin"),
    ],
)
def test_bad_input_comes_back_with_a_message(client, starter, reload, part, change, message):
    before = {c.name: getattr(starter, c.name) for c in Professional.__table__.columns}
    response = client.post(f"/professional/profiel/{part}", data=GOOD[part] | change)
    text = response.get_data(as_text=True)
    assert response.status_code == 200
    assert message in text
    assert 'id="fouten"' in text
    after = reload(starter)
    assert before == {c.name: getattr(after, c.name) for c in Professional.__table__.columns}


def test_bad_input_loses_nothing(client, starter):
    text = client.post(
        "/professional/profiel/beschikbaarheid", data=AVAILABILITY | {"hours_max": "1", "hours_min": "2,5"}
    ).get_data(as_text=True)
    assert 'value="2,5"' in text
    assert 'value="2026-10-01"' in text
    assert text.count("checked") == 3


def test_work_links_the_job_title(client, starter, reload):
    client.post("/professional/profiel/werk", data=WORK)
    profile = reload(starter)
    assert profile.job_title_id is not None
    assert (profile.employer, profile.years_experience) == ("Fabriek Fictief BV", 12)
    client.post("/professional/profiel/werk", data=WORK | {"job_title": "wolkenschilder", "years_experience": "0"})
    profile = reload(starter)
    assert (profile.job_title_id, profile.job_title, profile.years_experience) == (None, "wolkenschilder", 0)


def test_all_parts_together(client, starter, reload):
    for part, data in GOOD.items():
        client.post(f"/professional/profiel/{part}", data=data)
    profile = reload(starter)
    assert profile.education_level is EducationLevel.MBO_4
    assert profile.day_parts == to_mask(["di-ochtend", "do-middag"])
    assert (profile.minutes_min, profile.minutes_max) == (150, 360)
    assert (profile.available_from, profile.available_to) == (date(2026, 10, 1), date(2027, 7, 1))
    assert profile.online
    assert profile.sectors == {Sector.MBO, Sector.HBO}
    assert profile.role_kinds == {RoleKind.GASTDOCENT}
    assert profile.contract_forms == {ContractForm.DETACHERING}
    assert (profile.consent, profile.consent_minutes) == (Consent.GEGEVEN, 240)
    assert profile.vog_issued_on == date(2026, 8, 1)
    assert profile.state is ProfileState.DRAFT


def test_refusal_of_the_employer_pauses_an_active_profile(client, active, reload):
    page = client.post("/professional/profiel/toestemming", data={"consent": "geweigerd"}, follow_redirects=True)
    assert "staat nu op pauze" in page.get_data(as_text=True)
    profile = reload(active)
    assert (profile.state, profile.consent_minutes) == (ProfileState.PAUSED, None)


def test_a_change_keeps_an_active_profile_active(client, active, reload):
    response = client.post("/professional/profiel/wensen", data=WISHES)
    assert response.location == "/professional/profiel"
    assert reload(active).state is ProfileState.ACTIVE


def test_unknown_part_is_404(client, starter):
    assert client.get("/professional/profiel/onzin").status_code == 404


@pytest.mark.parametrize("part", [*GOOD, "vaardigheden", "scholen", "voorbeeld", "pauze", "opleiding/bewijs"])
def test_others_may_not_open_it(client, session, part):
    from tests import factories

    assert client.get(f"/professional/profiel/{part}").status_code == 302
    member = factories.school_member()
    session.commit()
    client.login(member)
    assert client.get(f"/professional/profiel/{part}").status_code == 403
