"""Registering, confirming, and the answers that must not tell who has an account."""

import re

import pytest
import sqlalchemy as sa

from matcher.domain.states import ProfileState
from matcher.models import OutboxMessage, Professional, User
from tests import factories
from tests.factories import PASSWORD, UserFactory

ANNA = {"full_name": "Anna Verzonnen", "email": "Anna@Example.nl", "password": PASSWORD, "kind": "professional"}


@pytest.fixture
def register(client):
    return lambda **changed: client.post("/registreren", data={**ANNA, **changed})


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)


def user_of(session, email="anna@example.nl"):
    session.expire_all()
    return session.scalar(sa.select(User).where(User.email == email))


def test_professional_gets_account_profile_and_mail(register, session, outbox):
    answer = register()
    assert answer.status_code == 200
    assert "Kijk in uw mail" in answer.text
    user = user_of(session)
    assert (user.full_name, user.email_verified_at) == ("Anna Verzonnen", None)
    profile = session.scalar(sa.select(Professional).where(Professional.user_id == user.id))
    assert profile.state is ProfileState.DRAFT
    assert profile.created_at is not None
    assert outbox[0].subject == "Bevestig uw e-mailadres"
    assert outbox[0].to == ["anna@example.nl"]
    assert PASSWORD not in user.password_hash
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 1


def test_school_gets_no_profile_and_goes_to_join(register, client, session, outbox):
    register(kind="school")
    assert session.scalar(sa.select(sa.func.count()).select_from(Professional)) == 0
    answer = client.post(link_in(outbox[0]))
    assert answer.status_code == 302
    assert answer.location.startswith("/school/")


def test_link_shows_a_button_first_and_works_once(register, client, session, outbox, new_client):
    register()
    link = link_in(outbox[0])
    shown = client.get(link)
    assert "Bevestig en log in" in shown.text
    assert user_of(session).email_verified_at is None
    assert client.post(link).location == "/welkom"
    assert user_of(session).email_verified_at is not None
    assert client.get("/account").status_code == 200
    other = new_client()
    assert other.post(link).location == "/inloggen"
    assert "al bevestigd" in other.get("/inloggen").text
    assert other.get("/account").status_code == 302


def test_known_address_gives_the_same_answer_and_another_mail(register, session, outbox):
    UserFactory(email="anna@example.nl", full_name="Anna Eerder")
    session.commit()
    known = register()
    unknown = register(email="nieuw@example.nl")
    assert known.status_code == unknown.status_code == 200
    assert known.text.replace("Anna@Example.nl", "X") == unknown.text.replace("nieuw@example.nl", "X")
    assert [mail.subject for mail in outbox] == ["U hebt al een account", "Bevestig uw e-mailadres"]
    assert user_of(session).full_name == "Anna Eerder"


def test_switched_off_account_gets_no_mail_and_stays_off(register, session, outbox):
    UserFactory(email="anna@example.nl", deactivated_at=factories.LONG_AGO, email_verified_at=None)
    session.commit()
    assert "Kijk in uw mail" in register().text
    assert outbox == []


def test_registering_again_replaces_what_was_never_confirmed(register, client, session, outbox):
    register(full_name="Iemand Anders", password="een heel ander wachtwoord")
    register()
    first, second = (link_in(mail) for mail in outbox)
    assert client.post(first).status_code == 410
    assert client.post(second).status_code == 302
    assert user_of(session).full_name == "Anna Verzonnen"
    assert session.scalar(sa.select(sa.func.count()).select_from(Professional)) == 1


def test_old_link_answers_410_with_a_way_on(register, client, outbox, frozen):
    register()
    link = link_in(outbox[0])
    frozen.shift(48 * 3600 + 1)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "Stuur een nieuwe link" in answer.text
    assert client.post("/bevestigen", data={"email": "anna@example.nl"}).status_code == 200
    assert client.post(link_in(outbox[1])).status_code == 302


@pytest.mark.parametrize("token", ["onzin", "a.b.c", "%00"])
def test_foreign_token_answers_410(client, token):
    assert client.get(f"/bevestigen/{token}").status_code == 410


def test_resend_is_silent_about_unknown_and_confirmed(client, session, outbox):
    user = UserFactory()
    session.commit()
    texts = {
        client.post("/bevestigen", data={"email": email}).text.replace(email, "X")
        for email in (user.email, "niemand@example.nl")
    }
    assert len(texts) == 1
    assert outbox == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"full_name": "  "}, "Vul een naam in."),
        ({"full_name": "x" * 121}, "korter dan 120"),
        ({"email": ""}, "Vul een e-mailadres in."),
        ({"email": "geen-adres"}, "zoals naam@voorbeeld.nl"),
        ({"password": ""}, "Vul een wachtwoord in."),
        ({"password": "elftekens!!"}, "minstens 12 tekens"),
        ({"password": "anna@example.nl"}, "iets anders dan uw e-mailadres"),
        ({"password": "Wachtwoord123"}, "te makkelijk te raden"),
        ({"password": "abababababababab"}, "te makkelijk te raden"),
        ({"password": "x1" * 101}, "ten hoogste 200 tekens"),
        ({"kind": ""}, "Kies wat u wilt doen."),
        ({"kind": "admin"}, 'id="kind-error"'),
    ],
)
def test_wrong_input_is_said_beside_the_field(register, session, outbox, changed, message):
    answer = register(**changed)
    assert answer.status_code == 200
    assert message in answer.text
    assert 'id="fouten"' in answer.text
    assert user_of(session) is None
    assert outbox == []
    if "full_name" not in changed:
        assert 'value="Anna Verzonnen"' in answer.text


def test_link_can_choose_the_kind(client):
    page = client.get("/registreren?kind=school").text
    assert re.search(r'value="school"[^>]*checked|checked[^>]*value="school"', page)


def test_mails_are_limited_per_recipient(register, outbox):
    for _ in range(8):
        assert register(password="kort").status_code == 200
    for _ in range(5):
        assert register().status_code == 200
    assert register().status_code == 429
    assert register(email="ander@example.nl").status_code == 200


def test_error_stands_beside_its_field_too(register):
    page = register(email="geen-adres").text
    beside = page.split('id="email-error"')[1].split("</p>")[0]
    assert "zoals naam@voorbeeld.nl" in beside


def test_double_click_makes_one_account(register, session, outbox, monkeypatch):
    register()
    monkeypatch.setattr("matcher.services.accounts.user_with_email", lambda *_args: None)
    answer = register()
    assert answer.status_code == 200
    assert "Kijk in uw mail" in answer.text
    assert session.scalar(sa.select(sa.func.count()).select_from(User)) == 1
    assert len(outbox) == 1
