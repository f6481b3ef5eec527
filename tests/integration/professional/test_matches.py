"""Needs that fit: list, page, interest, and "this does not fit"."""

import pytest
from sqlalchemy import select

from matcher.domain.states import NeedState, Party, ProfileState, ProposalState
from matcher.models import ExcludedSchool, Need, Proposal
from tests import factories

LIST = "/professional/vragen"


def test_list_shows_score_distance_and_hours(client, session, active):
    factories.NeedFactory()
    session.commit()
    text = client.get(LIST).get_data(as_text=True)
    assert "PLC-programmeren" in text
    assert "past heel goed" in text or "past goed" in text
    assert "4 klokuren per week, 18 lesweken: 72 klokuren" in text
    assert "km (ongeveer" in text
    assert "met deze vraag" in text


def test_list_is_empty_with_advice(client, active):
    assert "Er past nu geen vraag bij u" in client.get(LIST).get_data(as_text=True)


def test_draft_profile_is_told_to_switch_on(client, session, starter):
    factories.NeedFactory()
    session.commit()
    text = client.get(LIST).get_data(as_text=True)
    assert "Uw profiel staat niet aan" in text
    assert "PLC-programmeren" not in text


def test_list_is_paged(client, session, active):
    for number in range(12):
        factories.NeedFactory(title=f"Vraag {number:02d}")
    session.commit()
    first, second = (client.get(f"{LIST}?page={n}").get_data(as_text=True) for n in (1, 2))
    assert first.count('class="row-card-title"') == 10
    assert second.count('class="row-card-title"') == 2
    assert client.get(f"{LIST}?page=99").status_code == 200


def test_need_page_names_school_and_town_but_nobody(client, session, active):
    need = factories.NeedFactory()
    session.commit()
    text = client.get(f"{LIST}/{need.id}").get_data(as_text=True)
    assert "ROC van Twente" in text
    assert need.learning_goals in text
    assert "Meester Verzonnen" not in text
    assert "WEB artikel 4.2.1 lid 6" in text


def test_need_that_does_not_fit_says_why(client, session, active):
    need = factories.NeedFactory(minutes_per_week=900)
    session.commit()
    text = client.get(f"{LIST}/{need.id}").get_data(as_text=True)
    assert "meer of minder klokuren" in text
    assert "Ik heb interesse" not in text


def test_needs_that_are_not_open_are_404(client, session, active):
    hidden = [factories.NeedFactory(state=state) for state in (NeedState.DRAFT, NeedState.PAUSED, NeedState.CLOSED)]
    session.commit()
    for need in hidden:
        for page in ("", "/nee"):
            assert client.get(f"{LIST}/{need.id}{page}").status_code == 404
        assert client.post(f"{LIST}/{need.id}/interesse").status_code == 404


def test_need_of_an_excluded_school_is_404(client, session, active):
    need = factories.NeedFactory()
    session.add(ExcludedSchool(professional_id=active.id, school_id=need.school_id))
    session.commit()
    assert client.get(f"{LIST}/{need.id}").status_code == 404
    assert need.title not in client.get(LIST).get_data(as_text=True)


def test_interest_begins_a_proposal_with_the_school_to_answer(client, session, active):
    need = factories.NeedFactory()
    session.commit()
    response = client.post(f"{LIST}/{need.id}/interesse", data={"message": "Dit doe ik al jaren."})
    assert response.location == "/professional/voorstellen"
    row = session.scalars(select(Proposal)).one()
    assert (row.state, row.started_by, row.message) == (
        ProposalState.PROPOSED,
        Party.PROFESSIONAL,
        "Dit doe ik al jaren.",
    )
    assert need.title not in client.get(LIST).get_data(as_text=True)
    assert "Bekijk het voorstel" in client.get(f"{LIST}/{need.id}").get_data(as_text=True)


def test_interest_in_what_does_not_fit_is_refused(client, session, active):
    need = factories.NeedFactory(minutes_per_week=900)
    session.commit()
    response = client.post(f"{LIST}/{need.id}/interesse", data={"message": "Toch!"})
    assert response.status_code == 200
    assert not session.scalars(select(Proposal)).all()


def test_too_long_message_comes_back(client, session, active):
    need = factories.NeedFactory()
    session.commit()
    text = client.post(f"{LIST}/{need.id}/interesse", data={"message": "a" * 1001}).get_data(as_text=True)
    assert "korter dan 1000 tekens" in text
    assert "a" * 1001 in text


def test_dismissed_need_is_never_shown_again_and_nobody_knows(client, session, active):
    need = factories.NeedFactory()
    session.commit()
    assert client.get(f"{LIST}/{need.id}/nee").status_code == 200
    assert "Kies een reden." in client.post(f"{LIST}/{need.id}/nee", data={}).get_data(as_text=True)
    client.post(f"{LIST}/{need.id}/nee", data={"reason": "too_far"})
    assert need.title not in client.get(LIST).get_data(as_text=True)
    assert need.title not in client.get("/professional/voorstellen").get_data(as_text=True)
    assert "Bekijk het voorstel" not in client.get(f"{LIST}/{need.id}").get_data(as_text=True)
    row = session.scalars(select(Proposal)).one()
    assert client.get(f"/professional/voorstellen/{row.id}").status_code == 404


@pytest.mark.parametrize("state", [ProposalState.SUGGESTED, ProposalState.IN_REVIEW])
def test_dismisses_a_need_for_which_a_suggestion_waits_unseen(client, session, active, state):
    proposal = factories.ProposalFactory(professional_id=active.id, state=state)
    session.commit()
    answer = client.post(f"{LIST}/{proposal.need_id}/nee", data={"reason": "too_far"})
    assert answer.status_code == 302
    session.refresh(proposal)
    assert (proposal.state, proposal.ended_by) == (ProposalState.DECLINED, Party.PROFESSIONAL)
    assert client.get(f"/professional/voorstellen/{proposal.id}").status_code == 404


def test_maybe_cannot_be_answered_yet(client, session, active):
    need = factories.NeedFactory(state=NeedState.MAYBE)
    session.commit()
    assert "nog niet zeker" in client.get(LIST).get_data(as_text=True)
    assert "Ik heb interesse" not in client.get(f"{LIST}/{need.id}").get_data(as_text=True)


def test_paused_profile_can_still_read_a_need(client, session, active):
    active.state = ProfileState.PAUSED
    need = factories.NeedFactory()
    session.commit()
    assert "Uw profiel staat niet aan" in client.get(f"{LIST}/{need.id}").get_data(as_text=True)
    assert session.get(Need, need.id).state is NeedState.OPEN
