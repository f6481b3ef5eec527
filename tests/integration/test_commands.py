"""The commands an operator runs."""

import json

import pytest

from matcher.models import User
from tests.factories import UserFactory


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=words)


def test_reference_can_be_loaded_again(run):
    counts = json.loads(run("reference", "load").output)
    assert (counts["regions"], counts["municipalities"]) == (35, 342)
    assert counts["concepts"] >= 650


def test_a_confirmed_account_becomes_the_first_admin(run, session):
    user_id = UserFactory(email="beheerder@example.nl").id
    session.commit()
    assert run("users", "appoint-admin", " Beheerder@Example.nl ").exit_code == 0
    assert session.get(User, user_id, populate_existing=True).is_admin


def test_an_unconfirmed_account_does_not(run, session):
    UserFactory(email="nieuw@example.nl", email_verified_at=None)
    session.commit()
    result = run("users", "appoint-admin", "nieuw@example.nl")
    assert result.exit_code == 1
    assert "geen bevestigd account" in result.output


def test_daily_commands_answer(run):
    assert run("profiles", "resume").output == "0 profielen weer aan\n"
    assert run("mail", "deliver").output == "0 verstuurd\n"
    assert run("answers", "chase").output == "0 opgevolgd\n"
    assert json.loads(run("matches", "compute").output)["new_suggestions"] == 0
