"""Signing in and out: one answer for every failure, throttling, a new session."""

import pytest
import sqlalchemy as sa

from matcher.models import User
from matcher.services import passwords
from tests import factories
from tests.factories import PASSWORD, UserFactory

WRONG = "horen niet bij elkaar"


@pytest.fixture
def user(session):
    made = UserFactory(email="fenna@example.nl")
    session.commit()
    return made


def login(client, email="fenna@example.nl", password=PASSWORD, query=""):
    return client.post(f"/inloggen{query}", data={"email": email, "password": password})


def test_signs_in_whatever_the_case_of_the_address(client, user):
    answer = login(client, " Fenna@Example.NL ")
    assert answer.location == "/welkom"
    assert client.get("/welkom").location == "/start"
    assert client.get("/inloggen").location == "/welkom"


def test_last_login_is_kept(client, user, session):
    login(client)
    session.expire_all()
    assert session.get(User, user.id).last_login_at is not None


def test_wrong_unknown_and_switched_off_look_the_same(client, user, session):
    off = UserFactory(email="uit@example.nl", deactivated_at=factories.LONG_AGO)
    session.commit()
    tries = [(user.email, "verkeerd wachtwoord"), ("niemand@example.nl", PASSWORD), (off.email, PASSWORD)]
    texts = {login(client, email, password).text.replace(email, "X") for email, password in tries}
    assert len(texts) == 1
    assert WRONG in texts.pop()


def test_unknown_address_costs_a_verification_too(client, app, monkeypatch):
    seen = []
    monkeypatch.setattr("matcher.services.sign_in.pretend_to_verify", seen.append)
    login(client, "niemand@example.nl")
    assert seen == [PASSWORD]


def test_unconfirmed_needs_the_right_password_to_hear_so(client, session, outbox):
    UserFactory(email="wacht@example.nl", email_verified_at=None)
    session.commit()
    assert WRONG in login(client, "wacht@example.nl", "verkeerd wachtwoord").text
    page = login(client, "wacht@example.nl")
    assert "Bevestig eerst uw e-mailadres" in page.text
    assert client.get("/account").status_code == 302
    client.post("/bevestigen", data={"email": "wacht@example.nl"})
    assert len(outbox) == 1


@pytest.mark.parametrize("target", ["/account", "/beheer/gebruikers?rol=admin"])
def test_next_leads_on(client, user, target):
    first = client.get(target)
    assert first.status_code == 302
    assert client.post(first.location, data={"email": user.email, "password": PASSWORD}).location == target


@pytest.mark.parametrize(
    "target",
    ["https://kwaad.example.nl/", "//kwaad.example.nl", "/\\kwaad.example.nl", "kwaad", "/\t/kwaad", "javascript:1"],
)
def test_next_never_leads_away(client, user, target):
    answer = client.post("/inloggen", query_string={"next": target}, data={"email": user.email, "password": PASSWORD})
    assert answer.location == "/welkom"


def test_session_is_renewed_at_login(client, user):
    user_id = user.id
    with client.session_transaction() as before:
        before["planted"] = "value"
    login(client)
    with client.session_transaction() as after:
        assert "planted" not in after
        assert after["_user_id"].startswith(f"{user_id}:")


def test_logout_ends_the_session(client, user):
    login(client)
    assert client.post("/uitloggen").location == "/"
    assert "U bent uitgelogd" in client.get("/").text
    assert client.get("/account").status_code == 302
    assert client.post("/uitloggen").status_code == 302
    assert client.get("/uitloggen").status_code == 405


def test_five_failures_a_minute_then_a_page_that_helps(client, user, frozen):
    for _ in range(5):
        assert login(client, password="verkeerd wachtwoord").status_code == 200
    refused = login(client)
    assert refused.status_code == 429
    assert "<h1>" in refused.text
    assert login(client, "ander@example.nl", "verkeerd wachtwoord").status_code == 200
    frozen.shift(61)
    assert login(client).status_code == 302


def test_thirty_failures_an_hour(client, user, frozen):
    for _ in range(30):
        assert login(client, password="verkeerd wachtwoord").status_code == 200
        frozen.shift(61)
    assert login(client).status_code == 429
    frozen.shift(3600)
    assert login(client).status_code == 302


def test_success_is_never_counted(client, user):
    for _ in range(8):
        assert login(client).status_code == 302


def test_switching_off_ends_a_running_session(client, user, session):
    login(client)
    session.get(User, user.id).deactivated_at = factories.LONG_AGO
    session.commit()
    assert client.get("/account").status_code == 302


def test_old_hash_is_renewed(client, user, session):
    session.execute(sa.update(User).values(password_hash=passwords.PasswordHasher(2, 16, 1).hash(PASSWORD)))
    session.commit()
    before = session.scalar(sa.select(User.password_hash))
    login(client)
    session.expire_all()
    after = session.scalar(sa.select(User.password_hash))
    assert before != after
    assert passwords.verify_password(after, PASSWORD)


def test_account_without_a_password_cannot_be_entered(client, session):
    UserFactory(email="leeg@example.nl", password_hash="")
    session.commit()
    assert WRONG in login(client, "leeg@example.nl").text


def test_production_uses_the_default_cost():
    try:
        passwords.configure(cheap=False)
        assert passwords._in_use.current.memory_cost >= 19 * 1024
    finally:
        passwords.configure(cheap=True)
    assert passwords._in_use.current.memory_cost < 19 * 1024
