"""What the pages of a proposal say about silence: until when, what follows, and taking it up again."""

from datetime import date
from types import SimpleNamespace

import pytest

from matcher.domain.deadlines import STAGES, ChaseStage
from matcher.domain.jobs import Job
from matcher.domain.states import Answer, NeedState, Party, ProfileState, ProposalState
from matcher.models import Need, Professional, Proposal, User
from matcher.services.proposals import accept, invite, show_interest
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member

S = ProposalState


@pytest.fixture
def scene(session, new_client, work_as):
    """Two sides of one proposal and the coordinator, each with a browser."""
    person, maker, own = ProfessionalFactory(), school_member(), coordinator("AM05")
    need = NeedFactory(created_by_id=maker.id)
    users = {"professional": session.get(User, person.user_id), "school": maker, "coordinator": own}
    session.commit()
    browsers = {name: new_client() for name in users}
    for name, user in users.items():
        browsers[name].login(user)
    works = {name: work_as(actor_of(user)) for name, user in users.items()}
    session.rollback()
    return SimpleNamespace(person=person.id, need=need.id, browsers=browsers, works=works)


def page_of(scene, name, proposal_id=None):
    path = f"/{name}/voorstellen" + (f"/{proposal_id}" if proposal_id else "")
    return " ".join(scene.browsers[name].get(path).get_data(as_text=True).split())


def waiting(session, scene, state, stage=ChaseStage.REMIND, **values):
    dates = {"waiting_since": date(2026, 9, 10), "answer_by": date(2026, 9, 20), "chase_on": date(2026, 9, 16)}
    answers = {"professional_answer": Answer.INTERESTED, "school_answer": Answer.INTERESTED}
    if state in {S.PROPOSED, S.SUGGESTED, S.IN_REVIEW}:
        answers = {"professional_answer": Answer.PENDING, "school_answer": Answer.PENDING}
    row = ProposalFactory(
        professional_id=scene.person,
        need_id=scene.need,
        state=state,
        chase_stage=stage,
        **{**dates, **answers, **values},
    )
    session.commit()
    return row.id


@pytest.mark.parametrize("state", [S.PROPOSED, S.INTRODUCED, S.TRIAL, S.AGREED])
def test_every_waiting_state_shows_its_day_on_page_and_list_of_both_sides(session, scene, state):
    proposal = waiting(session, scene, state)
    for name in ("professional", "school"):
        shown = page_of(scene, name, proposal)
        assert "tot en met 20 september 2026" in shown
        assert "Op 16 september 2026 sturen wij een herinnering." in shown
    word = "antwoord" if state is S.PROPOSED else "reactie"
    assert f"{word} tot en met 20 september (nog 6 dagen)" in page_of(scene, "school")
    said = page_of(scene, "professional")
    verb = "antwoorden" if state is S.PROPOSED else "reageren"
    mine = f"nog 6 dagen om te {verb}"
    assert (mine if state is not S.AGREED else "de school is aan zet, tot en met 20 september") in said


SAID = {
    ChaseStage.REMIND: "sturen wij een herinnering",
    ChaseStage.ESCALATE: "vragen wij ook collega",
    ChaseStage.TASK: "Vanaf 16 september 2026 helpt de coördinator",
    ChaseStage.CLOSE: "dan sluiten wij dit op 16 september 2026",
}


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_says_what_comes_next(session, scene, stage):
    proposal = waiting(session, scene, S.PROPOSED, stage)
    for name in ("professional", "school", "coordinator"):
        assert SAID[stage] in page_of(scene, name, proposal), name


@pytest.mark.parametrize("state", [S.SUGGESTED, S.IN_REVIEW])
def test_a_review_says_until_when_and_what_follows(session, scene, state):
    proposal = waiting(session, scene, state, ChaseStage.CLOSE)
    shown = page_of(scene, "coordinator", proposal)
    assert "tot en met 20 september 2026" in shown
    assert "sluit deze suggestie op 16 september 2026 vanzelf" in shown


def test_late_reviews_are_a_task_too(session, scene):
    waiting(session, scene, S.IN_REVIEW, ChaseStage.TASK, answer_by=date(2026, 9, 11))
    home = " ".join(scene.browsers["coordinator"].get("/coordinator/").get_data(as_text=True).split())
    assert "Antwoord over tijd" in home
    assert "3 dagen te laat, coördinator aan zet" in home
    session.get(Professional, scene.person).state = ProfileState.PAUSED
    session.commit()
    assert "Antwoord over tijd" not in scene.browsers["coordinator"].get("/coordinator/").get_data(as_text=True)


def close_in_silence(app, session):
    """Let the chain of the one proposal end today."""
    row = session.query(Proposal).one()
    row.chase_stage, row.chase_on = ChaseStage.CLOSE, date(2026, 9, 14)
    session.commit()
    app.extensions["jobs"].run(Job.CHASE_ANSWERS)
    session.expire_all()
    return row.id


BUTTON = "Pak het weer op"


@pytest.mark.parametrize(("silent", "waited"), [("professional", "school"), ("school", "professional")])
def test_who_was_silent_takes_it_up_again_with_one_button(app, session, scene, silent, waited):
    if waited == "school":
        invite(scene.works["school"], need_id=scene.need, professional_id=scene.person)
    else:
        show_interest(scene.works["professional"], need_id=scene.need)
    proposal = close_in_silence(app, session)
    assert BUTTON in page_of(scene, silent, proposal)
    assert BUTTON not in page_of(scene, waited, proposal)
    assert "kan er nog op terugkomen" in page_of(scene, waited, proposal)
    refused = scene.browsers[waited].post(f"/{waited}/voorstellen/{proposal}/opnieuw", follow_redirects=True)
    assert "Er is al een voorstel" in refused.get_data(as_text=True)
    session.expire_all()
    assert session.get(Proposal, proposal).state is S.EXPIRED
    scene.browsers[silent].post(f"/{silent}/voorstellen/{proposal}/opnieuw")
    session.expire_all()
    again = session.get(Proposal, proposal)
    assert (again.state, again.chase_stage) == (S.PROPOSED, ChaseStage.REMIND)
    assert BUTTON not in page_of(scene, silent, proposal)


def test_it_cannot_be_taken_up_when_the_need_or_the_person_is_gone(app, session, scene):
    invite(scene.works["school"], need_id=scene.need, professional_id=scene.person)
    proposal = session.query(Proposal).one().id
    accept(scene.works["professional"], proposal_id=proposal, party=Party.PROFESSIONAL)
    close_in_silence(app, session)
    session.get(Professional, scene.person).state = ProfileState.PAUSED
    session.commit()
    told = scene.browsers["school"].post(f"/school/voorstellen/{proposal}/opnieuw", follow_redirects=True)
    assert "niet beschikbaar" in told.get_data(as_text=True)
    session.get(Need, scene.need).state = NeedState.CLOSED
    session.commit()
    assert BUTTON not in page_of(scene, "professional", proposal)
