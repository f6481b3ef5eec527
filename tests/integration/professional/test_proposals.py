"""Proposals of the professional: list, page, every step, and what stays hidden until both said yes."""

from datetime import date

import pytest
from sqlalchemy import select

from matcher.domain.states import Answer, Party, ProposalState, Step
from matcher.models import Proposal, ProposalEvent, User
from tests import factories
from tests.integration.professional.conftest import person

LIST = "/professional/voorstellen"


@pytest.fixture
def contact(session):
    """The school's own member who made the need."""
    member = factories.school_member()
    member.phone = "053 1234567"
    return member


def proposal_for(session, professional, contact, state=ProposalState.PROPOSED, **values):
    need = factories.NeedFactory(created_by_id=contact.id)
    row = factories.ProposalFactory(
        professional_id=professional.id, need_id=need.id, state=state, answer_by=date(2026, 9, 24), **values
    )
    session.add(
        ProposalEvent(
            proposal_id=row.id,
            at=factories.LONG_AGO,
            party=Party.COORDINATOR,
            step=Step.APPROVE,
            from_state=ProposalState.SUGGESTED,
            to_state=ProposalState.PROPOSED,
        )
    )
    session.commit()
    return row


@pytest.fixture
def proposed(session, active, contact):
    return proposal_for(session, active, contact)


def again(session, row):
    session.expire_all()
    return session.get(Proposal, row.id)


def test_empty_list_says_what_to_do(client, active):
    assert "Er zijn nog geen voorstellen" in client.get(LIST).get_data(as_text=True)


def test_list_shows_whose_turn_and_how_long(client, proposed):
    text = client.get(LIST).get_data(as_text=True)
    assert "nog 10 dagen om te antwoorden" in text
    assert "u bent aan zet" in text


def test_what_waits_for_me_comes_first(client, session, active, contact):
    ended = proposal_for(session, active, contact, ProposalState.WITHDRAWN)
    running = proposal_for(session, active, contact, professional_answer=Answer.INTERESTED)
    mine = proposal_for(session, active, contact)
    text = client.get(LIST).get_data(as_text=True)
    places = [text.index(f'{LIST}/{row.id}"') for row in (mine, running, ended)]
    assert places == sorted(places)


@pytest.mark.parametrize("state", [s for s in ProposalState if s not in {"suggested", "in_review"}])
def test_page_opens_in_every_state(client, session, active, contact, state):
    row = proposal_for(session, active, contact, state, trial_on=date(2026, 10, 1))
    text = client.get(f"{LIST}/{row.id}").get_data(as_text=True)
    assert "Hoe gaat het verder?" in text


@pytest.mark.parametrize("state", [ProposalState.SUGGESTED, ProposalState.IN_REVIEW])
def test_before_review_there_is_no_page(client, session, active, contact, state):
    row = proposal_for(session, active, contact, state)
    assert client.get(f"{LIST}/{row.id}").status_code == 404
    assert client.post(f"{LIST}/{row.id}/ja").status_code == 404


def test_names_are_hidden_until_both_said_yes(client, session, active, contact, proposed):
    hidden = client.get(f"{LIST}/{proposed.id}").get_data(as_text=True)
    proposed.state = ProposalState.INTRODUCED
    session.commit()
    shown = client.get(f"{LIST}/{proposed.id}").get_data(as_text=True)
    for secret in (contact.full_name, contact.email, "053 1234567"):
        assert secret not in hidden
        assert secret in shown


def test_page_explains_score_and_law(client, proposed):
    text = client.get(f"{LIST}/{proposed.id}").get_data(as_text=True)
    for words in ("Waarom dit voorstel?", "Past heel goed", "Wat zegt de wet?", "240 klokuren", "VOG"):
        assert words in text


def test_yes_and_yes_introduces(client, session, proposed):
    client.post(f"{LIST}/{proposed.id}/ja")
    row = again(session, proposed)
    assert (row.state, row.professional_answer) == (ProposalState.PROPOSED, Answer.INTERESTED)
    assert "Ja, ik heb interesse" not in client.get(f"{LIST}/{row.id}").get_data(as_text=True)
    row.professional_answer, row.school_answer = Answer.PENDING, Answer.INTERESTED
    session.commit()
    page = client.post(f"{LIST}/{row.id}/ja", follow_redirects=True).get_data(as_text=True)
    assert again(session, row).state is ProposalState.INTRODUCED
    assert "Stel een proefles voor" in page


def test_second_yes_is_told_kindly(client, session, proposed):
    client.post(f"{LIST}/{proposed.id}/ja")
    text = client.post(f"{LIST}/{proposed.id}/ja", follow_redirects=True).get_data(as_text=True)
    assert "al geantwoord" in text


