"""The measure as a dated table."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.rules.limits import LIMITS, article_of, limit_for_year, limit_on, scoped, strictest_for_year

LIMITED = (Sector.VMBO, Sector.MBO)


@pytest.mark.parametrize("sector", LIMITED)
@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2015, 1, 1), 4), (date(2020, 7, 31), 4), (date(2020, 8, 1), 6), (date(2026, 9, 1), 6)],
)
def test_wvo_7_19_and_web_4_2_1_lid_6_four_hours_until_1_8_2020_then_six(sector, day, hours):
    assert limit_on(sector, day).hours_per_week == hours


def test_nr_448_hbo_has_no_limit():
    assert limit_on(Sector.HBO, date(2026, 9, 1)) is None
    assert limit_for_year(Sector.HBO, 2026) is None


@pytest.mark.parametrize(
    ("sector", "article"), [(Sector.VMBO, "WVO 2020 artikel 7.19"), (Sector.MBO, "WEB artikel 4.2.1 lid 6")]
)
def test_each_sector_has_its_own_article(sector, article):
    assert limit_for_year(sector, 2026).article == article
    assert article_of(sector) == article


def test_hbo_has_no_article():
    assert article_of(Sector.HBO) == ""


@pytest.mark.parametrize("sector", LIMITED)
def test_op_jaarbasis_six_hours_times_forty_weeks_is_240_klokuren(sector):
    limit = limit_for_year(sector, 2026)
    assert limit.yearly_minutes == 240 * 60
    assert limit.scope is LimitScope.PERSON


@pytest.mark.parametrize(("year", "hours"), [(2019, 4), (2020, 6)])
def test_a_school_year_takes_the_limit_of_its_first_day(year, hours):
    assert limit_for_year(Sector.MBO, year).hours_per_week == hours


@pytest.mark.parametrize("sector", LIMITED)
def test_the_table_has_no_gap_and_no_overlap(sector):
    rows = [row for row in LIMITS if row.sector is sector]
    assert rows[0].valid_from is None
    assert rows[-1].valid_to is None
    for before, after in pairwise(rows):
        assert after.valid_from - before.valid_to == timedelta(days=1)


@pytest.mark.parametrize("row", LIMITS)
def test_every_row_names_its_source(row):
    assert row.article
    assert row.source
    assert row.url_name.count("/") >= 1
    assert "://" not in row.url_name
    assert row.basis is LimitBasis.YEARLY_AVERAGE


def test_the_strictest_limit_counts_when_the_sector_is_open():
    table = tuple(replace(row, hours_per_week=5) if row.sector is Sector.MBO else row for row in LIMITS)
    found = strictest_for_year(2026, table)
    assert found.yearly_minutes == 200 * 60
    assert found.article == "WVO 2020 artikel 7.19 en WEB artikel 4.2.1 lid 6"


def test_no_limit_at_all_when_the_table_is_empty():
    assert strictest_for_year(2026, ()) is None


@pytest.mark.parametrize(("basis", "hours"), [(LimitBasis.YEARLY_AVERAGE, 240), (LimitBasis.WEEKLY_MAXIMUM, 6)])
def test_a_limit_is_measured_over_a_school_year_or_a_week(basis, hours):
    limit = replace(limit_for_year(Sector.MBO, 2026), basis=basis)
    assert limit.minutes == hours * 60
    assert limit.yearly_minutes == 240 * 60


@pytest.mark.parametrize("scope", LimitScope)
def test_the_other_reading_changes_the_scope_only(scope):
    rows = scoped(LIMITS, scope)
    assert {row.scope for row in rows} == {scope}
    assert tuple(replace(row, scope=LimitScope.PERSON) for row in rows) == LIMITS
