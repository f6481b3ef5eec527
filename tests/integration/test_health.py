"""GET /health."""

from matcher.config import ROOT


def test_answers_ok_on_a_migrated_database(client):
    scripts = (ROOT / "migrations" / "versions").glob("[0-9]*.py")
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert answer.json["migration"] == max(script.name for script in scripts)[:4]
