"""Campuses of a school."""

import pytest
from sqlalchemy import select

from matcher.models import Campus
from tests import factories
from tests.integration.school.conftest import OTHER, ROC, error_of, page_text

GOOD = {"name": "Techniekgebouw", "address": "Voorbeeldstraat 1", "place": "Enschede"}


@pytest.fixture
def campus(client, session, member):
    client.post("/school/locaties/nieuw", data=GOOD)
    return session.scalars(select(Campus).where(Campus.name == GOOD["name"])).one()


def test_a_campus_gets_town_region_and_point(client, campus):
    assert (campus.town, campus.region_code) == ("Enschede", "AM05")
    assert 52.1 < campus.lat < 52.3
    assert "Techniekgebouw" in page_text(client.get("/school/locaties"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Vul een naam in."),
        ("place", "", "Vul de plaats in."),
        ("place", "Qwertystad", "Wij kennen deze plaats niet"),
        ("place", "Hengelo", "Er zijn meer plaatsen met deze naam"),
        ("name", "Hoofdlocatie Hengelo", "heeft al een locatie met deze naam"),
    ],
)
def test_bad_input_keeps_what_was_typed(client, member, field, value, message):
    answer = client.post("/school/locaties/nieuw", data={**GOOD, field: value})
    assert message in error_of(answer, field)
    assert GOOD["address"] in answer.get_data(as_text=True)


def test_changing_a_campus_moves_its_needs(client, session, campus, reload):
    need = factories.NeedFactory(campus_id=campus.id, school_id=campus.school_id)
    session.commit()
    url = f"/school/locaties/{campus.id}"
    assert client.get(url).status_code == 200
    client.post(url, data={**GOOD, "place": "Eindhoven"})
    assert reload(campus).town == "Eindhoven"
    assert reload(need).region_code == "AM28"


def test_changing_only_the_address_keeps_the_point(client, campus, reload):
    client.post(f"/school/locaties/{campus.id}", data={**GOOD, "address": "Fictieplein 2"})
    assert reload(campus).address == "Fictieplein 2"


def test_an_unused_campus_can_be_deleted_a_used_one_not(client, session, campus):
    unused, used = campus.id, factories.NeedFactory().campus_id
    session.commit()
    client.post(f"/school/locaties/{unused}/verwijderen")
    answer = client.post(f"/school/locaties/{used}/verwijderen", follow_redirects=True)
    assert "kan niet weg" in page_text(answer)
    session.expunge_all()
    assert session.get(Campus, unused) is None
    assert session.get(Campus, used) is not None


def test_foreign_campuses_are_not_found(client, session, member):
    foreign = factories.campus_of(factories.school(OTHER).id)
    assert client.get(f"/school/locaties/{foreign.id}").status_code == 404
    assert client.post(f"/school/locaties/{foreign.id}", data=GOOD).status_code == 404
    assert client.post(f"/school/locaties/{foreign.id}/verwijderen").status_code == 404


def test_who_waits_may_add_but_not_change_campuses_of_a_school_with_members(client, session, waiting):
    factories.school_member(ROC)
    session.commit()
    assert client.post("/school/locaties/nieuw", data=GOOD).status_code == 302
    url = f"/school/locaties/{factories.campus_of(factories.school(ROC).id).id}"
    assert "zodra u bent toegelaten" in page_text(client.post(url, data={**GOOD, "name": "Gekaapt"}))


def test_who_waits_at_a_school_without_members_may_change_its_campus(client, session, waiting, reload):
    campus = factories.campus_of(factories.school(ROC).id)
    name, town = campus.name, campus.town
    client.post(f"/school/locaties/{campus.id}", data={"name": "Eerste locatie", "address": "", "place": town})
    assert reload(campus).name == "Eerste locatie"
    campus.name = name
    session.commit()
