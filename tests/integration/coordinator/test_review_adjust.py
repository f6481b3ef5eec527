"""Adjusting a suggestion before it is sent, and going on with the queue after a decision."""

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.reasons import REPLACED
from matcher.domain.states import NeedState, Party, ProposalState, Step
from matcher.forms.coordinator import EndForm
from matcher.models import DeskNote, Need, OutboxMessage, Proposal, ProposalEvent, SearchArea
from matcher.services.desk.replacing import replace_need
from matcher.services.proposals import approve, invite, offer_hours
from tests.factories import (
    EINDHOVEN,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    actor_of,
    coordinator,
    school,
    school_member,
)
from tests.integration.coordinator.test_tasks import text
from tests.integration.coordinator.world import set_state


@pytest.fixture
def desk(session, work_as):
    user = coordinator("AM05")
    session.commit()
    return work_as(actor_of(user))


def other(session, **values):
    need = NeedFactory(title="Robotica voor beginners", **values)
    session.commit()
    return need.id


def reload(session, proposal_id):
    session.expire_all()
    return session.get(Proposal, proposal_id)


def test_another_need_takes_the_place_of_the_suggestion(session, scene):
    client, need_id = scene["client"], other(session)
    page = text(client, f"{scene['url']}/andere-vraag?sector=mbo")
    assert "Robotica voor beginners" in page
    assert "mag volgens de wet" in page
    answer = client.post(f"{scene['url']}/andere-vraag?sector=mbo", data={"need_id": need_id})
    made = session.scalars(select(Proposal).where(Proposal.need_id == need_id)).one()
    assert answer.location == f"/coordinator/voorstellen/{made.id}?sector=mbo"
    assert (made.state, made.professional_id) == (ProposalState.IN_REVIEW, scene["person"])
    assert made.score is not None
    first = reload(session, scene["id"])
    assert (first.state, first.ended_reason, first.ended_by) == (ProposalState.DECLINED, REPLACED, Party.COORDINATOR)
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    assert "Vervangen door een andere onderwijsvraag" in text(client, scene["url"])


def test_only_needs_that_fit_here_and_were_never_joined_are_offered(session, scene, desk):
    titles = {
        "Dicht": {"state": NeedState.CLOSED},
        "Elders": {"school_id": school("Summa College").id, "region_code": "AM28"},
        "Eerder": {},
    }
    made = {}
    for title, values in titles.items():
        made[title] = NeedFactory(title=title, **values).id
    ProposalFactory(professional_id=scene["person"], need_id=made["Eerder"], state=ProposalState.DECLINED)
    session.commit()
    page = text(scene["client"], f"{scene['url']}/andere-vraag")
    assert "Geen andere vraag past" in page
    wrong = {"Dicht": WrongStateError, "Elders": NotFoundError, "Eerder": WrongStateError}
    for title, error in wrong.items():
        with pytest.raises(error):
            replace_need(desk, proposal_id=scene["id"], need_id=made[title])
    with pytest.raises(NotFoundError):
        replace_need(desk, proposal_id=scene["id"], need_id=10**6)
    assert reload(session, scene["id"]).state is ProposalState.SUGGESTED
    assert session.scalar(select(func.count()).select_from(Proposal)) == 2


def test_a_need_with_an_obstacle_is_refused_and_nothing_changes(session, scene, desk):
    need_id = other(session, minutes_per_week=2000)
    with pytest.raises(InvalidInputError):
        replace_need(desk, proposal_id=scene["id"], need_id=need_id)
    page = scene["client"].post(f"{scene['url']}/andere-vraag", data={"need_id": need_id}, follow_redirects=True)
    assert page.request.path.endswith("/andere-vraag")
    page = scene["client"].post(f"{scene['url']}/andere-vraag", data={"need_id": "x"})
    assert page.status_code == 404
    assert reload(session, scene["id"]).state is ProposalState.SUGGESTED


def test_what_was_sent_cannot_be_replaced(session, scene, desk):
    need_id = other(session)
    set_state(session, scene, ProposalState.PROPOSED)
    with pytest.raises(WrongStateError):
        replace_need(desk, proposal_id=scene["id"], need_id=need_id)
    assert "intussen veranderd" in text(scene["client"], f"{scene['url']}/andere-vraag")


def test_the_reason_of_replacing_cannot_be_chosen(app):
    with app.test_request_context():
        assert REPLACED not in {choice[0] for choice in EndForm().reason.iter_choices()}


def test_fewer_klokuren_are_told_to_both_sides_and_fill_the_placement(session, scene, desk, browse):
    client, url = scene["client"], scene["url"]
    page = text(client, f"{url}/klokuren")
    assert "De vraag is 4 klokuren per week" in page
    for typed, said in (("0,4", "Kies 0,5 tot en met"), ("5", "Kies 0,5 tot en met"), ("x", "Vul een getal in")):
        wrong = client.post(f"{url}/klokuren", data={"minutes_per_week": typed}).get_data(as_text=True)
        assert said in wrong
        assert f'value="{typed}"' in wrong
    client.post(f"{url}/klokuren", data={"minutes_per_week": "2,5"})
    kept = reload(session, scene["id"])
    assert kept.minutes_per_week == 150
    assert kept.state is ProposalState.SUGGESTED
    page = text(client, url)
    assert "U stelt 2,5 klokuren per week voor. De vraag is 4 klokuren per week." in page
    assert "Dit wordt 45 van ten hoogste 240 klokuren" in page
    assert "Aantal klokuren aangepast" in page
    approve(desk, proposal_id=scene["id"])
    mail = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "proposal_new")).all()
    assert [(row.context["offered"], row.context["asked"]) for row in mail] == [(150, 240)] * 2
    member = school_member()
    session.commit()
    shown = text(browse(member), f"/school/voorstellen/{scene['id']}")
    assert "2,5 klokuren per week" in shown
    assert "die was 4 klokuren per week" in shown
    set_state(session, scene, ProposalState.AGREED)
    for page in (text(client, f"{url}/plaats"), text(browse(member), f"/school/voorstellen/{scene['id']}/plaatsen")):
        assert 'value="2,5"' in page


