"""Counts of filters are the rows each value gives, however they are counted; the VOG in SQL is that of the rules."""

import random
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from matcher import clock
from matcher.domain.actors import Scope
from matcher.domain.choices import ContractForm, Sector
from matcher.domain.desk import DeskList
from matcher.models import Placement, Programme, ProgrammeRegion
from matcher.queries.coordination.counting import counted, total
from matcher.queries.coordination.desk_lists import source_of
from matcher.queries.coordination.placements import _standing, asks_vog
from matcher.queries.coordination.scope import view_of
from matcher.queries.coordination.source import Wish
from matcher.queries.coordination.vog import VOG_DAYS
from matcher.queries.placements import vog_check_of, vog_of
from matcher.rules.vog import VogStatus

SCOPES = {"nation": Scope(national=True), "region": Scope(regions=frozenset({"AM05"}))}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("which", DeskList)
def test_a_count_is_what_choosing_gives(session, world, which, scope):
    session.add(Programme(name="Fictief", starts_on=date(2020, 1, 1), regions=[ProgrammeRegion(region_code="AM05")]))
    session.flush()
    source = source_of(session, which, view_of(session, scope=SCOPES[scope], today=clock.today()))
    for chosen in ({}, {"sector": {"mbo"}}, {"regio": {"AM05"}, "staat": {"active", "open", "placed", "planned"}}):
        wish = Wish(chosen=chosen, search="a")
        found = counted(session, source, wish)
        assert found.total == total(session, source, wish)
        for facet in (each for each in source.facets if each.counted):
            values = list(facet.options)
            for value in values if len(values) < 12 else [*values[:3], "AM05", "AM28"]:
                if value in facet.options:
                    asked = Wish(chosen={**chosen, facet.name: {value}}, search="a")
                    assert found.counts[facet.name][value] == total(session, source, asked), (facet.name, value, chosen)


def test_the_vog_in_sql_is_that_of_the_rules(session, world):
    dice, today = random.Random(7), clock.today()
    row = session.scalars(sa.select(Placement).where(Placement.id == world.alfa.placements[0])).one()
    condition = sa.select(sa.func.count()).where(Placement.id == row.id, asks_vog(today))
    asked = set()
    for _ in range(150):
        starts = today + timedelta(days=dice.randint(-400, 200))
        row.starts_on, row.ends_on = starts, starts + timedelta(days=dice.randint(0, 500))
        issued = starts - timedelta(days=dice.choice([0, 30, 181, 182, 183, 184, dice.randint(-20, 400)]))
        seen = issued + timedelta(days=dice.choice([-1, 0, 5, 180, 183, 184, dice.randint(0, 300)]))
        row.vog_issued_on, row.vog_seen_on = dice.choice([(None, None), (issued, None), (issued, seen), (issued, seen)])
        row.sector, row.contract_form = dice.choice(list(Sector)), dice.choice(list(ContractForm))
        session.flush()
        found = bool(session.scalar(condition))
        assert found == expected(row, today), (row.sector, row.starts_on, row.vog_issued_on, row.vog_seen_on)
        asked.add(found)
    assert asked == {True, False}
    assert _standing(view_of(session, scope=SCOPES["nation"], today=today))


def expected(row, today):
    if row.sector is Sector.HBO:
        return False
    found, soon = vog_of(row), row.starts_on <= today + timedelta(days=VOG_DAYS)
    not_in_order = not found.ok and (soon or found.status is VogStatus.TOO_OLD)
    return not_in_order or vog_check_of(row, today) is not None
