"""Several rows at once: what is shown beforehand, each row in its own turn, and the report."""

import re

import pytest
from sqlalchemy import func, select

from matcher.domain.actors import Actor, Scope
from matcher.domain.desk import MOST_ROWS, BulkAction, BulkOrder
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.models import BulkRun, Need, Notification, OutboxMessage, Professional, Proposal, Transfer, User
from matcher.queries.coordination.bulk import bulk_report
from matcher.services.desk import bulk
from tests.factories import (
    EINDHOVEN,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    actor_of,
    coordinator,
    date,
    school,
    school_member,
)

KEY = "sleutel-van-deze-pagina"
DAY = date(2026, 9, 14)
REJECTION = {"reason": "other"}
MESSAGE = "Graag bellen over deze vragen."


@pytest.fixture
def desk(session, browse):
    """Two regions: five suggestions in Twente, one in Zuidoost-Brabant; the browser of Twente's coordinator."""
    school_member()
    user, other = coordinator("AM05"), coordinator("AM28")
    people = [ProfessionalFactory(user_id=UserFactory(full_name=f"Alfa Voorbeeld-{n}").id) for n in range(5)]
    needs = [NeedFactory(title=f"Alfavraag-{n}", confirmed_on=date(2026, 6, 1)) for n in range(5)]
    pairs = zip(people, needs, strict=True)
    mine = [ProposalFactory(professional_id=person.id, need_id=need.id) for person, need in pairs]
    stranger = ProfessionalFactory(
        user_id=UserFactory(full_name="Beta Voorbeeld").id, region_code="AM28", area=EINDHOVEN
    )
    need = NeedFactory(school_id=school("Summa College").id, title="Betavraag")
    foreign = ProposalFactory(professional_id=stranger.id, need_id=need.id)
    for person in people:
        person.confirmed_on = date(2026, 6, 1)
    found = {
        "mine": [row.id for row in mine],
        "people": [row.id for row in people],
        "needs": [row.id for row in needs],
        "foreign": {"proposal": foreign.id, "person": stranger.id, "need": need.id},
        "actor": actor_of(user),
        "other": actor_of(other),
    }
    session.commit()
    return found | {"client": browse(user), "theirs": browse(other)}


def states(session, model, ids):
    session.expire_all()
    found = dict(session.execute(select(model.id, model.state).where(model.id.in_(ids))).all())
    session.rollback()
    return [found[row] for row in ids]


def ask(desk, action, rows, **more):
    return desk["client"].post("/coordinator/bulk/controle", data={"actie": action, "rij": rows, **more})


def key_of(page):
    return re.search(r'name="sleutel" value="([^"]+)"', page)[1]


def count(session, model):
    found = session.scalar(select(func.count()).select_from(model))
    session.rollback()
    return found


def test_the_check_says_what_will_be_skipped_and_writes_nothing(session, desk):
    session.get(Professional, desk["people"][2]).state = ProfileState.PAUSED
    session.commit()
    shown = ask(desk, "approve", [*desk["mine"][:4], desk["foreign"]["proposal"], 99_999]).get_data(as_text=True)
    good, skipped = shown.split("Slaan wij over", 1)
    assert "Alfa Voorbeeld-1" in good
    assert "niet meer beschikbaar" in skipped
    assert "Alfa Voorbeeld-2" in skipped
    assert skipped.count("Niet gevonden.") == 2
    assert "Beta" not in shown
    assert f'name="rij" value="{desk["mine"][2]}"' not in shown
    assert set(states(session, Proposal, desk["mine"])) == {ProposalState.SUGGESTED}
    assert (count(session, OutboxMessage), count(session, BulkRun)) == (0, 0)


def test_a_confirmation_sent_twice_does_it_once_with_what_still_can_be(session, desk):
    one, two, three, four, _five = desk["mine"]
    shown = ask(desk, "approve", [one, two, four]).get_data(as_text=True)
    # Between check and confirmation a colleague was first.
    session.get(Proposal, two).state = ProposalState.DECLINED
    session.commit()
    form = {"actie": "approve", "sleutel": key_of(shown), "rij": [one, two, four, desk["foreign"]["proposal"]]}
    first = desk["client"].post("/coordinator/bulk/doe", data=form)
    mails = count(session, OutboxMessage)
    again = desk["client"].post("/coordinator/bulk/doe", data=form)
    assert first.headers["Location"] == again.headers["Location"]
    assert count(session, OutboxMessage) == mails > 0
    assert count(session, BulkRun) == 1
    s = ProposalState
    found = states(session, Proposal, [one, two, three, four, desk["foreign"]["proposal"]])
    assert found == [s.PROPOSED, s.DECLINED, s.SUGGESTED, s.PROPOSED, s.SUGGESTED]
    report = desk["client"].get(first.headers["Location"]).get_data(as_text=True)
    for text in ("2 rijen gedaan, 2 rijen overgeslagen.", "intussen veranderd", "Niet gevonden."):
        assert text in report
    assert "Beta" not in report
    assert desk["theirs"].get(first.headers["Location"]).status_code == 404
    # What is kept names nobody.
    assert "Voorbeeld" not in str(session.scalars(select(BulkRun.report)).one())