def test_as_many_as_asked_takes_the_offer_back(session, scene, desk):
    offer_hours(desk, proposal_id=scene["id"], minutes=60)
    offer_hours(desk, proposal_id=scene["id"], minutes=240)
    assert reload(session, scene["id"]).minutes_per_week is None
    events = session.scalars(select(ProposalEvent.note).where(ProposalEvent.step == Step.ADJUST)).all()
    assert events[0] == "1 klokuur per week; de vraag is 4 klokuren."


def test_fewer_hours_are_held_against_the_law(session, scene, desk):
    session.get(Need, scene["need"]).minutes_per_week = 1800
    session.commit()
    with pytest.raises(InvalidInputError) as refused:
        offer_hours(desk, proposal_id=scene["id"], minutes=1500)
    assert "240 klokuren" in refused.value.fields["minutes_per_week"]
    offer_hours(desk, proposal_id=scene["id"], minutes=600)
    assert reload(session, scene["id"]).minutes_per_week == 600


def test_who_invites_asks_the_hours_of_the_need(session, scene, desk, work_as):
    offer_hours(desk, proposal_id=scene["id"], minutes=60)
    member = school_member()
    session.commit()
    invite(work_as(actor_of(member)), need_id=scene["need"], professional_id=scene["person"])
    assert reload(session, scene["id"]).minutes_per_week is None


@pytest.mark.parametrize(("step", "data"), [("keur-goed", {}), ("wijs-af", {"reason": "quality"})])
def test_after_a_decision_the_next_one_comes_with_the_same_filters(session, scene, step, data):
    worse = ProposalFactory(professional_id=ProfessionalFactory().id, need_id=scene["need"], score=0.2).id
    session.commit()
    client = scene["client"]
    page = text(client, f"{scene['url']}?sector=mbo")
    assert "Volgende: " in page
    answer = client.post(f"{scene['url']}/{step}?sector=mbo", data=data)
    assert answer.location == f"/coordinator/voorstellen/{worse}?sector=mbo"
    last = client.post(f"/coordinator/voorstellen/{worse}/wijs-af?sector=mbo", data={"reason": "quality"})
    assert last.location == "/coordinator/beoordelen?sector=mbo"
    assert "Er wacht nu niets" in text(client, last.location)


def test_reviewing_later_goes_on_too(session, scene):
    worse = ProposalFactory(professional_id=ProfessionalFactory().id, need_id=scene["need"], score=0.2).id
    session.commit()
    answer = scene["client"].post(f"{scene['url']}/later", data={"until": "21-09-2026"})
    assert answer.location == f"/coordinator/voorstellen/{worse}"


def test_keys_are_there_while_there_is_something_to_decide(session, scene):
    page = text(scene["client"], scene["url"])
    for key in "gwl":
        assert f'data-key="{key}"' in page
    assert "data-review-keys hidden" in page
    set_state(session, scene, ProposalState.PROPOSED)
    assert "data-review-keys" not in text(scene["client"], scene["url"])


def test_notes_are_shown_of_sides_the_reader_may_know(session, scene, browse):
    place = session.get(Need, scene["need"]).school_id
    for values in ({"professional_id": scene["person"]}, {"need_id": scene["need"]}, {"school_id": place}):
        session.add(DeskNote(text=f"Over {next(iter(values))}", at=clock.now(), **values))
    session.add(SearchArea(professional_id=scene["person"], position=1, label="Eindhoven", radius_km=9, **EINDHOVEN))
    user = coordinator("AM28")
    session.commit()
    page = text(scene["client"], scene["url"])
    for name in ("professional_id", "need_id", "school_id"):
        assert f"Over {name}" in page
    abroad = text(browse(user), scene["url"])
    assert "Over professional_id" in abroad
    assert "Over need_id" not in abroad
    assert "Over school_id" not in abroad


def test_another_regions_coordinator_adjusts_nothing(session, scene, browse, work_as):
    session.add(SearchArea(professional_id=scene["person"], position=1, label="Eindhoven", radius_km=9, **EINDHOVEN))
    user = coordinator("AM28")
    session.commit()
    client = browse(user)
    for step in ("andere-vraag", "klokuren"):
        assert client.get(f"{scene['url']}/{step}").status_code == 404
        assert client.post(f"{scene['url']}/{step}", data={"need_id": 1, "minutes_per_week": "1"}).status_code == 404
    with pytest.raises(NotFoundError):
        offer_hours(work_as(actor_of(user)), proposal_id=scene["id"], minutes=60)
    assert reload(session, scene["id"]).minutes_per_week is None
