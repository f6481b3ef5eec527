"""GET /health."""


def test_answers_ok_on_a_migrated_database(client):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert answer.json["migration"] == "0004"
