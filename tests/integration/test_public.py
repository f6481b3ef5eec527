"""The front door and what everybody may read; the choice of a role."""

import pytest
import sqlalchemy as sa

from matcher.models import Professional
from tests.factories import NeedFactory, ProfessionalFactory, UserFactory


@pytest.mark.parametrize("path", ["/", "/over", "/privacy", "/toegankelijkheid", "/bronnen"])
def test_everybody_may_read(client, session, path, new_client):
    assert client.get(path).status_code == 200
    browser = new_client()
    browser.login(UserFactory())
    assert browser.get(path).status_code == 200


def test_front_door_has_an_entry_for_each(client):
    page = client.get("/").text
    for href in ("/registreren?kind=professional", "/registreren?kind=school", "/inloggen"):
        assert f'href="{href}"' in page
    assert "6 klokuren per week" in page
    assert "240 klokuren per schooljaar" in page
    assert "WVO 2020 artikel 7.19" in page


def figures(page):
    return page.split('<ul class="stats">')[1].split("</ul>")[0]


def test_small_groups_are_not_counted_out(client, session):
    for _ in range(4):
        ProfessionalFactory()
    NeedFactory()
    assert figures(client.get("/").text).count("minder dan 5") == 3
    ProfessionalFactory()
    shown = figures(client.get("/").text)
    assert shown.count("minder dan 5") == 2
    assert ">5<" in shown


def test_regions_of_people_and_needs_count_once(client, session):
    for region in ("AM01", "AM02", "AM03", "AM05", "AM05"):
        ProfessionalFactory(region_code=region)
    NeedFactory(region_code="AM06")
    shown = figures(client.get("/").text)
    assert '>5</span> <span class="stat-label">van de 35' in shown


def test_start_offers_the_roles(client, session):
    client.login(UserFactory())
    page = client.get("/start").text
    assert "Begin mijn profiel" in page
    assert "Kies mijn school" in page


def test_start_makes_one_draft_profile(client, session):
    client.login(UserFactory())
    for _ in range(2):
        assert client.post("/start/professional").location.startswith("/professional/")
    assert session.scalar(sa.select(sa.func.count()).select_from(Professional)) == 1
    assert "Ga naar mijn profiel" in client.get("/start").text


def test_start_asks_to_sign_in(client):
    assert client.get("/start").status_code == 302
    assert client.post("/start/professional").status_code == 302
