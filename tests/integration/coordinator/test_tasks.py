"""Tasks of the coordinator: who has a row, what was put off, reminders, and what counts where."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, func, select

from matcher import clock
from matcher.blueprints.coordinator.tasks.addresses import KINDS, LISTS, SLUGS
from matcher.domain.choices import LegalGround
from matcher.domain.deadlines import ChaseStage
from matcher.domain.desk import ImportState, RowOutcome
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.jobs import Job
from matcher.domain.states import Answer, NeedState, PlacementState, ProposalState
from matcher.jobs.tasks import TASKS
from matcher.models import (
    CoordinatorAssignment,
    CoordinatorCover,
    ImportBatch,
    ImportRow,
    Need,
    Notification,
    OutboxMessage,
    Placement,
    Proposal,
    TaskHold,
    User,
)
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.task_kinds import ASKS, SORTS, SUBJECTS, Holder, TaskKind
from matcher.queries.coordination.task_pages import Asked, task_page
from matcher.queries.coordination.task_sources import TaskSources
from matcher.queries.coordination.tasks import home_of
from matcher.queries.coordinators import acting_coordinators
from matcher.services.desk.holds import assign_task, snooze_task, sweep_holds, wake_task
from matcher.services.proposals import remind
from tests.factories import actor_of, coordinator
from tests.integration.coordinator.test_lists import queries_of
from tests.integration.coordinator.world import fill, set_state

TODAY = date(2026, 9, 14)
LATE = "/coordinator/taken/antwoord-te-laat"


@pytest.fixture
def late(session, scene):
    """The scene's proposal, which both sides should have answered three days ago."""
    set_state(session, scene, ProposalState.PROPOSED, answer_by=date(2026, 9, 11))
    return scene


@pytest.fixture
def desk(session, work_as):
    """A unit of work of a coordinator of Twente."""
    user = coordinator("AM05")
    session.commit()
    return work_as(actor_of(user))


def text(client, address):
    return client.get(address, follow_redirects=True).get_data(as_text=True)


def counts(session, work, holder=Holder.EVERYBODY):
    session.expire_all()
    view = view_of(session, scope=work.actor.scope, today=TODAY, user_id=work.actor.user_id)
    return {task.kind: task.count for task in home_of(session, view=view, region_code=None, holder=holder).tasks}


def held(session):
    session.expire_all()
    return [
        (row.kind, row.subject_id, row.assigned_to_id, row.snoozed_until) for row in session.scalars(select(TaskHold))
    ]


def test_every_kind_is_described_everywhere():
    kinds = set(TaskKind)
    assert ASKS.keys() == SUBJECTS.keys() == SLUGS.keys() == kinds
    assert len(KINDS) == len(kinds)
    assert LISTS.keys() == kinds - {TaskKind.IMPORT_ERRORS}
    assert SORTS.keys() <= kinds


def test_a_sort_or_filter_of_a_task_is_one_its_list_has(session):
    sources = TaskSources(session, view_of(session, scope=actor_of(coordinator("AM05")).scope, today=TODAY))
    for kind in TaskKind:
        source = sources.of(kind)
        assert SORTS.get(kind, source.default_sort).removeprefix("-") in source.sorts, kind
        for name, values in ASKS[kind].items():
            options = {facet.name: facet.options for facet in source.facets}[name]
            assert values <= options.keys(), kind


def test_taking_giving_and_returning_a_task(session, late, desk, browse):
    client, kind, row = late["client"], TaskKind.OVERDUE, late["id"]
    colleague = coordinator("AM05", "AM28")
    colleague.full_name = "Sanne Samen"
    session.commit()
    page = text(client, LATE)
    assert "nog van niemand" in page
    assert "Sanne Samen" in page
    assign_task(desk, kind=kind, subject_id=row, to_id=colleague.id)
    assert held(session) == [("overdue", row, colleague.id, None)]
    assert kind in counts(session, desk)
    assert kind not in counts(session, desk, Holder.NOBODY)
    assert kind not in counts(session, desk, Holder.ME)
    assert "Fenna Voorbeeld" in text(browse(session.get(User, colleague.id)), f"{LATE}?van=mij")
    assert "Niets te doen" in text(client, f"{LATE}?van=niemand")
    page = client.post(f"{LATE}/{row}/wie?regio=AM05", data={"to": ""}, follow_redirects=True)
    assert page.request.query_string == b"regio=AM05"
    assert held(session) == []


