"""When an account goes, what it was told and wished goes with it."""

from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.models import Notification, NotificationPreference, OutboxMessage
from matcher.services.account_removal import delete_account
from matcher.services.notifying import About
from tests.factories import PASSWORD, actor_of
from tests.integration.notifications.scenes import told


def test_nothing_of_the_reader_stays_and_the_others_keep_theirs(session, alfa, work_as):
    for user, party in ((alfa.person, Party.PROFESSIONAL), (alfa.member, Party.SCHOOL)):
        session.add(NotificationPreference(user_id=user.id, kind=NoticeKind.NEED_STALE, mode=MailMode.OFF))
        told(user, alfa, party=party)
    told(alfa.member, alfa, kind=NoticeKind.NEED_STALE, about=About(party=Party.SCHOOL, need_id=alfa.need.id))
    gone, stays, name = alfa.person.id, alfa.member.id, alfa.person.full_name
    work = work_as(actor_of(alfa.person))
    session.commit()
    delete_account(work, current_password=PASSWORD)
    session.expire_all()
    rows = session.query(Notification).all()
    # The proposal went with the profile, and what the school was told of it; its own need stays.
    assert {(row.user_id, row.kind) for row in rows} == {(stays, NoticeKind.NEED_STALE)}
    assert {row.user_id for row in session.query(NotificationPreference)} == {stays}
    assert gone not in {row.user_id for row in session.query(OutboxMessage)}
    assert all(name not in str(row.context) for row in rows)


def test_a_mail_that_is_gone_leaves_the_line(session, alfa):
    told(alfa.member, alfa)
    session.commit()
    session.delete(session.query(OutboxMessage).one())
    session.commit()
    assert session.query(Notification).one().outbox_id is None
