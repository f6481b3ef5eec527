"""Koppelronden at the coordinator's desk."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.domain.actors import Scope
from matcher.domain.rounds import RoundState
from matcher.models import MatchingRound, Professional, Proposal, RoundRegion
from matcher.queries.actors import load_actor
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
    page = desk.post("/coordinator/rondes", data={}, follow_redirects=True)
    assert "klaar om te bekijken" in page.text
    assert "Pas toe: maak 4 suggesties" in page.text
    found = newest(session)
    pairs = desk.get(f"/coordinator/rondes/{found.id}?toon=paren").text
    assert f'/coordinator/onderwijsvragen/{crowd[1][0]}"' in pairs
    assert "Gevolg" not in pairs
    applied = desk.post(f"/coordinator/rondes/{found.id}/pas-toe", follow_redirects=True)
    assert "De paren staan bij Beoordelen" in applied.text
    assert "suggestie gemaakt" in applied.text
    assert desk.get(f"/coordinator/rondes/{found.id}?toon=paren").text.count("suggestie gemaakt") >= 4
    assert session.scalar(select(func.count(Proposal.id))) == 4
    assert "Ronde 1" in desk.get("/coordinator/rondes").text


def test_who_waits_longest_goes_first_and_the_page_says_so(session, crowd, desk):
    for person, days in zip(crowd[0], (30, 20, 10, 28, 18, 8), strict=True):
        session.get(Professional, person).created_at = clock.now() - timedelta(days=days)
    session.commit()
    page = desk.post("/coordinator/rondes", data={}, follow_redirects=True)
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
    url = f"/coordinator/rondes/{newest(session).id}"
    text = desk.get(f"{url}?toon=open").text
    assert "Veel te lang" in text
    assert "ander aantal uren" in text
    assert "Veel te lang" in desk.get(f"{url}?toon=open&waarom=hours&q=lang").text
    assert "Met deze filters is er niets" in desk.get(f"{url}?toon=open&waarom=travel").text
    assert "Veel te lang;" in desk.get(f"{url}/open.csv").text


def test_a_running_round_shows_how_far_it_is_and_can_be_stopped(session, crowd, desk, held, app):
    desk.post("/coordinator/rondes")
    found = newest(session)
    text = desk.get(f"/coordinator/rondes/{found.id}").text
    assert '<meta http-equiv="refresh"' in text
    assert "Stop verversen" in text
    still = desk.get(f"/coordinator/rondes/{found.id}?verversen=nee").text
    assert "http-equiv" not in still
    assert "Kijk hoe ver de ronde nu is" in still
    job, ids = held.pop()
    app.extensions["jobs"].run(job, *ids)
    text = desk.get(f"/coordinator/rondes/{found.id}").text
    assert "0 van 1 delen klaar" in text
    stopped = desk.post(f"/coordinator/rondes/{found.id}/stop", follow_redirects=True).text
    assert "Deze ronde is gestopt" in stopped
    assert "http-equiv" not in stopped
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
    # Another region is no choice at all; the nation, and a landsdeel of which regions are missing, are not theirs.
    before = session.scalar(select(func.count(MatchingRound.id)))
    for data in ({"regions": "AM24"}, {"area": "nl"}, {"area": "landsdeel:oost"}, {"area": "programma:999"}):
        assert client.post("/coordinator/rondes", data=data).status_code == 200
    assert session.scalar(select(func.count(MatchingRound.id))) == before


BAD = [
    ({"skills": "101"}, "van 0 tot en met 100"),
    ({"skills": "veel"}, "Vul een heel getal in"),
    ({"skills": "0", "travel": "0", "hours": "0"}, "ten minste een van de drie"),
    ({"fairness": "21"}, "van 0 tot en met 20"),
    ({"per_need": "0"}, "van 1 tot en met 200"),
    ({"seconds": "9999"}, "van 1 tot en met 120"),
    ({"seed": "-1"}, "Vul een heel getal in"),
]


def test_wrong_numbers_are_told_beside_the_field_and_nothing_is_lost(session, desk):
    for data, words in BAD:
        text = desk.post("/coordinator/rondes", data={"fairness": "7", **data}).text
        field = next(iter(data))
        assert words in text, data
        assert f'id="{field}-error"' in text
        assert f'value="{data[field]}"' in text
    assert session.scalar(select(func.count(MatchingRound.id))) == 0


def test_who_only_reads_sees_everything_but_the_buttons(session, crowd, desk, monkeypatch):
    desk.post("/coordinator/rondes")
    round_id, client = newest(session).id, desk
    reads = lambda *given, **asked: replace(load_actor(*given, **asked), changes=Scope())  # noqa: E731
    monkeypatch.setattr("matcher.access.load_actor", reads)
    for shown in ("cijfers", "paren", "open", "berekening"):
        text = client.get(f"/coordinator/rondes/{round_id}?toon={shown}").text
        assert "Gekozen paren" in text
        assert '<form class="one-button"' not in parse_main(text)
    assert "Begin een proef</a>" not in client.get("/coordinator/rondes").text
    assert client.get(f"/coordinator/rondes/{round_id}/paren.csv").status_code == 200
    for step in ("pas-toe", "stop", "speel-af"):
        assert client.post(f"/coordinator/rondes/{round_id}/{step}").status_code == 403
    assert client.get("/coordinator/rondes/nieuw").status_code == 403
    assert newest(session).state is RoundState.SOLVED


def parse_main(text):
    return text[text.index("<main") : text.index("</main>")]


def test_pairs_are_searched_sorted_and_downloaded(session, crowd, desk):
    desk.post("/coordinator/rondes")
    url = f"/coordinator/rondes/{newest(session).id}"
    lines = desk.get(f"{url}/paren.csv").text.strip().splitlines()
    assert len(lines) == 5
    name = lines[1].split(";")[1]
    found = desk.get(f"{url}?toon=paren&q={name}&sort=persoon").text
    assert name in found
    assert "1 paar" in found
    assert "Met deze filters is er niets" in desk.get(f"{url}?toon=paren&q=bestaat-niet").text
    assert len(desk.get(f"{url}/paren.csv?q={name}").text.strip().splitlines()) == 2


def test_the_nation_is_one_choice(session, crowd, new_client):
    user, client = coordinator(national=True), new_client()
    session.commit()
    client.login(user)
    assert "Heel Nederland" in client.post("/coordinator/rondes", data={"area": "nl"}, follow_redirects=True).text


def test_the_list_is_paged(session, desk, new_client):
    usual = {"options": {}, "weights_version": "test", "today": clock.today(), "created_at": clock.now(), "figures": {}}
    made = [MatchingRound(**usual) for _ in range(27)]
    session.add_all(made)
    session.flush()
    session.add_all(RoundRegion(round_id=each.id, region_code="AM05") for each in made)
    session.commit()
    assert "Bladzijde 1 van 2" in desk.get("/coordinator/rondes").text
    assert "Ronde 1<" in desk.get("/coordinator/rondes?page=2").text
    made[0].state = RoundState.APPLIED
    session.commit()
    assert "1 koppelronde<" in desk.get("/coordinator/rondes?staat=applied").text
    assert "Niets gevonden" in desk.get("/coordinator/rondes?staat=failed").text
