"""What no browser sends: NUL bytes, huge numbers, broken UTF-8, odd dates, long texts. Never a crash."""

import pytest

from matcher.domain.states import NeedState, ProposalState
from tests import factories
from tests.integration.security.test_url_walk import addresses
from tests.integration.security.world import OWN_SCHOOL, fill_foreign

HUGE = "9" * 30
ODD = (
    "\0",
    HUGE,
    "-1",
    "-" + HUGE,
    "9" * 5000,
    "1e999",
    "٣",
    "x" * 10_000,
    "0000-00-00",
    "9999-12-31",
    "<script>",
    "%_\\",
)
NAMES = (
    "gebied", "cijfer", "landsdeel", "programma", "lijst", "van", "a", "b", "periode", "gekozen", "region_code",
    "q", "page", "sort", "regio", "schooljaar", "kaart", "vraag", "groep", "fase", "status", "afstand", "sector",
    "dagdeel", "uren", "next", "kind", "soort", "toestand", "reason", "starts_on", "ends_on", "minutes_per_week",
    "teaching_weeks", "legal_ground", "role_kind", "contract_form", "school", "school_id", "email", "password",
    "full_name", "to", "name", "text", "message", "on", "until", "last_day", "campus_id", "skills", "skills-add",
    "skills-remove", "scope", "need_id", "board_id", "town", "place", "vog_issued_on", "vog_seen_on",
    "years_experience",
    "minutes_min", "minutes_max", "available_from", "job_title", "job_title_id", "areas-0-place", "areas-0-radius_km",
    "plan_kind", "unit", "weekdays", "days", "total_minutes", "holiday_region", "exception_until", "month", "minutes",
    "valid_from", "valid_to", "subject", "title", "people_wanted", "hours", "responsible_teacher", "subject_parts",
)  # fmt: skip


@pytest.fixture
def everybody(client, session):
    """Somebody with every role, and rows of their own to open."""
    user = factories.school_member(OWN_SCHOOL)
    factories.session().add(factories.CoordinatorAssignment(user_id=user.id, national=True))
    user.is_admin = True
    person = factories.ProfessionalFactory(user_id=user.id)
    foreign = fill_foreign(session)
    need = factories.NeedFactory(state=NeedState.OPEN)
    foreign.need_id, foreign.school_id = need.id, need.school_id
    other = factories.ProfessionalFactory()
    foreign.professional_id = other.id
    proposals = {}
    for state in (ProposalState.PROPOSED, ProposalState.AGREED):
        asked = factories.NeedFactory()
        proposals[state] = factories.ProposalFactory(professional_id=person.id, need_id=asked.id, state=state).id
    foreign.proposals = proposals
    session.commit()
    client.login(user)
    client.check_pages = False
    return foreign


def readable(app, foreign):
    """Return every page that can be asked, with ids that exist."""
    found = {}
    for state in foreign.proposals:
        for endpoint, method, path, _ in addresses(app, foreign, state):
            found[method, path] = endpoint
    return found


def mixture(names, turn):
    """Give every name a value; over the turns each name gets other ones."""
    return {name: ODD[(number * 5 + turn) % len(ODD)] for number, name in enumerate(sorted(names))}


@pytest.mark.parametrize("turn", range(2))
def test_no_query_string_breaks_a_page(app, client, everybody, turn):
    for number, (method, path) in enumerate(readable(app, everybody)):
        if method == "GET":
            answer = client.get(path, query_string=without_nul(mixture(NAMES, turn * 4 + number)))
            assert answer.status_code < 500, path


@pytest.mark.parametrize("turn", range(1))
def test_no_form_breaks_a_page(app, client, everybody, turn):
    kept = {"auth.logout", "auth.delete"}
    for number, ((method, path), endpoint) in enumerate(readable(app, everybody).items()):
        if method == "POST" and endpoint not in kept:
            names = set(NAMES) | _field_names(client.get(path))
            answer = client.post(path, data=without_nul(mixture(names, turn * 4 + number)))
            assert answer.status_code < 500, path


@pytest.mark.parametrize("text", ["\0", HUGE])
def test_one_odd_text_everywhere_breaks_no_page(app, client, everybody, text):
    for method, path in readable(app, everybody):
        if method == "GET":
            answer = client.get(path, query_string=dict.fromkeys(NAMES, text))
            assert answer.status_code < 500, path
            assert text != "\0" or answer.status_code in {400, 404}


def without_nul(values):
    """A NUL is refused before anything else is read."""
    return {name: "" if value == "\0" else value for name, value in values.items()}


def _field_names(response):
    import re

    return set(re.findall(r'\bname="([^"]{1,60})"', response.get_data(as_text=True))) - {"viewport", "csrf_token"}


@pytest.mark.parametrize("path", ["/school/vragen/%s", "/coordinator/mensen/%s", "/beheer/gebruikers/%s"])
@pytest.mark.parametrize("number", ["2147483648", HUGE, "9" * 5000, "-1", "%00", "%ff"])
def test_an_id_that_cannot_be_is_a_page_that_is_not_there(client, everybody, path, number):
    assert client.get(path % number).status_code == 404


def test_broken_utf8_in_a_query_string(app, client, everybody):
    for method, path in readable(app, everybody):
        if method == "GET":
            assert client.get(f"{path}?q=%ff%fe&page=%ff&regio=%c3%28").status_code < 500, path


def test_json_is_refused(client):
    for body in ({"email": 5, "password": []}, ["x"], "x"):
        assert client.post("/inloggen", json=body).status_code == 415


def test_a_body_that_is_too_large(client):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = client.post("/inloggen", data=b"email=" + b"x" * 3_000_000, content_type=kind)
        assert answer.status_code == 413


def test_hours_are_counted_for_known_roles_only(client, everybody):
    values = {"starts_on": "2026-10-01", "ends_on": "2027-01-29", "minutes_per_week": "1", "teaching_weeks": "9"}
    for desk in ("school", "coordinator"):
        path = f"/{desk}/voorstellen/{everybody.proposals[ProposalState.AGREED]}/uren"
        assert (
            client.get(path, query_string={**values, "role_kind": "baas", "contract_form": "goud"}).status_code == 200
        )
