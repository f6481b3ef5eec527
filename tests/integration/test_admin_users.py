"""Admin pages about users: who may see them, lists, roles, switching off."""

import pytest
import sqlalchemy as sa

from matcher.domain.actors import Actor
from matcher.domain.errors import NotAllowedError
from matcher.domain.states import ProfileState
from matcher.models import CoordinatorAssignment, Professional, User
from matcher.services import users as service
from tests import factories
from tests.factories import ProfessionalFactory, UserFactory, coordinator, school_member

PAGES = (
    "/beheer/",
    "/beheer/gebruikers",
    "/beheer/scholen",
    "/beheer/scholen/nieuw",
    "/beheer/berichten",
    "/beheer/gegevens",
    "/beheer/vocabulaire",
)
POSTS = (
    "/beheer/gebruikers/1/gebieden",
    "/beheer/gebruikers/1/gebieden/1/weg",
    "/beheer/gebruikers/1/beheerder",
    "/beheer/gebruikers/1/beheerder/weg",
    "/beheer/gebruikers/1/uit",
    "/beheer/gebruikers/1/aan",
    "/beheer/scholen/nieuw",
    "/beheer/scholen/1",
    "/beheer/berichten/1/opnieuw",
    "/beheer/vocabulaire/koppelingen/1/ja",
    "/beheer/vocabulaire/koppelingen/1/nee",
    "/beheer/vocabulaire/begrippen/1",
)


@pytest.fixture
def admin(client, session):
    user = UserFactory(is_admin=True, full_name="Bea Beheer", email="bea@example.nl")
    client.login(user)
    return user


def test_every_admin_page_refuses_everybody_else(client, new_client, session):
    people = [school_member(), coordinator(national=True), UserFactory()]
    for user in people:
        browser = new_client()
        browser.login(user)
        assert {browser.get(page).status_code for page in PAGES} == {403}
        assert {browser.post(page).status_code for page in POSTS} == {403}
    assert {client.get(page).status_code for page in PAGES} == {302}


def test_services_refuse_who_is_no_admin(work_as, session):
    user = UserFactory()
    work = work_as(Actor(user_id=user.id))
    for verb in (service.appoint_admin, service.dismiss_admin, service.deactivate, service.reactivate):
        with pytest.raises(NotAllowedError):
            verb(work, user_id=user.id)


@pytest.mark.parametrize("page", PAGES)
def test_pages_open_for_an_admin_without_data(client, admin, page):
    assert client.get(page).status_code == 200


def test_home_counts_and_links_to_the_rows(client, admin, session):
    UserFactory(email_verified_at=None)
    page = client.get("/beheer/").text
    assert "Regio's zonder eigen coördinator" in page or "Regio&#39;s zonder eigen coördinator" in page
    assert "/beheer/gebruikers?toestand=unconfirmed" in page


def names(answer):
    return [name for name in ("Anna", "Bram", "Cleo", "Dirk", "Bea") if f">{name} " in answer.text]


@pytest.fixture
def people(session, admin):
    UserFactory(full_name="Anna Verzonnen", email="anna_a@example.nl", created_at=factories.LONG_AGO)
    bram = UserFactory(full_name="Bram Bedacht")
    ProfessionalFactory(user_id=bram.id)
    cleo = coordinator("AM05")
    cleo.full_name = "Cleo Fictief"
    UserFactory(full_name="Dirk Droom", deactivated_at=factories.LONG_AGO)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Anna", "Bram", "Cleo", "Dirk", "Bea"]),
        ("q=bedacht", ["Bram"]),
        ("q=BEA@example", ["Bea"]),
        ("q=anna_a", ["Anna"]),
        ("q=annaXa", []),
        ("q=%25", []),
        ("rol=professional", ["Bram"]),
        ("rol=coordinator&rol=admin", ["Cleo", "Bea"]),
        ("rol=none", ["Anna", "Dirk"]),
        ("toestand=deactivated", ["Dirk"]),
        ("toestand=deactivated&rol=admin", []),
        ("rol=onzin&toestand=&page=x&sort=zomaar", ["Anna", "Bram", "Cleo", "Dirk", "Bea"]),
    ],
)
def test_list_is_filtered_by_the_url(client, people, query, found):
    answer = client.get(f"/beheer/gebruikers?{query}")
    assert answer.status_code == 200
    assert names(answer) == found
    assert found or "Niemand gevonden" in answer.text


def test_list_is_sorted(client, people):
    page = client.get("/beheer/gebruikers?sort=-naam").text
    assert page.index("Dirk Droom") < page.index("Cleo Fictief") < page.index("Anna Verzonnen")
    assert 'aria-sort="descending"' in page


def test_list_is_paged_and_keeps_the_filter(client, admin, session):
    for number in range(30):
        UserFactory(full_name=f"Gast {number:02}")
    first, second = (client.get(f"/beheer/gebruikers?q=gast&sort=naam&page={n}").text for n in (1, 2))
    assert "30 gebruikers" in first
    assert ("Gast 24" in first, "Gast 25" in first) == (True, False)
    assert ("Gast 24" in second, "Gast 29" in second) == (False, True)
    assert "q=gast" in first.split('rel="next"')[1].split(">")[0]
    assert "Gast 29" in client.get("/beheer/gebruikers?q=gast&sort=naam&page=99").text


