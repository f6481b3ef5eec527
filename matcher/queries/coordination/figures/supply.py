"""Supply against demand: people with a skill in a domain against people asked; and open needs provided for."""

from collections import defaultdict
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from matcher.models import Need, NeedSkill, ProfessionalSkill
from matcher.queries.coordination.facets_needs import never_proposed, places_covered, provided
from matcher.queries.coordination.facets_skills import skill_domains
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.narrow import need_ids, people_ids, people_regions
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.place import Place, regions_in
from matcher.queries.coordination.scope import View

# Of one cell: active people, open needs, places these needs ask.
Cell = list[int]


def supply(session: Session, view: View, place: Place) -> Figures:
    """Return domain -> region ("" is the whole area) -> [people, needs, places], and how open needs are covered."""
    cells: dict[str, dict[str, Cell]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for domain, region, people in session.execute(_people(view, place)):
        cells[domain][region][0] = people
    for domain, people in session.execute(_all_people(view, place)):
        cells[domain][""][0] = people
    for domain, region, needs, places in session.execute(_needs(view, place)):
        for cell in (cells[domain][region], cells[domain][""]):
            cell[1] += needs
            cell[2] += places
    return {
        "cells": {domain: dict(by_region) for domain, by_region in cells.items()},
        "coverage": coverage(session, view, place),
    }


def _holders(view: View, place: Place) -> Any:
    """Return (person, domain), each pair once, of active people."""
    domains, active = skill_domains(), people_ids(view, {**wishes.active_people(), **place.chosen})
    return (
        select(ProfessionalSkill.professional_id.label("id"), domains.c.domain)
        .join(domains, domains.c.id == ProfessionalSkill.concept_id)
        .where(ProfessionalSkill.professional_id.in_(active))
        .distinct()
        .subquery()
    )


def _all_people(view: View, place: Place) -> Any:
    holders = _holders(view, place)
    return select(holders.c.domain, func.count()).group_by(holders.c.domain)


def _people(view: View, place: Place) -> Any:
    holders = _holders(view, place)
    codes = [region.code for region in regions_in(view, place)]
    active = people_ids(view, {**wishes.active_people(), **place.chosen})
    where = people_regions(active, codes).subquery()
    rows = select(holders.c.domain, where.c.region, func.count()).join(where, where.c.id == holders.c.id)
    return rows.group_by(holders.c.domain, where.c.region)


def _needs(view: View, place: Place) -> Any:
    domains = skill_domains()
    asked = (
        select(NeedSkill.need_id.label("id"), domains.c.domain)
        .join(domains, domains.c.id == NeedSkill.concept_id)
        .where(NeedSkill.need_id.in_(need_ids(view, {**wishes.open_needs(), **place.chosen})))
        .distinct()
        .subquery()
    )
    rows = select(asked.c.domain, Need.region_code, func.count(), func.sum(Need.people_wanted))
    return rows.join(Need, Need.id == asked.c.id).group_by(asked.c.domain, Need.region_code)


def coverage(session: Session, view: View, place: Place) -> dict[str, int]:
    """Return places asked and places provided for in open needs, and the needs by how far they are."""
    ids = need_ids(view, {**wishes.open_needs(), **place.chosen})
    rows = (
        select(Need.people_wanted.label("wanted"), provided().label("found"), never_proposed().label("never"))
        .where(Need.id.in_(ids))
        .subquery()
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
    row = session.execute(select(*columns.values())).one()
    return dict(zip(columns, (int(value) for value in row), strict=True))
