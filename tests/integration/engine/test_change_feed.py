"""The feed of changes: nothing is missed, in whatever order writers commit, and pruning is noticed."""

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from matcher.database import db
from matcher.domain.states import Party
from matcher.models import (
    AnswerRecord,
    Campus,
    Concept,
    ConceptRelation,
    EngineChange,
    Need,
    NeedSkill,
    Professional,
    ProfessionalSkill,
    Proposal,
    School,
)
from matcher.models.engine_change import ChangeKind
from matcher.queries.change_feed import has_uncommitted, mark_now, news_since
from matcher.services import engine_changes
from matcher.services.engine_changes import EVERYTHING, prune_changes, write_everything_changed
from tests.factories import LONG_AGO, NeedFactory, ProfessionalFactory, ProposalFactory, concept_id

PERSON, NEED = ChangeKind.PROFESSIONAL, ChangeKind.NEED


@pytest.fixture
def changed(session):
    """Return a function that commits and gives what was written since it was last asked."""
    session.commit()
    marks = [mark_now(session)]

    def since_last():
        session.commit()
        news = news_since(session, marks[-1])
        marks.append(news.mark)
        session.commit()
        return set(news.changes)

    return since_last


def other_writer():
    return Session(db.engine)


def note(session, number, kind=PERSON):
    session.execute(insert(EngineChange), [{"kind": kind.value, "subject_id": number}])


# What is written down


def test_every_flushed_row_names_its_profile_or_need(session, changed):
    person, need = ProfessionalFactory(), NeedFactory()
    assert changed() == {(PERSON, person.id), (NEED, need.id)}
    person.minutes_max += 60
    assert changed() == {(PERSON, person.id)}
    ProposalFactory(professional_id=person.id, need_id=need.id)
    assert changed() == {(PERSON, person.id)}
    campus = session.get_one(Campus, need.campus_id)
    campus.lat += 0.01
    assert changed() == {(ChangeKind.CAMPUS, campus.id)}


def test_an_untouched_or_rolled_back_row_writes_nothing(session, changed):
    person = ProfessionalFactory()
    changed()
    person.job_title = str(person.job_title)
    assert changed() == set()
    person.online = True
    session.flush()
    session.rollback()
    assert changed() == set()


def test_statements_outside_the_flush_are_written_down(session, changed):
    first, second, need = ProfessionalFactory(), ProfessionalFactory(), NeedFactory()
    proposal = ProposalFactory(professional_id=first.id, need_id=need.id)
    ids = first.id, second.id, need.id
    changed()
    session.execute(delete(ProfessionalSkill).where(ProfessionalSkill.professional_id.in_(ids[:2])))
    assert changed() == {(PERSON, ids[0]), (PERSON, ids[1])}
    session.execute(update(Proposal).where(Proposal.id == proposal.id).values(message="Hallo"))
    assert changed() == {(PERSON, ids[0])}
    session.execute(delete(NeedSkill.__table__).where(NeedSkill.need_id == ids[2]))
    assert changed() == {(NEED, ids[2])}
    session.execute(
        insert(NeedSkill), [{"need_id": ids[2], "concept_id": concept_id("elektro-plc-programmeren"), "level": 1}]
    )
    assert changed() == {(NEED, ids[2])}
    session.execute(update(Professional), [{"id": ids[1], "online": True}])
    assert changed() == {(PERSON, ids[1])}
    session.execute(update(Need).where(Need.id == -1).values(title=""))
    assert changed() == set()


def test_a_record_of_answers_names_the_person_or_all_needs_of_the_school(session, changed):
    person, need = ProfessionalFactory().id, NeedFactory()
    r, school = AnswerRecord, need.school_id
    for party, subject in ((Party.PROFESSIONAL, person), (Party.SCHOOL, school)):
        session.add(r(party=party, subject_id=subject, asked=2, answered=1, counted_at=LONG_AGO))
    changed()
    session.execute(update(r).where(r.subject_id == school, r.party == Party.SCHOOL).values(asked=3))
    assert changed() == {(ChangeKind.SCHOOL_ANSWERS, school)}
    session.execute(update(r).where(r.asked > 0).values(asked=4))
    assert changed() == {(ChangeKind.SCHOOL_ANSWERS, school), (PERSON, person)}
    row = {"party": Party.SCHOOL, "subject_id": school + 1, "asked": 0, "answered": 0, "counted_at": LONG_AGO}
    session.execute(insert(r), [row])
    assert changed() == {(ChangeKind.SCHOOL_ANSWERS, school + 1)}
    session.execute(delete(r).where(r.party == Party.PROFESSIONAL))
    assert changed() == {(PERSON, person)}


def test_of_concepts_and_schools_it_does_not_matter_which(session, changed):
    session.execute(update(Concept).values(domain=Concept.domain))
    session.execute(update(School).where(School.id == 1).values(kind=School.kind))
    session.execute(delete(ConceptRelation))
    assert changed() == {(ChangeKind.CONCEPT, 0), (ChangeKind.SCHOOL, 0)}


@pytest.mark.parametrize(
    "statement",
    [
        update(Professional).values(online=True),
        delete(ProfessionalSkill),
        insert(Campus).values(school_id=1, name="Fictief", town="Hengelo", region_code="AM05", lat=52.0, lon=6.0),
    ],
    ids=["update all", "delete all", "insert without id"],
)
def test_what_cannot_be_told_apart_is_everything(session, changed, statement):
    session.execute(statement)
    assert changed() == {EVERYTHING}


