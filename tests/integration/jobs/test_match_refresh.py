"""Suggestions follow a change: only what it touches, at once, and not when the change is taken back."""

from dataclasses import fields

import pytest
from sqlalchemy import delete, func, select

from matcher.domain.caps import MOST_OPEN_PER_PERSON
from matcher.domain.jobs import Job
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.matching.scoring import Parts
from matcher.models import EngineChange, MatchRefresh, Need, Professional, Proposal
from matcher.services import match_refresh
from matcher.services.match_refresh import refresh_some
from matcher.services.transaction import transactional
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory


@pytest.fixture
def asked(work_as, monkeypatch):
    """Units of work of which the jobs that are asked for are kept, and those jobs."""
    jobs = []

    def make():
        work = work_as()
        object.__setattr__(work, "enqueue", lambda job, *_: jobs.append(job))
        return work

    return make, jobs


@pytest.fixture
def settled(session):
    """Return a function that forgets what was changed so far."""

    def settle():
        session.execute(delete(MatchRefresh))
        session.commit()

    return settle


def pairs(session):
    session.expire_all()
    return set(session.execute(select(Proposal.professional_id, Proposal.need_id)).all())


def waiting(session):
    return session.execute(select(MatchRefresh.kind, MatchRefresh.subject_id)).all()


@transactional
def save(work, model, number, **values):
    row = work.session.get_one(model, number)
    for name, value in values.items():
        setattr(row, name, value)


def test_many_changes_ask_once(session, asked, settled):
    make, jobs = asked
    person, need = ProfessionalFactory().id, NeedFactory().id
    settled()

    @transactional
    def both(work):
        save(work, Professional, person, minutes_max=300)
        save(work, Need, need, minutes_per_week=180)

    both(make())
    assert jobs == [Job.REFRESH_MATCHES]
    assert set(waiting(session)) == {("professional", person), ("need", need)}


def test_a_change_that_is_taken_back_asks_for_nothing(session, asked, settled):
    make, jobs = asked
    person = ProfessionalFactory().id
    settled()

    @transactional
    def broken(work):
        save(work, Professional, person, minutes_max=300)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken(make())
    assert (jobs, waiting(session)) == ([], [])


def test_a_proposal_is_no_change_of_a_person(session, settled):
    proposal = ProposalFactory()
    settled()
    proposal.message = "Dag"
    session.commit()
    assert waiting(session) == []


def test_only_what_the_change_touches_is_looked_at(app, session, asked, settled):
    make, _ = asked
    people = [ProfessionalFactory().id for _ in range(2)]
    needs = [NeedFactory().id for _ in range(2)]
    settled()
    save(make(), Need, needs[0], minutes_per_week=180)
    assert app.extensions["jobs"].run(Job.REFRESH_MATCHES) == "1 changes"
    assert pairs(session) == {(person, needs[0]) for person in people}
    save(make(), Professional, people[0], minutes_max=420)
    app.extensions["jobs"].run(Job.REFRESH_MATCHES)
    assert pairs(session) == {(person, needs[0]) for person in people} | {(people[0], needs[1])}
    assert waiting(session) == []


def test_a_new_score_replaces_the_old_one_of_a_suggestion_only(app, session, asked, settled):
    make, _ = asked
    person = ProfessionalFactory()
    suggested = ProposalFactory(professional_id=person.id, score=0.01)
    proposed = ProposalFactory(professional_id=person.id, score=0.01, state=ProposalState.PROPOSED)
    session.commit()
    settled()
    before = session.scalar(select(func.count(EngineChange.id)))
    save(make(), Professional, person.id, minutes_max=420)
    app.extensions["jobs"].run(Job.REFRESH_MATCHES)
    session.expire_all()
    assert suggested.score > 0.01
    assert suggested.score_parts.keys() == {field.name for field in fields(Parts)}
    assert proposed.score == 0.01
    # The change itself and the suggestions it led to; a score is none.
    people = select(func.count(EngineChange.id)).where(EngineChange.kind == "professional")
    assert session.scalar(people) >= 1
    assert session.scalar(select(func.count(EngineChange.id))) - before <= 2


@pytest.mark.parametrize(
    ("model", "change"),
    [(Need, {"state": NeedState.PAUSED}), (Professional, {"state": ProfileState.PAUSED})],
)
def test_suggestions_stay_while_a_side_is_away(app, session, asked, settled, model, change):
    make, _ = asked
    person, need = ProfessionalFactory().id, NeedFactory().id
    app.extensions["jobs"].run(Job.REFRESH_MATCHES)
    session.commit()
    save(make(), Need, need, minutes_per_week=180)
    app.extensions["jobs"].run(Job.REFRESH_MATCHES)
    assert pairs(session) == {(person, need)}
    save(make(), model, need if model is Need else person, **change)
    app.extensions["jobs"].run(Job.REFRESH_MATCHES)
    assert pairs(session) == {(person, need)}
    assert waiting(session) == []


def test_a_person_gets_no_more_than_there_is_room_for(app, session, asked, settled):
    make, _ = asked
    person = ProfessionalFactory().id
    for _ in range(MOST_OPEN_PER_PERSON + 3):
        NeedFactory()
    settled()
    for minutes in (300, 360, 420):
        save(make(), Professional, person, minutes_max=minutes)
        app.extensions["jobs"].run(Job.REFRESH_MATCHES)
        assert len(pairs(session)) == MOST_OPEN_PER_PERSON


def test_a_look_that_breaks_leaves_the_change_to_the_next(session, asked, settled, monkeypatch):
    make, _ = asked
    person, need = ProfessionalFactory().id, NeedFactory().id
    settled()
    save(make(), Need, need, minutes_per_week=180)

    def killed(*_):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(match_refresh, "store", killed)
        with pytest.raises(SystemExit):
            refresh_some(make())
    assert waiting(session) == [("need", need)]
    assert refresh_some(make()) == 1
    assert pairs(session) == {(person, need)}
    assert refresh_some(make()) == 0


def test_a_placement_and_a_campus_lead_to_their_person_and_needs(session, asked, settled):
    need = NeedFactory()
    settled()
    session.add_all(
        [MatchRefresh(kind="campus", subject_id=need.campus_id), MatchRefresh(kind="placement", subject_id=1)]
    )
    session.flush()
    changes = session.scalars(select(MatchRefresh)).all()
    assert match_refresh._subjects(session, changes) == (set(), {need.id})
