"""Exports: the rows of the list in their order, safe, logged, made in the background, only for who asked."""

import csv
import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from openpyxl import load_workbook
from sqlalchemy.orm import undefer

from matcher import clock
from matcher.domain.desk import DeskList, ExportFormat, ExportState
from matcher.domain.jobs import Job
from matcher.jobs import exports as jobs
from matcher.models import CoordinatorAssignment, Export
from matcher.services import exports
from matcher.services.account_removal import delete_account
from tests.factories import PASSWORD, ProfessionalFactory, UserFactory, actor_of, coordinator
from tests.integration.coordinator.world import fill
from tests.support.pages import csv_of


@pytest.fixture
def held(app, monkeypatch):
    """What was asked of the queue and not done."""
    asked = []
    monkeypatch.setattr(app.extensions["jobs"], "enqueue", lambda job, *ids: asked.append((job, ids)))
    return asked


@pytest.fixture
def small(monkeypatch):
    """So few rows at once, that everything is made in the background; told after each row."""
    monkeypatch.setattr(exports, "AT_ONCE", 1)
    monkeypatch.setattr(jobs, "STEP", 1)


@pytest.fixture
def fresh(session):
    """Return a function that reads an export as it is in the database now."""

    def read(export_id):
        session.rollback()
        found = session.get(Export, export_id, populate_existing=True, options=[undefer(Export.content)])
        session.expunge(found)
        session.rollback()
        return found

    return read


def sheet_of(content):
    return load_workbook(io.BytesIO(content)).active


def csv_rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def ask(client, query="", form="csv", name="mensen"):
    answer = client.post(f"/coordinator/exports/{name}?{query}", data={"format": form})
    assert answer.status_code == 302, answer.get_data(as_text=True)[:200]
    return int(answer.headers["Location"].rpartition("/")[2])


@pytest.mark.parametrize("name", [each.value for each in DeskList])
def test_both_files_have_the_rows_of_the_list_in_its_order(world, browse, name):
    client = browse(world.users.both)
    text = csv_rows(csv_of(client, f"/coordinator/{name}?sort=naam&regio=AM05"))
    answer = client.post(f"/coordinator/exports/{name}?sort=naam&regio=AM05", data={"format": "xlsx"})
    sheet = sheet_of(answer.data)
    assert [cell.value for cell in sheet[1]] == text[0]
    assert sheet.max_row == len(text) > 1
    assert [str(row[0].value) for row in sheet.iter_rows(min_row=2)] == [row[0] for row in text[1:]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref.partition(":")[0]) == ("A2", "A1")
    assert "Beta" not in str(text)


def test_numbers_dates_and_formulas_in_a_workbook(session, browse):
    user = UserFactory(full_name='=HYPERLINK("https://example.nl")')
    ProfessionalFactory(user_id=user.id, job_title="+31", minutes_min=90)
    reader = coordinator("AM05")
    session.commit()
    answer = browse(reader).post("/coordinator/exports/mensen", data={"format": "xlsx"})
    sheet = sheet_of(answer.data)
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Naam"].data_type, row["Naam"].value) == ("s", '=HYPERLINK("https://example.nl")')
    assert (row["Beroep"].data_type, row["Beroep"].value) == ("s", "+31")
    assert row["Klokuren per week vanaf"].value == 1.5
    assert row["Bevestigd op"].is_date


def test_messages_go_out_without_their_text(session, world, browse):
    text = csv_of(browse(world.users.alfa), "/coordinator/verstuurd")
    assert "Alfa" in text
    assert "Beta" not in text
    assert "body" not in text.lower()


