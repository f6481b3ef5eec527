"""Every figure of dashboard and home equals the rows behind its link; and a few are counted again by hand."""

import csv
import io
import re
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import select

from matcher import clock
from matcher.blueprints.coordinator.dashboard.definitions import CHARTS, definition
from matcher.domain.actors import Scope
from matcher.domain.states import OPEN_STATES, NeedState, Party, PlacementState, ProposalState, Step
from matcher.models import Need, Placement, PlacementYear, Professional, Proposal, ProposalEvent
from matcher.queries.coordination.facets_proposals import FUNNEL, waits_for
from matcher.queries.coordination.figures.pages import PAGES
from matcher.queries.coordination.figures.place import EVERYTHING
from matcher.queries.coordination.proposals import proposals_source
from matcher.queries.coordination.scope import view_of
from matcher.queries.ledger import standings_of
from matcher.queries.plans import plan_of_placement
from matcher.queries.proposals import to_row, waiting_for
from matcher.rules.teaching_plan import minutes_by_year
from tests.support.pages import NAMESPACE, csv_of, parse, text_of

LISTS = ("mensen", "onderwijsvragen", "voorstellen", "inzet", "scholen", "beoordelen")


@pytest.fixture
def world(session, world):
    """The two regions, with somebody of the one who was handed to the desk of the other."""
    session.get(Professional, world.beta.people[0]).desk_region_code = "AM05"
    session.commit()
    return world


def figures_of(root):
    """Yield (number as shown, what it is a sum of, address) of every figure that links to a list."""
    for link in root.iterfind(".//h:main//h:a[@href]", NAMESPACE):
        address = link.get("href")
        if address.startswith(tuple(f"/coordinator/{name}?" for name in LISTS)):
            kind = "klokuren" if "klokuren geplaatst" in text_of(link) else link.get("class") or ""
            yield number_of(root, link), kind, address


def number_of(root, link):
    """Return the number inside a link, or beside it in the row of a chart."""
    for element in link.iter():
        if element.get("class") in {"stat-value", "tile-value", "target-value"}:
            return text_of(element)
    if re.fullmatch(r"[\d.,]+", (link.text or "").strip()):
        return link.text.strip()
    row = next(row for row in root.iterfind(".//h:tr", NAMESPACE) if link in list(row.iter()))
    return text_of(next(e for e in row.iter() if e.get("class") == "chart-number"))


SUMS = {"klokuren": r"Samen ([\d.,]+) klokuren", "plekken": r"Samen ([\d.]+) plek"}


def behind(client, address, *, kind=""):
    """Return what the list says: its number of rows, or the sum of its klokuren or places."""
    if kind:
        return re.search(SUMS[kind], client.get(address).get_data(as_text=True)).group(1)
    text = csv_of(client, address).removeprefix("\ufeff")
    return str(len(list(csv.reader(io.StringIO(text), delimiter=";"))) - 1)


def compare(client, path):
    """Follow every figure of a page; return how many there are."""
    found = set(figures_of(parse(client.get(path).get_data(as_text=True))))
    for number, kind, address in found:
        assert number.replace(".", "") == behind(client, address, kind=kind).replace(".", ""), address
    return len(found)


LOOKS = [
    ("alfa", "", 15),
    ("both", "?schooljaar=2025", 15),
    ("nation", "?gebied=R:AM05&schooljaar=2026", 15),
    ("nation", "?gebied=L:oost", 15),
    ("both", "/vraag-en-aanbod", 7),
    ("alfa", "/uren", 12),
    ("both", "/kaart?cijfer=afwijzing", 3),
    ("nation", "/kaart?cijfer=kennismakingen", 2),
    ("both", "/kaart?cijfer=zonder-voorstel", 0),
    ("nation", "/kaart?cijfer=tekort&gebied=L:oost", 2),
]


@pytest.mark.parametrize(("who", "path", "least"), LOOKS)
def test_every_figure_of_the_dashboard_equals_its_rows(world, browse, who, path, least):
    assert compare(browse(getattr(world.users, who)), f"/coordinator/dashboard{path}") >= least


@pytest.fixture
def answered(session, world):
    """Proposals of this school year that asked both sides, who answered after 3 and 20 days, or not."""
    rows = session.scalars(select(Proposal).order_by(Proposal.id)).all()
    begun = [row for row in rows if row.created_at.date().isoformat() >= "2026-08-01"]
    for number, row in enumerate(begun):
        asked = row.created_at
        days = {Party.PROFESSIONAL: (3, 20, None)[number % 3], Party.SCHOOL: (None, 5, 4)[number % 3]}
        steps = [(Step.APPROVE, Party.COORDINATOR, 0)]
        steps += [(Step.ACCEPT, party, after) for party, after in days.items() if after is not None]
        for step, party, after in steps:
            at = asked + timedelta(days=after)
            event = {"proposal_id": row.id, "party": party, "step": step, "to_state": row.state}
            session.add(ProposalEvent(at=at, **event))
    session.commit()
    return begun


