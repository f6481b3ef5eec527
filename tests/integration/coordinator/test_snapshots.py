"""Figures that are kept: a day at a time, for trends and for the public, and pages of large areas."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from matcher import clock
from matcher.domain.actors import SYSTEM, Scope
from matcher.domain.jobs import Job
from matcher.domain.states import NeedState
from matcher.jobs.tasks import TASKS
from matcher.models import FigureCache, FigureSnapshot, Need, NeedSkill, Professional, Programme, SearchArea
from matcher.queries.coordination.figures import kept
from matcher.queries.coordination.figures.pages import BY_AREA, PAGES, figures_of
from matcher.queries.coordination.figures.place import EVERYTHING, place_of, places_of
from matcher.queries.coordination.figures.snapshots import FIGURES, areas_behind, line
from matcher.queries.coordination.figures.together import Spot
from matcher.queries.coordination.scope import view_of
from matcher.queries.public_statistics import public_statistics
from matcher.services.figures import keep_snapshot, snapshot_of
from matcher.services.transaction import Work

pytestmark = pytest.mark.database


def system(session):
    return Work(session=session, actor=SYSTEM, now=clock.now())


def national(session):
    return view_of(session, scope=Scope(national=True), today=clock.today())


def test_a_snapshot_is_what_the_dashboard_says_of_every_kind_of_area(session, world):
    view, values = national(session), snapshot_of(system(session))
    programme = f"P:{world.alfa.programme_id}"
    for area in ("NL", "L:oost", "L:zuidoost", "R:AM05", "R:AM28", programme):
        place = EVERYTHING if area == "NL" else place_of(view, area)
        assert {name: values[area, name] for name in list(FIGURES)[:5]} == PAGES["overzicht"](session, view, place)[
            "headline"
        ], area
    assert values["NL", "open_needs"] == sum(values[f"R:{region.code}", "open_needs"] for region in view.regions) > 0


def test_a_second_snapshot_of_a_day_takes_the_place_of_the_first(session, world):
    for amount in (3, 4):
        keep_snapshot(system(session), day=clock.today(), values={("NL", "placed"): amount})
    assert session.scalars(select(FigureSnapshot.value)).all() == [4.0]


def test_the_job_keeps_the_day_and_a_trend_outlives_what_it_counted(session, world):
    TASKS[Job.SNAPSHOT_FIGURES]()
    TASKS[Job.SNAPSHOT_FIGURES]()
    view, yesterday = national(session), clock.today()
    before = line(session, ["NL"], "open_needs", yesterday, yesterday)
    session.execute(delete(NeedSkill))
    session.execute(Need.__table__.update().values(state=NeedState.CLOSED))
    session.commit()
    keep_snapshot(system(session), day=yesterday + timedelta(days=1), values=snapshot_of(system(session)))
    found = line(
        session, areas_behind(view, EVERYTHING, "open_needs"), "open_needs", yesterday, yesterday + timedelta(9)
    )
    assert list(found.values()) == [before[yesterday], 0]
    assert before[yesterday] > 0


def test_several_regions_are_added_only_where_nothing_counts_twice(session, world):
    both = view_of(session, scope=Scope(regions=frozenset({"AM05", "AM28"})), today=clock.today())
    assert areas_behind(both, EVERYTHING, "placed") == ("R:AM05", "R:AM28")
    assert areas_behind(both, EVERYTHING, "active_people") == ()
    assert areas_behind(both, place_of(both, "R:AM28"), "active_people") == ("R:AM28",)


def test_the_change_since_a_month_ago_is_shown(session, world, browse):
    day = clock.today() - timedelta(days=32)
    keep_snapshot(system(session), day=day, values={("R:AM05", "open_needs"): 0, ("R:AM05", "active_people"): 100})
    page = browse(world.users.alfa).get("/coordinator/dashboard").get_data(as_text=True)
    assert "+" in page.split("stat-change")[1][:20]
    assert ">-" in page.split("stat-change")[2][:20].replace(" ", "").replace("\n", "")


def test_a_large_area_is_kept_and_refreshed_only_when_something_changed(session, world, browse, request):
    client = browse(world.users.nation)
    assert "Stand van nu" in client.get("/coordinator/dashboard").get_data(as_text=True)
    request.getfixturevalue("large")
    first = TASKS[Job.REFRESH_FIGURES]()
    assert first.split()[0] == first.split()[2] != "0"
    assert TASKS[Job.REFRESH_FIGURES]().startswith("0 of")
    page = client.get("/coordinator/dashboard").get_data(as_text=True)
    assert "Stand van nu" not in page
    assert "Bereken opnieuw" in page
    at = session.scalar(select(func.max(FigureCache.at)))
    assert client.post("/coordinator/dashboard/opnieuw?pagina=overzicht").status_code == 302
    assert session.scalar(select(func.max(FigureCache.at))) >= at
    assert client.post("/coordinator/dashboard/opnieuw?pagina=trends").status_code == 404


@pytest.fixture
def large(monkeypatch):
    """Every area is large."""
    monkeypatch.setattr(kept, "LIVE_UP_TO", 0)


@pytest.fixture
def spots(session, world):
    """Areas of every kind, with a programme of a few months, people without a search area and one handed over."""
    programme = session.get(Programme, world.alfa.programme_id)
    programme.starts_on, programme.ends_on = clock.today() - timedelta(days=20), clock.today() + timedelta(days=20)
    people = world.alfa.people
    session.execute(delete(SearchArea).where(SearchArea.professional_id.in_(people[:2])))
    session.get(Professional, people[1]).desk_region_code = "AM28"
    session.commit()
    nation = national(session)
    codes = ({"AM05"}, {"AM05", "AM28"}, {region.code for region in nation.regions})
    views = [
        nation,
        *(view_of(session, scope=Scope(regions=frozenset(each)), today=clock.today()) for each in codes),
    ]
    return nation, [
        Spot(view, place)
        for view in views
        for place in (EVERYTHING, *(place for places in places_of(view).values() for place in places))
    ]


@pytest.mark.parametrize("page", BY_AREA)
def test_counted_together_each_area_is_what_it_is_alone(session, spots, page):
    nation, areas = spots
    found = figures_of(session, page, areas, nation)
    names = {}
    for spot, figures in zip(areas, found, strict=True):
        assert figures == PAGES[page](session, spot.view, spot.place), (spot.view.scope, spot.place)
        assert names.setdefault(kept.area_key(spot), figures) == figures, "one name, one set of figures"
    assert len({str(figures) for figures in names.values()}) > 2


@pytest.mark.parametrize("page", ["kaart-mensen", "kaart-voorstellen", "kaart-dagen", "kaart-afwijzing"])
def test_the_map_of_a_scope_is_a_part_of_that_of_the_nation(session, world, large, page):
    TASKS[Job.REFRESH_FIGURES]()
    both = view_of(session, scope=Scope(regions=frozenset({"AM05", "AM28"})), today=clock.today())
    shown = kept.shown(session, both, EVERYTHING, page)
    assert shown.at is not None
    assert shown.figures == PAGES[page](session, both, EVERYTHING)


def test_what_is_kept_for_one_scope_is_not_shown_to_another(session, world, browse, large):
    TASKS[Job.REFRESH_FIGURES]()
    alfa, nation = (
        browse(getattr(world.users, who)).get("/coordinator/dashboard").get_data(as_text=True)
        for who in ("alfa", "nation")
    )
    shown = [page.split('stat-value">')[2].split("<")[0] for page in (alfa, nation)]
    assert shown[0] != shown[1]


def test_public_figures_hide_few_and_may_be_kept_by_a_cache(session, world, client):
    assert "Nog geen cijfers" in client.get("/cijfers").get_data(as_text=True)
    values = snapshot_of(system(session)) | {("R:AM05", "active_people"): 3}
    keep_snapshot(system(session), day=clock.today(), values=values)
    found = public_statistics(session)
    numbers = [cell.value for row in (found.nation, *found.places, *found.sectors) for cell in row.cells[:3]]
    assert all(value is None or value >= 5 for value in numbers)
    answer = client.get("/cijfers")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "minder dan 5" in answer.get_data(as_text=True)
    again = client.get("/cijfers", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    table = client.get("/cijfers.csv").get_data(as_text=True)
    assert len(table.strip().split("\n")) == 1 + 1 + 5 + 35 + 3
    assert "14-09-2026" in table


def test_the_page_of_somebody_signed_in_is_kept_by_nobody(session, world, browse):
    keep_snapshot(system(session), day=clock.today(), values=snapshot_of(system(session)))
    assert browse(world.users.alfa).get("/cijfers").headers["Cache-Control"] == "no-store"
