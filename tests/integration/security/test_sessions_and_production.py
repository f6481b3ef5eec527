"""Sessions, forged requests, headers and production settings, as in a real run."""

import re

import pytest

from matcher import create_app
from matcher.config import ConfigurationError, Settings
from matcher.security import HEADERS
from tests import factories
from tests.factories import PASSWORD

PRODUCTION = {
    "APP_ENV": "production",
    "SECRET_KEY": "k" * 40,
    "PUBLIC_URL": "https://hybridedocent.example.nl",
    "DATABASE_URL": "sqlite://",
    "MAIL_BACKEND": "locmem",
}


@pytest.fixture
def guarded(app):
    app.config["WTF_CSRF_ENABLED"] = True
    return app


@pytest.mark.parametrize("path", ["/inloggen", "/registreren", "/uitloggen", "/coordinator/voorstellen/1/keur-goed"])
def test_a_post_without_token_is_refused(guarded, client, path):
    answer = client.post(path, data={"email": "fenna@example.nl"})
    assert answer.status_code == 400
    assert "te lang open" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "target",
    [
        "//kwaad.example.nl", "/\\kwaad.example.nl", "https://kwaad.example.nl", "/\t/kwaad.example.nl",
        "javascript:alert(1)", "http:kwaad.example.nl", "\\\\kwaad.example.nl", "/\r\nSet-Cookie: x=1", " //kwaad",
    ],
)  # fmt: skip
def test_next_never_leads_away(client, session, target):
    user = factories.UserFactory()
    answer = client.post("/inloggen", query_string={"next": target}, data={"email": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/welkom"


def test_next_leads_on(client, session):
    user = factories.UserFactory()
    answer = client.post("/inloggen?next=/account", data={"email": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account"


def test_signing_in_throws_the_old_session_away(guarded, client, session):
    email = factories.UserFactory().email
    page = client.get("/inloggen").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
    with client.session_transaction() as planted:
        before, planted["planted"] = planted["csrf_token"], "x"
    client.post("/inloggen", data={"email": email, "password": PASSWORD, "csrf_token": token})
    with client.session_transaction() as after:
        assert "_user_id" in after
        assert "planted" not in after
        assert after.get("csrf_token") != before


def test_a_deactivated_user_is_out_at_the_next_request(client, session):
    user = factories.UserFactory()
    session.commit()
    client.login(user)
    user.deactivated_at = factories.LONG_AGO
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("email", ["Fenna@Example.NL", "  fenna@example.nl ", "FENNA@EXAMPLE.NL"])
def test_case_and_spaces_of_an_address_do_not_matter(client, session, email):
    factories.UserFactory(email="fenna@example.nl")
    assert client.post("/inloggen", data={"email": email, "password": PASSWORD}).status_code == 302


def test_the_throttle_counts_an_address_in_any_case(client, session):
    factories.UserFactory(email="fenna@example.nl")
    spellings = ["fenna@example.nl", "FENNA@example.nl", " Fenna@example.nl", "fenna@EXAMPLE.nl ", "feNNa@example.nl"]
    for email in spellings:
        assert client.post("/inloggen", data={"email": email, "password": "mis mis mis mis"}).status_code == 200
    answer = client.post("/inloggen", data={"email": "FENNA@EXAMPLE.NL", "password": PASSWORD})
    assert answer.status_code == 429


def test_the_answer_is_the_same_and_waits_for_no_mail(client, session, outbox, monkeypatch):
    """The mail goes out after the answer is complete: its duration says nothing about the address."""
    factories.UserFactory(email="fenna@example.nl")
    session.commit()
    answers = {}
    for email in ("fenna@example.nl", "onbekend@example.nl"):
        client.get("/wachtwoord-vergeten")
        text = client.post("/wachtwoord-vergeten", data={"email": email}).get_data(as_text=True)
        answers[email] = text.replace(email, "X")
    assert len(set(answers.values())) == 1
    assert [mail.to for mail in outbox] == [["fenna@example.nl"]]
    unread = client.post("/wachtwoord-vergeten", data={"email": "fenna@example.nl"}, buffered=False)
    assert len(outbox) == 1
    unread.close()
    assert len(outbox) == 2


def test_links_in_mail_follow_the_public_address_not_the_host(app, client, session, outbox, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(
        app.extensions, "settings", replace(app.extensions["settings"], public_url="https://hybridedocent.example.nl")
    )
    user = factories.UserFactory()
    client.post(
        "/wachtwoord-vergeten", data={"email": user.email}, headers={"Host": "kwaad.example", "X-Forwarded-Host": "k"}
    )
    assert "https://hybridedocent.example.nl/wachtwoord-nieuw/" in outbox[0].body
    assert "kwaad" not in outbox[0].body


def test_a_subject_is_one_line_whatever_a_name_holds(session, work_as, outbox):
    from matcher.mailer import deliver_outbox
    from matcher.services.outbox import enqueue

    work = work_as()
    school = "ROC\r\nBcc: kwaad@example.nl\x0bstaart"
    enqueue(work, kind="school_member_admitted", recipient="a@example.nl", name="Fenna", school=school)
    session.commit()
    assert deliver_outbox() == 1
    assert len(outbox[0].subject.splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/bestaat-niet", 404), ("/account", 302), ("/static/css/app.css", 200), ("/health", 200),
     ("/api/places?q=hen", 200), ("/uitloggen", 405), ("/static/nergens.css", 404)],
)  # fmt: skip
def test_every_answer_carries_the_headers(app, client, path, status):
    if path.endswith("app.css"):
        path = "/static/" + next(p.relative_to(app.static_folder) for p in _styles(app)).as_posix()
    answer = client.get(path, buffered=False)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    answer.close()


def _styles(app):
    from pathlib import Path

    return Path(app.static_folder).rglob("*.css")


@pytest.mark.parametrize("missing", ["SECRET_KEY", "PUBLIC_URL"])
def test_production_refuses_to_start_without(missing):
    with pytest.raises(ConfigurationError, match=missing):
        Settings.from_env({name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize(
    "unsafe", [{"SECRET_KEY": "kort"}, {"PUBLIC_URL": "http://x.example.nl"}, {"MAIL_BACKEND": "smtp"}]
)
def test_production_refuses_unsafe_values(unsafe):
    with pytest.raises(ConfigurationError):
        Settings.from_env(PRODUCTION | unsafe)


@pytest.fixture
def production(tmp_path):
    app = create_app(Settings.from_env(PRODUCTION | {"INSTANCE_PATH": str(tmp_path)}))
    yield app
    from matcher.services.passwords import configure

    configure(cheap=True)
    with app.app_context():
        from matcher.database import db

        db.engine.dispose()


def test_production_cookies_and_debug(production):
    assert not production.debug
    assert not production.testing
    answer = production.test_client().get("/inloggen", base_url="https://hybridedocent.example.nl")
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_production_refuses_the_demo(production):
    outcome = production.test_cli_runner().invoke(args=["demo", "load"])
    assert outcome.exit_code != 0
    assert "no such table" not in str(outcome.exception)
