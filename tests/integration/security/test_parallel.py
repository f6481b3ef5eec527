"""Two at the same moment: one wins, the other is told; nothing is done twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from sqlalchemy import func, select

from matcher import clock
from matcher.cli.work import system_work
from matcher.database import db
from matcher.domain.errors import DomainError, WrongStateError
from matcher.domain.states import Answer, NeedState, Party, ProposalState
from matcher.mailer import PATIENCE, deliver_outbox
from matcher.models import Need, OutboxMessage, Professional, Proposal, SchoolMembership, User
from matcher.services import account_removal, accounts, memberships, need_states, sign_in, users
from matcher.services.outbox import RETRY_AFTER, enqueue
from matcher.services.proposals import accept, approve, invite, show_interest
from matcher.services.transaction import Work
from tests import factories
from tests.factories import PASSWORD, NeedFactory, ProfessionalFactory, ProposalFactory, UserFactory, actor_of


def at_once(app, session, *acts):
    """Run ``(actor, service, arguments)`` each in a thread of its own; return results or errors, in order."""
    session.commit()
    session.remove()
    barrier = Barrier(len(acts))

    def run(act):
        actor, service, arguments = act
        with app.app_context():
            work = Work(session=system_work().session, actor=actor, now=clock.now())
            barrier.wait()
            try:
                return service(work, **arguments)
            except DomainError as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def losers(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, DomainError)]


def test_one_of_two_coordinators_approves(app, session):
    proposal = ProposalFactory(state=ProposalState.IN_REVIEW).id
    actors = [actor_of(factories.coordinator("AM05")) for _ in range(2)]
    outcomes = at_once(app, session, *[(a, approve, {"proposal_id": proposal}) for a in actors])
    assert [type(error) for error in losers(outcomes)] == [WrongStateError]
    assert session.scalar(select(func.count(OutboxMessage.id))) == 1  # the school of the factory has no members


def test_both_sides_accept_at_once_and_are_introduced(app, session):
    user, school = UserFactory(), factories.school_member()
    person = ProfessionalFactory(user_id=user.id)
    proposal = ProposalFactory(professional_id=person.id, state=ProposalState.PROPOSED).id
    outcomes = at_once(
        app,
        session,
        (actor_of(user), accept, {"proposal_id": proposal, "party": Party.PROFESSIONAL}),
        (actor_of(school), accept, {"proposal_id": proposal, "party": Party.SCHOOL}),
    )
    assert losers(outcomes) == []
    kept = session.get(Proposal, proposal)
    assert kept.state is ProposalState.INTRODUCED
    assert kept.professional_answer is kept.school_answer is Answer.INTERESTED


def test_invitation_and_interest_at_once_make_one_proposal(app, session):
    user, school, need = UserFactory(), factories.school_member(), NeedFactory()
    person = ProfessionalFactory(user_id=user.id)
    outcomes = at_once(
        app,
        session,
        (actor_of(user), show_interest, {"need_id": need.id}),
        (actor_of(school), invite, {"need_id": need.id, "professional_id": person.id}),
    )
    assert len(losers(outcomes)) == 1
    assert session.scalar(select(func.count(Proposal.id))) == 1


def test_a_need_that_closes_keeps_no_open_invitation(app, session):
    person, need, school = ProfessionalFactory(), NeedFactory(), actor_of(factories.school_member())
    need_id = need.id
    proposal = ProposalFactory(professional_id=person.id, need_id=need.id, state=ProposalState.IN_REVIEW).id
    at_once(
        app,
        session,
        (actor_of(factories.coordinator("AM05")), approve, {"proposal_id": proposal}),
        (school, need_states.close_need, {"need_id": need_id}),
    )
    assert session.get_one(Need, need_id).state is NeedState.CLOSED
    assert session.get(Proposal, proposal).state is not ProposalState.PROPOSED


@pytest.mark.parametrize("known", [False, True])
def test_one_account_for_an_address_registered_twice_at_once(app, session, known):
    if known:
        UserFactory(email="dubbel@example.nl", email_verified_at=None)
    arguments = {"full_name": "Fenna Voorbeeld", "password": PASSWORD, "kind": accounts.AccountKind.PROFESSIONAL}
    acts = [(actor_of(UserFactory()), accounts.register, {**arguments, "email": mail})
            for mail in ("dubbel@example.nl", " Dubbel@Example.nl ")]  # fmt: skip
    assert losers(at_once(app, session, *acts)) == []
    assert session.scalar(select(func.count(User.id)).where(User.email == "dubbel@example.nl")) == 1
    assert session.scalar(select(func.count(Professional.id))) == 1


def test_a_profile_is_begun_once(app, session):
    actor = actor_of(UserFactory())
    assert losers(at_once(app, session, *[(actor, accounts.start_profile, {})] * 2)) == []
    assert session.scalar(select(func.count(Professional.id))) == 1


def test_a_draft_is_opened_once(app, session):
    need = NeedFactory(state=NeedState.DRAFT, opened_at=None).id
    actors = [actor_of(factories.school_member()) for _ in range(2)]
    outcomes = at_once(app, session, *[(a, need_states.open_need, {"need_id": need}) for a in actors])
    assert [type(error) for error in losers(outcomes)] == [WrongStateError]


def admins_of(session, school_id):
    counted = select(func.count()).where(SchoolMembership.school_id == school_id, SchoolMembership.is_admin)
    return session.scalar(counted)


def test_the_last_two_school_admins_cannot_leave_at_once(app, session):
    members = [factories.school_member() for _ in range(2)]
    rows = {m.user_id: m.id for m in session.scalars(select(SchoolMembership))}
    acts = [(actor_of(m), memberships.remove_member, {"membership_id": rows[m.id]}) for m in members]
    assert len(losers(at_once(app, session, *acts))) == 1
    assert session.scalar(select(func.count(SchoolMembership.id))) == 1


def test_the_last_two_school_admins_cannot_delete_their_accounts_at_once(app, session):
    members = [factories.school_member() for _ in range(2)]
    factories.school_member(is_admin=False)
    school_id = factories.school("ROC van Twente").id
    acts = [(actor_of(m), account_removal.delete_account, {"current_password": PASSWORD}) for m in members]
    assert len(losers(at_once(app, session, *acts))) == 1
    assert admins_of(session, school_id) == 1


def test_a_colleague_is_made_admin_and_leaves_at_once(app, session):
    admin, colleague = factories.school_member(), factories.school_member(is_admin=False)
    row = session.scalar(select(SchoolMembership.id).where(SchoolMembership.user_id == colleague.id))
    at_once(
        app,
        session,
        (actor_of(admin), memberships.make_admin, {"membership_id": row}),
        (actor_of(colleague), memberships.remove_member, {"membership_id": row}),
    )
    assert session.get(SchoolMembership, row) is None


def test_two_admins_cannot_dismiss_each_other(app, session):
    one, two = UserFactory(is_admin=True), UserFactory(is_admin=True)
    outcomes = at_once(
        app,
        session,
        (actor_of(one), users.dismiss_admin, {"user_id": two.id}),
        (actor_of(two), users.dismiss_admin, {"user_id": one.id}),
    )
    assert len(losers(outcomes)) == 1
    assert session.scalar(select(func.count(User.id)).where(User.is_admin)) == 1


def test_a_link_for_a_new_password_works_once_also_at_once(app, session):
    user = UserFactory()
    link = {"user_id": user.id, "key": user.session_key}
    acts = [(actor_of(user), sign_in.reset_password, {**link, "password": f"nieuwe lange zin {n}"}) for n in "ab"]
    assert len(losers(at_once(app, session, *acts))) == 1


# Outgoing mail


def write_mails(work, count):
    for number in range(count):
        enqueue(work, kind="account_exists", recipient=f"aan{number}@example.nl", name="Fenna Voorbeeld")
    work.session.commit()


def test_two_senders_never_send_the_same_mail(app, session, work_as, outbox):
    write_mails(work_as(), 12)
    session.remove()
    barrier = Barrier(2)

    def deliver(_number):
        with app.app_context():
            barrier.wait()
            return deliver_outbox()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(deliver, range(2))) == 12
    assert sorted(mail.to[0] for mail in outbox) == sorted(f"aan{number}@example.nl" for number in range(12))
    assert session.scalar(select(func.count(OutboxMessage.id)).where(OutboxMessage.sent_at.is_(None))) == 0


def test_no_transaction_is_open_while_a_mail_is_sent(app, session, work_as, outbox, monkeypatch):
    """Somebody else writes in the middle of sending; with a lock held this would wait for ever."""
    write_mails(work_as(), 1)
    session.remove()
    written = Event()

    def write():
        with app.app_context():
            db.session.add(User(email="nieuw@example.nl", password_hash="", full_name="Fenna", session_key="x",
                                created_at=clock.now()))  # fmt: skip
            db.session.commit()
            db.session.remove()
        written.set()

    def send(_mail):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(write).result()

    monkeypatch.setattr("flask_mailman.EmailMultiAlternatives.send", send)
    assert deliver_outbox() == 1
    assert written.is_set()


def test_a_claim_of_a_sender_that_died_is_taken_over_later(session, work_as, outbox, frozen):
    write_mails(work_as(), 1)
    session.execute(OutboxMessage.__table__.update().values(claimed_at=clock.now(), attempts=1))
    session.commit()
    assert deliver_outbox() == 0
    frozen.shift(PATIENCE["locmem"] * 1.1)
    assert deliver_outbox() == 1
    assert len(outbox) == 1


def test_a_failure_stays_for_a_later_call(session, work_as, outbox, monkeypatch, frozen):
    write_mails(work_as(), 2)

    def send(_mail):
        raise ConnectionRefusedError("no server")

    with monkeypatch.context() as patched:
        patched.setattr("flask_mailman.EmailMultiAlternatives.send", send)
        assert deliver_outbox() == 0
    rows = session.scalars(select(OutboxMessage)).all()
    assert [(row.attempts, row.claimed_at, row.sent_at) for row in rows] == [(1, None, None)] * 2
    assert "no server" in rows[0].error
    assert deliver_outbox() == 0
    frozen.shift(RETRY_AFTER[0])
    assert deliver_outbox() == 2
