"""The table of facts of the routewijzer: every fact has a source and a date, and a change is a row with a date."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.domain.choices import Sector
from matcher.domain.routes import SECTORS_OF_ROUTE, RouteKind, WorkField
from matcher.rules.routes_facts import FACTS, FUNDS, FactKind, fact_of, facts_of, fund_of, law_of

ON = date(2026, 9, 14)
NUMBERED = {FactKind.MONTHS, FactKind.STUDY_HOURS, FactKind.COST, FactKind.SUBSIDY}


@pytest.mark.parametrize("row", FACTS, ids=lambda row: f"{row.kind}-{min(row.routes)}")
def test_every_fact_has_a_source_a_date_and_a_number_where_it_is_one(row):
    assert row.source.name
    assert row.checked_on <= ON
    assert (row.number is not None) is (row.kind in NUMBERED)
    assert row.text or row.kind is FactKind.LAW


@pytest.mark.parametrize("route", RouteKind)
def test_every_route_has_one_article_or_source_in_each_of_its_sectors(route):
    for sector in SECTORS_OF_ROUTE[route]:
        law = law_of(facts_of(route, sector, ON))
        assert bool(law.text) is (sector is not Sector.HBO)
        assert law.source.url_name


def test_a_route_without_an_article_is_a_mistake_in_the_table():
    with pytest.raises(ValueError, match="unpack"):
        law_of(())


def test_a_change_of_an_amount_is_a_row_with_a_date():
    change = date(2027, 1, 1)
    old = next(row for row in FACTS if row.kind is FactKind.SUBSIDY)
    table = (
        *(replace(row, valid_to=change - timedelta(days=1)) if row is old else row for row in FACTS),
        replace(old, number=30_000, valid_from=change, checked_on=change),
    )

    def amount(day):
        found = fact_of(FactKind.SUBSIDY, facts_of(RouteKind.PDG, Sector.MBO, day, table))
        return found and found.number

    days = (date(2022, 10, 15), date(2022, 10, 16), date(2026, 12, 31), change)
    assert [amount(day) for day in days] == [None, 25_000, 25_000, 30_000]


def test_a_fund_has_a_name_and_no_amount():
    assert fund_of(RouteKind.PDG, WorkField.METAAL).name == "A+O Metalektro"
    assert fund_of(RouteKind.PDG, None) is None
    assert fund_of(RouteKind.GASTDOCENT, WorkField.METAAL) is None
    assert not any("€" in fund.name for fund in FUNDS)
