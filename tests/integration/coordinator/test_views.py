"""Saved views, and the way back from a page to its place in the list."""

import pytest
import sqlalchemy as sa

from matcher.domain.desk import DeskList
from matcher.domain.states import ProposalState
from matcher.models import Proposal, SavedView
from matcher.services import saved_views
from tests.support.pages import NAMESPACE, parse


def save(client, query="staat=active&sort=naam&page=3&onzin=1", name="Wie is actief", which="mensen"):
    return client.post(f"/coordinator/weergaven/nieuw/{which}?{query}", data={"name": name})


def views(session):
    session.rollback()
    return session.scalars(sa.select(SavedView).order_by(SavedView.id)).all()


@pytest.mark.parametrize("which", [each.value for each in DeskList])
def test_a_view_is_a_plain_link_to_the_list(session, world, browse, which):
    client = browse(world.users.alfa)
    assert "Bewaar deze weergave" not in client.get(f"/coordinator/{which}").get_data(as_text=True)
    listed = client.get(f"/coordinator/{which}?q=alfa&sort=-naam").get_data(as_text=True)
    assert f"/coordinator/weergaven/nieuw/{which}?q=alfa&amp;sort=-naam" in listed
    answer = save(client, "q=alfa&sort=-naam&page=2&_external=1", which=which)
    assert answer.status_code == 302
    (row,) = views(session)
    sort = {"onderwijsvragen": "", "inzet": "&sort=-naam"}.get(which, "&sort=-naam")
    assert (row.query, row.desk_list) == (f"q=alfa{sort}", DeskList(which))
    assert f'href="/coordinator/{which}?{row.query.replace("&", "&amp;")}"' in client.get(
        f"/coordinator/{which}"
    ).get_data(as_text=True)


def test_what_is_relative_stays_relative(session, world, browse):
    save(browse(world.users.alfa), "te_laat=ja&wacht_op=school", which="voorstellen")
    assert views(session)[0].query == "te_laat=ja&wacht_op=school"


def test_a_wrong_name_stands_beside_the_field_and_is_kept(session, world, browse):
    client = browse(world.users.alfa)
    save(client)
    again = save(client).get_data(as_text=True)
    assert "U heeft al een weergave met deze naam" in again
    assert 'value="Wie is actief"' in again
    assert "Geef de weergave een naam" in save(client, name="  ").get_data(as_text=True)
    assert "Houd de naam korter" in save(client, name="x" * 61).get_data(as_text=True)
    assert save(client, which="scholen", query="sector=mbo").status_code == 302
    assert len(views(session)) == 2


def test_at_most_so_many(session, world, browse, monkeypatch):
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    client = browse(world.users.alfa)
    save(client)
    assert "U heeft al 1 weergaven" in save(client, name="Nog een").get_data(as_text=True)


def test_rename_share_and_delete_are_the_owners(session, world, browse):
    owner, other = browse(world.users.alfa), browse(world.users.both)
    save(owner)
    (row,) = views(session)
    address = f"/coordinator/weergaven/{row.id}"
    assert "Wie is actief" not in other.get("/coordinator/mensen").get_data(as_text=True)
    assert owner.post(address, data={"name": "Actieve mensen", "shared": "y"}).status_code == 302
    assert "Actieve mensen" in other.get("/coordinator/mensen").get_data(as_text=True)
    assert "Actieve mensen" in browse(world.users.nation).get("/coordinator/weergaven").get_data(as_text=True)
    assert "Actieve mensen" not in browse(world.users.beta).get("/coordinator/mensen").get_data(as_text=True)
    for client in (other, browse(world.users.beta)):
        assert client.get(address).status_code == 404
        assert client.post(address, data={"name": "x"}).status_code == 404
        assert client.post(f"{address}/verwijder").status_code == 404
    assert owner.post(f"{address}/verwijder").status_code == 302
    assert views(session) == []


def test_a_page_knows_its_place_in_the_list(world, browse):
    client = browse(world.users.alfa)
    listed = client.get("/coordinator/voorstellen?q=alfa&sort=naam&page=1").get_data(as_text=True)
    row = next(link for link in links(listed) if link.startswith("/coordinator/voorstellen/"))
    page = client.get(row).get_data(as_text=True)
    assert crumb(page) == "/coordinator/voorstellen?q=alfa&sort=naam&page=1"
    # Steps carry it on, other lists do not take it over.
    assert any("/wijs-af?lijst=voorstellen" in link for link in links(page)) or "lijst=voorstellen" in page
    person = client.get(f"/coordinator/mensen/{world.alfa.people[0]}?lijst=voorstellen?q%3Dalfa").get_data(as_text=True)
    assert crumb(person) == "/coordinator/mensen"


def test_a_decision_returns_to_the_same_place_in_the_list(session, world, browse):
    client = browse(world.users.alfa)
    for state in (ProposalState.SUGGESTED, ProposalState.IN_REVIEW):
        session.execute(sa.update(Proposal).where(Proposal.id == world.alfa.proposals[0]).values(state=state))
    session.commit()
    answer = client.post(
        f"/coordinator/voorstellen/{world.alfa.proposals[0]}/wijs-af?lijst=voorstellen?page%3D2",
        data={"reason": "quality"},
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/coordinator/voorstellen?page=2"


def test_nobody_is_led_elsewhere(world, browse):
    client = browse(world.users.alfa)
    page = client.get(f"/coordinator/mensen/{world.alfa.people[0]}?lijst=//kwaad.example/x?a%3D1").get_data(
        as_text=True
    )
    assert crumb(page) == "/coordinator/mensen"
    assert not [link for link in links(page) if link.startswith("//")]


def links(page):
    return [link.get("href") for link in parse(page).iterfind(".//h:a[@href]", NAMESPACE)]


def crumb(page):
    return parse(page).find(".//h:nav[@class='crumbs']//h:a", NAMESPACE).get("href")