@pytest.fixture
def queries(session):
    """Count the statements of a call."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    def count(call):
        seen.clear()
        call()
        return len(seen)

    sa.event.listen(session.get_bind(), "before_cursor_execute", note)
    yield count
    sa.event.remove(session.get_bind(), "before_cursor_execute", note)


@pytest.mark.parametrize("path", ["/beheer/gebruikers", "/beheer/scholen?sort=-collegas"])
def test_list_costs_as_many_queries_for_many_as_for_one(client, admin, queries, path):
    few = queries(lambda: client.get(path))
    for _ in range(20):
        school_member()
    assert queries(lambda: client.get(path)) <= few


def test_user_page_shows_roles(client, admin, session):
    user = school_member(admitted=False, is_admin=False)
    ProfessionalFactory(user_id=user.id, state=ProfileState.DRAFT)
    page = client.get(f"/beheer/gebruikers/{user.id}").text
    assert "ROC van Twente (wacht op toelating)" in page
    assert "concept" in page


def test_unknown_user_is_404(client, admin):
    assert client.get("/beheer/gebruikers/999999").status_code == 404
    for post in POSTS[:6]:
        assert client.post(post.replace("/1", "/999999", 1), data={"scope": "national"}).status_code == 404


@pytest.mark.parametrize(
    ("scope", "kept", "said"),
    [
        ("national", (True, None, None), "heel Nederland"),
        ("landsdeel:oost", (False, "oost", None), "landsdeel Oost"),
        ("region:AM05", (False, None, "AM05"), "regio Twente"),
    ],
)
def test_makes_a_coordinator_and_ends_it(client, admin, session, outbox, scope, kept, said):
    user = UserFactory(email="cleo@example.nl")
    url = f"/beheer/gebruikers/{user.id}"
    assert client.post(f"{url}/gebieden", data={"scope": scope}).location == url
    row = session.scalar(sa.select(CoordinatorAssignment))
    assert (row.national, row.landsdeel_code, row.region_code) == kept
    assert outbox[0].to == ["cleo@example.nl"]
    assert said in outbox[0].body
    again = client.post(f"{url}/gebieden", data={"scope": scope})
    assert "coördineert al" in again.text
    client.post(f"{url}/gebieden/{row.id}/weg")
    session.expire_all()
    assert session.scalar(sa.select(CoordinatorAssignment)) is None


@pytest.mark.parametrize("scope", ["", "region:XX", "landsdeel:", "onzin", "region"])
def test_refuses_an_unknown_area(client, admin, session, scope):
    user = UserFactory()
    answer = client.post(f"/beheer/gebruikers/{user.id}/gebieden", data={"scope": scope})
    assert answer.status_code == 200
    assert 'id="scope-error"' in answer.text


def test_takes_away_only_areas_of_this_user(client, admin, session):
    one, other = coordinator("AM05"), UserFactory()
    row_id = session.scalar(sa.select(CoordinatorAssignment.id).where(CoordinatorAssignment.user_id == one.id))
    assert client.post(f"/beheer/gebruikers/{other.id}/gebieden/{row_id}/weg").status_code == 404
    assert session.get(CoordinatorAssignment, row_id) is not None


def test_appoints_and_dismisses_an_admin(client, admin, session):
    user = UserFactory()
    client.post(f"/beheer/gebruikers/{user.id}/beheerder")
    session.expire_all()
    assert session.get(User, user.id).is_admin
    client.post(f"/beheer/gebruikers/{user.id}/beheerder/weg")
    session.expire_all()
    assert not session.get(User, user.id).is_admin


def test_cannot_dismiss_or_switch_off_oneself(client, admin, session):
    url = f"/beheer/gebruikers/{admin.id}"
    assert "eigen account" in client.get(url).text
    for action in ("beheerder/weg", "uit"):
        assert client.post(f"{url}/{action}").location == url
        assert "niet met uw eigen account" in client.get(url).text
    session.expire_all()
    kept = session.get(User, admin.id)
    assert (kept.is_admin, kept.deactivated_at) == (True, None)


def test_switching_off_ends_sessions_and_pauses_the_profile(client, admin, session, new_client):
    user = UserFactory()
    profile = ProfessionalFactory(user_id=user.id)
    browser, url = new_client(), f"/beheer/gebruikers/{user.id}"
    browser.login(user)
    client.post(f"{url}/uit")
    client.post(f"{url}/uit")
    assert browser.get("/account").status_code == 302
    assert "Zet account aan" in client.get(url).text
    session.expire_all()
    assert session.get(Professional, profile.id).state is ProfileState.PAUSED
    client.post(f"{url}/aan")
    session.expire_all()
    assert session.get(User, user.id).deactivated_at is None
    assert browser.get("/account").status_code == 302
    browser.login(user)