def test_no_in_two_steps_with_a_ready_text(client, session, proposed):
    url = f"{LIST}/{proposed.id}/nee"
    assert "De reistijd is te lang" in client.get(url).get_data(as_text=True)
    ready = client.get(f"{url}?reason=too_far").get_data(as_text=True)
    assert "De reis naar deze locatie is te lang voor mij." in ready
    client.post(url, data={"reason": "too_far", "text": "Te ver voor een avond.", "share": "y"})
    row = again(session, proposed)
    assert (row.state, row.ended_reason, row.ended_text, row.reason_shared) == (
        ProposalState.DECLINED,
        "too_far",
        "Te ver voor een avond.",
        True,
    )


@pytest.mark.parametrize("query", ["?reason=", "?reason=onzin"])
def test_no_without_a_reason_asks_again(client, session, proposed, query):
    assert 'id="fouten"' in client.get(f"{LIST}/{proposed.id}/nee{query}").get_data(as_text=True)


def test_no_with_a_strange_reason_is_refused(client, session, proposed):
    data = {"reason": "onzin", "text": "Mijn eigen woorden"}
    text = client.post(f"{LIST}/{proposed.id}/nee", data=data).get_data(as_text=True)
    assert "Mijn eigen woorden" in text
    assert again(session, proposed).state is ProposalState.PROPOSED


def test_no_after_the_school_stopped_is_told(client, session, proposed):
    proposed.state = ProposalState.WITHDRAWN
    session.commit()
    url = f"{LIST}/{proposed.id}/nee"
    text = client.post(url, data={"reason": "no_time"}, follow_redirects=True).get_data(as_text=True)
    assert "intussen veranderd" in text


def test_agree_once(client, session, active, contact):
    row = proposal_for(session, active, contact, ProposalState.TRIAL, trial_on=date(2026, 9, 10))
    page = client.post(f"{LIST}/{row.id}/eens", follow_redirects=True).get_data(as_text=True)
    assert "U hebt laten weten dat u het eens bent" in page
    assert "Wij zijn het eens" not in page
    assert again(session, row).professional_agreed_at is not None


def test_stop_after_the_introduction(client, session, active, contact):
    row = proposal_for(session, active, contact, ProposalState.INTRODUCED)
    client.post(f"{LIST}/{row.id}/stoppen", data={"reason": "employer", "text": ""})
    found = again(session, row)
    assert (found.state, found.ended_by, found.reason_shared) == (ProposalState.WITHDRAWN, Party.PROFESSIONAL, False)
    assert "Mijn werkgever vindt het niet goed" in client.get(f"{LIST}/{row.id}").get_data(as_text=True)


def test_reason_of_the_school_shows_only_when_shared(client, session, active, contact):
    row = proposal_for(
        session,
        active,
        contact,
        ProposalState.DECLINED,
        ended_by=Party.SCHOOL,
        ended_reason="budget",
        ended_text="Geen geld meer",
    )
    assert "Geen geld meer" not in client.get(f"{LIST}/{row.id}").get_data(as_text=True)
    row.reason_shared = True
    session.commit()
    assert "Geen geld meer" in client.get(f"{LIST}/{row.id}").get_data(as_text=True)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "/nee",
        "/proefles",
        "/proefles/kiezen",
        "/proefles/afloop",
        "/proefles/terugblik",
        "/terugblik",
        "/stoppen",
        "/berichten",
    ],
)
def test_somebody_elses_proposal_is_404(client, session, active, contact, page):
    _user, other = person(session)
    row = proposal_for(session, other, contact)
    assert client.get(f"{LIST}/{row.id}{page}").status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "ja",
        "nee",
        "proefles",
        "proefles/kiezen",
        "proefles/afloop",
        "proefles/terugblik",
        "terugblik",
        "eens",
        "stoppen",
        "berichten",
        "berichten/gelezen",
    ],
)
def test_nobody_acts_on_somebody_elses_proposal(client, session, active, contact, page):
    user, other = person(session)
    row = proposal_for(session, other, contact)
    data = {"reason": "no_time", "on": "2026-10-01"}
    assert client.post(f"{LIST}/{row.id}/{page}", data=data).status_code == 404
    assert again(session, row).state is ProposalState.PROPOSED
    assert session.get(User, user.id).full_name not in client.get(LIST).get_data(as_text=True)


def test_events_name_who_acted(client, session, proposed):
    client.post(f"{LIST}/{proposed.id}/ja")
    text = client.get(f"{LIST}/{proposed.id}").get_data(as_text=True)
    assert "Voorgesteld aan beide kanten" in text
    assert session.scalars(select(ProposalEvent.step).order_by(ProposalEvent.id)).all() == [Step.APPROVE, Step.ACCEPT]
