"""Proposals of the school: the list, the page, the steps."""

import pytest
from sqlalchemy import select

from matcher.domain.states import Answer, Party, ProposalState
from matcher.models import Professional, Proposal, ProposalEvent, User
from tests import factories
from tests.integration.school.conftest import page_text, queries_of


def proposal(session, state=ProposalState.PROPOSED, **values):
    need = values.pop("need", None) or factories.NeedFactory()
    made = factories.ProposalFactory(
        need_id=need.id,
        state=state,
        started_by=Party.PROFESSIONAL,
        professional_answer=Answer.INTERESTED,
        answer_by=factories.date(2026, 9, 18) if state is ProposalState.PROPOSED else None,
        **values,
    )
    if state not in {ProposalState.SUGGESTED, ProposalState.IN_REVIEW}:
        told = {"at": factories.LONG_AGO, "party": Party.COORDINATOR, "to_state": ProposalState.PROPOSED}
        session.add(ProposalEvent(proposal_id=made.id, **told))
    session.commit()
    return made


def person_of(session, made):
    return session.get(User, session.get(Professional, made.professional_id).user_id)


def test_the_list_groups_by_who_is_to_act(client, session, member):
    proposal(session)
    proposal(session, ProposalState.PLACED)
    proposal(session, ProposalState.DECLINED)
    text = page_text(client.get("/school/voorstellen"))
    for tab in ("Alle (3)", "U bent aan zet (1)", "Wacht op antwoord (0)", "Geplaatst (1)", "Gestopt (1)"):
        assert tab in text
    assert "antwoord uiterlijk 18 september (nog 4 dagen)" in text
    assert "Bladzijde" not in text
    placed = page_text(client.get("/school/voorstellen?groep=geplaatst"))
    assert "antwoord uiterlijk" not in placed
    assert client.get("/school/voorstellen?groep=onzin").status_code == 200


def test_the_list_of_one_need(client, session, member):
    mine, other = factories.NeedFactory(title="Lassen"), factories.NeedFactory(title="Frezen")
    proposal(session, need=mine)
    proposal(session, need=other)
    text = page_text(client.get(f"/school/voorstellen?vraag={mine.id}"))
    assert "Voorstellen voor Lassen" in text
    assert "Frezen" not in text


def test_an_empty_list_says_what_to_do(client, member):
    assert "Nog geen voorstellen" in page_text(client.get("/school/voorstellen"))


@pytest.mark.parametrize("state", [ProposalState.SUGGESTED, ProposalState.IN_REVIEW])
def test_before_review_the_school_sees_nothing(client, session, member, state):
    made = proposal(session, state)
    assert "Nog geen voorstellen" in page_text(client.get("/school/voorstellen"))
    assert client.get(f"/school/voorstellen/{made.id}").status_code == 404


@pytest.mark.parametrize("state", list(ProposalState))
def test_names_are_shown_from_the_introduction_on(client, session, member, state):
    made = proposal(session, state)
    name = person_of(session, made).full_name
    seen = state in {
        ProposalState.INTRODUCED,
        ProposalState.TRIAL,
        ProposalState.AGREED,
        ProposalState.PLACED,
    }
    assert (name in client.get("/school/voorstellen").get_data(as_text=True)) is seen
    assert (name in client.get(f"/school/voorstellen/{made.id}").get_data(as_text=True)) is seen


def test_saying_yes_introduces_and_shows_the_contact(client, session, member, reload):
    made = proposal(session)
    answer = client.post(f"/school/voorstellen/{made.id}/ja", follow_redirects=True)
    assert reload(made).state is ProposalState.INTRODUCED
    assert person_of(session, made).email in page_text(answer)


def test_declining_asks_a_reason_and_offers_a_text(client, session, member, reload):
    made = proposal(session)
    url = f"/school/voorstellen/{made.id}/nee"
    assert "De ervaring past niet goed genoeg" in page_text(client.get(url))
    assert "Wij zoeken iemand met andere ervaring" in page_text(client.get(f"{url}?reason=skills"))
    client.post(url, data={"reason": "skills", "text": "Misschien een andere keer.", "share": "y"})
    assert reload(made).state is ProposalState.DECLINED
    assert (made.ended_reason, made.ended_by, made.reason_shared) == ("skills", Party.SCHOOL, True)


def test_a_trial_lesson_and_agreement_lead_to_placing(client, session, member, reload):
    made = proposal(session, ProposalState.INTRODUCED)
    client.post(
        f"/school/voorstellen/{made.id}/proefles", data={"day_1": "2026-09-30", "time_1": "10:00", "minutes": "60"}
    )
    assert reload(made).state is ProposalState.TRIAL
    made.professional_agreed_at = factories.LONG_AGO
    session.commit()
    answer = client.post(f"/school/voorstellen/{made.id}/eens", follow_redirects=True)
    assert reload(made).state is ProposalState.AGREED
    assert f"/school/voorstellen/{made.id}/plaatsen" in answer.get_data(as_text=True)


def test_withdrawing(client, session, member, reload):
    made = proposal(session, ProposalState.AGREED)
    client.post(f"/school/voorstellen/{made.id}/stoppen", data={"reason": "budget", "text": "Helaas."})
    assert reload(made).state is ProposalState.WITHDRAWN


def test_foreign_proposals_are_not_found(client, session, member, foreign_need):
    made = proposal(session, need=foreign_need)
    base = f"/school/voorstellen/{made.id}"
    for url in (base, f"{base}/nee", f"{base}/proefles", f"{base}/stoppen", f"{base}/plaatsen", f"{base}/uren"):
        assert client.get(url).status_code == 404
    for verb in ("ja", "eens"):
        assert client.post(f"{base}/{verb}").status_code == 404
    assert client.get(f"/school/voorstellen?vraag={foreign_need.id}").status_code == 404
    assert session.scalars(select(Proposal.state)).all() == [ProposalState.PROPOSED]


def test_who_waits_sees_no_proposals_and_answers_none(client, session, waiting):
    made = proposal(session, need=factories.NeedFactory(created_by_id=waiting.id))
    assert "Nog geen voorstellen" in page_text(client.get("/school/voorstellen"))
    assert client.get(f"/school/voorstellen/{made.id}").status_code == 403
    assert client.post(f"/school/voorstellen/{made.id}/ja").status_code == 403


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(client, session, member):
    proposal(session)
    one = queries_of(client, "/school/voorstellen")
    for _ in range(29):
        proposal(session)
    assert queries_of(client, "/school/voorstellen") == one