def test_a_rejection_asks_its_reason_beside_the_field(session, desk):
    rows = desk["mine"][:2]
    form = {"actie": "reject", "sleutel": KEY, "rij": rows}
    page = desk["client"].post("/coordinator/bulk/doe", data=form).get_data(as_text=True)
    assert "Kies een reden." in page
    assert count(session, BulkRun) == 0
    done = desk["client"].post("/coordinator/bulk/doe", data=form | REJECTION, follow_redirects=True)
    assert "Afgewezen" in done.get_data(as_text=True)
    assert states(session, Proposal, rows) == [ProposalState.DECLINED] * 2


def test_bad_choices_lead_back_to_the_list(session, desk):
    client = desk["client"]
    nothing = client.post("/coordinator/bulk/controle?sector=mbo", data={"actie": "approve"}, follow_redirects=True)
    assert "Kies eerst een of meer rijen." in nothing.get_data(as_text=True)
    assert nothing.request.full_path == "/coordinator/beoordelen?sector=mbo"
    for data in ({}, {"actie": "onzin", "rij": 1}, {"actie": "approve", "rij": ["x", "-1", 10**30]}):
        assert client.post("/coordinator/bulk/controle", data=data).status_code == 302
        assert client.post("/coordinator/bulk/doe", data=data).status_code == 302
    expired = client.post("/coordinator/bulk/doe", data={"actie": "approve", "rij": desk["mine"], "sleutel": "kort"})
    assert "verlopen" in expired.get_data(as_text=True)
    assert count(session, BulkRun) == 0


def test_all_found_rows_follow_the_filter_and_the_selection_stands_in_the_lists(session, desk):
    page = ask(desk, "ask_needs", [], alle="1").get_data(as_text=True)
    assert page.count('name="rij"') == 5
    narrow = desk["client"].post("/coordinator/bulk/controle?q=alfavraag-3", data={"actie": "ask_needs", "alle": "1"})
    assert narrow.get_data(as_text=True).count('name="rij"') == 1
    for path, ids in (
        ("mensen", "people"), ("onderwijsvragen", "needs"), ("voorstellen", "mine"), ("beoordelen", "mine"),
    ):  # fmt: skip
        listed = desk["client"].get(f"/coordinator/{path}").get_data(as_text=True)
        assert all(f'name="rij" value="{row}" form="bulk"' in listed for row in desk[ids])
        assert 'id="bulk"' in listed


def order(action, ids, **more):
    return BulkOrder(action, tuple(ids), **more)


def outcomes(session, desk, run_id):
    report = bulk_report(session, run_id=run_id, actor=desk["actor"], today=DAY)
    return {row.id: row.why if row.done is False else row.done for row in report.rows}


def test_needs_are_asked_paused_and_handed_over_each_by_its_own_service(session, desk, work_as):
    needs, work = [*desk["needs"], desk["foreign"]["need"]], work_as(desk["actor"])
    session.get(Need, needs[0]).state = NeedState.DRAFT
    session.commit()
    found = outcomes(session, desk, bulk.run(work, order=order(BulkAction.ASK_NEEDS, needs), key=KEY + "1"))
    assert found == {
        needs[0]: "Deze vraag zoekt nu niemand.",
        **dict.fromkeys(needs[1:5], True),
        needs[5]: "Niet gevonden.",
    }
    again = outcomes(session, desk, bulk.run(work, order=order(BulkAction.ASK_NEEDS, needs[1:3]), key=KEY + "2"))
    assert all("al gevraagd" in why for why in again.values())
    bulk.run(work, order=order(BulkAction.PAUSE_NEEDS, needs[1:3]), key=KEY + "3")
    assert states(session, Need, needs[1:4]) == [NeedState.PAUSED, NeedState.PAUSED, NeedState.OPEN]
    moved = order(BulkAction.TRANSFER_NEEDS, needs, region="AM28", message=MESSAGE)
    found = outcomes(session, desk, bulk.run(work, order=moved, key=KEY + "4"))
    assert [found[row] for row in needs] == [True, True, True, True, True, "Niet gevonden."]
    assert count(session, Transfer) == 5
    # One message for all of them.
    told = select(func.count()).where(Notification.kind == NoticeKind.DESK_TRANSFER)
    assert session.scalar(told) == 1