def test_a_task_goes_only_to_who_may_act_there(session, late, desk):
    kind, row = TaskKind.OVERDUE, late["id"]
    reader, gone = coordinator("AM05"), coordinator("AM05")
    session.execute(
        CoordinatorAssignment.__table__.update()
        .where(CoordinatorAssignment.user_id == reader.id)
        .values(read_only=True)
    )
    gone.deactivated_at = clock.now()
    away, stranger = coordinator("AM28"), coordinator("AM28")
    session.add(CoordinatorCover(absent_id=desk.actor.user_id, cover_id=away.id, starts_on=TODAY, ends_on=TODAY))
    session.commit()
    for user in (reader.id, gone.id, stranger.id, 0):
        with pytest.raises(InvalidInputError) as refused:
            assign_task(desk, kind=kind, subject_id=row, to_id=user)
        assert "to" in refused.value.fields
    assert held(session) == []
    assign_task(desk, kind=kind, subject_id=row, to_id=away.id)
    assert held(session) == [("overdue", row, away.id, None)]
    later = {
        each.user_id
        for each in acting_coordinators(session, today=TODAY + timedelta(days=1))
        if each.acts_in_one_of({"AM05"})
    }
    assert away.id not in later


@pytest.mark.parametrize(("days", "ok"), [(0, False), (1, True), (60, True), (61, False)])
def test_putting_off_for_at_least_a_day_and_at_most_sixty(session, late, desk, days, ok):
    ask = {"kind": TaskKind.OVERDUE, "subject_id": late["id"], "until": TODAY + timedelta(days=days)}
    if ok:
        snooze_task(desk, **ask)
        assert TaskKind.OVERDUE not in counts(session, desk)
    else:
        with pytest.raises(InvalidInputError) as refused:
            snooze_task(desk, **ask)
        assert "until" in refused.value.fields
        assert held(session) == []


def test_what_was_put_off_counts_nowhere_until_its_day(frozen, session, late, browse):
    user, row = coordinator("AM05"), late["id"]
    session.commit()
    client = browse(user)
    wrong = client.post(f"{LATE}/{row}/later", data={"until": "2026-09-14", "note": "Bel vrijdag."})
    assert "Kies een dag na vandaag" in wrong.get_data(as_text=True)
    assert "Bel vrijdag." in wrong.get_data(as_text=True)
    assert held(session) == []
    client.post(f"{LATE}/{row}/later", data={"until": "18-09-2026", "note": "Bel vrijdag."})
    home = text(client, "/coordinator/")
    assert "Antwoord over tijd: 1 uitgesteld" in home
    assert "Niets te doen" in text(client, LATE)
    later = text(client, f"{LATE}?uitgesteld=ja")
    assert "Uitgesteld tot 18 september 2026" in later
    assert "Bel vrijdag." in later
    frozen.move_to("2026-09-18T07:00:00+00:00")
    client = browse(user)
    assert "7 dagen te laat" in text(client, "/coordinator/")
    assert "Fenna Voorbeeld" in text(client, LATE)


def test_waking_a_task(session, late, desk):
    ask = {"kind": TaskKind.OVERDUE, "subject_id": late["id"]}
    snooze_task(desk, **ask, until=date(2026, 10, 1), note="Later.")
    late["client"].post(f"{LATE}/{late['id']}/nu?uitgesteld=ja")
    assert held(session) == []
    assert TaskKind.OVERDUE in counts(session, desk)
    wake_task(desk, **ask)


