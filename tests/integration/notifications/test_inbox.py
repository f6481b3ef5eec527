"""Meldingen: the list inside the application, its count, and marking as read."""

from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from matcher.database import db
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.models import Notification, NotificationPreference, SchoolMembership
from matcher.services.notifying import About
from tests import factories
from tests.factories import UserFactory
from tests.integration.notifications.scenes import told


@contextmanager
def counted():
    """Count the selects in the block."""
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def row_of(session, user):
    session.expire_all()
    return session.scalar(select(Notification).where(Notification.user_id == user.id))


def text(client, path="/meldingen"):
    return client.get(path).get_data(as_text=True)


def test_the_list_shows_the_newest_first_with_a_count_in_the_header(session, alfa, browse, frozen):
    told(alfa.member, alfa)
    frozen.shift(60)
    told(alfa.member, alfa, kind=NoticeKind.PROPOSAL_INTRODUCED)
    client = browse(alfa.member)
    page = text(client)
    assert page.index("Maak kennis: Alfavraag") < page.index("Nieuw voorstel: Alfavraag")
    assert page.count("ongelezen</span>") == 3  # the count, and a mark on each line
    assert 'class="menu-count">2<' in text(client, "/school/")


def test_an_empty_list_says_what_will_come(session, browse):
    page = text(browse(UserFactory(is_admin=True)))
    assert "Nog geen meldingen" in page
    assert "menu-count" not in page


def test_mail_off_or_in_the_digest_is_in_the_list_too(session, alfa, browse):
    for kind, mode in ((NoticeKind.PROPOSAL_NEW, MailMode.OFF), (NoticeKind.PROPOSAL_INTRODUCED, MailMode.DIGEST)):
        session.add(NotificationPreference(user_id=alfa.member.id, kind=kind, mode=mode))
        told(alfa.member, alfa, kind=kind)
    page = text(browse(alfa.member))
    assert "Nieuw voorstel: Alfavraag" in page
    assert "Maak kennis: Alfavraag" in page


def test_opening_goes_to_the_page_of_the_party_and_marks_as_read(session, alfa, browse):
    cases = (
        (alfa.member, Party.SCHOOL, "/school/voorstellen/"),
        (alfa.person, Party.PROFESSIONAL, "/professional/voorstellen/"),
        (alfa.coordinator, Party.COORDINATOR, "/coordinator/voorstellen/"),
    )
    for user, party, address in cases:
        told(user, alfa, party=party)
        row = row_of(session, user)
        client = browse(user)
        answer = client.post(f"/meldingen/{row.id}/open")
        assert answer.headers["Location"] == f"{address}{alfa.proposal.id}"
        assert client.get(answer.headers["Location"]).status_code == 200
        assert row_of(session, user).read_at is not None
        assert "menu-count" not in text(client)


def test_reading_the_page_marks_nothing(session, alfa, browse):
    told(alfa.member, alfa)
    text(browse(alfa.member))
    assert row_of(session, alfa.member).read_at is None


def test_one_can_be_marked_and_keeps_its_first_moment(session, alfa, browse, frozen):
    told(alfa.member, alfa)
    row, client = row_of(session, alfa.member), browse(alfa.member)
    assert client.post(f"/meldingen/{row.id}/gelezen", data={"page": "2"}).headers["Location"] == "/meldingen?page=2"
    first = row_of(session, alfa.member).read_at
    frozen.shift(60)
    client.post(f"/meldingen/{row.id}/gelezen", data={"page": "x"})
    assert row_of(session, alfa.member).read_at == first


def test_all_are_marked_but_those_out_of_reach(session, alfa, beta, browse):
    told(alfa.member, alfa)
    told(alfa.member, beta)
    client = browse(alfa.member)
    client.post("/meldingen/alles-gelezen")
    rows = session.scalars(select(Notification).where(Notification.user_id == alfa.member.id)).all()
    session.expire_all()
    assert sorted((row.need_id == alfa.need.id, row.read_at is not None) for row in rows) == [
        (False, False),
        (True, True),
    ]


@pytest.mark.parametrize("action", ["open", "gelezen"])
def test_somebody_elses_is_not_there(session, alfa, beta, browse, action):
    told(beta.member, beta)
    told(alfa.member, beta)  # told, but not the reader's to read
    client = browse(alfa.member)
    for row in session.scalars(select(Notification.id)).all():
        assert client.post(f"/meldingen/{row}/{action}").status_code == 404
    session.expire_all()
    assert session.scalars(select(Notification.read_at)).all() == [None, None]


def test_many_are_paged_and_cost_the_same(session, alfa, browse):
    told(alfa.member, alfa)
    client = browse(alfa.member)
    text(client)
    with counted() as few:
        text(client)
    for number in range(60):
        told(alfa.member, alfa, key=f"n{number}")
    session.commit()
    with counted() as many:
        page = text(client)
    assert len(many) == len(few)
    assert "Bladzijde 1 van 3" in page
    assert page.count("Nieuw voorstel") == 2 * 25  # each with words for the second button
    assert client.get("/meldingen?page=99").status_code == 200
    assert client.get("/meldingen?page=x").status_code == 200


def test_the_count_is_one_statement_a_page(session, alfa, browse):
    told(alfa.member, alfa)
    client = browse(alfa.member)
    text(client, "/account")
    with counted() as statements:
        text(client, "/account")
    assert sum("notification" in statement for statement in statements) == 1


def test_nobody_signed_in_is_asked_to_sign_in(client):
    assert client.get("/meldingen").headers["Location"].startswith("/inloggen")
    assert "Meldingen" not in client.get("/").get_data(as_text=True)


def test_the_list_follows_what_may_be_read_now(session, alfa, browse):
    told(alfa.member, alfa)
    client = browse(alfa.member)
    assert "Alfavraag" in text(client)
    session.execute(sa.delete(SchoolMembership).where(SchoolMembership.user_id == alfa.member.id))
    page = text(client)
    assert "Alfavraag" not in page
    assert "menu-count" not in page


def test_a_row_about_the_account_leads_back_to_the_list(session, browse, alfa):
    user = factories.coordinator("AM05")
    told(user, alfa, about=About(party=Party.SYSTEM))
    row = row_of(session, user)
    assert browse(user).post(f"/meldingen/{row.id}/open").headers["Location"] == "/meldingen"
