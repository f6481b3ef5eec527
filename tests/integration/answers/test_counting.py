"""The records are what the events of proposals say, whoever counts and how often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.answering import NEVER_ASKED, AnswerFacts
from matcher.domain.jobs import Job
from matcher.domain.states import Party, ProposalState, Step
from matcher.jobs.tasks import TASKS
from matcher.models import AnswerRecord, EngineChange, Need, Proposal, ProposalEvent
from matcher.queries.answer_records import answer_facts
from matcher.services import answer_records
from matcher.services.account_removal import delete_account
from matcher.services.answer_records import recount_all, recount_answers
from matcher.services.proposals import accept, approve, decline, invite
from matcher.services.proposals.steps import Grip, move
from matcher.services.transaction import Work, transactional
from tests.factories import (
    PASSWORD,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    actor_of,
    coordinator_actor,
    school_member,
)

PRO, SCHOOL = Party.PROFESSIONAL, Party.SCHOOL


@pytest.fixture
def user(session):
    return UserFactory()


@pytest.fixture
def person(user):
    return ProfessionalFactory(user_id=user.id).id


@pytest.fixture
def as_school(person, work_as, session):
    found = work_as(actor_of(school_member()))
    session.commit()
    return found


@pytest.fixture
def told(session):
    def facts(party, subject):
        session.rollback()
        return answer_facts(session, party, [subject])[subject]

    return facts


def asked(session, person, *, need=None, **columns):
    """Return a proposal that was put to both sides three days ago."""
    need = need or NeedFactory().id
    made = ProposalFactory(professional_id=person, need_id=need, state=ProposalState.PROPOSED, **columns)
    happened(session, made.id, Party.COORDINATOR, Step.APPROVE, ago=timedelta(days=3))
    session.commit()
    return made.id


def happened(session, proposal, party, step, *, ago, to=ProposalState.PROPOSED):
    at = clock.now() - ago
    session.add(ProposalEvent(proposal_id=proposal, at=at, party=party, step=step, to_state=to))
    session.flush()


def expire(work, proposal):
    @transactional
    def run(work):
        found = work.session.get_one(Proposal, proposal)
        need = work.session.get_one(Need, found.need_id)
        move(work, Grip(found, need, Party.SYSTEM), Step.EXPIRE, ProposalState.EXPIRED)

    run(work)


# Counted when it happens


def test_an_answer_is_counted_at_once(session, person, user, as_school, work_as, told):
    number = asked(session, person)
    school = session.get_one(Need, session.get_one(Proposal, number).need_id).school_id
    accept(work_as(actor_of(user)), proposal_id=number, party=PRO)
    assert told(PRO, person) == AnswerFacts(1, 1, 3 * 24 * 60)
    assert told(SCHOOL, school) == NEVER_ASKED
    decline(as_school, proposal_id=number, party=SCHOOL, reason="found")
    assert told(SCHOOL, school) == AnswerFacts(1, 1, 3 * 24 * 60)


def test_silence_is_counted_when_the_proposal_expires(session, person, user, work_as, told):
    number = asked(session, person)
    school = session.get_one(Need, session.get_one(Proposal, number).need_id).school_id
    accept(work_as(actor_of(user)), proposal_id=number, party=PRO)
    expire(work_as(), number)
    assert told(PRO, person) == AnswerFacts(1, 1, 3 * 24 * 60)
    assert told(SCHOOL, school) == AnswerFacts(1, 0, None)


def test_the_services_of_a_proposal_lead_to_a_record(person, user, as_school, work_as, told, frozen):
    need = NeedFactory().id
    as_school.session.commit()
    number = invite(as_school, need_id=need, professional_id=person)
    assert told(PRO, person) == NEVER_ASKED
    frozen.shift(timedelta(hours=5))
    accept(work_as(actor_of(user)), proposal_id=number, party=PRO)
    assert told(PRO, person) == AnswerFacts(1, 1, 300)


def test_an_approved_suggestion_asks_both(session, person, user, work_as, told):
    number = ProposalFactory(professional_id=person, need_id=NeedFactory().id, state=ProposalState.IN_REVIEW).id
    session.commit()
    approve(work_as(coordinator_actor("AM05")), proposal_id=number)
    expire(work_as(), number)
    assert told(PRO, person) == AnswerFacts(1, 0, None)


def test_what_is_rolled_back_is_not_counted(session, person, user, work_as, told):
    number = asked(session, person)

    @transactional
    def fails(work):
        accept(work, proposal_id=number, party=PRO)
        raise LookupError

    with pytest.raises(LookupError):
        fails(work_as(actor_of(user)))
    assert told(PRO, person) == NEVER_ASKED
    assert session.scalar(select(func.count()).select_from(AnswerRecord)) == 0


# Counted anew


def test_the_nightly_count_finds_who_became_late(session, person, work_as, told, frozen):
    asked(session, person, answer_by=clock.today())
    assert recount_all(work_as()) == 0
    frozen.shift(timedelta(days=1))
    assert recount_all(work_as()) == 2
    assert told(PRO, person) == AnswerFacts(1, 0, None)


def test_a_late_answer_is_still_an_answer(session, person, user, work_as, told, frozen):
    number = asked(session, person, answer_by=clock.today())
    frozen.shift(timedelta(days=2))
    TASKS[Job.COUNT_ANSWERS]()
    assert told(PRO, person) == AnswerFacts(1, 0, None)
    accept(work_as(actor_of(user)), proposal_id=number, party=PRO)
    assert told(PRO, person) == AnswerFacts(1, 1, 5 * 24 * 60)


def test_counting_again_changes_and_writes_nothing(session, person, work_as):
    number = asked(session, person)
    happened(session, number, Party.SYSTEM, Step.EXPIRE, ago=timedelta(hours=1), to=ProposalState.EXPIRED)
    session.commit()
    assert recount_all(work_as()) == 2
    before = session.scalar(select(func.max(EngineChange.id)))
    rows = [(r.subject_id, r.counted_at) for r in session.scalars(select(AnswerRecord))]
    session.commit()
    assert TASKS[Job.COUNT_ANSWERS]() == "0 records changed"
    recount_answers(work_as(), PRO, person)
    assert session.scalar(select(func.max(EngineChange.id))) == before
    assert [(r.subject_id, r.counted_at) for r in session.scalars(select(AnswerRecord))] == rows


def test_a_wrong_record_is_put_right(session, person, work_as, told):
    session.add(AnswerRecord(party=PRO, subject_id=person, asked=9, answered=2, counted_at=clock.now()))
    session.commit()
    assert recount_all(work_as()) == 1
    assert told(PRO, person) == NEVER_ASKED


def test_the_record_goes_with_the_account(session, person, user, work_as):
    number = asked(session, person)
    accept(work_as(actor_of(user)), proposal_id=number, party=PRO)
    delete_account(work_as(actor_of(user)), current_password=PASSWORD)
    assert session.scalar(select(func.count()).select_from(AnswerRecord).where(AnswerRecord.party == PRO)) == 0


# At the same moment


@pytest.mark.parametrize("known", [False, True], ids=["first record", "kept record"])
def test_two_answers_at_once_are_both_counted(app, session, person, user, told, work_as, known):
    numbers = [asked(session, person) for _ in range(4)]
    if known:
        recount_answers(work_as(), PRO, person)
    actor = actor_of(user)
    # On SQLite an open transaction would keep the others out.
    session.commit()
    barrier = Barrier(len(numbers))

    def answer(number):
        with app.app_context():
            barrier.wait()
            accept(Work(session=system_work().session, actor=actor, now=clock.now()), proposal_id=number, party=PRO)
            db.session.remove()

    with ThreadPoolExecutor(len(numbers)) as pool:
        list(pool.map(answer, numbers))
    assert told(PRO, person) == AnswerFacts(4, 4, 3 * 24 * 60)


def test_a_count_sees_what_another_one_waited_for(session, person, work_as, monkeypatch, told):
    """The events are read under the lock of the record, not before it."""
    asked(session, person)
    held, order = answer_records._held, []
    counted = answer_records.counted_facts
    monkeypatch.setattr(answer_records, "_held", lambda *a: order.append("lock") or held(*a))
    monkeypatch.setattr(answer_records, "counted_facts", lambda *a, **k: order.append("count") or counted(*a, **k))
    recount_answers(work_as(), PRO, person)
    assert order == ["lock", "count"]
