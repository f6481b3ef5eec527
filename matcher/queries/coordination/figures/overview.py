"""The first page: what there is, how proposals get on, and by sector, role and ground."""

from itertools import pairwise
from typing import Any

from sqlalchemy import Select, case, extract, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from matcher.domain.states import ProposalState
from matcher.models import Need, Placement, PlacementYear, Proposal, ProposalEvent
from matcher.queries.coordination.facets_proposals import FUNNEL
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.median import medians
from matcher.queries.coordination.figures.narrow import (
    Ids,
    few,
    how_many,
    need_ids,
    people_ids,
    placement_ids,
    planned_minutes,
    proposal_ids,
)
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.scope import View

Figures = dict[str, Any]
SECONDS_PER_DAY = 86_400


def overview(session: Session, view: View, place: Place) -> Figures:
    """Return the headline, the funnel, and the groups."""
    return {
        "headline": headline(session, view, place),
        "funnel": funnel(session, few(session, proposal_ids(view, {**wishes.begun(view.year), **place.chosen}))),
        "groups": groups(session, view, place),
    }


def headline(session: Session, view: View, place: Place) -> dict[str, int]:
    """Return the five figures on top; ``minutes`` are planned in the school year."""
    placed, minutes = session.execute(
        _placed(placement_ids(view, {**wishes.placed(view.year), **place.chosen}), view)
    ).one()
    return {
        "open_needs": how_many(session, need_ids(view, {**wishes.open_needs(), **place.chosen})),
        "active_people": how_many(session, people_ids(view, {**wishes.active_people(), **place.chosen})),
        "running": how_many(session, proposal_ids(view, {**wishes.running(), **place.chosen})),
        "placed": placed,
        "minutes": minutes,
    }


def _placed(ids: Ids, view: View) -> Select[int, int]:
    minutes = func.coalesce(func.sum(PlacementYear.planned_minutes), 0)
    return (
        select(func.count(), minutes)
        .select_from(Placement)
        .join(PlacementYear, planned_minutes(view))
        .where(Placement.id.in_(ids))
    )


def funnel(session: Session, ids: Ids) -> list[dict[str, Any]]:
    """Return per step how many proposals ever came to it or a later one, and the median days since the step before."""
    firsts = first_moments(ids)
    counts = session.execute(select(*(func.count().filter(_reached(firsts, step)) for step in FUNNEL))).one()
    days: dict[str, float] = dict(session.execute(medians(_waits(firsts), ["step"], "seconds")).all())
    return [
        {"step": step.value, "count": count, "days": in_days(days.get(step.value))}
        for step, count in zip(FUNNEL, counts, strict=True)
    ]


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
    """Return (step, seconds since the step before), of every proposal with both moments."""
    return union_all(
        *(
            select(literal(step.value).label("step"), seconds_between(firsts, before, step).label("seconds"))
            for before, step in pairwise(FUNNEL)
        )
    ).subquery()


def groups(session: Session, view: View, place: Place) -> dict[str, dict[str, dict[str, int]]]:
    """Return facet (sector, rol, grond) -> value -> open needs, placements and minutes of the school year."""
    asked = Need.id.in_(need_ids(view, {**wishes.open_needs(), **place.chosen}))
    standing = Placement.id.in_(placement_ids(view, {**wishes.placed(view.year), **place.chosen}))
    found: dict[str, dict[str, dict[str, int]]] = {"sector": {}, "rol": {}, "grond": {}}
    for sector, role, count in session.execute(
        select(Need.sector, Need.role_kind, func.count()).where(asked).group_by(Need.sector, Need.role_kind)
    ):
        _add(found["sector"], sector, needs=count)
        _add(found["rol"], role, needs=count)
    p, minutes = Placement, func.sum(PlacementYear.planned_minutes)
    rows = select(p.sector, p.role_kind, p.legal_ground, func.count(), minutes).join(
        PlacementYear, planned_minutes(view)
    )
    for sector, role, ground, count, planned in session.execute(
        rows.where(standing).group_by(p.sector, p.role_kind, p.legal_ground)
    ):
        for facet, member in (("sector", sector), ("rol", role), ("grond", ground)):
            _add(found[facet], member, placements=count, minutes=planned)
    return found


def _add(rows: dict[str, dict[str, int]], member: Any, **more: int) -> None:
    if member is not None:
        row = rows.setdefault(member.value, {"needs": 0, "placements": 0, "minutes": 0})
        for name, amount in more.items():
            row[name] += amount
