"""How somebody wants mail: the page of preferences, and the link in a mail that stops one kind."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from matcher import tokens
from matcher.cli.work import silent_work
from matcher.database import db
from matcher.domain.errors import InvalidInputError
from matcher.domain.notifications import NOTICES, MailMode, NoticeKind, optional
from matcher.domain.states import Party
from matcher.mailer import compose, deliver_outbox
from matcher.models import NotificationPreference, OutboxMessage
from matcher.services.mail_wishes import choose_modes, switch_by_link
from tests.factories import UserFactory, actor_of
from tests.integration.notifications.samples import inside, message_of
from tests.integration.notifications.scenes import told

PAGE = "/account/mail"
NEW = NoticeKind.PROPOSAL_NEW


def wishes(session, user):
    session.expire_all()
    rows = session.scalars(select(NotificationPreference).where(NotificationPreference.user_id == user.id))
    return {row.kind: row.mode for row in rows}


def fields(page):
    return dict(re.findall(r'<select[^>]* name="(\w+)".*?<option selected value="(\w+)"', page, re.DOTALL))


def test_the_page_offers_the_kinds_of_the_own_roles(session, alfa, browse):
    page = {name: browse(getattr(alfa, name)).get(PAGE).get_data(as_text=True) for name in ("person", "member")}
    assert "hours_asked" in fields(page["person"])
    assert "hours_asked" not in fields(page["member"])
    assert "need_stale" in fields(page["member"])
    assert "answer_overdue" not in fields(page["member"])
    for text in page.values():
        assert "Deze mails krijgt u altijd" in text
        assert "Inzet vastgelegd" in text
        assert 'name="placement_made"' not in text
        assert "%(" not in text


def test_a_choice_is_kept_and_shown_and_nothing_else_is_written(session, alfa, browse):
    client = browse(alfa.member)
    now = fields(client.get(PAGE).get_data(as_text=True))
    assert set(now.values()) == {"at_once"}
    answer = client.post(PAGE, data={**now, "proposal_new": "digest", "need_stale": "off"}, follow_redirects=True)
    assert "Uw keuze is bewaard." in answer.get_data(as_text=True)
    assert wishes(session, alfa.member) == {NEW: MailMode.DIGEST, NoticeKind.NEED_STALE: MailMode.OFF}
    now = fields(client.get(PAGE).get_data(as_text=True))
    assert (now["proposal_new"], now["need_stale"]) == ("digest", "off")
    client.post(PAGE, data={**now, "proposal_new": "at_once"})
    assert wishes(session, alfa.member)[NEW] is MailMode.AT_ONCE


@pytest.mark.parametrize("value", ["", "nooit", "AT_ONCE"])
def test_a_choice_that_is_none_is_refused_beside_its_field(session, alfa, browse, value):
    client = browse(alfa.member)
    now = fields(client.get(PAGE).get_data(as_text=True))
    answer = client.post(PAGE, data={**now, "proposal_new": value})
    assert answer.status_code == 200
    assert "field-invalid" in answer.get_data(as_text=True)
    assert wishes(session, alfa.member) == {}


def test_the_digest_itself_is_not_put_in_a_digest(session, alfa, browse):
    client = browse(alfa.member)
    now = fields(client.get(PAGE).get_data(as_text=True))
    client.post(PAGE, data={**now, "digest": "digest"})
    assert wishes(session, alfa.member) == {}
    client.post(PAGE, data={**now, "digest": "off"})
    assert wishes(session, alfa.member) == {NoticeKind.DIGEST: MailMode.OFF}


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        (NoticeKind.PLACEMENT_MADE, MailMode.OFF),
        (NoticeKind.ACCOUNT_RESET, MailMode.DIGEST),
        (NoticeKind.HOURS_ASKED, MailMode.OFF),  # of professionals
        (NoticeKind.EMPLOYER_ASKED, MailMode.AT_ONCE),
        (NoticeKind.DIGEST, MailMode.DIGEST),
    ],
)
def test_the_service_refuses_what_the_page_does_not_offer(session, work_as, alfa, kind, mode):
    session.commit()
    with pytest.raises(InvalidInputError):
        choose_modes(work_as(actor_of(alfa.member)), wished={NEW: MailMode.OFF, kind: mode})
    assert wishes(session, alfa.member) == {}


def test_a_wish_is_followed(session, alfa):
    for user, mode in ((alfa.member, MailMode.OFF), (alfa.person, MailMode.DIGEST)):
        switch_by_link(silent_work(), user_id=user.id, kind=NEW, mode=mode)
        told(user, alfa, party=Party.SCHOOL if user is alfa.member else Party.PROFESSIONAL)
    assert session.scalars(select(OutboxMessage)).all() == []


def stop_link(mail):
    return re.search(r"http://[^/]+(/mail-stoppen/\S+)", mail.body)[1]


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if inside(kind)])
def test_optional_mail_can_be_stopped_with_one_click_and_other_mail_cannot(session, kind):
    mail = compose(message_of(kind, UserFactory().id))
    html = mail.alternatives[0][0]
    if kind is NoticeKind.ACCOUNT_DELETED:
        return
    assert "/account/mail" in mail.body
    assert "/account/mail" in html
    if not optional(kind):
        assert "List-Unsubscribe" not in mail.extra_headers
        assert "/mail-stoppen/" not in mail.body + html
        return
    path = stop_link(mail)
    assert path in html
    assert mail.extra_headers["List-Unsubscribe"].endswith(f"{path}>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" in str(mail.message())


def test_mail_to_the_outside_offers_nothing_to_choose(session):
    for kind in NoticeKind:
        if not inside(kind):
            mail = compose(message_of(kind, UserFactory().id))
            assert "/account/mail" not in mail.body
            assert not {name for name in mail.extra_headers if name.startswith("List-")}


@pytest.fixture
def link(session, alfa, outbox):
    told(alfa.member, alfa)
    session.commit()
    deliver_outbox()
    return stop_link(outbox[-1])


def test_a_mail_program_stops_it_at_once_without_a_session_or_csrf(app, session, alfa, link, client):
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert wishes(session, alfa.member) == {NEW: MailMode.OFF}
    told(alfa.member, alfa, key="2")
    assert len(session.scalars(select(OutboxMessage)).all()) == 1


def test_opening_the_link_changes_nothing_and_offers_the_digest(session, alfa, link, client):
    page = client.get(link).get_data(as_text=True)
    assert "Nieuw voorstel" in page
    assert wishes(session, alfa.member) == {}
    assert "overzicht van de dag" in page
    page = client.post(link, data={"mode": "digest"}).get_data(as_text=True)
    assert "voortaan in het overzicht" in page
    assert wishes(session, alfa.member) == {NEW: MailMode.DIGEST}
    client.post(link, data={"mode": "at_once"})
    assert wishes(session, alfa.member) == {NEW: MailMode.AT_ONCE}


def test_an_old_link_works_and_a_very_old_one_does_not(session, alfa, link, client, frozen):
    frozen.shift(2 * 365 * 86400)
    assert client.get(link).status_code == 200
    frozen.shift(2 * 365 * 86400)
    answer = client.post(link)
    assert answer.status_code == 410
    assert wishes(session, alfa.member) == {}


def test_a_link_that_is_not_ours_or_means_something_else_does_nothing(app, session, alfa, client):
    session.commit()
    with app.test_request_context():
        made = [
            tokens.sign(tokens.UNSUBSCRIBE, {"user": alfa.member.id, "kind": "placement_made"}),
            tokens.sign(tokens.UNSUBSCRIBE, {"user": alfa.member.id, "kind": "onzin"}),
            tokens.sign(tokens.UNSUBSCRIBE, {"user": 999_999, "kind": "proposal_new"}),
            tokens.sign(tokens.RESET_PASSWORD, {"user": alfa.member.id, "kind": "proposal_new"}),
        ]
    for token in ("onzin", *made):
        for method in ("GET", "POST"):
            assert client.open(f"/mail-stoppen/{token}", method=method).status_code == 410
    assert wishes(session, alfa.member) == {}


def test_a_mode_the_kind_has_not_means_stop(app, session, alfa, client):
    session.commit()
    with app.test_request_context():
        token = tokens.sign(tokens.UNSUBSCRIBE, {"user": alfa.member.id, "kind": "digest"})
    page = client.get(f"/mail-stoppen/{token}").get_data(as_text=True)
    assert "Uw overzicht van vandaag" in page
    assert "Liever in het overzicht" not in page
    client.post(f"/mail-stoppen/{token}", data={"mode": "digest"})
    assert wishes(session, alfa.member) == {NoticeKind.DIGEST: MailMode.OFF}


def test_two_clicks_at_once_leave_one_wish(app, session, alfa):
    user_id = alfa.member.id
    session.commit()
    session.remove()

    def click(mode):
        with app.app_context():
            switch_by_link(silent_work(), user_id=user_id, kind=NEW, mode=mode)
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(click, [MailMode.OFF, MailMode.DIGEST] * 2))
    assert len(session.scalars(select(NotificationPreference)).all()) == 1


def test_every_kind_to_choose_has_a_name(session, alfa, browse):
    page = browse(alfa.member).get(PAGE).get_data(as_text=True)
    for name in fields(page):
        assert NOTICES[NoticeKind(name)].title.partition("%(")[0].rstrip(" :") in page
