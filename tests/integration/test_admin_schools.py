"""Admin pages about schools, messages and reference data."""

import pytest
import sqlalchemy as sa

from matcher.domain.choices import Sector
from matcher.models import Board, Campus, OutboxMessage, School
from matcher.services.reference import load_reference
from tests import factories
from tests.factories import UserFactory, school_member

NEW = {
    "name": "Vakschool Verzonnen",
    "sector": "vmbo",
    "kind": "vakcollege",
    "board_id": "",
    "new_board": "Stichting Bedacht",
    "town": "Hengelo (Overijssel)",
    "aliases": "VSV\nDe Verzinsels",
}


@pytest.fixture
def admin(client, session):
    user = UserFactory(is_admin=True)
    client.login(user)
    return user


@pytest.fixture
def add(client, admin):
    return lambda **changed: client.post("/beheer/scholen/nieuw", data={**NEW, **changed})


def verzonnen(session):
    session.expire_all()
    return session.scalar(sa.select(School).where(School.name == "Vakschool Verzonnen"))


def test_adds_a_school_with_board_and_campus(add, session, client):
    assert add().location.startswith("/beheer/scholen?q=Vakschool")
    school = verzonnen(session)
    assert (school.sector, school.town, school.region_code) == (Sector.VMBO, "Hengelo", "AM05")
    assert school.aliases == "VSV|De Verzinsels"
    assert not school.from_reference
    assert session.get(Board, school.board_id).name == "Stichting Bedacht"
    campus = session.scalar(sa.select(Campus).where(Campus.school_id == school.id))
    assert (campus.name, campus.town, campus.region_code) == ("Hoofdlocatie Hengelo", "Hengelo", "AM05")
    assert campus.lat == pytest.approx(52.26, abs=0.05)
    assert "Vakschool Verzonnen" in client.get("/beheer/scholen?q=vsv").text


def test_takes_an_existing_board_by_choice_or_by_name(add, session):
    board = session.scalar(sa.select(Board).order_by(Board.id))
    board_id, name = board.id, board.name
    boards = session.scalar(sa.select(sa.func.count()).select_from(Board))
    add(board_id=str(board_id), new_board="")
    assert verzonnen(session).board_id == board_id
    add(name="Vakschool Tweede", new_board=name.upper())
    assert session.scalar(sa.select(School.board_id).where(School.name == "Vakschool Tweede")) == board_id
    assert session.scalar(sa.select(sa.func.count()).select_from(Board)) == boards


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"name": ""}, "name", "Vul de naam van de school in."),
        ({"name": "roc van twente", "sector": "mbo"}, "name", "staat al in de lijst"),
        ({"sector": "wo"}, "sector", ""),
        ({"new_board": ""}, "board_id", "Kies een bestuur"),
        ({"board_id": "1"}, "board_id", "Niet allebei"),
        ({"board_id": "999999", "new_board": ""}, "board_id", "uit de lijst"),
        ({"town": "Hengelo"}, "town", "Hengelo (Gelderland)"),
        ({"town": "Hengeloo"}, "town", "Bedoelt u"),
        ({"town": "7551"}, "town", "naam van de plaats"),
        ({"town": "qqqqqq"}, "town", "Wij kennen deze plaats niet"),
        ({"aliases": "\n".join(f"naam {n:03}" for n in range(40))}, "aliases", "te veel andere namen"),
    ],
)
def test_refuses_beside_the_field_and_keeps_the_input(add, session, changed, field, message):
    answer = add(**changed)
    assert answer.status_code == 200
    assert f'id="{field}-error"' in answer.text
    assert message in answer.text
    assert "De Verzinsels" in answer.text or "aliases" in changed
    assert verzonnen(session) is None


