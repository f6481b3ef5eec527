"""How mail leaves: one number, one file, no personal link kept, and what a server refuses for good."""

import re
from email import message_from_bytes
from email.policy import default
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from sqlalchemy import select

from matcher import clock
from matcher.domain.jobs import Job
from matcher.mailer import HIDDEN_LINK, PATIENCE, compose, deliver_outbox
from matcher.models import OutboxMessage, User
from matcher.models.outbox import MAX_ATTEMPTS
from matcher.queries.messages import MessageState, count_messages
from matcher.services.outbox import RETRY_AFTER, Attachment, enqueue
from tests import factories

CALENDAR = Attachment("les.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


@pytest.fixture
def message(session, work_as):
    """A message with a personal link that waits."""
    user = factories.UserFactory(email="fenna@example.nl")
    row = enqueue(
        work_as(),
        kind="account_reset",
        recipient=user.email,
        user_id=user.id,
        name="Fenna",
        token_payload=[user.id, "x"],
        attachments=[CALENDAR],
    )
    session.commit()
    return row


@pytest.fixture
def sending(monkeypatch):
    """Return a function that lets sending end in an error."""

    def fails(error):
        def send(_mail):
            raise error

        monkeypatch.setattr("flask_mailman.EmailMultiAlternatives.send", send)

    return fails


@pytest.fixture
def files(app, monkeypatch, tmp_path):
    """The folder of the transport that writes files."""
    monkeypatch.setattr(app.extensions["mailman"], "backend", "matcher.mail_files")
    monkeypatch.setattr(app.extensions["mailman"], "file_path", str(tmp_path / "mail"))
    return tmp_path / "mail"


def read(path):
    return message_from_bytes(path.read_bytes(), policy=default)


def test_a_mail_has_the_same_number_however_often_it_is_made(message):
    first, second = compose(message), compose(message)
    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert f"<outbox.{message.id}." in first.message()["Message-ID"]
    assert first.message()["Message-ID"].endswith("@hybridedocent.example.nl>")


def test_what_is_kept_of_a_mail_has_no_personal_link(message, session, outbox):
    assert deliver_outbox() == 1
    session.refresh(message)
    assert message.subject == outbox[0].subject
    assert HIDDEN_LINK in message.body
    link = re.search(r"\S*/wachtwoord-nieuw/\S+", outbox[0].body).group()
    assert message.body == outbox[0].body.replace(link, HIDDEN_LINK)


def test_files_go_along(message, outbox):
    deliver_outbox()
    (part,) = (p for p in outbox[0].message().walk() if p.get_filename())
    assert (part.get_filename(), part.get_content_type()) == ("les.ics", "text/calendar")
    assert "BEGIN:VCALENDAR" in part.get_payload()


def test_a_mail_is_one_readable_file(message, files):
    assert deliver_outbox() == 1
    (path,) = files.glob("*.eml")
    assert path.name == f"20260914-090000-{message.id:06}-account_reset.eml"
    assert read(path)["To"] == "fenna@example.nl"
    assert "Fenna" in path.read_text()
    assert list((files / "unfinished").iterdir()) == []


def test_a_sender_that_died_after_writing_is_not_followed_by_a_second_mail(message, session, files, frozen):
    deliver_outbox()
    (path,) = files.glob("*.eml")
    (files / "unfinished" / f"{path.stem}.12345").write_text("half a mail")
    before = path.stat().st_mtime_ns
    # The file is there, but the sender could not say so.
    message.sent_at, message.claimed_at, message.attempts = None, clock.now(), 1
    session.commit()
    assert deliver_outbox() == 0
    frozen.shift(PATIENCE["file"] * 1.1)
    assert deliver_outbox() == 1
    assert list(files.glob("*.eml")) == [path]
    assert path.stat().st_mtime_ns == before
    assert list((files / "unfinished").iterdir()) == []
    session.refresh(message)
    assert (message.attempts, message.sent_at) == (1, clock.now())


def test_senders_that_die_are_no_attempts(message, session, outbox, frozen):
    message.attempts = MAX_ATTEMPTS
    message.claimed_at = clock.now()
    session.commit()
    frozen.shift(PATIENCE["locmem"] * 1.1)
    assert deliver_outbox() == 1


def test_a_failure_is_tried_again_later_and_later(message, session, sending, frozen):
    sending(SMTPServerDisconnected("away"))
    for attempt in range(1, MAX_ATTEMPTS + 1):
        assert deliver_outbox() == 0
        session.refresh(message)
        assert message.attempts == attempt
        deliver_outbox()
        session.refresh(message)
        assert message.attempts == attempt
        frozen.shift(RETRY_AFTER[min(attempt, len(RETRY_AFTER)) - 1])
    deliver_outbox()
    assert session.get(OutboxMessage, message.id, populate_existing=True).attempts == MAX_ATTEMPTS
    assert count_messages(session, MessageState.FAILED) == 1
    assert not session.scalars(select(User.undeliverable_since)).one()


def refused(code, text):
    return SMTPRecipientsRefused({"fenna@example.nl": (code, text.encode())})


def test_an_address_that_is_refused_for_good_gets_nothing_more(message, session, sending, frozen, app):
    sending(refused(550, "5.1.1 no such user"))
    assert app.extensions["jobs"].run(Job.DELIVER_MAIL) == "0 sent"
    session.refresh(message)
    assert (message.undeliverable, message.sent_at, message.claimed_at) == (True, None, None)
    user = session.scalars(select(User)).one()
    assert (user.undeliverable_since, user.undeliverable_reason) == (clock.now(), "550 5.1.1 no such user")
    frozen.shift(RETRY_AFTER[-1])
    deliver_outbox()
    session.refresh(message)
    assert message.attempts == 1
    assert count_messages(session, MessageState.FAILED) == 1


@pytest.mark.parametrize(
    "error", [refused(451, "4.3.0 later"), refused(550, "5.7.1 relaying denied"), refused(552, "5.2.2 mailbox full")]
)
def test_other_refusals_are_tried_again(message, session, sending, error):
    sending(error)
    deliver_outbox()
    session.refresh(message)
    assert (message.undeliverable, message.attempts) == (False, 1)
    assert message.retry_at is not None
    assert session.scalars(select(User.undeliverable_since)).one() is None


def test_an_old_address_says_nothing_about_the_present_one(message, session, sending):
    session.scalars(select(User)).one().email = "nieuw@example.nl"
    session.commit()
    sending(refused(550, "5.1.1 no such user"))
    deliver_outbox()
    session.refresh(message)
    assert message.undeliverable
    assert session.scalars(select(User.undeliverable_since)).one() is None


def test_an_admin_lets_a_refused_message_begin_anew(message, session, work_as, outbox):
    from matcher.domain.actors import Actor
    from matcher.services.messages import retry

    message.undeliverable, message.attempts, message.error = True, 1, "550"
    session.commit()
    admin = factories.UserFactory(is_admin=True)
    session.commit()
    retry(work_as(Actor(user_id=admin.id, admin=True)), message_id=message.id)
    assert deliver_outbox() == 1
