"""A forgotten password, and what somebody changes about the own account."""

import re

import pytest

from matcher.models import User
from matcher.services.passwords import verify_password
from tests import factories
from tests.factories import PASSWORD, UserFactory

NEW = "een nieuwe lange zin"


@pytest.fixture
def user(session):
    made = UserFactory(email="fenna@example.nl", full_name="Fenna Voorbeeld")
    session.commit()
    return made


@pytest.fixture
def signed_in(client, user):
    client.login(user)
    return client


def link_in(mail):
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)


def reload(session, user):
    session.expire_all()
    return session.get(User, user.id)


def ask_reset(client, email="fenna@example.nl"):
    return client.post("/wachtwoord-vergeten", data={"email": email})


def test_forgot_gives_one_answer_but_mails_only_who_exists(client, user, session, outbox):
    UserFactory(email="uit@example.nl", deactivated_at=factories.LONG_AGO)
    addresses = ("fenna@example.nl", "niemand@example.nl", "uit@example.nl")
    texts = {ask_reset(client, email).text.replace(email, "X") for email in addresses}
    assert len(texts) == 1
    assert [mail.to for mail in outbox] == [["fenna@example.nl"]]


def test_reset_sets_the_password_signs_out_and_works_once(client, user, session, outbox, new_client):
    elsewhere = new_client()
    elsewhere.login(user)
    ask_reset(client)
    link = link_in(outbox[0])
    assert "Kies een nieuw wachtwoord" in client.get(link).text
    assert client.post(link, data={"password": NEW}).location == "/inloggen"
    assert elsewhere.get("/account").status_code == 302
    assert verify_password(reload(session, user).password_hash, NEW)
    assert outbox[1].subject == "Uw wachtwoord is gewijzigd"
    assert client.get(link).status_code == 410
    assert client.post(link, data={"password": "nog een andere zin"}).status_code == 410
    client.login(user, NEW)


def test_second_link_dies_with_the_first(client, user, outbox):
    ask_reset(client)
    ask_reset(client)
    first, second = (link_in(mail) for mail in outbox)
    assert client.post(second, data={"password": NEW}).status_code == 302
    assert client.get(first).status_code == 410


def test_reset_link_is_good_for_two_hours(client, user, outbox, frozen):
    ask_reset(client)
    frozen.shift(2 * 3600 + 1)
    answer = client.get(link_in(outbox[0]))
    assert answer.status_code == 410
    assert "Vraag een nieuwe link aan" in answer.text


def test_reset_refuses_a_weak_password_and_the_link_stays_good(client, user, outbox):
    ask_reset(client)
    link = link_in(outbox[0])
    assert "minstens 12 tekens" in client.post(link, data={"password": "kort"}).text
    assert client.post(link, data={"password": NEW}).status_code == 302


def test_reset_proves_the_address(client, session, outbox):
    user = UserFactory(email="wacht@example.nl", email_verified_at=None)
    ask_reset(client, "wacht@example.nl")
    client.post(link_in(outbox[0]), data={"password": NEW})
    assert reload(session, user).email_verified_at is not None


def test_reset_token_is_no_confirmation_token(client, user, outbox):
    ask_reset(client)
    token = link_in(outbox[0]).rsplit("/", 1)[1]
    assert client.get(f"/bevestigen/{token}").status_code == 410
    assert client.get(f"/e-mailadres-wijzigen/{token}").status_code == 410


@pytest.mark.parametrize(
    "path", ["/account", "/account/gegevens", "/account/e-mailadres", "/account/wachtwoord", "/account/verwijderen"]
)
def test_account_pages_ask_to_sign_in(client, path):
    assert client.get(path).location.startswith("/inloggen?next=")


def test_account_shows_what_is_kept(signed_in):
    page = signed_in.get("/account").text
    assert "Fenna Voorbeeld" in page
    assert "fenna@example.nl" in page
    assert "nog geen rol" in page


def test_changes_name_and_number(signed_in, user, session):
    page = signed_in.get("/account/gegevens").text
    assert 'value="Fenna Voorbeeld"' in page
    answer = signed_in.post("/account/gegevens", data={"full_name": " Fenna Anders ", "phone": "06 1234 5678"})
    assert answer.location == "/account"
    changed = reload(session, user)
    assert (changed.full_name, changed.phone) == ("Fenna Anders", "06 1234 5678")
    signed_in.post("/account/gegevens", data={"full_name": "Fenna Anders", "phone": ""})
    assert reload(session, user).phone is None