def test_home_and_page_count_the_same(session, world, browse, work_as):
    user = session.get(User, world.users.both.id)
    work = work_as(actor_of(user))
    view = view_of(session, scope=work.actor.scope, today=TODAY, user_id=user.id)
    sources = TaskSources(session, view)
    chosen = [(kind, sources.matching(kind, range(1, 2000))) for kind in TaskKind if kind is not TaskKind.REVIEW]
    for number, (kind, ids) in enumerate(chosen):
        for position, subject in enumerate(sorted(ids)[:6]):
            if position % 3 == 0:
                snooze_task(work, kind=kind, subject_id=subject, until=TODAY + timedelta(days=2 + number))
            elif position % 3 == 1:
                assign_task(work, kind=kind, subject_id=subject, to_id=user.id)
    session.commit()
    seen = {"kind": None, "view": view, "actor": work.actor}
    for region, holder in ((None, Holder.EVERYBODY), (None, Holder.ME), ("AM28", Holder.NOBODY)):
        home = home_of(session, view=view, region_code=region, holder=holder)
        awake = {task.kind: task.count for task in home.tasks}
        asleep = {task.kind: task.asleep for task in (*home.tasks, *home.put_off)}
        assert sum(awake.values()) > 0
        for kind in (kind for kind in TaskKind if region or kind in awake or kind in asleep):
            asked = Asked(region_code=region, holder=holder)
            page = task_page(session, **{**seen, "kind": kind}, asked=asked)
            assert page.page.total == page.counts.awake == awake.get(kind, 0), kind
            assert page.counts.asleep == asleep.get(kind, 0), kind
            if asleep.get(kind):
                later = task_page(session, **{**seen, "kind": kind}, asked=replace(asked, asleep=True))
                assert later.page.total == asleep[kind]
    shown = dict(re.findall(r'todo-title">([^:<]+): <strong>([\d.]+)', text(browse(world.users.both), "/coordinator/")))
    assert shown["Antwoord over tijd"] == str(counts(session, work)[TaskKind.OVERDUE])


def test_the_nightly_job_forgets_what_is_done(session, late, desk):
    kind, row = TaskKind.OVERDUE, late["id"]
    assign_task(desk, kind=kind, subject_id=row, to_id=desk.actor.user_id)
    session.add(TaskHold(kind="vog", subject_id=9999, at=clock.now(), snoozed_until=TODAY + timedelta(days=9)))
    session.add(TaskHold(kind="onbekend", subject_id=1, at=clock.now()))
    session.commit()
    TASKS[Job.SWEEP_HOLDS]()
    assert held(session) == [("overdue", row, desk.actor.user_id, None)]
    set_state(session, late, ProposalState.WITHDRAWN, answer_by=None)
    assert TaskKind.OVERDUE not in counts(session, desk)
    with pytest.raises(WrongStateError):
        assign_task(desk, kind=kind, subject_id=row, to_id=None)
    assert sweep_holds(desk) == 1
    assert held(session) == []


def test_a_task_of_who_no_longer_acts_there_is_nobodys_again(session, late, desk):
    colleague = coordinator("AM05")
    session.commit()
    assign_task(desk, kind=TaskKind.OVERDUE, subject_id=late["id"], to_id=colleague.id)
    session.execute(CoordinatorAssignment.__table__.delete().where(CoordinatorAssignment.user_id == colleague.id))
    session.commit()
    assert sweep_holds(desk) == 1
    assert held(session) == []


