"""Suggestions while somebody types."""

import pytest
import sqlalchemy as sa

from matcher.models import Place, School
from matcher.queries import text_indexes


@pytest.mark.parametrize(
    ("path", "query", "label"),
    [
        ("places", "Enschede", "Enschede"),
        ("places", "enschedee", "Enschede"),
        ("skills", "plc programeren", "PLC-programmeren"),
        ("job-titles", "lasser", "lasser"),
    ],
)
def test_best_first_typing_errors_forgiven(client, path, query, label):
    answer = client.get(f"/api/{path}", query_string={"q": query})
    assert answer.status_code == 200
    assert answer.json[0]["label"] == label
    assert set(answer.json[0]) == {"id", "label", "detail"}
    assert len(answer.json) <= 8
    assert answer.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("path", ["places", "skills", "job-titles"])
@pytest.mark.parametrize("query", ["", "   ", "?!", "x" * 5000, "'; DROP TABLE place; --"])
def test_odd_input_is_answered(client, path, query):
    answer = client.get(f"/api/{path}", query_string={"q": query})
    assert answer.status_code == 200
    assert isinstance(answer.json, list)
    assert client.get(f"/api/{path}").json == []


def test_doubles_are_told_apart(client):
    rows = client.get("/api/places?q=Hengelo").json[:2]
    assert {row["label"] for row in rows} == {"Hengelo (Overijssel)", "Hengelo (Gelderland)"}
    assert "gemeente Bronckhorst, Gelderland" in {row["detail"] for row in rows}


def test_other_name_is_named(client):
    row = client.get("/api/skills", query_string={"q": "PLC programming"}).json[0]
    assert (row["label"], row["detail"]) == ("PLC-programmeren", "ook: PLC programming")


def test_too_fast_is_refused(client):
    codes = [client.get("/api/places?q=x").status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]


def test_indexes_are_built_once_and_again_after_a_change(session):
    first = text_indexes.place_index(session)
    assert text_indexes.place_index(session) is first
    place = Place(name="Verzonnendam", municipality_code="GM0164", lat=52.2, lon=6.8)
    session.add(place)
    session.flush()
    second = text_indexes.place_index(session)
    assert second is not first
    assert second.finder.search("verzonnendam")[0].place_id == place.id
    session.rollback()
    assert text_indexes.place_index(session).finder.search("verzonnendam")[0].score < 1


def test_renamed_school_is_found(session):
    school = session.scalar(sa.select(School).order_by(School.id))
    school.name = "Vakschool Verzonnen Naam"
    session.flush()
    assert text_indexes.school_finder(session).search("vakschool verzonnen naam")[0].concept_id == school.id
    session.rollback()