def test_every_export_is_logged_with_what_the_list_knows(session, world, browse):
    client = browse(world.users.alfa)
    csv_of(client, "/coordinator/mensen?staat=active&staat=onzin&x=1&page=3&q=Alfa")
    session.rollback()
    row = session.scalars(sa.select(Export)).one()
    assert (row.user_id, row.desk_list, row.format) == (world.users.alfa.id, DeskList.PEOPLE, ExportFormat.CSV)
    assert (row.query, row.state, row.regions) == ("staat=active&q=Alfa", ExportState.STREAMED, ["AM05"])
    assert row.rows_total == row.rows_done > 0
    page = client.get("/coordinator/exports").get_data(as_text=True)
    assert "Status: actief; Zoekt op: Alfa" in page
    assert client.get(f"/coordinator/exports/{row.id}").status_code == 200
    assert client.post("/coordinator/exports/mensen", data={"format": "exe"}).status_code == 400
    assert client.post("/coordinator/exports/onzin", data={"format": "csv"}).status_code == 404


def test_an_admin_sees_all_and_searches(session, world, browse):
    csv_of(browse(world.users.beta), "/coordinator/scholen")
    admin = UserFactory(is_admin=True)
    session.commit()
    client = browse(admin)
    assert "Zuidoost-Brabant" in client.get("/beheer/exports").get_data(as_text=True)
    assert "Niets gevonden" in client.get("/beheer/exports?q=bestaatniet").get_data(as_text=True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_many_rows_are_made_in_the_background(world, browse, small, held, app, fresh, form):
    client = browse(world.users.alfa)
    at_once = csv_rows(csv_of(client, "/coordinator/scholen?q=bestaatniet"))
    assert len(at_once) == 1
    export_id = ask(client, "sort=-naam", form)
    assert held == [(Job.MAKE_EXPORT, (export_id,))]
    page = client.get(f"/coordinator/exports/{export_id}")
    assert "Refresh" in page.headers
    assert "<progress" in page.get_data(as_text=True)
    assert client.get(f"/coordinator/exports/{export_id}/bestand").status_code == 404
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    made = fresh(export_id)
    assert (made.state, made.rows_done) == (ExportState.READY, made.rows_total)
    ready = client.get(f"/coordinator/exports/{export_id}")
    assert "Refresh" not in ready.headers
    assert "Download het bestand" in ready.get_data(as_text=True)
    content = client.get(f"/coordinator/exports/{export_id}/bestand").data
    rows = csv_rows(content.decode()) if form == "csv" else list(sheet_of(content).values)
    names = [row[1] for row in rows[1:]]
    assert names == sorted(names, reverse=True)
    assert len(names) == made.rows_total
    assert app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id) is not None
    assert fresh(export_id).attempts == 1


def test_only_the_maker_sees_it(world, browse, small, held, app):
    export_id = ask(browse(world.users.alfa))
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    for other in (world.users.beta, world.users.nation):
        client = browse(other)
        for page in ("", "/bestand"):
            assert client.get(f"/coordinator/exports/{export_id}{page}").status_code == 404
        assert client.post(f"/coordinator/exports/{export_id}/stop").status_code == 404


def test_a_stopped_export_makes_no_file(world, browse, small, held, app, fresh):
    client = browse(world.users.alfa)
    export_id = ask(client)
    client.post(f"/coordinator/exports/{export_id}/stop")
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    found = fresh(export_id)
    assert (found.state, found.content) == (ExportState.CANCELLED, None)
    assert "klaar of gestopt" in client.post(f"/coordinator/exports/{export_id}/stop", follow_redirects=True).get_data(
        as_text=True
    )


def test_it_stops_while_it_is_made(app, session, world, browse, small, held, fresh, monkeypatch, work_as):
    client = browse(world.users.alfa)
    export_id, seen = ask(client), []
    told = exports.note_progress

    def stop_at_two(work, *, order, done, total):
        seen.append(done)
        if done == 2:
            exports.cancel_export(work_as(actor_of(world.users.alfa)), export_id=export_id)
        return told(work, order=order, done=done, total=total)

    monkeypatch.setattr(exports, "note_progress", stop_at_two)
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    assert seen == [0, 1, 2]
    assert fresh(export_id).state is ExportState.CANCELLED