def test_people_are_asked_and_handed_over_through_the_pages(session, desk):
    asked = ask(desk, "ask_people", desk["people"][:2]).get_data(as_text=True)
    form = {"actie": "ask_people", "rij": desk["people"][:2], "sleutel": key_of(asked)}
    report = desk["client"].post("/coordinator/bulk/doe", data=form, follow_redirects=True).get_data(as_text=True)
    assert "2 rijen gedaan" in report
    start = ask(desk, "transfer_people", desk["people"]).get_data(as_text=True)
    assert 'name="message"' in start
    wrong = ask(desk, "transfer_people", desk["people"], region="", message="kort").get_data(as_text=True)
    assert "Kies een regio." in wrong
    values = {"region": "AM28", "message": MESSAGE}
    shown = ask(desk, "transfer_people", desk["people"], **values).get_data(as_text=True)
    assert session.get(User, desk["other"].user_id).full_name in shown
    session.rollback()
    same = ask(desk, "transfer_people", desk["people"], region="AM05", message=MESSAGE).get_data(as_text=True)
    assert same.count("Deze regio heeft dit al") == 5
    form = {"actie": "transfer_people", "rij": desk["people"], "sleutel": key_of(shown), **values}
    report = desk["client"].post("/coordinator/bulk/doe", data=form, follow_redirects=True).get_data(as_text=True)
    assert "5 rijen gedaan" in report
    assert "Alfa Voorbeeld-4" in desk["theirs"].get("/coordinator/mensen").get_data(as_text=True)


def test_reminders_go_once_a_day_to_who_is_waited_for(session, desk, work_as):
    rows = desk["mine"][:3]
    for number in rows[:2]:
        session.get(Proposal, number).state = ProposalState.PROPOSED
    # Only the person lies in the other region: seen there, not theirs to act on.
    person = session.get(Professional, desk["people"][0])
    person.desk_region_code = "AM28"
    session.commit()
    remind = order(BulkAction.REMIND, rows)
    found = outcomes(session, desk, bulk.run(work_as(desk["actor"]), order=remind, key=KEY + "1"))
    assert [found[row] for row in rows] == [
        True,
        True,
        "Er wordt nu niet op een antwoord gewacht. Bekijk het voorstel opnieuw.",
    ]
    told = session.scalar(select(func.count()).where(Notification.kind == NoticeKind.ANSWER_REMINDER))
    session.rollback()
    again = outcomes(session, desk, bulk.run(work_as(desk["actor"]), order=remind, key=KEY + "2"))
    assert "Vandaag is al een herinnering gestuurd" in again[rows[0]]
    assert told == session.scalar(select(func.count()).where(Notification.kind == NoticeKind.ANSWER_REMINDER))
    session.rollback()
    (seen, unseen, _third) = bulk.check(work_as(desk["other"]), order=remind)
    assert (seen.why, seen.title) == (bulk.NOT_YOURS, "Alfa Voorbeeld-0")
    assert (unseen.why, unseen.title) == (bulk.NOT_FOUND, "")


def test_a_row_that_breaks_stops_no_other(session, desk, work_as, monkeypatch):
    broken, whole = desk["needs"][0], desk["needs"][1:]
    pause = bulk.VERBS[BulkAction.PAUSE_NEEDS]

    def verb(work, row, asked, key):
        pause(work, row, asked, key)
        if row == broken:
            raise RuntimeError("half done")

    monkeypatch.setitem(bulk.VERBS, BulkAction.PAUSE_NEEDS, verb)
    run_id = bulk.run(work_as(desk["actor"]), order=order(BulkAction.PAUSE_NEEDS, desk["needs"]), key=KEY)
    assert outcomes(session, desk, run_id) == {broken: bulk.BROKEN, **dict.fromkeys(whole, True)}
    assert states(session, Need, desk["needs"]) == [NeedState.OPEN] + [NeedState.PAUSED] * 4


def test_what_breaks_off_is_not_done_again_and_says_what_waits(session, desk, work_as, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(_work, *, run_id, row, why):
        raise Killed

    monkeypatch.setattr(bulk, "_skip", kill)
    session.get(Need, desk["needs"][1]).state = NeedState.CLOSED
    session.commit()
    asked, work = order(BulkAction.PAUSE_NEEDS, desk["needs"][:3]), work_as(desk["actor"])
    with pytest.raises(Killed):
        bulk.run(work, order=asked, key=KEY)
    run_id = bulk.run(work, order=asked, key=KEY)
    assert list(outcomes(session, desk, run_id).values()) == [True, None, None]
    with pytest.raises(NotFoundError):
        bulk.run(work_as(desk["other"]), order=asked, key=KEY)


def test_limits_hold_in_the_service(desk, work_as):
    work = work_as(desk["actor"])
    for ids in ((), range(1, MOST_ROWS + 2)):
        with pytest.raises(InvalidInputError):
            bulk.run(work, order=order(BulkAction.REMIND, ids), key=KEY)
        with pytest.raises(InvalidInputError):
            bulk.check(work, order=order(BulkAction.REMIND, ids))
    reads = Actor(user_id=desk["actor"].user_id, scope=desk["actor"].scope, changes=Scope())
    rows = bulk.check(work_as(reads), order=order(BulkAction.APPROVE, desk["mine"]))
    assert {row.why for row in rows} == {bulk.NOT_YOURS}