ANSWERS = [("both", "/antwoorden", 6), ("alfa", "/antwoorden", 5), ("nation", "/kaart?cijfer=antwoord-school", 4)]


@pytest.mark.parametrize(("who", "path", "least"), ANSWERS)
def test_answers_equal_their_rows(world, answered, browse, who, path, least):
    assert compare(browse(getattr(world.users, who)), f"/coordinator/dashboard{path}") >= least


def test_answers_counted_by_hand(session, world, answered):
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    found = PAGES["antwoorden"](session, view, EVERYTHING)["sides"]
    answers = dict.fromkeys(("professional", "school"), (answered[0::3], answered[1::3], answered[2::3]))
    assert found["professional"]["op-tijd"] == len(answers["professional"][0])
    assert found["professional"]["later"] == len(answers["professional"][1])
    assert found["school"]["op-tijd"] == len(answers["school"][1]) + len(answers["school"][2])
    waited = [3.0] * len(answers["professional"][0]) + [20.0] * len(answers["professional"][1])
    assert found["professional"]["days"] == median(waited)
    silent = [
        row
        for row in answers["professional"][2]
        if row.state is ProposalState.EXPIRED
        or (row.state in OPEN_STATES and row.created_at.date() < clock.today() - timedelta(days=10))
    ]
    assert found["professional"]["niet"] == len(silent)


def test_a_programme_is_an_area_too(world, browse):
    path = f"/coordinator/dashboard?gebied=P:{world.alfa.programme_id}"
    assert compare(browse(world.users.nation), path) >= 15


def stats(root):
    return list(root.iterfind(".//h:ul[@class='stats']//h:a", NAMESPACE))


def test_klokuren_on_the_map_equal_the_sum_of_the_list(world, browse):
    client = browse(world.users.nation)
    page = client.get("/coordinator/dashboard/kaart?cijfer=klokuren").get_data(as_text=True)
    tiles = [e for e in parse(page).iterfind(".//h:li/h:a", NAMESPACE) if "/inzet?" in e.get("href", "")]
    assert len(tiles) == 2
    for tile in tiles:
        value = next(text_of(e) for e in tile.iter() if e.get("class") == "tile-value")
        total = behind(client, tile.get("href"), kind="klokuren").replace(".", "").replace(",", ".")
        assert value.replace(".", "") == str(round(float(total)))


def test_a_region_outside_the_scope_is_a_tile_without_a_figure(world, browse):
    root = parse(browse(world.users.alfa).get("/coordinator/dashboard/kaart").get_data(as_text=True))
    outside = [e for e in root.iterfind(".//h:li", NAMESPACE) if "tile-outside" in (e.get("class") or "")]
    assert len(outside) == 34
    assert not any(list(e.iterfind(".//h:a", NAMESPACE)) for e in outside)


def test_an_area_outside_the_scope_changes_nothing(world, browse):
    client = browse(world.users.alfa)
    own, other = (client.get(f"/coordinator/dashboard{q}").get_data(as_text=True) for q in ("", "?gebied=R:AM28"))
    assert [text_of(e) for e in stats(parse(own))] == [text_of(e) for e in stats(parse(other))]


def test_each_chart_is_a_file_with_the_rows_of_its_table(world, browse):
    client = browse(world.users.alfa)
    for page in ("", "/vraag-en-aanbod", "/uren", "/antwoorden", "/kaart"):
        root = parse(client.get(f"/coordinator/dashboard{page}").get_data(as_text=True))
        for block in root.iterfind(".//h:section", NAMESPACE):
            files = [e for e in block.iterfind(".//h:a", NAMESPACE) if e.get("class") == "figure-file"]
            if files and block.get("id") != "vraag-en-aanbod":
                answer = client.get(files[0].get("href"))
                rows = [e for e in block.iterfind(".//h:table", NAMESPACE) if "figure-table" in e.get("class")]
                assert (
                    len(list(rows[0].iterfind(".//h:tr", NAMESPACE)))
                    == len(answer.get_data(as_text=True).split("\r\n")) - 1
                )


