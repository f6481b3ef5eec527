"""Koppelronden at the coordinator's desk."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.domain.rounds import RoundState
from matcher.models import MatchingRound, Professional, Proposal, RoundRegion
from tests.factories import NeedFactory, coordinator
from tests.support.pages import NAMESPACE, parse, text_of


@pytest.fixture
def desk(session, new_client):
    user, client = coordinator("AM05"), new_client()
    session.commit()
    client.login(user)
    return client


def newest(session):
    session.rollback()
    found = session.scalar(select(MatchingRound).order_by(MatchingRound.id.desc()).limit(1))
    session.expunge(found)
    session.rollback()
    return found


def test_from_dry_run_to_suggestions(session, crowd, desk):
    assert "Nog geen ronden" in desk.get("/coordinator/rondes").text
    page = desk.post("/coordinator/rondes", data={"fair": "y"}, follow_redirects=True)
    assert "klaar om te bekijken" in page.text
    assert "Pas toe: maak 4 suggesties" in page.text
    found = newest(session)
    assert f'/coordinator/onderwijsvragen/{crowd[1][0]}"' in page.text
    applied = desk.post(f"/coordinator/rondes/{found.id}/pas-toe", follow_redirects=True)
    assert "De paren staan bij Beoordelen" in applied.text
    assert "suggestie gemaakt" in applied.text
    assert session.scalar(select(func.count(Proposal.id))) == 4
    assert "Ronde 1" in desk.get("/coordinator/rondes").text


def test_who_waits_longest_goes_first_and_the_page_says_so(session, crowd, desk):
    for person, days in zip(crowd[0], (30, 20, 10, 28, 18, 8), strict=True):
        session.get(Professional, person).created_at = clock.now() - timedelta(days=days)
    session.commit()
    page = desk.post("/coordinator/rondes", data={"fair": "y"}, follow_redirects=True)
    pairs = parse(page.text).iterfind(".//h:dl/h:div", NAMESPACE)
    rows = {text_of(row.find("h:dt", NAMESPACE)): text_of(row.find("h:dd", NAMESPACE)) for row in pairs}
    # Of six people with one place each, two of every three are chosen.
    assert rows["Wachttijd van gekozen mensen"] == "gemiddeld 24 dagen"
    assert rows["Wachttijd van niet gekozen mensen die passen"] == "gemiddeld 9 dagen"
    assert rows["Verdeling van de paren (Gini)"] == "0,33"
    assert "iedereen die past evenveel paren kreeg" in page.text


def test_what_stays_open_is_told(session, crowd, desk):
    NeedFactory(title="Veel te lang", minutes_per_week=900)
    session.commit()
    desk.post("/coordinator/rondes")
    text = desk.get(f"/coordinator/rondes/{newest(session).id}?toon=open").text
    assert "Veel te lang" in text
    assert "Vragen die open blijven" in text


def test_a_running_round_shows_how_far_it_is_and_can_be_stopped(session, crowd, desk, held, app):
    desk.post("/coordinator/rondes")
    found = newest(session)
    assert "Kijk hoe ver de ronde nu is" in desk.get(f"/coordinator/rondes/{found.id}").text
    job, ids = held.pop()
    app.extensions["jobs"].run(job, *ids)
    text = desk.get(f"/coordinator/rondes/{found.id}").text
    assert "0 van 1 delen klaar" in text
    stopped = desk.post(f"/coordinator/rondes/{found.id}/stop", follow_redirects=True).text
    assert "Deze ronde is gestopt" in stopped
    assert "Kijk hoe ver" not in stopped
    held.run()
    assert newest(session).state is RoundState.CANCELLED


def test_applying_twice_is_refused_kindly(session, crowd, desk):
    desk.post("/coordinator/rondes")
    url = f"/coordinator/rondes/{newest(session).id}/pas-toe"
    desk.post(url)
    assert "Dit kan nu niet meer" in desk.post(url, follow_redirects=True).text


def test_a_choice_of_regions_is_asked(session, new_client):
    user, client = coordinator("AM05", "AM28"), new_client()
    session.commit()
    client.login(user)
    assert "Kies een" in client.post("/coordinator/rondes").text
    assert client.post("/coordinator/rondes", data={"regions": "AM05"}).status_code == 302
    # Another region is no choice at all, and the nation is not theirs.
    assert client.post("/coordinator/rondes", data={"regions": "AM24"}).status_code == 200
    assert client.post("/coordinator/rondes", data={"national": "y"}).status_code == 404


def test_the_nation_is_one_choice(session, crowd, new_client):
    user, client = coordinator(national=True), new_client()
    session.commit()
    client.login(user)
    assert "Heel Nederland" in client.post("/coordinator/rondes", data={"national": "y"}, follow_redirects=True).text


def test_the_list_is_paged(session, desk, new_client):
    usual = {"options": {}, "weights_version": "test", "today": clock.today(), "created_at": clock.now(), "figures": {}}
    made = [MatchingRound(**usual) for _ in range(27)]
    session.add_all(made)
    session.flush()
    session.add_all(RoundRegion(round_id=each.id, region_code="AM05") for each in made)
    session.commit()
    assert "Bladzijde 1 van 2" in desk.get("/coordinator/rondes").text
    assert "Ronde 1<" in desk.get("/coordinator/rondes?page=2").text