def test_refuses_what_is_no_number(signed_in):
    answer = signed_in.post("/account/gegevens", data={"full_name": "Fenna", "phone": "bel mij"})
    assert "zoals 06 12345678" in answer.text
    assert 'value="bel mij"' in answer.text


def change_email(client, email="nieuw@example.nl", password=PASSWORD):
    return client.post("/account/e-mailadres", data={"email": email, "current_password": password})


def test_new_address_counts_from_the_link_on(signed_in, user, session, outbox, new_client):
    assert "Kijk in uw mail" in change_email(signed_in, "Nieuw@Example.nl").text
    assert [mail.to for mail in outbox] == [["fenna@example.nl"], ["nieuw@example.nl"]]
    assert "nieuw@example.nl" in outbox[0].body
    assert "/e-mailadres-wijzigen/" not in outbox[0].body
    link, elsewhere = link_in(outbox[1]), new_client()
    elsewhere.login(user)
    assert "nieuw@example.nl" in signed_in.get(link).text
    assert reload(session, user).email == "fenna@example.nl"
    assert signed_in.post(link).location == "/account"
    assert reload(session, user).email == "nieuw@example.nl"
    assert signed_in.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert signed_in.post(link).status_code == 410


def test_new_address_needs_the_password(signed_in, outbox):
    assert "niet uw huidige wachtwoord" in change_email(signed_in, password="verkeerd wachtwoord").text
    assert outbox == []


def test_own_address_is_no_change(signed_in, outbox):
    assert "al uw e-mailadres" in change_email(signed_in, "FENNA@example.nl").text
    assert outbox == []


def test_taken_address_is_not_told(signed_in, session, outbox):
    UserFactory(email="bezet@example.nl")
    taken, free = change_email(signed_in, "bezet@example.nl"), change_email(signed_in, "vrij@example.nl")
    assert taken.text.replace("bezet@", "X") == free.text.replace("vrij@", "X")
    subjects = [mail.subject for mail in outbox if mail.to == ["bezet@example.nl"]]
    assert subjects == ["U hebt al een account"]


def test_address_taken_meanwhile(signed_in, session, outbox):
    change_email(signed_in)
    UserFactory(email="nieuw@example.nl")
    answer = signed_in.post(link_in(outbox[1]))
    assert answer.status_code == 410
    assert "niet gewijzigd" in answer.text


def test_change_link_is_good_for_a_day(signed_in, outbox, frozen):
    change_email(signed_in)
    frozen.shift(24 * 3600 + 1)
    assert signed_in.get(link_in(outbox[1])).status_code == 410


def change_password(client, current=PASSWORD, new=NEW):
    return client.post("/account/wachtwoord", data={"current_password": current, "password": new})


def test_new_password_keeps_this_session_and_ends_the_others(signed_in, user, session, outbox, new_client):
    elsewhere = new_client()
    elsewhere.login(user)
    assert change_password(signed_in).location == "/account"
    assert signed_in.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert verify_password(reload(session, user).password_hash, NEW)
    assert outbox[0].to == ["fenna@example.nl"]


@pytest.mark.parametrize(
    ("current", "new", "message"),
    [
        ("verkeerd wachtwoord", NEW, "niet uw huidige wachtwoord"),
        (PASSWORD, "te kort", "minstens 12 tekens"),
        (PASSWORD, "fenna@example.nl", "iets anders dan uw e-mailadres"),
        ("", NEW, "Vul een wachtwoord in."),
    ],
)
def test_new_password_refused(signed_in, user, session, current, new, message):
    assert message in change_password(signed_in, current, new).text
    assert verify_password(reload(session, user).password_hash, PASSWORD)


def test_guessing_the_password_of_an_open_session_is_throttled(signed_in):
    for _ in range(5):
        assert change_password(signed_in, "verkeerd wachtwoord").status_code == 200
    assert change_password(signed_in).status_code == 429


def test_address_taken_at_the_same_moment(signed_in, user, session, outbox, monkeypatch):
    change_email(signed_in)
    UserFactory(email="nieuw@example.nl")
    monkeypatch.setattr("matcher.services.account_settings.user_with_email", lambda *_args: None)
    assert signed_in.post(link_in(outbox[1])).status_code == 410
    assert reload(session, user).email == "fenna@example.nl"
