"""The pages of an import: the whole way without JavaScript, bad input beside the field, and nobody else's."""

import io

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from matcher.domain.desk import ImportKind, ImportState
from matcher.jobs import imports as jobs
from matcher.models import ImportBatch
from tests.factories import coordinator, school
from tests.integration.imports.conftest import people

CSV = "naam;e-mail;plaats\r\nFenna Verzonnen;fenna@example.nl;Enschede\r\nTeun Bedacht;geen adres;Enschede\r\n"
BASE = "/coordinator/importeren"


@pytest.fixture
def visitor(session, client):
    user = coordinator("AM05", "AM09")
    session.commit()
    client.login(user)
    return client


def form(text=CSV, name="mensen.csv", **change):
    values = {
        "region_code": "AM05", "consent_way": "mail", "consent_on": "2026-09-01", "consent_note": "Gemaild.",
    }  # fmt: skip
    data = text.encode() if isinstance(text, str) else text
    boundary, body = encode_multipart({**values, **change, "file": FileStorage(io.BytesIO(data), name, name="file")})
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def test_from_file_to_report_and_back(session, visitor, look):
    answer = visitor.post(f"{BASE}/nieuw/people", **form(), follow_redirects=True)
    assert "Stap 2 van 4" in answer.text
    assert "In het bestand: Fenna Verzonnen | Teun Bedacht" in answer.text
    made = session.query(ImportBatch.id).scalar()
    url = f"{BASE}/{made}"
    answer = visitor.post(f"{url}/kolommen", data={"full_name": "0", "email": "1", "place": "2"}, follow_redirects=True)
    assert "Stap 3 van 4" in answer.text
    assert "Vul een e-mailadres in zoals naam@voorbeeld.nl." in answer.text
    assert "Fenna Verzonnen" not in visitor.get(f"{url}?uitkomst=bad").text
    assert "Alles of niets kan niet: 1 rij is fout." in visitor.get(f"{url}/uitvoeren").text
    answer = visitor.post(f"{url}/uitvoeren", data={"mode": "skip_bad"}, follow_redirects=True)
    jobs.run_import(made)
    person = look(made).rows[0].professional_id
    page = visitor.get(url).text
    assert f"/coordinator/mensen/{person}" in page
    assert visitor.get(f"/coordinator/mensen/{person}").status_code == 200
    assert "mensen.csv" in visitor.get(BASE).text
    assert "Deze import maakte 1 rij." in visitor.get(f"{url}/terugdraaien").text
    visitor.post(f"{url}/terugdraaien")
    jobs.undo_import(made)
    assert look(made).batch.state is ImportState.UNDONE
    assert visitor.get(url).status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Dit bestand is leeg."),
        ({"name": "mensen.pdf"}, "Kies een bestand dat eindigt op .csv of .xlsx."),
        ({"text": b"x" * (5 * 1024 * 1024 + 1)}, "Dit bestand is groter dan 5 MB."),
        ({"name": ""}, "Kies een bestand."),
        ({"region_code": "AM28"}, 'id="region_code-error"'),
        ({"consent_way": ""}, "Kies hoe deze mensen ja hebben gezegd."),
        ({"consent_on": "2026-09-15"}, "Die dag kan niet in de toekomst liggen."),
        ({"consent_note": ""}, "Schrijf in één zin op hoe zij toestemming gaven."),
    ],
)
def test_a_bad_start_is_told_beside_the_field_and_keeps_nothing(session, visitor, change, words):
    answer = visitor.post(f"{BASE}/nieuw/people", **form(**change))
    assert answer.status_code == 200
    assert words in answer.text
    assert session.query(ImportBatch).count() == 0


def test_a_request_far_too_large_is_refused_unread(visitor):
    visitor.check_pages = False
    assert visitor.post(f"{BASE}/nieuw/people", **form(text=b"x" * 6 * 1024 * 1024)).status_code == 413
    # Other pages keep their own limit.
    assert visitor.post(f"{BASE}/1/kolommen", **form(text=b"x" * 3 * 1024 * 1024)).status_code == 413


def test_columns_ask_what_is_required_once(visitor, begin):
    made = begin(people(1), check=False)
    answer = visitor.post(f"{BASE}/{made}/kolommen", data={"full_name": "0", "email": "1", "place": ""})
    assert "Kies de kolom met: plaats of postcode." in answer.text
    answer = visitor.post(f"{BASE}/{made}/kolommen", data={"full_name": "0", "email": "1", "place": "1"})
    assert "Kies elke kolom één keer." in answer.text


def test_the_files_are_safe_in_a_spreadsheet(visitor, begin):
    made = begin([("=SOM(A1)", "geen adres", "Enschede", "", "", "")])
    lines = visitor.get(f"{BASE}/{made}/fouten.csv").get_data(as_text=True).splitlines()
    assert lines[0].endswith(";rij;wat is er mis")
    assert lines[1].startswith("'=SOM(A1);geen adres;")
    assert "e-mail: Vul een e-mailadres in" in lines[1]


@pytest.mark.parametrize("kind", ["people", "needs"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_can_be_imported_as_it_is(visitor, look, session, kind, ending):
    data = visitor.get(f"{BASE}/voorbeeld/{kind}.{ending}").get_data()
    answer = visitor.post(f"{BASE}/nieuw/{kind}", **form(data, f"voorbeeld.{ending}", school_id=""))
    assert answer.status_code == 302
    made = session.query(ImportBatch.id).scalar()
    session.rollback()
    mapping = {name: str(column) for name, column in look(made).batch.mapping.items()}
    visitor.post(f"{BASE}/{made}/kolommen", data=mapping)
    found = look(made)
    assert found.outcomes == ["good"], found.rows[0].errors
    assert found.rows[0].errors == {}


def test_another_region_sees_and_finds_nothing(session, new_client, begin):
    made, kinds = begin(people(1)), ImportKind.NEEDS
    needs = begin([("Lassen", "gastles")], kind=kinds, head=("titel", "rol"), school_id=school("ROC van Twente").id)
    loose = begin([("ROC van Twente", "Lassen", "gastles")], kind=kinds, head=("school", "titel", "rol"))
    users = {"same": coordinator("AM05"), "other": coordinator("AM28"), "nation": coordinator(national=True)}
    session.commit()
    seen = {}
    for name, user in users.items():
        client = new_client()
        client.login(user)
        seen[name] = [each for each in (made, needs, loose) if client.get(f"{BASE}/{each}").status_code == 200]
        shown = [each for each in (made, needs, loose) if f'{BASE}/{each}"' in client.get(BASE).text]
        assert shown == seen[name]
        for each in {made, needs, loose} - set(seen[name]):
            for path in ("/kolommen", "/uitvoeren", "/terugdraaien", "/fouten.csv"):
                assert client.get(f"{BASE}/{each}{path}").status_code == 404
            for path in ("/weggooien", "/stoppen", "/kolommen", "/uitvoeren"):
                assert client.post(f"{BASE}/{each}{path}").status_code == 404
    # Rows that name schools of anywhere are their maker's and the nation's.
    assert seen == {"same": [made, needs], "other": [], "nation": [made, needs, loose]}
