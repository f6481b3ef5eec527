"""The engine of this process: every kind of change is in it at the next question, and equal to a new build."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import delete, event, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from matcher import clock
from matcher.database import db
from matcher.domain.choices import QualificationKind
from matcher.domain.errors import DomainError
from matcher.models import Campus, Concept, EngineChange, Professional, ProfessionalSkill, Qualification, School
from matcher.queries import change_feed
from matcher.queries import engine as engine_module
from matcher.queries.engine import Rows, current_engine, forget_engines
from matcher.queries.snapshot import refresh
from matcher.services.engine_changes import prune_changes, write_everything_changed
from tests.factories import ProfessionalFactory, concept_id
from tests.integration.engine import changes
from tests.integration.engine.changes import HOME, SMALL_CHANGES, Scene


@pytest.fixture
def scene(session, work_as):
    return Scene(session, work_as)


@pytest.fixture
def reference_rows(session):
    """Put concepts, campuses and schools back as they were: they outlive a test."""
    tables = [model.__table__ for model in (School, Campus, Concept)]
    kept = {table: {row.id: row for row in session.execute(select(table))} for table in tables}
    session.commit()
    yield
    session.rollback()
    session.execute(delete(ProfessionalSkill))
    session.execute(delete(Concept).where(Concept.id.not_in(kept[Concept.__table__])))
    for table, rows in kept.items():
        for row in session.execute(select(table)).all():
            if row.id in rows and row != rows[row.id]:
                session.execute(update(table).where(table.c.id == row.id).values(rows[row.id]._asdict()))
    session.commit()


def engine_now():
    found = current_engine(db.session(), today=clock.today())
    db.session.commit()
    return found


# One change at a time


@pytest.mark.parametrize("change", SMALL_CHANGES, ids=lambda change: change.__name__)
def test_a_change_is_in_the_engine_without_a_new_build(scene, reference_rows, follow, builds, change):
    follow()
    builds.clear()
    change(scene)
    follow()
    assert builds == []


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_through_many_changes_ends_where_a_new_build_does(scene, reference_rows, follow, builds, seed):
    follow()
    builds.clear()
    rng = Random(seed)
    repeatable = [change for change in SMALL_CHANGES if change is not changes.concept_added]
    for _ in range(25):
        # Not every step can follow every other; what is refused must leave no trace.
        with suppress(DomainError, IntegrityError):
            rng.choice(repeatable)(scene)
        scene.session.rollback()
        if rng.random() < 0.6:
            follow()
    follow()
    assert builds == []


def test_answers_reach_the_columns_of_the_person_and_of_every_need_of_the_school(scene, follow):
    follow()
    changes.answers_counted(scene)
    engine = follow()
    people, needs = engine.problem.people, engine.problem.needs
    # Of two questions the person answered one and the school none; all needs are of that school.
    assert people.answering[engine.person_rows[scene.person]] == round(255 * 4 / 5)
    assert people.answering.size == 2
    assert people.answering.max() == 255
    assert needs.answering.tolist() == [round(255 * 3 / 5)] * 4


def test_an_unchanged_database_gives_the_same_engine(scene):
    engine = engine_now()
    assert engine_now() is engine


def test_labels_follow_the_vocabulary(scene, reference_rows, session):
    before = engine_now()
    changes.skills(scene)
    assert engine_now().labels is before.labels
    session.get_one(Concept, concept_id(HOME)).label_nl = "woningen van stroom voorzien"
    session.commit()
    assert engine_now().labels[concept_id(HOME)] == "woningen van stroom voorzien"
    assert before.labels[concept_id(HOME)] != "woningen van stroom voorzien"


# Built anew


def test_everything_changed(scene, session, follow, builds):
    follow()
    session.execute(text("UPDATE professional SET online = NOT online"))
    write_everything_changed(session)
    follow()
    assert len(builds) == 2


def test_a_concept_that_is_gone_moves_the_others(scene, reference_rows, session, follow, builds):
    changes.concept_added(scene)
    follow()
    added = session.scalar(select(Concept.id).where(Concept.key == "elektro-fictief"))
    session.execute(delete(ProfessionalSkill).where(ProfessionalSkill.concept_id == added))
    session.execute(delete(Concept).where(Concept.id == added))
    builds.clear()
    follow()
    assert len(builds) == 1


def test_very_many_changed_people(scene, session, follow, builds, monkeypatch):
    follow()
    monkeypatch.setattr(refresh, "LARGE_NUMBER", 1)
    session.get_one(Professional, scene.person).online = True
    follow()
    assert len(builds) == 1
    session.execute(update(Professional).values(online=False).where(Professional.id > 0))
    follow()
    assert len(builds) == 2


def test_changes_that_were_pruned_unread(scene, work_as, follow, builds):
    follow()
    for change in (changes.skills, changes.pause, changes.need_paused):
        change(scene)
    prune_changes(work_as(), keep=1)
    follow()
    assert len(builds) == 2


def test_another_school_year(scene, follow, builds, frozen):
    follow()
    frozen.move_to(datetime(2027, 8, 1, 9, tzinfo=UTC))
    assert follow().problem.school_years[0] == 2027
    frozen.move_to(datetime(2027, 7, 31, 9, tzinfo=UTC))
    assert follow().problem.school_years[0] == 2026
    assert len(builds) == 3


# A new day


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(date(2020, 1, 1), date(2026, 9, 14)), (date(2026, 9, 15), None), (date(2026, 9, 17), date(2026, 9, 17))],
)
def test_a_proof_begins_or_ends_with_the_day(scene, session, follow, builds, frozen, valid_from, valid_to):
    proof = {"kind": QualificationKind.PDG, "valid_from": valid_from, "valid_to": valid_to}
    session.add(Qualification(professional_id=scene.person, **proof))
    seen = {int(follow().problem.people.exempt_cells[0])}
    for _ in range(5):
        frozen.shift(timedelta(days=1))
        seen.add(int(follow().problem.people.exempt_cells[0]))
    assert len(seen) == 2
    assert len(builds) == 1


def test_who_asks_while_the_new_day_is_made_gets_yesterday(scene, frozen, session):
    yesterday = engine_now()
    frozen.shift(timedelta(days=1))
    with engine_module._lock:
        assert engine_now() is yesterday
    assert engine_now().today == yesterday.today + timedelta(days=1)


# One process, many sessions


def test_what_is_not_committed_is_for_its_own_session_only(scene, session, app, builds):
    engine = engine_now()
    person = session.get_one(Professional, scene.person)
    person.minutes_max = 999
    session.flush()
    own = current_engine(session(), today=clock.today())
    assert own.problem.people.minutes_max[own.person_rows[scene.person]] == 999
    session.rollback()
    assert engine_now() is engine
    forget_engines()
    ProfessionalFactory()
    assert current_engine(session(), today=clock.today()).problem.people.ids.size == 3
    session.rollback()
    assert engine_now().problem.people.ids.size == 2


@pytest.mark.parametrize("begun", [False, True], ids=["first build", "after a change"])
def test_threads_that_ask_at_once_get_one_engine(scene, app, builds, begun, monkeypatch):
    refreshes = []
    monkeypatch.setattr(engine_module, "refreshed", lambda *a, **k: refreshes.append(1) or refresh.refreshed(*a, **k))
    if begun:
        engine_now()
        changes.skills(scene)
    barrier = Barrier(4)

    def ask(_number):
        with app.app_context():
            barrier.wait()
            try:
                return current_engine(db.session(), today=clock.today())
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(ask, range(4)))
    assert len(set(map(id, engines))) == 1
    assert (len(builds), len(refreshes)) == (1, int(begun))


def test_a_reader_keeps_its_snapshot(scene):
    """What somebody is reading does not change under them."""
    before = engine_now()
    columns = [column.copy() for column in before.problem.people]
    changes.skills(scene)
    changes.newcomer(scene)
    assert engine_now().problem.people.ids.size == before.problem.people.ids.size + 1
    assert all((one == other).all() for one, other in zip(columns, before.problem.people, strict=True))


# The price of asking


def test_asking_costs_one_statement(scene, session):
    engine_now()
    seen = []

    def note(*arguments):
        seen.append(arguments[2])

    event.listen(db.engine, "before_cursor_execute", note)
    current_engine(session(), today=clock.today())
    event.remove(db.engine, "before_cursor_execute", note)
    assert len([statement for statement in seen if "FROM" in statement]) == 1
    assert "engine_change" in seen[-1]


def test_the_question_is_answered_from_an_index(session):
    rows = [{"kind": "professional", "subject_id": number} for number in range(20_000)]
    session.execute(insert(EngineChange), rows)
    session.commit()
    changes.newcomer(None)
    session.commit()
    mark = change_feed.mark_now(session)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("ANALYZE engine_change"))
        question = change_feed._POSTGRESQL.text
        values = {"next": mark.next, "running": [mark.next - 1]}
        plan = "\n".join(session.scalars(text(f"EXPLAIN {question}"), values))
        assert "ix_engine_change_transaction_id" in plan
        assert "Seq Scan" not in plan
    else:
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {change_feed._SQLITE.text}"), {"last": mark.next}).all()
        assert [row.detail for row in plan] == ["SEARCH engine_change USING INTEGER PRIMARY KEY (rowid>?)"]


def test_rows_by_id():
    rows = Rows(engine_module.np.array([3, 5, 9]))
    assert [rows.get(key) for key in (3, 4, 9, 10)] == [0, None, 2, None]
    assert dict(rows) == {3: 0, 5: 1, 9: 2}
    assert 5 in rows
    assert 6 not in rows
    assert len(rows) == 3
