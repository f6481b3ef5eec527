"""The first page: what there is, how proposals get on, and by sector, role and ground."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from sqlalchemy import Integer, case, extract, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from matcher.domain.states import ProposalState
from matcher.models import Need, Placement, PlacementYear, Proposal, ProposalEvent
from matcher.queries.coordination.facets_proposals import FUNNEL
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.median import medians
from matcher.queries.coordination.figures.narrow import Ids, planned_minutes
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.figures.together import Rows, Together, alone
from matcher.queries.coordination.scope import View

Figures = dict[str, Any]
SECONDS_PER_DAY = 86_400


def overviews(session: Session, areas: Together) -> dict[int, Figures]:
    """Return number of the area -> headline, funnel and groups."""
    heads, by = headlines(session, areas), groups_by_area(session, areas)
    steps = funnels(session, areas.proposals(session, wishes.begun(areas.year)), areas.numbers)
    return {n: {"headline": heads[n], "funnel": steps[n], "groups": by[n]} for n in areas.numbers}


def headlines(session: Session, areas: Together) -> dict[int, dict[str, int]]:
    """Return number of the area -> the five figures on top; ``minutes`` are planned in the school year."""
    counts = {
        "open_needs": areas.needs(wishes.open_needs()).counted(session),
        "active_people": areas.people(wishes.active_people()).counted(session),
        "running": areas.proposals(session, wishes.running(), named=False).counted(session),
    }
    rows = areas.placements(wishes.placed(areas.year))
    minutes = func.sum(PlacementYear.planned_minutes)
    statement = select(rows.area, func.count(), minutes).select_from(Placement)
    statement = rows.among(statement.join(PlacementYear, planned_minutes(areas.nation)), Placement.id)
    placed = {n: (count, int(total)) for n, count, total in session.execute(statement.group_by(rows.area))}
    found = {}
    for n in areas.numbers:
        count, total = placed.get(n, (0, 0))
        found[n] = {name: by_area.get(n, 0) for name, by_area in counts.items()} | {"placed": count, "minutes": total}
    return found


def funnel(session: Session, ids: Ids) -> list[dict[str, Any]]:
    """Return the funnel of these proposals."""
    return funnels(session, Rows(ids), range(1))[0]


def funnels(session: Session, rows: Rows, numbers: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Return by area per step how many proposals came to it or further, and the median days since the step before."""
    firsts = first_moments(rows.ids)
    reached = select(rows.area, *(func.count().filter(_reached(firsts, step)) for step in FUNNEL)).select_from(firsts)
    reached = rows.located(reached, firsts.c.id).group_by(rows.area)
    counts: dict[int, list[int]] = {area: found for area, *found in session.execute(reached)}
    lasted = _waits(firsts)
    waits = select(rows.area.label("area"), lasted.c.step, lasted.c.seconds).select_from(lasted)
    waited = rows.located(waits.where(lasted.c.seconds.is_not(None)), lasted.c.id).subquery()
    days = {
        (area, step): seconds for area, step, seconds in session.execute(medians(waited, ["area", "step"], "seconds"))
    }
    return {
        n: [
            {"step": step.value, "count": count, "days": in_days(days.get((n, place)))}
            for place, (step, count) in enumerate(zip(FUNNEL, counts.get(n, [0] * len(FUNNEL)), strict=True))
        ]
        for n in numbers
    }


def in_days(seconds: float | None) -> float | None:
    """Return seconds as days with one decimal."""
    return None if seconds is None else round(float(seconds) / SECONDS_PER_DAY, 1)


def first_moments(ids: Ids) -> Any:
    """Return proposal -> its state and the first moment in each step of the funnel, one row a proposal."""
    base = ids.subquery()
    firsts = [func.min(case((ProposalEvent.to_state == step, ProposalEvent.at))).label(step.value) for step in FUNNEL]
    return (
        select(Proposal.id, Proposal.state, *firsts)
        .join(base, base.c.id == Proposal.id)
        .outerjoin(ProposalEvent, ProposalEvent.proposal_id == Proposal.id)
        .group_by(Proposal.id, Proposal.state)
        .cte("firsts")
    )


def _reached(firsts: Any, step: ProposalState) -> Any:
    """Return whether a proposal ever came to the step or a later one, as ``proposals.reached`` says it."""
    steps = FUNNEL[FUNNEL.index(step) :]
    return or_(firsts.c.state.in_(steps), *(firsts.c[each.value].is_not(None) for each in steps))


def seconds_between(firsts: Any, before: ProposalState, step: ProposalState) -> Any:
    """Return the seconds from the first moment in one step to the first in another."""
    return extract("epoch", firsts.c[step.value]) - extract("epoch", firsts.c[before.value])


def _waits(firsts: Any) -> Any:
    """Return (proposal, place of a step in the funnel, seconds since the step before; null when one is not known)."""
    return union_all(
        *(
            select(
                firsts.c.id,
                literal(place, Integer).label("step"),
                seconds_between(firsts, before, step).label("seconds"),
            )
            for place, (before, step) in enumerate(pairwise(FUNNEL), start=1)
        )
    ).subquery()


def groups(session: Session, view: View, place: Place) -> dict[str, dict[str, dict[str, int]]]:
    """Return the groups of one area."""
    return groups_by_area(session, alone(view, place))[0]


def groups_by_area(session: Session, areas: Together) -> dict[int, dict[str, dict[str, dict[str, int]]]]:
    """Return area -> facet (sector, rol, grond) -> value -> open needs, placements and minutes of the school year."""
    found: dict[int, dict[str, dict[str, dict[str, int]]]] = {
        n: {"sector": {}, "rol": {}, "grond": {}} for n in areas.numbers
    }
    rows = areas.needs(wishes.open_needs())
    asked = rows.among(select(rows.area, Need.sector, Need.role_kind, func.count()).select_from(Need), Need.id)
    for area, sector, role, count in session.execute(asked.group_by(rows.area, Need.sector, Need.role_kind)):
        _add(found[area]["sector"], sector, needs=count)
        _add(found[area]["rol"], role, needs=count)
    p, minutes = Placement, func.sum(PlacementYear.planned_minutes)
    rows = areas.placements(wishes.placed(areas.year))
    by = (rows.area, p.sector, p.role_kind, p.legal_ground)
    standing = select(*by, func.count(), minutes).select_from(p).join(PlacementYear, planned_minutes(areas.nation))
    for area, sector, role, ground, count, planned in session.execute(rows.among(standing, p.id).group_by(*by)):
        for facet, member in (("sector", sector), ("rol", role), ("grond", ground)):
            _add(found[area][facet], member, placements=count, minutes=int(planned))
    return found


def _add(rows: dict[str, dict[str, int]], member: Any, **more: int) -> None:
    if member is not None:
        row = rows.setdefault(member.value, {"needs": 0, "placements": 0, "minutes": 0})
        for name, amount in more.items():
            row[name] += amount
