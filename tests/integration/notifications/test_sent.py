"""What was sent, for coordinators (of the own regions) and admins: to whom, when, how it went, and the text."""

import pytest
from sqlalchemy import select

from matcher import clock
from matcher.domain.notifications import MailMode, NoticeKind
from matcher.domain.states import Party
from matcher.mailer import HIDDEN_LINK, deliver_outbox
from matcher.models import Notification, NotificationPreference, OutboxMessage
from matcher.services.notifying import About
from tests import factories
from tests.factories import UserFactory
from tests.integration.notifications.scenes import told
from tests.integration.notifications.test_inbox import counted

LIST = "/coordinator/verstuurd"


def page(client, path=LIST):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def row_of(session, user):
    return session.scalar(select(Notification).where(Notification.user_id == user.id))


@pytest.fixture
def filled(session, alfa, beta):
    for place in (alfa, beta):
        told(place.member, place)
        told(place.person, place, party=Party.PROFESSIONAL)
        told(place.coordinator, place, party=Party.COORDINATOR, kind=NoticeKind.ANSWER_OVERDUE)
    session.commit()


def test_the_list_holds_the_own_regions_and_nothing_else(session, alfa, beta, filled, browse):
    text = page(browse(alfa.coordinator))
    for user in (alfa.member, alfa.person, alfa.coordinator):
        assert user.full_name in text
    assert "Beta" not in text
    assert beta.member.full_name not in text
    assert "3 berichten" in text
    assert "6 berichten" in page(browse(factories.coordinator(national=True)))


def test_another_regions_message_is_not_there(session, alfa, beta, filled, browse):
    client = browse(alfa.coordinator)
    for user, status in ((alfa.member, 200), (beta.member, 404), (beta.person, 404)):
        assert client.get(f"{LIST}/{row_of(session, user).id}").status_code == status
    assert client.get(f"{LIST}/999999").status_code == 404


def test_placements_needs_and_profiles_of_another_region_are_not_there(session, alfa, beta, browse):
    for place in (alfa, beta):
        told(place.member, place, kind=NoticeKind.NEED_STALE, about=About(party=Party.SCHOOL, need_id=place.need.id))
        about = About(party=Party.PROFESSIONAL, professional_id=place.professional_id)
        told(place.person, place, kind=NoticeKind.PROFILE_STALE, about=about)
        told(place.person, place, key="own", about=About(party=Party.SYSTEM))
    text = page(browse(alfa.coordinator))
    assert "Klopt deze vraag nog? Alfavraag" in text
    assert "2 berichten" in text
    assert "Beta" not in text
    # What is about nobody's need, proposal or profile is between the platform and the person.
    assert "4 berichten" in page(browse(factories.coordinator(national=True)))


@pytest.mark.parametrize(
    ("search", "found"),
    [("alfavraag", 3), ("ALFA VOORBEELD", 3), ("roc van twente", 3), ("summa", 0), ("betavraag", 0), ("%", 0), ("", 3)],
)
def test_searching_by_need_person_and_school(session, alfa, filled, browse, search, found):
    text = browse(alfa.coordinator).get(LIST, query_string={"q": search}).get_data(as_text=True)
    assert (f"{found} berichten" in text) or (found == 0 and "Niets gevonden" in text)


def test_filters_on_kind_and_on_how_the_mail_went(session, alfa, filled, browse):
    outbox = {row.user_id: row for row in session.scalars(select(OutboxMessage))}
    outbox[alfa.member.id].sent_at = clock.now()
    outbox[alfa.person.id].undeliverable = True
    session.add(NotificationPreference(user_id=alfa.member.id, kind=NoticeKind.PROPOSAL_AGREED, mode=MailMode.OFF))
    told(alfa.member, alfa, kind=NoticeKind.PROPOSAL_AGREED)
    client = browse(alfa.coordinator)
    for state, name in (
        ("verstuurd", "Nieuw voorstel"),
        ("mislukt", "Nieuw voorstel"),
        ("wacht-op-overzicht", "Antwoord over tijd"),
        ("geen", "U bent het samen eens"),
    ):
        text = page(client, f"{LIST}?mail={state}")
        assert "1 bericht<" in text, state
        assert f">{name}: Alfavraag" in text
    assert "2 berichten" in page(client, f"{LIST}?bericht=proposal_new")
    assert "4 berichten" in page(client, f"{LIST}?bericht=onzin&mail=onzin&sort=onzin&page=x")