def test_the_weeks_together_are_the_klokuren_of_the_year(session, world):
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    weeks = PAGES["uren"](session, view, EVERYTHING)["weeks"]
    assert len(weeks) in {53, 54}
    assert sum(week["placements"] for week in weeks) > 0
    # The weeks follow the plan of each placement; the year is what was written down when it was made.
    standing = select(Placement).where(Placement.state != PlacementState.CANCELLED)
    plans = [minutes_by_year(plan_of_placement(row)).get(2026, 0) for row in session.scalars(standing)]
    assert abs(sum(week["minutes"] for week in weeks) - sum(plans)) <= len(plans)


@pytest.mark.parametrize("who", ["alfa", "both", "nation"])
def test_figures_of_the_month_and_tasks_equal_their_rows(world, browse, who):
    client = browse(getattr(world.users, who))
    page = client.get("/coordinator/").get_data(as_text=True)
    for stat in stats(parse(page)):
        kind = "klokuren" if "klokuren" in text_of(stat) else ""
        assert text_of(stat).split()[0] == behind(client, stat.get("href"), kind=kind)
    rows = parse(page).findall(".//h:ul[@class='todo']/h:li", NAMESPACE)
    assert len(rows) >= 6
    for row in rows:
        address = row.findall("./h:a", NAMESPACE)[-1].get("href")
        shown = text_of(row.find(".//h:strong", NAMESPACE))
        page = client.get(address).get_data(as_text=True)
        assert shown == re.search(r">(\d+) (taak|taken|voorstel)", page).group(1), address
        listed = [e.get("href") for e in parse(page).iterfind(".//h:main//h:a", NAMESPACE) if "als lijst" in text_of(e)]
        for whole in listed:
            assert shown == behind(client, whole if "?" in whole else f"{whole}?"), whole


def test_figures_counted_by_hand(session, world):
    alfa = world.alfa
    view = view_of(session, scope=Scope(regions=frozenset({"AM05"})), today=clock.today())
    found = PAGES["overzicht"](session, view, EVERYTHING)
    needs = session.scalars(select(Need).where(Need.id.in_(alfa.needs))).all()
    assert found["headline"]["open_needs"] == sum(need.state is NeedState.OPEN for need in needs)
    placements = session.scalars(select(Placement).where(Placement.id.in_(alfa.placements))).all()
    standing = [p.id for p in placements if p.state is not PlacementState.CANCELLED]
    years = session.scalars(select(PlacementYear).where(PlacementYear.school_year == 2026)).all()
    mine = [year for year in years if year.placement_id in standing]
    assert found["headline"]["placed"] == len(mine) > 0
    assert found["headline"]["minutes"] == sum(year.planned_minutes for year in mine)


def test_the_funnel_counted_by_hand(session, world):
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    found = PAGES["overzicht"](session, view, EVERYTHING)
    begun = session.scalars(select(Proposal)).all()
    this_year = {p.id: p.state for p in begun if p.created_at.date().isoformat() >= "2026-08-01"}
    for number in range(len(FUNNEL)):
        steps = set(FUNNEL[number:])
        events = session.scalars(select(ProposalEvent).where(ProposalEvent.to_state.in_(steps))).all()
        reached = {event.proposal_id for event in events} & this_year.keys()
        assert found["funnel"][number]["count"] == len(reached) > 0
        assert found["funnel"][number]["days"] == (1.0 if number else None)
    counts = [step["count"] for step in found["funnel"]]
    assert counts == sorted(counts, reverse=True)


def test_use_of_the_six_hours_agrees_with_the_rule(session, world):
    people = [*world.alfa.people, *world.beta.people]
    standings = standings_of(session, people, 2026)
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    found = PAGES["uren"](session, view, EVERYTHING)["use"]
    near = sum(standing.near_limit for standing in standings.values())
    assert found["tot-100"] + found["boven"] == near > 0
    assert sum(found.values()) == sum(standing.used > 0 for standing in standings.values())


def test_who_has_to_act_is_the_same_in_sql(session, world):
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    statement = proposals_source(view).statement
    today = clock.today()
    everyone = {found[0].id: waiting_for(found[0], today) for found in session.execute(statement)}
    for party, condition in waits_for(today).items():
        rows = {to_row(found, today=today).id for found in session.execute(statement.where(condition))}
        assert rows == {key for key, parties in everyone.items() if party in {p.value for p in parties}}


def test_the_documentation_has_the_definitions_of_the_page(app):
    text = (Path(__file__).parents[3] / "docs" / "figures.md").read_text(encoding="utf-8")
    with app.test_request_context():
        assert [name for name in ("kerncijfers", *CHARTS) if f"| {name} | {definition(name)} |" not in text] == []