def test_list_filters_sorts_and_pages(client, admin, session):
    school_member("ROC van Twente")
    page = client.get("/beheer/scholen?sector=mbo&sort=-collegas").text
    assert page.index("ROC van Twente") < page.index("Deltion")
    assert "53 scholen" in page
    assert "Geen school gevonden" in client.get("/beheer/scholen?q=bestaatniet").text
    assert 'rel="prev"' in client.get("/beheer/scholen?page=2").text


def test_form_begins_with_the_school_and_saves(add, client, session):
    add()
    school = verzonnen(session)
    url = f"/beheer/scholen/{school.id}"
    page = client.get(url).text
    assert 'value="Hengelo (Overijssel)"' in page
    assert "De Verzinsels" in page
    assert 'name="sector"' not in page
    data = {**NEW, "name": "Vakschool Verzonnen", "new_board": "", "board_id": str(school.board_id), "town": "Enschede"}
    assert client.post(url, data=data).status_code == 302
    assert verzonnen(session).town == "Enschede"
    assert client.get("/beheer/scholen/999999").status_code == 404


def test_changed_school_is_left_alone_by_the_tables(client, admin, session, work_as):
    school = factories.school("Deltion College")
    school_id, before = school.id, (school.name, school.aliases, school.board_id, school.from_reference)
    data = {**NEW, "name": "Deltion Nieuw", "board_id": str(school.board_id), "new_board": "", "town": "Zwolle"}
    page = client.get(f"/beheer/scholen/{school_id}").text
    assert "volgt zij die lijst niet meer" in page
    assert client.post(f"/beheer/scholen/{school_id}", data=data).status_code == 302
    load_reference(work_as())
    session.expire_all()
    assert session.get(School, school_id).name == "Deltion Nieuw"
    assert session.scalar(sa.select(sa.func.count()).where(School.name == "Deltion College")) == 0
    kept = session.get(School, school_id)
    kept.name, kept.aliases, kept.board_id, kept.from_reference = before
    session.commit()


@pytest.fixture
def messages(session):
    def message(**values):
        row = OutboxMessage(
            kind="account_exists",
            recipient=values.pop("recipient"),
            context={"name": "Fenna"},
            created_at=factories.LONG_AGO,
            **values,
        )
        session.add(row)
        session.flush()
        return row

    message(recipient="klaar@example.nl", sent_at=factories.LONG_AGO, attempts=1)
    message(recipient="wacht@example.nl", attempts=1, error="OSError: weg")
    return message(recipient="mislukt@example.nl", attempts=5, error="OSError: helemaal weg")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"klaar", "wacht", "mislukt"}),
        ("toestand=sent", {"klaar"}),
        ("toestand=waiting&toestand=failed", {"wacht", "mislukt"}),
        ("q=MISLUKT@", {"mislukt"}),
        ("soort=account_exists&toestand=failed", {"mislukt"}),
        ("soort=anders", set()),
    ],
)
def test_messages_are_filtered(client, admin, messages, query, found):
    page = client.get(f"/beheer/berichten?{query}").text
    assert {name for name in ("klaar", "wacht", "mislukt") if f"{name}@example.nl<" in page} == found


def test_failed_message_goes_out_again(client, admin, messages, session, outbox):
    message_id = messages.id
    assert "Berichten die niet aankwamen" in client.get("/beheer/").text
    assert client.post(f"/beheer/berichten/{message_id}/opnieuw").status_code == 302
    assert "mislukt@example.nl" in [mail.to[0] for mail in outbox]
    session.expire_all()
    kept = session.get(OutboxMessage, message_id)
    assert kept.sent_at is not None
    assert (kept.error, kept.attempts) == ("", 1)
    client.post(f"/beheer/berichten/{message_id}/opnieuw")
    assert "al verstuurd" in client.get("/beheer/berichten").text
    assert client.post("/beheer/berichten/999999/opnieuw").status_code == 404


def test_reference_page_shows_tables_and_postcodes(client, admin):
    page = client.get("/beheer/gegevens").text
    assert "flask geo import-postcodes" in page
    assert "2.142" in page
