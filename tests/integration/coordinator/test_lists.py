"""Lists: filters, search, sort, pages, exports, and how many queries they take."""

import csv
import io

import pytest
import sqlalchemy as sa

from matcher.blueprints.coordinator.exports import cell
from matcher.database import db
from matcher.domain.states import ProfileState, ProposalState
from matcher.models import Professional, Proposal, User
from tests.factories import ProfessionalFactory, UserFactory, coordinator
from tests.integration.coordinator.world import fill
from tests.support.pages import csv_of

LISTS = ("mensen", "onderwijsvragen", "voorstellen", "inzet", "scholen", "beoordelen")


def rows_of(client, address):
    text = csv_of(client, address)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_filters_and_search_narrow_and_combine(session, world, browse):
    client = browse(world.users.alfa)
    active = rows_of(client, "/coordinator/mensen?staat=active")
    expected = session.scalar(
        sa.select(sa.func.count()).where(
            Professional.id.in_(world.alfa.people), Professional.state == ProfileState.ACTIVE
        )
    )
    assert len(active) == expected
    both = rows_of(client, "/coordinator/mensen?staat=active&staat=draft")
    assert len(both) > len(active)
    assert [row["Naam"] for row in rows_of(client, "/coordinator/mensen?q=voorbeeld-3")] == ["Alfa Voorbeeld-3"]
    assert rows_of(client, "/coordinator/mensen?q=%25") == []


def test_what_the_address_asks_wrongly_is_left_out(world, browse):
    client = browse(world.users.alfa)
    whole = rows_of(client, "/coordinator/voorstellen")
    assert rows_of(client, "/coordinator/voorstellen?staat=onzin&x=1&page=zz&schooljaar=abc") == whole
    for name in LISTS:
        assert (
            client.get(f"/coordinator/{name}?page=999&sort=onzin&endpoint=x&_external=1&staat=onzin").status_code == 200
        )


def test_sorting_both_ways(world, browse):
    client = browse(world.users.alfa)
    up = [row["Naam"] for row in rows_of(client, "/coordinator/mensen?sort=naam")]
    down = [row["Naam"] for row in rows_of(client, "/coordinator/mensen?sort=-naam")]
    assert up == sorted(up)
    assert down == up[::-1]


@pytest.mark.parametrize("name", LISTS[:-1])
def test_every_sort_of_a_list_works(world, browse, name):
    client = browse(world.users.nation)
    sorts = {"mensen": "naam beroep plaats klokuren bevestigd", "onderwijsvragen": "vraag school begin klokuren"}
    sorts |= {"voorstellen": "naam vraag antwoord veranderd score", "inzet": "naam school begin klokuren vraag"}
    sorts |= {"scholen": "naam plaats leden vragen"}
    for sort in sorts[name].split():
        page = client.get(f"/coordinator/{name}?sort=-{sort}").get_data(as_text=True)
        assert 'aria-sort="descending"' in page or sort in {"score", "vraag", "plaats", "nieuw"}


def test_pages_keep_the_filters(session, browse):
    fill(session, "Alfa", people=30, needs=1, proposals=0)
    user = coordinator("AM05")
    session.commit()
    client = browse(user)
    page = client.get("/coordinator/mensen?sort=naam&q=alfa").get_data(as_text=True)
    assert "sort=naam&amp;q=alfa&amp;page=2" in page
    assert "/coordinator/exports/mensen?sort=naam&amp;q=alfa" in page
    second = client.get("/coordinator/mensen?sort=naam&q=alfa&page=2").get_data(as_text=True)
    assert second.count('href="/coordinator/mensen/') == 5
    assert len(rows_of(client, "/coordinator/mensen?sort=naam&q=alfa")) == 30


def test_nothing_found_says_what_to_do(world, browse):
    page = browse(world.users.alfa).get("/coordinator/onderwijsvragen?q=bestaatniet").get_data(as_text=True)
    assert "Niets gevonden" in page
    assert "Wis alle filters" in page


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@x", "\tx", "\r=x", "\n=x"])
def test_a_cell_is_never_a_formula(app, text):
    with app.test_request_context():
        assert cell(text) == f"'{text}"


def test_an_export_is_safe_and_in_dutch_form(session, browse):
    user = UserFactory(full_name='=HYPERLINK("https://example.nl")')
    ProfessionalFactory(user_id=user.id, job_title="@monteur; of niet")
    reader = coordinator("AM05")
    session.commit()
    client = browse(reader)
    answer = client.post("/coordinator/exports/mensen", data={"format": "csv"})
    assert answer.mimetype == "text/csv"
    assert 'filename="mensen.csv"' in answer.headers["Content-Disposition"]
    row = rows_of(client, "/coordinator/mensen")[0]
    assert row["Naam"] == '\'=HYPERLINK("https://example.nl")'
    assert row["Beroep"] == "'@monteur; of niet"
    assert row["Bevestigd op"] == "01-09-2026"
    assert row["Status"] == "actief"


def test_the_reason_is_in_the_export(session, world, browse):
    session.execute(
        sa.update(Proposal)
        .where(Proposal.id == world.alfa.proposals[0])
        .values(state=ProposalState.DECLINED, ended_reason="budget")
    )
    session.commit()
    rows = rows_of(browse(world.users.alfa), "/coordinator/voorstellen?reden=budget")
    assert {row["Reden"] for row in rows} == {"Er is geen budget"}


def queries_of(client, address):
    found = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith("SELECT"):
            found.append(statement)

    with client.application.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)
    return len(found)


@pytest.mark.parametrize("address", [*LISTS, "verstuurd", "dashboard", "", "exports", "weergaven"])
def test_as_many_queries_for_many_rows_as_for_one(session, browse, address):
    # Enough that every list has a row: an empty one asks one statement less.
    assert fill(session, "Alfa", people=6, needs=5, proposals=30).placements
    user = coordinator("AM05")
    email = user.email
    session.commit()
    client = browse(session.scalar(sa.select(User).where(User.email == email)))
    few = queries_of(client, f"/coordinator/{address}")
    if address:  # the home page has fewer lines when there is less to do, and each line its own query
        fill(session, "Alfa", people=30, needs=6, proposals=120, seed=2)
    session.commit()
    many = queries_of(client, f"/coordinator/{address}")
    assert many <= few <= 32