def test_another_regions_tasks_are_not_there(session, world, work_as, browse):
    work = work_as(actor_of(session.get(User, world.users.alfa.id)))
    foreign = session.scalars(
        select(Proposal.id).where(Proposal.id.in_(world.beta.proposals), Proposal.answer_by < TODAY)
    ).first()
    asks = ((assign_task, {"to_id": work.actor.user_id}), (snooze_task, {"until": date(2026, 10, 1)}), (wake_task, {}))
    for service, values in asks:
        for subject in (foreign, 10**6):
            with pytest.raises(NotFoundError):
                service(work, kind=TaskKind.OVERDUE, subject_id=subject, **values)
    assert held(session) == []
    client = browse(world.users.alfa)
    assert client.get("/coordinator/taken/onzin").status_code == 404
    assert client.get(f"{LATE}/{foreign}/later").status_code == 404


def test_reviewing_is_put_off_at_the_proposal_itself(session, scene, desk):
    with pytest.raises(WrongStateError):
        snooze_task(desk, kind=TaskKind.REVIEW, subject_id=scene["id"], until=date(2026, 10, 1))
    page = text(scene["client"], "/coordinator/taken/beoordelen")
    assert f"{scene['url']}/later" in page
    assert 'href="/coordinator/beoordelen"' in page


def reminders(session):
    session.expire_all()
    kinds = select(func.count()).where(OutboxMessage.kind == "answer_reminder").select_from(OutboxMessage)
    return session.scalar(kinds)


def test_a_reminder_goes_to_who_is_waited_for_once_a_day(frozen, session, late, browse):
    user = coordinator("AM05")
    session.commit()
    client = browse(user)
    set_state(session, late, ProposalState.PROPOSED, professional_answer=Answer.INTERESTED)
    page = text(client, "/coordinator/")
    assert "nog geen herinnering gestuurd" in page
    action = f"{late['url']}/herinner"
    assert action in page
    page = client.post(action, data={"naar": "start"}, follow_redirects=True)
    assert page.request.path == "/coordinator/"
    page = page.get_data(as_text=True)
    assert "De herinnering is verstuurd" in page
    assert "laatste herinnering: 14 september" in page
    assert action not in page
    mail = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "answer_reminder")).one()
    assert mail.context["side"] == "school"
    assert mail.context["by_coordinator"] is True
    assert mail.context["answer_by"] is None
    again = client.post(action, data={"naar": "taken"}, follow_redirects=True).get_data(as_text=True)
    assert "Vandaag is al een herinnering gestuurd" in again
    assert reminders(session) == 1
    frozen.move_to("2026-09-15T07:00:00+00:00")
    client = browse(user)
    assert action in text(client, LATE)
    assert action in text(client, late["url"])
    client.post(action)
    assert reminders(session) == 2


def test_who_is_reminded_gets_time_before_the_close(session, late, desk):
    set_state(session, late, ProposalState.PROPOSED, chase_stage=ChaseStage.CLOSE, chase_on=date(2026, 9, 15))
    remind(desk, proposal_id=late["id"])
    session.expire_all()
    closes = session.get(Proposal, late["id"]).chase_on
    assert closes == date(2026, 9, 17)
    told = session.scalars(select(Notification)).first()
    assert told.context["closes_on"] == "2026-09-17"


@pytest.mark.parametrize("why", ["answered", "closed", "nobody"])
def test_no_reminder_that_leads_nowhere(session, late, desk, why):
    if why == "answered":
        set_state(session, late, ProposalState.DECLINED)
    elif why == "closed":
        session.get(Need, late["need"]).state = NeedState.CLOSED
    else:
        for user in session.scalars(select(User).where(User.id != desk.actor.user_id)):
            user.deactivated_at = clock.now()
    session.commit()
    with pytest.raises(WrongStateError):
        remind(desk, proposal_id=late["id"])
    assert reminders(session) == 0


def test_who_only_reads_sees_no_buttons(session, late, browse):
    user = coordinator("AM05")
    session.execute(
        CoordinatorAssignment.__table__.update().where(CoordinatorAssignment.user_id == user.id).values(read_only=True)
    )
    session.commit()
    client = browse(user)
    home, page = text(client, "/coordinator/"), text(client, LATE)
    assert "Antwoord over tijd" in home
    assert "<main" in home
    for shown in (home, page):
        assert 'method="post"' not in shown.split("<main")[1]
    assert client.post(f"{LATE}/{late['id']}/wie", data={"to": user.id}).status_code == 403
    assert client.post(f"{late['url']}/herinner").status_code == 403