def test_many_are_paged_and_cost_the_same(session, alfa, filled, browse):
    client = browse(alfa.coordinator)
    page(client)
    with counted() as few:
        page(client)
    for number in range(60):
        told(alfa.member, alfa, key=str(number + 10))
    session.commit()
    with counted() as many:
        text = page(client)
    assert len(many) == len(few)
    assert "Bladzijde 1 van 3" in text


def test_the_page_shows_the_text_as_sent_without_personal_links(session, alfa, filled, browse):
    row = row_of(session, alfa.member)
    client = browse(alfa.coordinator)
    assert "Nog niet verstuurd" in page(client, f"{LIST}/{row.id}")
    message = session.get(OutboxMessage, row_of(session, alfa.member).outbox_id)
    message.sent_at, message.subject, message.body = (
        clock.now(),
        "Er is een voorstel",
        f"Beste lezer,\n<b> {HIDDEN_LINK}\n",
    )
    session.commit()
    text = page(client, f"{LIST}/{row.id}")
    assert "Er is een voorstel" in text
    assert "Beste lezer," in text
    assert "&lt;b&gt;" in text
    assert HIDDEN_LINK in text
    assert f"/coordinator/voorstellen/{alfa.proposal.id}" in text
    assert "14 september 2026, 11:00" in text


def test_the_page_of_what_had_no_mail_says_so(session, alfa, browse):
    for kind, mode, words in (
        (NoticeKind.PROPOSAL_NEW, MailMode.OFF, "ging geen mail"),
        (NoticeKind.PROPOSAL_AGREED, MailMode.DIGEST, "in het overzicht van de dag"),
    ):
        session.add(NotificationPreference(user_id=alfa.member.id, kind=kind, mode=mode))
        told(alfa.member, alfa, kind=kind)
        row = session.scalar(select(Notification).where(Notification.kind == kind))
        assert words in page(browse(alfa.coordinator), f"{LIST}/{row.id}")


def test_an_admin_reads_every_message(session, browse):
    message = OutboxMessage(
        kind="account_reset", recipient="fenna@example.nl", context={"token_payload": {}}, created_at=clock.now()
    )
    session.add(message)
    session.commit()
    client, path = browse(UserFactory(is_admin=True)), f"/beheer/berichten/{message.id}"
    assert f'href="{path}"' in page(client, "/beheer/berichten")
    assert "Nog niet verstuurd" in page(client, path)
    message.sent_at, message.subject, message.body = clock.now(), "Kies een nieuw wachtwoord", f"Klik: {HIDDEN_LINK}"
    session.commit()
    text = page(client, path)
    assert "Kies een nieuw wachtwoord" in text
    assert HIDDEN_LINK in text
    assert client.get("/beheer/berichten/999999").status_code == 404
    assert browse(factories.coordinator(national=True)).get(path).status_code == 403


def test_what_is_kept_of_a_mail_has_none_of_its_personal_links(session, alfa, filled, app):
    deliver_outbox()
    session.expire_all()
    message = session.get(OutboxMessage, row_of(session, alfa.member).outbox_id)
    assert message.sent_at is not None
    sent = next(mail for mail in app.extensions["mailman"].outbox if mail.to == [alfa.member.email])
    assert "/mail-stoppen/" in sent.body
    assert HIDDEN_LINK in message.body
    assert "/mail-stoppen/" not in message.body
    assert f"/school/voorstellen/{alfa.proposal.id}" in message.body
