"""Rows become people and needs once, whatever happens in between, and are taken back when nobody touched them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from matcher import clock
from matcher.domain.desk import ImportKind, ImportMode, ImportState, RowOutcome
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.states import NeedState, ProfileState
from matcher.jobs import imports as jobs
from matcher.models import (
    CoordinatorAssignment,
    DeskNote,
    EntryOnBehalf,
    ImportBatch,
    ImportRow,
    Need,
    NeedSkill,
    Professional,
    ProfessionalSkill,
    SearchArea,
    User,
)
from matcher.services import imports
from matcher.services.imports import running
from matcher.services.imports.claims import LEASE
from matcher.services.passwords import verify_password
from tests.factories import PASSWORD, ProposalFactory, UserFactory, concept_id, school
from tests.integration.imports.conftest import people

WHOLE, SKIP = ImportMode.ALL_OR_NOTHING, ImportMode.SKIP_BAD


def count(session, model):
    session.rollback()
    return session.scalar(sa.select(sa.func.count()).select_from(model))


@pytest.fixture
def run(desk):
    def make(import_id, mode=SKIP):
        imports.run_import(desk, import_id=import_id, mode=mode)
        return jobs.run_import(import_id)

    return make


@pytest.fixture
def undo(desk):
    def make(import_id):
        imports.undo_import(desk, import_id=import_id)
        return jobs.undo_import(import_id)

    return make


@pytest.mark.parametrize("mode", [WHOLE, SKIP])
def test_a_row_becomes_a_draft_profile_with_its_consent(session, desk, begin, run, look, mode):
    made = begin([("Fenna Verzonnen", "Fenna@example.nl", "Hengelo", "PLC-programmeren", "2", "6,5")])
    run(made, mode)
    found = look(made)
    assert (found.outcomes, found.batch.state, found.batch.rows_done) == (["made"], ImportState.DONE, 1)
    person = session.get(Professional, found.rows[0].professional_id)
    assert (person.state, person.desk_region_code, person.region_code) == (ProfileState.DRAFT, "AM05", "AM05")
    assert (person.minutes_min, person.minutes_max, person.years_experience) == (120, 390, None)
    assert session.scalars(sa.select(SearchArea.label)).all() == ["Hengelo (Overijssel)"]
    assert session.scalars(sa.select(ProfessionalSkill.concept_id)).all() == [concept_id("elektro-plc-programmeren")]
    user = session.get(User, person.user_id)
    assert (user.email, user.full_name, user.email_verified_at) == ("fenna@example.nl", "Fenna Verzonnen", None)
    assert not verify_password(user.password_hash, "")
    entry = session.scalar(sa.select(EntryOnBehalf))
    assert (entry.professional_id, entry.entered_by_id) == (person.id, desk.actor.user_id)
    assert (entry.consent_note, entry.invited_email) == ("Gemaild op 1 september.", "fenna@example.nl")


def test_a_row_becomes_a_draft_need(session, begin, run, look):
    head = ("titel", "rol", "opleiding", "niveau", "klokuren per week", "begin", "einde", "dagdelen", "vaardigheden")
    row = (
        "Lassen",
        "gastdocent",
        "metaal",
        "mbo 3",
        "2,5",
        "21-09-2026",
        "29-01-2027",
        "di ochtend",
        "PLC-programmeren",
    )
    made = begin([row], kind=ImportKind.NEEDS, head=head, school_id=school("ROC van Twente").id)
    run(made)
    need = session.get(Need, look(made).rows[0].need_id)
    assert (need.state, need.title, need.level.value, need.minutes_per_week) == (
        NeedState.DRAFT,
        "Lassen",
        "mbo_3",
        150,
    )
    assert need.teaching_weeks > 10
    assert count(session, NeedSkill) == 1


def test_bad_rows_are_skipped_or_stop_the_whole(session, desk, begin, run, look):
    made = begin([*people(2), ("Zonder Adres", "niets", "Enschede", "", "", "")])
    with pytest.raises(InvalidInputError, match="foute rijen"):
        imports.run_import(desk, import_id=made, mode=WHOLE)
    run(made)
    assert look(made).outcomes == ["made", "made", "bad"]
    assert count(session, Professional) == 2


def test_nothing_good_cannot_be_run(desk, begin):
    made = begin([("Zonder Adres", "niets", "Enschede", "", "", "")])
    with pytest.raises(InvalidInputError, match="geen rij"):
        imports.run_import(desk, import_id=made, mode=SKIP)


def test_an_address_taken_since_the_check_stops_one_row_or_the_whole(session, desk, begin, run, look):
    first, second = begin(people(3)), begin([(f"x{n}", f"x{n}@example.nl", "Enschede", "", "", "") for n in range(2)])
    UserFactory(email="verzonnen1@example.nl")
    UserFactory(email="x1@example.nl")
    session.commit()
    run(first)
    assert look(first).outcomes == ["made", "bad", "made"]
    assert "email" in look(first).rows[1].errors
    before = count(session, User)
    run(second, WHOLE)
    assert count(session, User) == before
    # Checked again at once, by the job that was asked for.
    assert look(second).batch.state is ImportState.CHECKED
    assert look(second).outcomes == ["good", "double"]


class KilledError(BaseException):
    """What a killed process looks like from inside."""


@pytest.mark.parametrize("mode", [WHOLE, SKIP])
def test_killed_at_any_row_it_makes_each_once(session, desk, begin, look, monkeypatch, mode):
    made = begin(people(5))
    imports.run_import(desk, import_id=made, mode=mode)
    make, calls = running.make_person, []

    def killed(*args, **values):
        calls.append(1)
        result = make(*args, **values)
        # After the row was made, before its transaction ends.
        if len(calls) in {2, 5}:
            raise KilledError
        return result

    monkeypatch.setattr(running, "make_person", killed)
    for killings in (1, 2):
        with pytest.raises(KilledError):
            jobs.run_import(made)
        kept = 0 if mode is WHOLE else len(calls) - killings
        assert count(session, Professional) == look(made).outcomes.count("made") == kept
    jobs.run_import(made)
    assert look(made).outcomes == ["made"] * 5
    assert count(session, Professional) == count(session, EntryOnBehalf) == 5
    assert jobs.run_import(made) == "nothing to do"


def test_work_that_nobody_does_is_asked_for_again(session, desk, begin, look):
    made = begin(people(1))
    imports.run_import(desk, import_id=made, mode=SKIP)
    assert set(imports.stale(session, now=clock.now())) == {made}
    assert imports.take(desk, import_id=made, state=ImportState.RUNNING) is not None
    assert imports.take(desk, import_id=made, state=ImportState.RUNNING) is None
    assert imports.stale(session, now=clock.now()) == {}
    assert set(imports.stale(session, now=clock.now() + LEASE)) == {made}


def test_a_maker_who_lost_the_region_makes_nothing(session, desk, begin, look):
    made = begin(people(1))
    imports.run_import(desk, import_id=made, mode=SKIP)
    session.execute(sa.delete(CoordinatorAssignment))
    session.commit()
    jobs.run_import(made)
    assert look(made).batch.state is ImportState.FAILED
    assert count(session, Professional) == 0


def test_stopped_in_the_middle_skips_the_rest(desk, begin, look):
    made = begin(people(3))
    imports.run_import(desk, import_id=made, mode=SKIP)
    taken = imports.take(desk, import_id=made, state=ImportState.RUNNING)
    first = next(iter(jobs._good_rows(taken, 1).items()))
    imports.make_one(desk, import_id=made, row_id=first[0], entry=first[1].entry)
    imports.stop_run(desk, import_id=made)
    assert look(made).outcomes == ["made", "skipped", "skipped"]
    assert look(made).batch.state is ImportState.DONE
    with pytest.raises(WrongStateError):
        imports.run_import(desk, import_id=made, mode=SKIP)


def test_taken_back_without_a_trace_but_what_somebody_touched_stays(session, begin, run, undo, look):
    made = begin(people(6))
    run(made)
    ids = [row.professional_id for row in look(made).rows]
    session.get(Professional, ids[1]).employer = "Ander Bedrijf"
    ProposalFactory(professional_id=ids[2])
    session.get(User, session.get(Professional, ids[3]).user_id).email_verified_at = clock.now()
    session.add(DeskNote(professional_id=ids[4], text="Gebeld.", at=clock.now()))
    session.commit()
    users = count(session, User)
    undo(made)
    found = look(made)
    assert found.outcomes == ["undone", "kept", "kept", "kept", "kept", "undone"]
    assert found.batch.state is ImportState.UNDONE
    words = [row.errors.get("") for row in found.rows[1:5]]
    assert words == [
        "Er is iets aan veranderd sinds de import.", "Er is al een voorstel of inzet.",
        "De persoon gebruikt het account zelf.", "Er is iets bij geschreven, of de persoon is overgedragen.",
    ]  # fmt: skip
    assert count(session, User) == users - 2
    assert session.get(Professional, ids[0]) is None
    assert session.get(Professional, ids[1]) is not None


def test_needs_are_taken_back_as_long_as_they_are_drafts(session, begin, run, undo, look):
    rows = [(f"Lassen {n}", "gastdocent") for n in range(3)]
    made = begin(rows, kind=ImportKind.NEEDS, head=("titel", "rol"), school_id=school("ROC van Twente").id)
    run(made)
    ids = [row.need_id for row in look(made).rows]
    session.get(Need, ids[0]).state = NeedState.MAYBE
    session.get(Need, ids[1]).title = "Frezen"
    session.commit()
    undo(made)
    assert look(made).outcomes == ["kept", "kept", "undone"]
    assert session.get(Need, ids[2]) is None


def test_texts_go_after_90_days_and_with_the_person_and_counts_stay(session, client, desk, begin, run, look, frozen):
    made, other = begin(people(2)), begin([("Zelfde", "Verzonnen0@example.nl", "Enschede", "", "", "")])
    run(made)
    row = look(made).rows[0]
    user = session.get(User, session.get(Professional, row.professional_id).user_id)
    user.email_verified_at, user.password_hash = clock.now(), UserFactory().password_hash
    session.commit()
    client.login(user)
    client.post("/account/verwijderen", data={"current_password": PASSWORD})
    assert look(made).rows[0].cells == []
    assert [row.cells for row in look(other).rows] == [[]]
    assert look(made).rows[1].cells[0] == "Fenna Verzonnen-1"
    assert jobs.clear_imports() == "0 rows"
    frozen.move_to(clock.now() + timedelta(days=91))
    assert jobs.clear_imports() == "1 rows"
    assert look(made).rows[1].cells == []
    assert count(session, ImportBatch) == 2
    assert session.scalar(sa.select(sa.func.count()).where(ImportRow.outcome == RowOutcome.MADE)) == 2