@pytest.mark.parametrize(
    ("ground", "teacher", "asks"),
    [
        (LegalGround.INSTRUCTEUR, "", True),
        (LegalGround.IN_OPLEIDING, "  ", True),
        (LegalGround.INSTRUCTEUR, "Meester Verzonnen", False),
        (LegalGround.BEVOEGD, "", False),
        (LegalGround.HBO, "", False),
    ],
)
def test_a_placement_without_a_responsible_teacher(session, world, work_as, ground, teacher, asks):
    work = work_as(actor_of(session.get(User, world.users.alfa.id)))
    before = counts(session, work).get(TaskKind.NO_TEACHER, 0)
    placement = session.get(Placement, world.alfa.placements[0])
    placement.legal_ground, placement.responsible_teacher = ground, teacher
    placement.state, placement.starts_on, placement.ends_on = PlacementState.PLANNED, TODAY, date(2026, 12, 1)
    session.commit()
    assert counts(session, work).get(TaskKind.NO_TEACHER, 0) == before + asks


@pytest.mark.parametrize(
    ("state", "outcome", "asks"),
    [
        (ImportState.FAILED, None, True),
        (ImportState.CHECKED, RowOutcome.BAD, True),
        (ImportState.CHECKED, RowOutcome.GOOD, False),
        (ImportState.DONE, RowOutcome.SKIPPED, True),
        (ImportState.DONE, RowOutcome.MADE, False),
        (ImportState.RUNNING, RowOutcome.BAD, False),
    ],
)
def test_an_import_with_errors_is_a_task_until_it_is_looked_at(session, world, browse, work_as, state, outcome, asks):
    work = work_as(actor_of(session.get(User, world.users.alfa.id)))
    batch = session.get(ImportBatch, world.alfa.import_id)
    batch.state = state
    session.execute(delete(ImportRow).where(ImportRow.batch_id == batch.id))
    if outcome is not None:
        session.add(ImportRow(batch_id=batch.id, number=1, outcome=outcome))
    session.commit()
    assert (TaskKind.IMPORT_ERRORS in counts(session, work)) is asks
    client = browse(world.users.alfa)
    page = text(client, "/coordinator/taken/import-met-fouten")
    assert ("Alfa-lijst.csv" in page) is asks
    client.post(f"/coordinator/invoer/importeren/{world.alfa.import_id}/gezien")
    assert TaskKind.IMPORT_ERRORS not in counts(session, work)


def test_an_own_import_without_a_region_is_mine_alone(session, world, browse):
    mine = ImportBatch(
        kind="needs",
        state=ImportState.FAILED,
        file_name="los.csv",
        created_by_id=world.users.alfa.id,
        created_at=clock.now(),
    )
    session.add(mine)
    session.commit()
    address = "/coordinator/taken/import-met-fouten"
    assert "los.csv" in text(browse(world.users.alfa), address)
    other = browse(world.users.beta)
    assert "los.csv" not in text(other, address)
    assert other.post(f"/coordinator/invoer/importeren/{mine.id}/gezien").status_code == 404


@pytest.mark.parametrize("slug", ["oude-profielen", "antwoord-te-laat"])
def test_as_many_queries_for_many_rows(session, browse, slug):
    fill(session, "Alfa", people=4, needs=3, proposals=12)
    user = coordinator("AM05")
    session.commit()
    client = browse(session.get(User, user.id))
    few = queries_of(client, f"/coordinator/taken/{slug}")
    fill(session, "Alfa", people=20, needs=6, proposals=100, seed=2)
    for _ in range(5):
        coordinator("AM05")
    session.commit()
    many = queries_of(client, f"/coordinator/taken/{slug}")
    assert many <= few + 2
    assert many <= 30
