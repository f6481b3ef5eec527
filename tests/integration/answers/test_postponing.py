"""Answering later and reviewing later: the day, how often, who hears what, and that nobody is chased before it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from matcher.clock import today
from matcher.domain.deadlines import ChaseStage
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import Party, ProposalState, Step
from matcher.models import Need, OutboxMessage, ProposalEvent
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.proposals import proposal_list, review_queue
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.tasks import TaskKind, home_of
from matcher.queries.proposal_page import proposal_page
from matcher.services.proposals import accept, approve, defer, postpone, take_up
from tests import factories
from tests.integration.answers.conftest import page
from tests.integration.security.test_parallel import at_once, losers

TODAY = date(2026, 9, 14)
SIDES = [Party.PROFESSIONAL, Party.SCHOOL]


@pytest.fixture
def works(sent, work_as):
    """Party -> the unit of work of that side."""
    return {party: work_as(factories.actor_of(user)) for party, user in sent.users.items()}


@pytest.fixture
def desk(work_as):
    return work_as(factories.coordinator_actor("AM05"))


@pytest.mark.parametrize("party", SIDES)
def test_postponing_moves_the_wait_and_tells_the_other_side_when(session, sent, works, reload, party):
    day = date(2026, 10, 5)
    assert postpone(works[party], proposal_id=sent.id, party=party, until=day, note=" Eerst vragen. ") == day
    kept = reload(sent.id)
    assert (kept.state, kept.postponed_until, kept.postponements) == (ProposalState.PROPOSED, day, 1)
    assert (kept.waiting_since, kept.chase_stage, kept.chase_on) == (day, ChaseStage.REMIND, day)
    assert kept.answer_by > day
    event = session.scalars(select(ProposalEvent).where(ProposalEvent.step == Step.POSTPONE)).one()
    assert (event.party, event.note) == (party, "Eerst vragen.")
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "proposal_postponed")).one()
    assert told.recipient == sent.users[SIDES[1 - SIDES.index(party)]].email
    assert "Eerst vragen" not in str(told.context)


def test_the_other_side_and_the_note(session, sent, works):
    postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=date(2026, 10, 5), note="Geheim.")
    pages = {
        party: proposal_page(session, proposal_id=sent.id, party=party, actor=works[party].actor, today=TODAY)
        for party in SIDES
    }
    notes = {party: [event.note for event in seen.events] for party, seen in pages.items()}
    assert "Geheim." in notes[Party.SCHOOL]
    assert "Geheim." not in notes[Party.PROFESSIONAL]


@pytest.mark.parametrize("wrong", [TODAY - timedelta(days=1), TODAY, date(2026, 11, 3), date(2027, 1, 4)])
def test_days_that_cannot_be(sent, works, reload, wrong):
    with pytest.raises(InvalidInputError) as refused:
        postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=wrong)
    assert "until" in refused.value.fields
    assert reload(sent.id).postponements == 0


def test_twice_and_no_more(sent, works, reload):
    act = {"proposal_id": sent.id, "party": Party.SCHOOL}
    for day in (date(2026, 9, 21), date(2026, 9, 28)):
        postpone(works[Party.SCHOOL], **act, until=day)
    with pytest.raises(WrongStateError, match="twee keer"):
        postpone(works[Party.SCHOOL], **act, until=date(2026, 10, 5))
    assert reload(sent.id).postponed_until == date(2026, 9, 28)


def test_only_who_is_asked_may_postpone(session, sent, works, work_as):
    act = {"proposal_id": sent.id, "until": date(2026, 9, 28)}
    stranger = work_as(factories.actor_of(factories.school_member("Summa College")))
    with pytest.raises(NotFoundError):
        postpone(stranger, **act, party=Party.SCHOOL)
    accept(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL)
    with pytest.raises(WrongStateError):
        postpone(works[Party.SCHOOL], **act, party=Party.SCHOOL)
    accept(works[Party.PROFESSIONAL], proposal_id=sent.id, party=Party.PROFESSIONAL)
    with pytest.raises(WrongStateError):
        postpone(works[Party.PROFESSIONAL], **act, party=Party.PROFESSIONAL)


def test_the_later_day_holds_for_both(sent, works, reload):
    postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=date(2026, 10, 5))
    act = {"proposal_id": sent.id, "party": Party.PROFESSIONAL, "until": date(2026, 9, 21)}
    assert postpone(works[Party.PROFESSIONAL], **act) == date(2026, 10, 5)
    accept(works[Party.PROFESSIONAL], proposal_id=sent.id, party=Party.PROFESSIONAL)
    assert reload(sent.id).postponed_until == date(2026, 10, 5)


def test_who_answers_early_hands_the_turn_over(sent, works, reload):
    postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=date(2026, 10, 5))
    accept(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL)
    kept = reload(sent.id)
    assert (kept.postponed_until, kept.waiting_since) == (None, TODAY)


def test_the_other_side_may_answer_meanwhile(sent, works, reload):
    postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=date(2026, 10, 5))
    accept(works[Party.PROFESSIONAL], proposal_id=sent.id, party=Party.PROFESSIONAL)
    assert reload(sent.id).postponed_until == date(2026, 10, 5)
    accept(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL)
    kept = reload(sent.id)
    assert (kept.state, kept.postponed_until) == (ProposalState.INTRODUCED, None)


def test_postponing_twice_at_once_counts_both(app, session, sent, works, reload):
    actors = [works[party].actor for party in SIDES]
    acts = [
        (actor, postpone, {"proposal_id": sent.id, "party": party, "until": date(2026, 10, 5)})
        for actor, party in zip(actors, SIDES, strict=True)
    ]
    assert losers(at_once(app, session, *acts)) == []
    assert reload(sent.id).postponements == 2


@pytest.mark.parametrize("party", SIDES)
def test_pages_of_both_sides(client, session, sent, reload, party):
    client.login(sent.users[party])
    url = f"/{party.value}/voorstellen/{sent.id}"
    assert "Later antwoorden" in page(client.get(url))
    assert "2 november 2026" in page(client.get(f"{url}/later"))
    shown = page(client.post(f"{url}/later", data={"until": "2026-11-03", "note": "Overleg."}))
    assert "Overleg." in shown
    assert "Kies een dag tot en met 02-11-2026" in shown
    told = page(client.post(f"{url}/later", data={"until": "2026-10-05"}, follow_redirects=True))
    assert "U antwoordt op 5 oktober 2026" in told
    assert "uitgesteld tot" in page(client.get(f"/{party.value}/voorstellen"))
    client.post(f"{url}/later", data={"until": "2026-10-06"})
    assert reload(sent.id).postponements == 2
    assert "Later antwoorden" not in page(client.get(url))
    assert "al twee keer" in page(client.post(f"{url}/later", data={"until": "2026-10-07"}, follow_redirects=True))


def test_the_other_side_reads_when_on_the_page(client, sent, works):
    accept(works[Party.PROFESSIONAL], proposal_id=sent.id, party=Party.PROFESSIONAL)
    postpone(works[Party.SCHOOL], proposal_id=sent.id, party=Party.SCHOOL, until=date(2026, 10, 5))
    client.login(sent.users[Party.PROFESSIONAL])
    shown = page(client.get(f"/professional/voorstellen/{sent.id}"))
    assert "antwoordt op 5 oktober 2026" in shown


# Reviewing later


def queue(session, chosen=None):
    seen = view_of(session, scope=factories.coordinator_actor("AM05").scope, today=today(), school_year=None)
    return (
        [row.id for row in review_queue(session, view=seen, wish=Wish({})).page.rows],
        {task.kind for task in home_of(session, view=seen, region_code=None).tasks},
        [row.id for row in proposal_list(session, view=seen, wish=Wish({"uitgesteld": frozenset({"ja"})})).page.rows],
    )


def test_a_deferred_suggestion_comes_back_by_itself(frozen, session, scene, desk):
    rows, tasks, later = queue(session)
    assert (rows, later) == ([scene.id], [])
    assert TaskKind.REVIEW in tasks
    defer(desk, proposal_id=scene.id, until=date(2026, 10, 5), note="Eerst bellen.")
    rows, tasks, later = queue(session)
    assert (rows, later) == ([], [scene.id])
    assert TaskKind.REVIEW not in tasks
    frozen.move_to("2026-10-05T09:00:00+00:00")
    rows, tasks, later = queue(session)
    assert (rows, later) == ([scene.id], [])
    assert TaskKind.REVIEW in tasks


def test_a_deferred_suggestion_can_be_decided_sooner(session, scene, desk, reload):
    reload(scene.id).state = ProposalState.SUGGESTED
    session.commit()
    defer(desk, proposal_id=scene.id, until=date(2026, 10, 5))
    take_up(desk, proposal_id=scene.id)
    assert reload(scene.id).postponed_until is None
    defer(desk, proposal_id=scene.id, until=date(2026, 10, 5))
    approve(desk, proposal_id=scene.id)
    kept = reload(scene.id)
    assert (kept.state, kept.postponed_until, kept.waiting_since) == (ProposalState.PROPOSED, None, TODAY)


def test_defer_is_refused_where_it_cannot_be(session, scene, desk, work_as, reload):
    with pytest.raises(NotFoundError):
        defer(work_as(factories.coordinator_actor("AM28")), proposal_id=scene.id, until=date(2026, 10, 5))
    with pytest.raises(InvalidInputError):
        defer(desk, proposal_id=scene.id, until=TODAY)
    need = session.get(Need, scene.need)
    need.starts_on, need.ends_on = date(2026, 9, 1), date(2026, 9, 12)
    session.commit()
    with pytest.raises(InvalidInputError, match="beslis nu"):
        defer(desk, proposal_id=scene.id, until=date(2026, 9, 15))
    approve(desk, proposal_id=scene.id)
    with pytest.raises(WrongStateError):
        defer(desk, proposal_id=scene.id, until=date(2026, 10, 5))


def test_the_page_of_reviewing_later(client, session, scene, reload):
    user = factories.coordinator("AM05")
    session.commit()
    client.login(user)
    url = f"/coordinator/voorstellen/{scene.id}"
    assert "Beoordeel later" in page(client.get(f"{url}?sector=mbo"))
    shown = page(client.post(f"{url}/later", data={"until": "", "note": "Eerst bellen."}))
    assert "Eerst bellen." in shown
    assert 'id="fouten"' in shown
    told = client.post(f"{url}/later?sector=mbo", data={"until": "2026-10-05"}, follow_redirects=True)
    assert told.request.path == "/coordinator/beoordelen"
    assert "Er wacht nu niets op uw beoordeling" in page(told)
    assert "op 5 oktober 2026 staat het weer bij Beoordelen" in page(client.get(url))
    assert "PLC-programmeren" in page(client.get("/coordinator/voorstellen?uitgesteld=ja"))
    client.post(f"{url}/wijs-af", data={"reason": "quality"})
    assert "intussen veranderd" in page(client.get(f"{url}/later", follow_redirects=True))