def test_a_killed_worker_is_followed_by_another(app, session, world, browse, small, held, fresh, work_as):
    export_id = ask(browse(world.users.alfa))
    dead = exports.take_export(work_as(), export_id=export_id)
    exports.note_progress(work_as(), order=dead, done=1, total=9)
    held.clear()
    app.extensions["jobs"].run(Job.RESUME_EXPORTS)
    assert held == []
    session.execute(sa.update(Export).values(claimed_at=clock.now() - timedelta(minutes=3)))
    session.commit()
    app.extensions["jobs"].run(Job.RESUME_EXPORTS)
    assert held == [(Job.MAKE_EXPORT, (export_id,))]
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    made = fresh(export_id)
    assert (made.state, made.attempts) == (ExportState.READY, 2)
    assert not exports.keep_file(work_as(), order=dead, rows=0, content=b"late")
    assert fresh(export_id).content == made.content


def test_the_scope_is_that_of_the_moment_it_is_made(app, session, world, browse, small, held, fresh):
    client = browse(world.users.both)
    export_id, later, left = ask(client), ask(client), ask(client)
    app.extensions["jobs"].run(Job.MAKE_EXPORT, export_id)
    session.execute(sa.delete(CoordinatorAssignment).where(CoordinatorAssignment.region_code == "AM28"))
    session.commit()
    app.extensions["jobs"].run(Job.MAKE_EXPORT, later)
    text = fresh(later).content.decode()
    assert "Alfa" in text
    assert "Beta" not in text
    assert "Beta" in fresh(export_id).content.decode()
    assert client.get(f"/coordinator/exports/{export_id}/bestand").status_code == 404
    assert client.get(f"/coordinator/exports/{later}/bestand").status_code == 200
    session.execute(sa.delete(CoordinatorAssignment).where(CoordinatorAssignment.user_id == world.users.both.id))
    session.commit()
    app.extensions["jobs"].run(Job.MAKE_EXPORT, left)
    assert (fresh(left).state, fresh(left).error) == (ExportState.FAILED, exports.LEFT)


def test_the_file_goes_after_a_day_or_with_the_account(app, session, world, browse, small, held, fresh, work_as):
    client = browse(world.users.alfa)
    export_id, kept = ask(client), ask(client)
    for each in (export_id, kept):
        app.extensions["jobs"].run(Job.MAKE_EXPORT, each)
    session.execute(sa.update(Export).where(Export.id == export_id).values(expires_at=clock.now()))
    session.commit()
    assert client.get(f"/coordinator/exports/{export_id}/bestand").status_code == 404
    app.extensions["jobs"].run(Job.PRUNE_EXPORTS)
    assert (fresh(export_id).content, fresh(kept).content is None) == (None, False)
    waiting = ask(client)
    delete_account(work_as(actor_of(world.users.alfa)), current_password=PASSWORD)
    assert (fresh(kept).content, fresh(kept).user_id) == (None, None)
    assert fresh(waiting).state is ExportState.CANCELLED


def test_so_many_at_a_time(world, browse, small, held):
    client = browse(world.users.alfa)
    for _ in range(exports.MOST_RUNNING):
        ask(client)
    answer = client.post("/coordinator/exports/mensen?staat=active", data={"format": "csv"}, follow_redirects=True)
    assert "Er worden al 3 exports voor u gemaakt" in answer.get_data(as_text=True)


def test_writers_need_not_wait_for_a_file(session, browse):
    fill(session, "Alfa", people=5, needs=1, proposals=0)
    user = coordinator("AM05")
    session.commit()
    client = browse(user)
    answer = client.post("/coordinator/exports/mensen", data={"format": "csv"}, buffered=False)
    pieces = iter(answer.response)
    session.add(UserFactory.build(email="erbij@example.nl"))
    session.commit()
    assert b"".join(pieces).count(b"\r\n") == 6
    answer.close()