def test_very_many_subjects_are_everything(session, changed, monkeypatch):
    monkeypatch.setattr(engine_changes, "MOST_SUBJECTS", 1)
    people = [ProfessionalFactory().id for _ in range(2)]
    changed()
    session.execute(update(Professional).where(Professional.id.in_(people)).values(online=True))
    assert changed() == {EVERYTHING}


def test_other_tables_and_raw_text_write_nothing_unless_said(session, changed):
    session.execute(text("UPDATE professional SET online = online"))
    session.execute(update(EngineChange).values(kind="need"))
    assert changed() == set()
    write_everything_changed(session)
    assert changed() == {EVERYTHING}


def test_a_session_knows_that_it_has_uncommitted_changes(session):
    session.commit()
    assert not has_uncommitted(session)
    person = ProfessionalFactory()
    with session.begin_nested():
        person.online = True
    assert has_uncommitted(session)
    session.rollback()
    assert not has_uncommitted(session)
    write_everything_changed(session)
    session.commit()
    assert not has_uncommitted(session)


# What is read


def test_nothing_is_read_twice(session, changed):
    write_everything_changed(session)
    assert changed() == {EVERYTHING}
    assert changed() == set()


def test_ids_are_never_used_again_when_all_rows_are_gone(session, changed):
    note(session, 1)
    changed()
    session.execute(delete(EngineChange))
    session.commit()
    note(session, 2)
    assert changed() == {(PERSON, 2)}


def test_a_lower_number_that_commits_later_is_not_missed(session):
    """Two writers: the first writes first and commits last. On SQLite the second would have to wait."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    session.commit()
    before = mark_now(session)
    session.commit()
    with other_writer() as slow, other_writer() as fast:
        note(slow, 1)
        note(fast, 2)
        fast.commit()
        between = news_since(session, before)
        assert set(between.changes) == {(PERSON, 2)}
        assert between.mark.running
        assert news_since(session, between.mark).nothing
        slow.commit()
        assert slow.scalar(select(EngineChange.id).where(EngineChange.subject_id == 1)) < slow.scalar(
            select(EngineChange.id).where(EngineChange.subject_id == 2)
        )
        after = news_since(session, between.mark)
        assert set(after.changes) == {(PERSON, 1)}
        assert news_since(session, after.mark).nothing


def test_what_the_reader_itself_writes_later_is_not_missed(session):
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("transactions have no number on SQLite")
    session.commit()
    session.execute(text("SELECT pg_current_xact_id()"))
    mark = mark_now(session)
    note(session, 1)
    session.commit()
    assert set(news_since(session, mark).changes) == {(PERSON, 1)}


def test_a_transaction_that_was_rolled_back_does_not_block(session):
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    session.commit()
    with other_writer() as failing, other_writer() as fast:
        note(failing, 1)
        mark = mark_now(session)
        failing.rollback()
        note(fast, 2)
        fast.commit()
    assert set(news_since(session, mark).changes) == {(PERSON, 2)}


def test_rows_of_a_restored_backup_are_not_news_for_ever(session):
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("transactions have no number on SQLite")
    session.execute(insert(EngineChange).values(transaction_id=1 << 60, kind=PERSON.value, subject_id=1))
    session.commit()
    mark = mark_now(session)
    note(session, 2)
    own = news_since(session, mark)
    session.commit()
    news = news_since(session, mark)
    assert set(own.changes) == set(news.changes) == {(PERSON, 2)}
    assert news_since(session, news.mark).nothing


# Pruning


def test_the_newest_changes_stay(session, work_as):
    for number in range(6):
        note(session, number)
        session.commit()
    assert prune_changes(work_as(), keep=10) == 0
    up_to_date = mark_now(session)
    assert prune_changes(work_as(), keep=3) == 2
    assert prune_changes(work_as(), keep=10) == 0
    kept = session.scalars(select(EngineChange.subject_id).where(EngineChange.kind == PERSON.value))
    assert sorted(kept) == [2, 3, 4, 5]
    assert news_since(session, up_to_date).nothing


def test_who_had_not_read_a_pruned_change_is_told(session, work_as):
    session.commit()
    marks = []
    for number in range(6):
        marks.append(mark_now(session))
        note(session, number)
        session.commit()
    prune_changes(work_as(), keep=3)
    assert [news_since(session, mark).lost for mark in marks] == [True, True, False, False, False, False]
    prune_changes(work_as(), keep=1)
    assert [news_since(session, mark).lost for mark in marks] == [True] * 5 + [False]


def test_what_a_running_transaction_writes_is_not_pruned_before_others_see_it(session, work_as):
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    session.commit()
    prune_changes(work_as(), keep=0)
    with other_writer() as slow:
        note(slow, 1)
        mark = mark_now(session)
        for number in range(2, 7):
            note(session, number)
            session.commit()
        assert prune_changes(work_as(), keep=0) == 0
        slow.commit()
    assert (PERSON, 1) in news_since(session, mark).changes
    assert prune_changes(work_as(), keep=0) >= 5
    assert news_since(session, mark).lost


def test_the_daily_command_prunes(app, session):
    note(session, 1)
    session.commit()
    assert app.test_cli_runner().invoke(args=["matches", "prune"]).output == "0 wijzigingen opgeruimd\n"
