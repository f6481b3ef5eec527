"""Every figure of dashboard and home equals the rows behind its link; and a few are counted again by hand."""

import csv
import io
import re

import pytest
from sqlalchemy import select

from matcher import clock
from matcher.domain.actors import Scope
from matcher.domain.states import NeedState, PlacementState
from matcher.models import Need, Placement, PlacementYear, Proposal, ProposalEvent
from matcher.queries.coordination.figures import dashboard_of
from matcher.queries.coordination.proposals import FUNNEL, proposals_source, waits_for
from matcher.queries.coordination.scope import view_of
from matcher.queries.ledger import standings_of
from matcher.queries.proposals import to_row, waiting_for
from tests.support.pages import NAMESPACE, csv_of, parse, text_of

LISTS = ("mensen", "onderwijsvragen", "voorstellen", "inzet", "scholen", "beoordelen")


def figures_of(root):
    """Yield (number as shown, whether it is a sum of klokuren, address) of every figure that links to a list."""
    for link in root.iterfind(".//h:main//h:a[@href]", NAMESPACE):
        address = link.get("href")
        if address.startswith(tuple(f"/coordinator/{name}?" for name in LISTS)):
            klokuren = link.get("class") == "klokuren" or "klokuren geplaatst" in text_of(link)
            yield number_of(root, link), klokuren, address


def number_of(root, link):
    """Return the number inside a link, or beside it in the row of a chart."""
    for element in link.iter():
        if element.get("class") in {"stat-value", "tile-value"}:
            return text_of(element)
    row = next(row for row in root.iterfind(".//h:tr", NAMESPACE) if link in list(row.iter()))
    beside = next((e for e in row.iter() if e.get("class") == "chart-number"), link)
    return text_of(beside)


def behind(client, address, *, klokuren):
    """Return what the list says: its number of rows, or the sum of its klokuren."""
    if klokuren:
        return re.search(r"Samen ([\d.,]+) klokuren", client.get(address).get_data(as_text=True)).group(1)
    text = csv_of(client, address).removeprefix("\ufeff")
    return str(len(list(csv.reader(io.StringIO(text), delimiter=";"))) - 1)


LOOKS = [
    ("alfa", ""),
    ("both", "?schooljaar=2025"),
    ("nation", "?regio=AM05&schooljaar=2026&kaart=inzet"),
    ("nation", "?kaart=vragen"),
]


@pytest.mark.parametrize(("who", "query"), LOOKS)
def test_every_figure_of_the_dashboard_equals_its_rows(world, browse, who, query):
    client = browse(getattr(world.users, who))
    root = parse(client.get(f"/coordinator/dashboard{query}").get_data(as_text=True))
    found = set(figures_of(root))
    assert len(found) > 15
    for number, klokuren, address in found:
        assert number.replace(".", "") == behind(client, address, klokuren=klokuren).replace(".", ""), address


def stats(root):
    return list(root.iterfind(".//h:ul[@class='stats']//h:a", NAMESPACE))


def test_klokuren_on_the_map_equal_the_sum_of_the_list(world, browse):
    client = browse(world.users.nation)
    page = client.get("/coordinator/dashboard?kaart=klokuren").get_data(as_text=True)
    tiles = [e for e in parse(page).iterfind(".//h:li/h:a", NAMESPACE) if "/inzet?" in e.get("href", "")]
    shown = 0
    for tile in tiles:
        values = [e for e in tile.iter() if e.get("class") == "tile-value"]
        if values:
            total = behind(client, tile.get("href"), klokuren=True).replace(".", "").replace(",", ".")
            assert text_of(values[0]).replace(".", "") == str(round(float(total)))
            shown += text_of(values[0]) != "0"
    assert shown == 2


@pytest.mark.parametrize("who", ["alfa", "both", "nation"])
def test_figures_of_the_month_and_tasks_equal_their_rows(world, browse, who):
    client = browse(getattr(world.users, who))
    page = client.get("/coordinator/").get_data(as_text=True)
    for stat in stats(parse(page)):
        klokuren = "klokuren" in text_of(stat)
        assert text_of(stat).split()[0] == behind(client, stat.get("href"), klokuren=klokuren)
    rows = parse(page).findall(".//h:ul[@class='todo']/h:li", NAMESPACE)
    assert len(rows) >= 6
    for row in rows:
        address = row.find(".//h:a", NAMESPACE).get("href")
        shown = text_of(row.find(".//h:strong", NAMESPACE))
        if "/beoordelen" in address:
            found = re.search(r"(\d+) voorstel", client.get(address).get_data(as_text=True)).group(1)
        else:
            found = behind(client, address if "?" in address else f"{address}?", klokuren=False)
        assert shown == found, address


def test_figures_counted_by_hand(session, world):
    alfa = world.alfa
    view = view_of(session, scope=Scope(regions=frozenset({"AM05"})), today=clock.today())
    found = dashboard_of(session, view=view, region_code=None)
    needs = session.scalars(select(Need).where(Need.id.in_(alfa.needs))).all()
    assert found.headline.open_needs == sum(need.state is NeedState.OPEN for need in needs)
    placements = session.scalars(select(Placement).where(Placement.id.in_(alfa.placements))).all()
    standing = [p.id for p in placements if p.state is not PlacementState.CANCELLED]
    years = session.scalars(select(PlacementYear).where(PlacementYear.school_year == 2026)).all()
    mine = [year for year in years if year.placement_id in standing]
    assert found.headline.placed == len(mine) > 0
    assert found.headline.minutes == sum(year.planned_minutes for year in mine)


def test_the_funnel_counted_by_hand(session, world):
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    found = dashboard_of(session, view=view, region_code=None)
    begun = session.scalars(select(Proposal)).all()
    this_year = {p.id: p.state for p in begun if p.created_at.date().isoformat() >= "2026-08-01"}
    for number in range(len(FUNNEL)):
        steps = set(FUNNEL[number:])
        events = session.scalars(select(ProposalEvent).where(ProposalEvent.to_state.in_(steps))).all()
        reached = {event.proposal_id for event in events} & this_year.keys()
        assert found.funnel[number].count == len(reached) > 0
        assert found.funnel[number].days == (1.0 if number else None)
    counts = [step.count for step in found.funnel]
    assert counts == sorted(counts, reverse=True)


def test_use_of_the_six_hours_agrees_with_the_rule(session, world):
    people = [*world.alfa.people, *world.beta.people]
    standings = standings_of(session, people, 2026)
    view = view_of(session, scope=Scope(national=True), today=clock.today())
    found = {row.value: row.count for row in dashboard_of(session, view=view, region_code=None).hours}
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
