"""Reviewing a proposal, step by step, and what is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.states import Answer, NeedState, Party, ProfileState, ProposalState
from matcher.models import Need, OutboxMessage, Professional, Proposal, School, SearchArea, User
from tests.factories import (
    EINDHOVEN,
    HENGELO,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    coordinator,
    school_member,
)
from tests.integration.coordinator.world import set_state, state_of


def test_the_page_shows_both_sides_the_score_and_the_law(scene):
    page = scene["client"].get(scene["url"]).get_data(as_text=True)
    for text in ("Fenna Voorbeeld", "Teun Teamleider", "ROC van Twente", "Vaardigheden", "zesurenregeling"):
        assert text in page
    assert "72 van ten hoogste 240 klokuren" in page
    assert "Alle besturen samen: 72" in page
    assert "Alleen dit bestuur: 72" in page
    assert "nog niet eerder een voorstel" in page


def test_take_up_then_approve(session, scene):
    client, url = scene["client"], scene["url"]
    page = client.post(f"{url}/neem-in-behandeling?sector=mbo", follow_redirects=True)
    assert "in behandeling" in page.get_data(as_text=True)
    assert page.request.query_string == b"sector=mbo"
    assert state_of(session, scene) is ProposalState.IN_REVIEW
    client.post(f"{url}/keur-goed", data={"message": "  Past goed bij elkaar. "})
    proposal = session.get(Proposal, scene["id"])
    session.refresh(proposal)
    assert proposal.state is ProposalState.PROPOSED
    assert proposal.message == "Past goed bij elkaar."
    assert (proposal.professional_answer, proposal.school_answer) == (Answer.PENDING, Answer.PENDING)
    assert len(session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "proposal_new")).all()) == 2
    page = client.get(url).get_data(as_text=True)
    assert "Goedgekeurd en verstuurd" in page
    assert "/keur-goed" not in page
    assert "/trek-in" in page


def test_approve_without_a_message_and_not_twice(session, scene):
    client, url = scene["client"], scene["url"]
    client.post(f"{url}/keur-goed", data={})
    assert state_of(session, scene) is ProposalState.PROPOSED
    page = client.post(f"{url}/keur-goed", data={}, follow_redirects=True).get_data(as_text=True)
    assert "intussen veranderd" in page


def test_a_message_that_is_too_long_stays_on_the_page(session, scene):
    page = scene["client"].post(f"{scene['url']}/keur-goed", data={"message": "x" * 1001}).get_data(as_text=True)
    assert "Er klopt iets niet" in page
    assert "x" * 1001 in page
    assert state_of(session, scene) is ProposalState.SUGGESTED


@pytest.mark.parametrize("what", ["person", "need"])
def test_approve_is_refused_when_a_side_is_gone(session, scene, what):
    if what == "person":
        session.get(Professional, scene["person"]).state = ProfileState.PAUSED
    else:
        session.get(Need, scene["need"]).state = NeedState.CLOSED
    session.commit()
    page = scene["client"].post(f"{scene['url']}/keur-goed", data={}, follow_redirects=True).get_data(as_text=True)
    assert "Wijs het voorstel af" in page
    assert state_of(session, scene) is ProposalState.SUGGESTED
    assert "staat nu niet open" in scene["client"].get(scene["url"]).get_data(as_text=True)


def test_reject_asks_a_reason(session, scene):
    client, url = scene["client"], scene["url"]
    assert "Kies een reden." in client.post(f"{url}/wijs-af", data={}).get_data(as_text=True)
    client.post(f"{url}/wijs-af", data={"reason": "onzin"})
    assert state_of(session, scene) is ProposalState.SUGGESTED
    client.post(f"{url}/wijs-af", data={"reason": "known", "note": "Ze werken al samen."})
    text = client.get(url).get_data(as_text=True)
    assert "Partijen kennen elkaar al" in text
    assert "Ze werken al samen." in text
    assert state_of(session, scene) is ProposalState.DECLINED
    assert "Afgewezen bij de beoordeling" in text


def test_withdraw_tells_both_sides(session, scene):
    client, url = scene["client"], scene["url"]
    assert client.get(f"{url}/trek-in").status_code == 302
    set_state(session, scene, ProposalState.INTRODUCED)
    assert "Beide kanten krijgen een mail" in client.get(f"{url}/trek-in").get_data(as_text=True)
    client.post(f"{url}/trek-in", data={"reason": "other", "note": "De opleiding stopt."})
    assert state_of(session, scene) is ProposalState.WITHDRAWN
    kinds = session.scalars(select(OutboxMessage.kind)).all()
    assert kinds.count("proposal_ended") == 2


@pytest.mark.parametrize("state", list(ProposalState))
def test_every_state_has_its_page_and_its_buttons(session, scene, state):
    set_state(session, scene, state)
    page = scene["client"].get(scene["url"]).get_data(as_text=True)
    assert ("/keur-goed" in page) is (state in {ProposalState.SUGGESTED, ProposalState.IN_REVIEW})
    assert (f"{scene['url']}/plaats" in page) is (state is ProposalState.AGREED)


def test_earlier_contact_is_shown(session, scene):
    other = ProposalFactory(
        professional_id=scene["person"],
        need_id=NeedFactory(title="Robotica").id,
        state=ProposalState.DECLINED,
        ended_by=Party.SCHOOL,
        ended_reason="found",
    )
    session.commit()
    page = scene["client"].get(scene["url"]).get_data(as_text=True)
    assert "Robotica" in page
    assert f"/coordinator/voorstellen/{other.id}" in page


def test_the_queue_is_best_first_and_next_follows_it(session, scene):
    better = ProposalFactory(professional_id=ProfessionalFactory().id, need_id=scene["need"], score=0.95).id
    worse = ProposalFactory(professional_id=ProfessionalFactory().id, need_id=scene["need"], score=0.2).id
    unknown = ProposalFactory(professional_id=ProfessionalFactory().id, need_id=scene["need"], score=None).id
    session.commit()
    client = scene["client"]
    page = client.get("/coordinator/beoordelen?sector=mbo").get_data(as_text=True)
    places = [page.index(f"/coordinator/voorstellen/{key}?sector=mbo") for key in (better, scene["id"], worse, unknown)]
    assert places == sorted(places)
    assert f"/coordinator/voorstellen/{worse}?sector=mbo" in client.get(f"{scene['url']}?sector=mbo").get_data(
        as_text=True
    )
    last = client.get(f"/coordinator/voorstellen/{unknown}").get_data(as_text=True)
    assert f'/coordinator/voorstellen/{better}"' in last


def test_an_empty_queue_says_so(session, scene):
    set_state(session, scene, ProposalState.PROPOSED)
    page = scene["client"].get("/coordinator/beoordelen").get_data(as_text=True)
    assert "Er wacht nu niets op uw beoordeling" in page


@pytest.mark.parametrize(
    ("model", "key", "away", "back"),
    [
        (Need, "need", NeedState.CLOSED, NeedState.OPEN),
        (Need, "need", NeedState.MAYBE, NeedState.OPEN),
        (Professional, "person", ProfileState.PAUSED, ProfileState.ACTIVE),
    ],
)
def test_the_queue_and_the_task_leave_out_who_is_not_available(session, scene, model, key, away, back):
    client, address = scene["client"], f'/coordinator/voorstellen/{scene["id"]}"'
    for state, waits in ((away, False), (back, True)):
        session.get(model, scene[key]).state = state
        session.commit()
        assert (address in client.get("/coordinator/beoordelen").get_data(as_text=True)) is waits
        home = client.get("/coordinator/").get_data(as_text=True)
        assert ("/coordinator/beoordelen" in home.split("<main")[1]) is waits


def test_the_coordinator_of_the_persons_region_reads_but_does_not_act(session, scene, browse):
    session.add(SearchArea(professional_id=scene["person"], position=1, label="Eindhoven", radius_km=9, **EINDHOVEN))
    user = coordinator("AM28")
    session.commit()
    client = browse(user)
    page = client.get(scene["url"]).get_data(as_text=True)
    assert "Fenna Voorbeeld" in page
    assert "/keur-goed" not in page
    assert f"/coordinator/onderwijsvragen/{scene['need']}" not in page
    for step in ("neem-in-behandeling", "keur-goed", "wijs-af", "trek-in", "plaats"):
        assert client.post(f"{scene['url']}/{step}", data={"reason": "other"}).status_code == 404
    for step in ("wijs-af", "trek-in", "plaats", "uren"):
        assert client.get(f"{scene['url']}/{step}").status_code == 404
    assert "Voorstellen om te beoordelen" not in client.get("/coordinator/").get_data(as_text=True)


def test_pages_of_person_and_need_and_candidates(session, scene):
    client = scene["client"]
    page = client.get(f"/coordinator/mensen/{scene['person']}").get_data(as_text=True)
    for text in ("Fenna Voorbeeld", "Schooljaar 2026-2027", "0 van 240 klokuren", "PLC-programmeren"):
        assert text in page
    need = client.get(f"/coordinator/onderwijsvragen/{scene['need']}").get_data(as_text=True)
    assert "Bekijk de kandidaten" in need
    session.delete(session.get(Proposal, scene["id"]))
    far = ProfessionalFactory(user_id=UserFactory(full_name="Verre Voorbeeld").id, area=HENGELO)
    session.commit()
    moved = session.scalars(select(SearchArea).where(SearchArea.professional_id == far.id)).one()
    moved.region_code = "AM09"
    session.commit()
    found = client.get(f"/coordinator/onderwijsvragen/{scene['need']}/kandidaten").get_data(as_text=True)
    assert "Fenna Voorbeeld" in found
    assert "Nog 1 kandidaat hoort bij een andere regio" in found
    assert "Verre Voorbeeld" not in found


def test_somebody_who_left_keeps_a_page(session, scene):
    person = session.get(Professional, scene["person"])
    session.delete(session.get(User, person.user_id))
    session.flush()
    session.commit()
    page = scene["client"].get(f"/coordinator/mensen/{scene['person']}").get_data(as_text=True)
    assert "Vertrokken professional" in page


def test_admitting_and_refusing_members(session, scene, browse):
    first = school_member("Saxion", admitted=False, is_admin=False)
    second = school_member("Saxion", admitted=False, is_admin=False)
    names = first.full_name, second.full_name
    session.commit()
    saxion = session.scalars(select(School.id).where(School.name == "Saxion")).one()
    client, url = scene["client"], f"/coordinator/scholen/{saxion}"
    assert "2 mensen wachten op toelating" in client.get("/coordinator/").get_data(as_text=True)
    listed = client.get("/coordinator/scholen?wachtend=ja").get_data(as_text=True)
    assert "2 wachten op toelating" in listed
    page = client.get(url).get_data(as_text=True)
    first_in = page.index(names[0])
    actions = [part.split('"')[0] for part in page[first_in:].split('action="')[1:]]
    client.post(actions[0])
    page = client.post(actions[3], follow_redirects=True).get_data(as_text=True)
    assert names[0] in page
    assert names[1] not in page
    assert "wachten op toelating" not in client.get("/coordinator/").get_data(as_text=True)


def test_late_answers_are_named(session, scene):
    set_state(session, scene, ProposalState.PROPOSED, answer_by=date(2026, 9, 11))
    page = scene["client"].get("/coordinator/").get_data(as_text=True)
    assert "3 dagen te laat" in page
    assert "professional en school aan zet" in page
    set_state(session, scene, ProposalState.PROPOSED, answer_by=date(2026, 9, 14))
    assert "te laat" not in scene["client"].get("/coordinator/").get_data(as_text=True)


def test_a_quiet_desk_says_so(session, browse):
    user = coordinator("AM01")
    session.commit()
    assert "Er wacht niets op u" in browse(user).get("/coordinator/").get_data(as_text=True)
