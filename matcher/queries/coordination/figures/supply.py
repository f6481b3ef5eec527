"""Supply against demand: people with a skill in a domain against people asked; and open needs provided for."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matcher.models import Need, NeedSkill, ProfessionalSkill
from matcher.queries.coordination.facets_needs import never_proposed, places_covered, provided
from matcher.queries.coordination.facets_skills import skill_domains
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.narrow import people_regions
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.together import Rows, Together

# Of one cell: active people, open needs, places these needs ask.
Cell = list[int]


def supply_by_area(session: Session, areas: Together) -> dict[int, Figures]:
    """Return area -> domain -> region ("": all of it) -> [people, needs, places], and the cover of open needs."""
    cells: dict[int, dict[str, dict[str, Cell]]] = {
        n: defaultdict(lambda: defaultdict(lambda: [0, 0, 0])) for n in areas.numbers
    }
    people = areas.people(wishes.active_people())
    for area, domain, count in session.execute(_all_people(people)):
        cells[area][domain][""][0] = count
    inside = {n: spot.regions for n, spot in enumerate(areas.spots)}
    # Whoever reaches a region of an area belongs to that area, so a region counts the same in each.
    for domain, region, count in session.execute(_people(people, frozenset().union(*inside.values()))):
        for n in (n for n, regions in inside.items() if region in regions):
            cells[n][domain][region][0] = count
    for area, domain, region, needs, places in session.execute(_needs(areas.needs(wishes.open_needs()))):
        for cell in (cells[area][domain][region], cells[area][domain][""]):
            cell[1] += needs
            cell[2] += places
    covered = coverage_by_area(session, areas)
    return {
        n: {"cells": {domain: dict(by_region) for domain, by_region in cells[n].items()}, "coverage": covered[n]}
        for n in areas.numbers
    }


def _holders(people: Rows) -> Any:
    """Return (person, domain), each pair once, of active people."""
    domains = skill_domains()
    return (
        select(ProfessionalSkill.professional_id.label("id"), domains.c.domain)
        .join(domains, domains.c.id == ProfessionalSkill.concept_id)
        .where(ProfessionalSkill.professional_id.in_(people.ids))
        .distinct()
        .subquery()
    )


def _all_people(people: Rows) -> Any:
    holders = _holders(people)
    rows = select(people.area, holders.c.domain, func.count()).select_from(holders)
    return people.located(rows, holders.c.id).group_by(people.area, holders.c.domain)


def _people(people: Rows, codes: Collection[str]) -> Any:
    holders, where = _holders(people), people_regions(people.ids, codes).subquery()
    rows = select(holders.c.domain, where.c.region, func.count()).join(where, where.c.id == holders.c.id)
    return rows.group_by(holders.c.domain, where.c.region)


def _needs(rows: Rows) -> Any:
    domains = skill_domains()
    asked = (
        select(NeedSkill.need_id.label("id"), domains.c.domain)
        .join(domains, domains.c.id == NeedSkill.concept_id)
        .where(NeedSkill.need_id.in_(rows.ids))
        .distinct()
        .subquery()
    )
    by = (rows.area, asked.c.domain, Need.region_code)
    counts = select(*by, func.count(), func.sum(Need.people_wanted)).select_from(asked)
    return rows.located(counts.join(Need, Need.id == asked.c.id), asked.c.id).group_by(*by)


def coverage_by_area(session: Session, areas: Together) -> dict[int, dict[str, int]]:
    """Return area -> places asked and places provided for in open needs, and the needs by how far they are."""
    open_needs = areas.needs(wishes.open_needs())
    rows = (
        select(Need.id, Need.people_wanted.label("wanted"), provided().label("found"), never_proposed().label("never"))
        .where(Need.id.in_(open_needs.ids))
        .cte("covered")
    )
    found, wanted = rows.c.found, rows.c.wanted
    columns = {
        "needs": func.count(),
        "places": func.coalesce(func.sum(wanted), 0),
        "covered": func.coalesce(func.sum(places_covered(found, wanted)), 0),
        "vol": func.count().filter(found >= wanted),
        "deels": func.count().filter(and_(found > 0, found < wanted)),
        "niet": func.count().filter(found == 0),
        "never": func.count().filter(rows.c.never),
    }
    counts = open_needs.located(select(open_needs.area, *columns.values()).select_from(rows), rows.c.id)
    by_area = {n: [int(value) for value in row] for n, *row in session.execute(counts.group_by(open_needs.area))}
    return {n: dict(zip(columns, by_area.get(n, [0] * len(columns)), strict=True)) for n in areas.numbers}
