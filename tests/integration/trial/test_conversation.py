"""Messages: who may write and read, who is told, what is unread; never what a message says in a mail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.clock import now
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import NAMES_REVEALED, Party, ProposalState, Step
from matcher.mailer import deliver_outbox
from matcher.models import (
    ExcludedSchool,
    Notification,
    OutboxMessage,
    Proposal,
    ProposalEvent,
    ProposalMessage,
    User,
)
from matcher.queries.conversation import conversation_of, unread_by_proposal
from matcher.services.conversation import MOST_AN_HOUR, mark_read, send_message
from matcher.services.proposals import withdraw
from tests.integration.trial.conftest import COORDINATOR, PRO, SCHOOL

SECRET = "Het wachtwoord van de kluis is kwibus"


def send(scene, who="pro", party=PRO, body=SECRET):
    return send_message(scene.work(who), proposal_id=scene.proposal_id, party=party, body=body)


def read(session, scene, who, party):
    session.expire_all()
    return conversation_of(session, proposal_id=scene.proposal_id, party=party, actor=scene.actors[who])


def unread(session, scene, who, party):
    session.expire_all()
    return unread_by_proposal(session, party=party, actor=scene.actors[who]).get(scene.proposal_id, 0)


def told(session, scene):
    names = {user.id: name for name, user in scene.users.items()}
    return [names[found] for found in session.scalars(select(Notification.user_id).order_by(Notification.id))]


def set_state(session, scene, state, *, was_introduced=False):
    session.get(Proposal, scene.proposal_id).state = state
    if was_introduced:
        for before in (ProposalState.PROPOSED, ProposalState.INTRODUCED):
            event = {"at": now(), "party": PRO, "step": Step.ACCEPT, "to_state": before}
            session.add(ProposalEvent(proposal_id=scene.proposal_id, **event))
    session.commit()


def test_the_other_side_reads_who_wrote_and_what(session, scene):
    send(scene, body="  Dag school,\r\nwanneer kan ik komen?\x00  ")
    row = read(session, scene, "contact", SCHOOL).messages[0]
    assert (row.body, row.party, row.mine) == ("Dag school,\nwanneer kan ik komen?", PRO, False)
    assert row.name.startswith("Fenna Voorbeeld")
    assert read(session, scene, "pro", PRO).messages[0].mine


def test_the_contact_is_told_and_the_text_is_in_no_mail(app, session, scene, outbox):
    send(scene)
    assert told(session, scene) == ["contact"]
    deliver_outbox()
    assert [mail.to for mail in outbox] == [[scene.users["contact"].email]]
    mail = outbox[0]
    html = mail.alternatives[0][0]
    assert f"/school/voorstellen/{scene.proposal_id}/berichten" in mail.body
    for secret in ("kwibus", scene.users["pro"].full_name, scene.users["pro"].email):
        assert secret not in mail.body + mail.subject + html
    stored = [*session.scalars(select(Notification.context)), *session.scalars(select(OutboxMessage.context))]
    assert "kwibus" not in str(stored)


def test_who_wrote_before_is_told_too_and_nobody_hears_of_the_own_message(session, scene):
    send(scene, "colleague", SCHOOL)
    assert told(session, scene) == ["pro"]
    send(scene, "coordinator", COORDINATOR)
    assert sorted(told(session, scene)[1:]) == ["colleague", "contact", "pro"]
    send(scene)
    assert sorted(told(session, scene)[4:]) == ["colleague", "contact", "coordinator"]


def test_a_coordinator_who_lost_the_region_is_not_told(session, scene, reload_actor):
    send(scene, "coordinator", COORDINATOR)
    reload_actor("coordinator")
    before = len(told(session, scene))
    send(scene)
    assert told(session, scene)[before:] == ["contact"]


@pytest.fixture
def reload_actor(session, scene):
    """A function that takes the assignments of a coordinator away."""
    from matcher.models import CoordinatorAssignment

    def take(name):
        for row in session.scalars(select(CoordinatorAssignment).filter_by(user_id=scene.users[name].id)):
            session.delete(row)
        session.commit()

    return take


@pytest.mark.parametrize("body", ["", "   \n ", "\x00\x01", "a" * 4001])
def test_an_empty_or_long_message_is_refused(session, scene, body):
    with pytest.raises(InvalidInputError) as refused:
        send(scene, body=body)
    assert set(refused.value.fields) == {"body"}
    assert session.scalars(select(ProposalMessage)).all() == []


def test_the_longest_message_passes(scene):
    assert send(scene, body="a" * 4000)


def test_nobody_is_flooded(scene, frozen):
    for _ in range(MOST_AN_HOUR):
        send(scene)
    with pytest.raises(InvalidInputError, match="veel berichten"):
        send(scene)
    send(scene, "contact", SCHOOL)
    frozen.shift(timedelta(minutes=61))
    assert send(scene)


@pytest.mark.parametrize("state", sorted(set(ProposalState) - NAMES_REVEALED))
def test_before_the_introduction_there_are_no_messages(session, scene, state):
    set_state(session, scene, state)
    with pytest.raises((WrongStateError, NotFoundError)):
        send(scene)
    for who, party in (("pro", PRO), ("contact", SCHOOL), ("coordinator", COORDINATOR)):
        with pytest.raises(NotFoundError):
            read(session, scene, who, party)


def test_what_ended_after_the_introduction_can_be_read_but_not_written(session, scene):
    send(scene)
    set_state(session, scene, ProposalState.TRIAL, was_introduced=True)
    withdraw(scene.work("pro"), proposal_id=scene.proposal_id, party=PRO, reason="no_time")
    found = read(session, scene, "contact", SCHOOL)
    assert (found.open, found.messages[0].body, found.messages[0].name) == (False, SECRET, None)
    assert read(session, scene, "coordinator", COORDINATOR).messages[0].name is not None
    with pytest.raises(WrongStateError):
        send(scene)


def test_what_was_taken_up_again_is_closed_until_the_next_introduction(session, scene):
    send(scene)
    set_state(session, scene, ProposalState.PROPOSED, was_introduced=True)
    with pytest.raises(NotFoundError):
        read(session, scene, "contact", SCHOOL)


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("foreign_school", SCHOOL),
        ("foreign_pro", PRO),
        ("foreign_coordinator", COORDINATOR),
        ("pro", SCHOOL),
        ("pro", COORDINATOR),
        ("contact", PRO),
        ("contact", COORDINATOR),
        ("coordinator", SCHOOL),
    ],
)
def test_strangers_neither_read_nor_write_nor_mark(session, scene, who, party):
    message_id = send(scene)
    with pytest.raises(NotFoundError):
        read(session, scene, who, party)
    with pytest.raises(NotFoundError):
        send(scene, who, party)
    with pytest.raises(NotFoundError):
        mark_read(scene.work(who), proposal_id=scene.proposal_id, party=party, message_id=message_id)
    assert unread(session, scene, who, party) == 0


def test_a_member_who_waits_for_admission_reads_nothing(session, scene, work_as):
    from tests.factories import actor_of, school_member

    send(scene)
    actor = actor_of(school_member(admitted=False))
    with pytest.raises(NotFoundError):
        conversation_of(session, proposal_id=scene.proposal_id, party=SCHOOL, actor=actor)


def test_an_excluded_school_reads_on_nothing(session, scene):
    send(scene)
    session.add(ExcludedSchool(professional_id=scene.person_id, school_id=scene.school_id))
    session.commit()
    with pytest.raises(NotFoundError):
        read(session, scene, "contact", SCHOOL)
    with pytest.raises(NotFoundError):
        send(scene, "contact", SCHOOL)
    assert unread(session, scene, "contact", SCHOOL) == 0
    assert not read(session, scene, "pro", PRO).open
    with pytest.raises(WrongStateError):
        send(scene)


def test_unread_until_marked_or_answered(session, scene):
    first = send(scene)
    second = send(scene)
    assert unread(session, scene, "contact", SCHOOL) == unread(session, scene, "colleague", SCHOOL) == 2
    assert unread(session, scene, "pro", PRO) == 0
    mark_read(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, message_id=first)
    assert unread(session, scene, "contact", SCHOOL) == 1
    mark_read(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, message_id=second)
    mark_read(scene.work("contact"), proposal_id=scene.proposal_id, party=SCHOOL, message_id=first)
    assert unread(session, scene, "contact", SCHOOL) == 0
    assert unread(session, scene, "colleague", SCHOOL) == 2
    send(scene, "colleague", SCHOOL)
    assert unread(session, scene, "colleague", SCHOOL) == 0
    assert unread(session, scene, "contact", SCHOOL) == 1


def test_a_coordinator_counts_only_where_they_wrote(session, scene):
    send(scene)
    assert unread(session, scene, "coordinator", COORDINATOR) == 0
    send(scene, "coordinator", COORDINATOR)
    send(scene)
    assert unread(session, scene, "coordinator", COORDINATOR) == 1


def test_a_mark_of_another_conversation_is_not_found(session, scene):
    from tests.factories import NeedFactory, ProposalFactory

    other = ProposalFactory(professional_id=scene.person_id, need_id=NeedFactory().id, state=ProposalState.INTRODUCED)
    session.commit()
    message_id = send(scene)
    with pytest.raises(NotFoundError):
        mark_read(scene.work("pro"), proposal_id=other.id, party=PRO, message_id=message_id)


def test_who_leaves_takes_the_words_along(client, session, scene):
    send(scene, "colleague", SCHOOL)
    send(scene, body="Dag, tot dinsdag")
    client.login(scene.users["colleague"])
    assert client.post("/account/verwijderen", data={"current_password": "lange zin als wachtwoord"}).status_code == 302
    rows = read(session, scene, "pro", Party.PROFESSIONAL).messages
    assert [(row.body, row.name is None) for row in rows] == [("", True), ("Dag, tot dinsdag", False)]
    assert session.scalar(select(User.id).where(User.id == scene.actors["colleague"].user_id)) is None
