"""The check says of every row what the forms and services would say."""

from datetime import date

import pytest

from matcher.domain.desk import ConsentWay, ImportKind, ImportState
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.jobs import Job
from matcher.jobs import imports as jobs
from matcher.services import imports
from matcher.services.imports import batches
from matcher.services.transaction import Work
from tests.factories import NeedFactory, UserFactory, actor_of, coordinator, school
from tests.integration.imports.conftest import people

NEED_HEAD = ("school", "locatie", "titel", "rol", "niveau", "klokuren per week", "begin", "einde", "vaardigheden")


def need(**change):
    row = {
        "school": "ROC van Twente", "locatie": "", "titel": "Lassen", "rol": "gastdocent", "niveau": "mbo 4",
        "klokuren per week": "4", "begin": "21-09-2026", "einde": "29-01-2027", "vaardigheden": "",
    }  # fmt: skip
    return tuple({**row, **change}[name] for name in NEED_HEAD)


def test_good_bad_and_double_people(session, begin, look):
    UserFactory(email="bekend@example.nl")
    session.commit()
    found = look(
        begin(
            [
                ("Fenna Verzonnen", "fenna@example.nl", "Hengelo", "PLC-programmeren; toverkunst", "2", "6 uur"),
                ("", "geen-adres", "Nergenshuizen", "", "veel", ""),
                ("Teun Bedacht", "FENNA@example.nl", "Enschede", "", "", ""),
                ("Kees Bekend", "Bekend@example.nl", "Enschede", "", "", ""),
                ("Ver Weg", "ver@example.nl", "Eindhoven", "", "", ""),
                ("Om Gedraaid", "om@example.nl", "Enschede", "", "8", "4"),
            ]
        )
    )
    assert found.outcomes == ["good", "bad", "double", "double", "bad", "bad"]
    assert found.batch.state is ImportState.CHECKED
    errors = [row.errors for row in found.rows]
    assert errors[0] == {"skills": "Niet herkend en weggelaten: toverkunst."}
    assert set(errors[1]) == {"full_name", "email", "place", "hours_min"}
    assert "naam@voorbeeld.nl" in errors[1]["email"]
    assert errors[2] == {"": "Dit staat al in rij 1 van dit bestand."}
    assert set(errors[3]) == {"email"}
    assert errors[4] == {"place": "Deze plaats ligt buiten uw regio."}
    assert "Draai ze om" in errors[5]["hours_max"]


def test_good_bad_and_double_needs(session, begin, look):
    NeedFactory(title="Bestaat al", starts_on=date(2026, 9, 21), ends_on=date(2027, 1, 29))
    session.commit()
    found = look(
        begin(
            [
                need(),
                need(school="Summa College"),
                need(titel="bestaat AL"),
                need(),
                need(titel="Frezen", rol="hybride expert", niveau="hbo"),
                need(titel="Draaien", begin="30-01-2027"),
                need(titel="", einde="31-02-2027", locatie="Nergens", **{"klokuren per week": "99"}),
                need(titel="Boren", begin="", einde=""),
            ],
            kind=ImportKind.NEEDS,
            head=NEED_HEAD,
        )
    )
    assert found.outcomes == ["good", "bad", "double", "double", "bad", "bad", "bad", "good"]
    errors = [row.errors for row in found.rows]
    assert "geen school met deze naam in uw regio" in errors[1]["school"]
    assert "Summa" not in errors[1]["school"]
    assert "deze titel" in errors[2]["title"]
    assert set(errors[4]) == {"role_kind", "level"}
    assert "einddatum" in errors[5]["ends_on"]
    assert set(errors[6]) == {"title", "ends_on", "campus", "amount"}


def test_a_school_for_the_whole_file_needs_no_column(begin, look):
    rows = [("Lassen", "gastdocent")]
    found = look(begin(rows, kind=ImportKind.NEEDS, head=("titel", "rol"), school_id=school("ROC van Twente").id))
    assert found.outcomes == ["good"]


def test_other_columns_check_every_row_again(desk, begin, look):
    made = begin([("Fenna", "fenna@example.nl", "Enschede", "x", "", ""), ("Teun", "niet", "Enschede", "", "", "")])
    assert look(made).outcomes == ["good", "bad"]
    imports.set_mapping(desk, import_id=made, mapping={"full_name": 0, "email": 1, "place": 2, "job_title": 3})
    assert look(made).outcomes == [None, None]
    jobs.check_import(made)
    assert look(made).rows[0].errors == {}


def test_many_rows_are_a_job_that_goes_on_where_it_was_killed(desk, begin, look, monkeypatch):
    asked = []
    work = Work(desk.session, desk.actor, desk.now, enqueue=lambda *job: asked.append(job))
    monkeypatch.setattr(batches, "AT_ONCE", 3)
    monkeypatch.setattr(jobs, "PORTION", 3)
    made = begin(people(5), check=False)
    assert not imports.set_mapping(work, import_id=made, mapping={"full_name": 0, "email": 1, "place": 2})
    assert asked == [(Job.CHECK_IMPORT, made)]
    kept = imports.store_found
    calls = []

    def killed(*args, **values):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return kept(*args, **values)

    monkeypatch.setattr(imports, "store_found", killed)
    with pytest.raises(KeyboardInterrupt):
        jobs.check_import(made)
    assert look(made).batch.rows_done == 3
    monkeypatch.setattr(imports, "store_found", kept)
    assert jobs.check_import(made) == "2 rows"
    assert set(look(made).outcomes) == {"good"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"region_code": "AM28"}, "region_code"),
        ({"region_code": None}, "region_code"),
        ({"consent_way": None}, "consent_way"),
        ({"consent_on": date(2026, 9, 15)}, "consent_on"),
    ],
)
def test_people_need_an_own_region_and_a_consent(begin, change, field):
    with pytest.raises(InvalidInputError) as caught:
        begin(people(1), **{"consent_way": ConsentWay.MAIL, **change})
    assert set(caught.value.fields) == {field}


def test_needs_of_a_school_elsewhere_are_refused(begin):
    with pytest.raises(InvalidInputError) as caught:
        begin([("x", "gastles")], kind=ImportKind.NEEDS, head=("titel", "rol"), school_id=school("Summa College").id)
    assert set(caught.value.fields) == {"school_id"}


def test_who_acts_elsewhere_changes_nothing(session, work_as, begin, look):
    made, other = begin(people(1)), coordinator("AM28")
    session.commit()
    work = work_as(actor_of(other))
    for step in (
        lambda: imports.set_mapping(work, import_id=made, mapping={}),
        lambda: imports.run_import(work, import_id=made, mode="skip_bad"),
        lambda: imports.cancel_import(work, import_id=made),
        lambda: imports.stop_run(work, import_id=made),
        lambda: imports.undo_import(work, import_id=made),
    ):
        with pytest.raises(NotFoundError):
            step()
    assert look(made).batch.state is ImportState.CHECKED


def test_thrown_away_means_that_the_rows_are_forgotten(desk, begin, look):
    made = begin(people(2))
    imports.cancel_import(desk, import_id=made)
    found = look(made)
    assert found.batch.state is ImportState.CANCELLED
    assert [row.cells for row in found.rows] == [[], []]
    with pytest.raises(WrongStateError):
        imports.cancel_import(desk, import_id=made)
