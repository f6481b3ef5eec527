"""Progress and report of a programme: each number equals its rows, of the own regions only."""

import io
from datetime import date
from urllib.parse import urlencode

import openpyxl
import pytest

from matcher.domain.programmes import TargetKind
from matcher.models import Programme, ProgrammeRegion
from matcher.queries.coordination.programme_progress import progress_of
from matcher.queries.coordination.programme_report import programme_figures
from matcher.queries.coordination.scope import view_of
from matcher.queries.programmes import programme_of
from tests.factories import UserFactory, actor_of
from tests.support.pages import csv_of

TODAY = date(2026, 9, 14)


@pytest.fixture
def both(session, world):
    """A programme of both regions, from August 2026, with targets."""
    regions = [ProgrammeRegion(region_code=code) for code in ("AM05", "AM28")]
    row = Programme(
        name="Samen", starts_on=date(2026, 8, 1), ends_on=date(2027, 7, 31), regions=regions, partners=["Techport"],
        target_people=4, target_hours=100000, target_placements=0, weights={"skills": 0.8},
    )  # fmt: skip
    session.add(row)
    session.commit()
    return row.id


def progress(session, user, programme_id):
    scope = actor_of(user).scope
    row = programme_of(session, scope=scope, programme_id=programme_id)
    view = view_of(session, scope=scope, today=TODAY)
    return {each.kind: each for each in progress_of(session, view=view, programme=row)}


def test_two_regions_add_up_and_each_sees_its_own(session, world, both):
    found = {name: progress(session, getattr(world.users, name), both) for name in ("alfa", "beta", "both", "nation")}
    for kind in TargetKind:
        alfa, beta, together, nation = (found[name][kind].reached for name in ("alfa", "beta", "both", "nation"))
        assert together == nation
        assert 0 < alfa < nation
        # The hours are rounded in each sum.
        assert alfa + beta == pytest.approx(nation, abs=0.011), kind
    assert [found["alfa"][kind].target for kind in TargetKind] == [4, 100000, 0, None]


def test_each_number_is_the_rows_of_its_link(session, world, both, browse):
    client = browse(world.users.alfa)
    page = client.get(f"/coordinator/programmas/{both}").get_data(as_text=True)
    assert "Deze cijfers gaan alleen over uw regio" in page
    assert "vaardigheden 67 %" in page
    pages = {TargetKind.PEOPLE: "mensen", TargetKind.PLACEMENTS: "inzet", TargetKind.SCHOOLS: "scholen"}
    for kind, part in pages.items():
        row = progress(session, world.users.alfa, both)[kind]
        asked = [(name, value) for name, values in row.filters.items() for value in values]
        rows = csv_of(client, f"/coordinator/{part}?{urlencode(asked)}").count("\r\n") - 1
        assert rows == row.reached, kind
        link = "&amp;".join(f"{name}={value}" for name, value in sorted(asked))
        assert f"/coordinator/{part}?{link}" in page


def test_the_period_counts_from_its_first_to_its_last_day(session, world, both):
    programme = session.get(Programme, both)
    whole = progress(session, world.users.nation, both)[TargetKind.PLACEMENTS].reached
    parts = []
    for first, last in ((date(2026, 8, 1), date(2026, 9, 28)), (date(2026, 9, 29), date(2027, 7, 31))):
        programme.starts_on, programme.ends_on = first, last
        session.flush()
        parts.append(progress(session, world.users.nation, both)[TargetKind.PLACEMENTS].reached)
    assert sum(parts) == whole
    assert min(parts) > 0


def test_the_report_counts_what_the_pages_count(session, world, both):
    scope = actor_of(world.users.nation).scope
    row = programme_of(session, scope=scope, programme_id=both)
    figures = programme_figures(session, view=view_of(session, scope=scope, today=TODAY), programme=row)
    placed = next(each.reached for each in figures.progress if each.kind is TargetKind.PLACEMENTS)
    assert {sum(counts.values()) for counts in figures.placements.values()} == {placed}
    assert [step.count for step in figures.funnel] == sorted((step.count for step in figures.funnel), reverse=True)
    assert {need.region for need in figures.needs} == {"Twente", "Zuidoost-Brabant"}


@pytest.mark.parametrize("who", ["alfa", "admin"])
def test_the_files(session, world, both, browse, who):
    user = UserFactory(is_admin=True, full_name="Bas Modelman") if who == "admin" else world.users.alfa
    session.commit()
    area = "beheer" if who == "admin" else "coordinator"
    client = browse(user)
    pdf, sheets = (client.get(f"/{area}/programmas/{both}/rapport.{ending}") for ending in ("pdf", "xlsx"))
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert f'filename="programma-{both}-2026-09-14.xlsx"' in sheets.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(sheets.data))
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert any("Techport" in text for text in texts)
    assert any(text.startswith("Betavraag") for text in texts) is (who == "admin")
    assert any(text.startswith("Alfavraag") for text in texts)
    foreign = client.get(f"/{area}/programmas/{world.beta.programme_id}/rapport.pdf").status_code
    assert foreign == (200 if who == "admin" else 404)
