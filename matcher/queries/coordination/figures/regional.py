"""One figure for every region of an area, in one statement or two: the tile map and the daily snapshot."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, case, extract, func, select
from sqlalchemy.orm import Session

from matcher.domain.states import ProposalState
from matcher.models import Need, Placement, PlacementYear, Proposal
from matcher.queries.coordination.facets_answers import HOW, IN_TIME
from matcher.queries.coordination.facets_needs import never_proposed
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.answers import outcomes
from matcher.queries.coordination.figures.median import medians
from matcher.queries.coordination.figures.narrow import (
    counted,
    few,
    need_ids,
    people_ids,
    people_regions,
    placement_ids,
    planned_minutes,
    proposal_ids,
    proposal_regions,
)
from matcher.queries.coordination.figures.overview import Figures, first_moments, in_days
from matcher.queries.coordination.figures.place import Place, regions_in
from matcher.queries.coordination.scope import View

# What the map can show; the value of a share is in percent.
COUNTS = ("mensen", "vragen", "voorstellen", "kennismakingen", "inzet", "klokuren", "zonder-voorstel", "tekort")
SHARES = ("antwoord-school", "antwoord-professional", "afwijzing")
MAP_FIGURES = (*COUNTS, *SHARES, "dagen")
SIDE_OF = {"antwoord-school": "school", "antwoord-professional": "professional"}
BY_REGION = dict[str, dict[str, Any]]


def tiles(session: Session, view: View, place: Place, figure: str) -> Figures:
    """Return region -> ``value`` (None: not known) with, for a share or a difference, its two ``parts``."""
    codes = [region.code for region in regions_in(view, place)]
    found = _of(session, view, place, figure, codes)
    nothing: dict[str, Any] = {"value": None if figure in SHARES or figure == "dagen" else 0, "parts": [0, 0]}
    return {"regions": {code: nothing | found.get(code, {}) for code in codes}}


def _of(session: Session, view: View, place: Place, figure: str, codes: Collection[str]) -> BY_REGION:
    if figure in SIDE_OF:
        return _answered(session, view, place, SIDE_OF[figure], codes)
    if figure == "afwijzing":
        return _declined(session, view, place, codes)
    if figure == "dagen":
        return _days(session, view, place, codes)
    if figure == "tekort":
        return _supply_minus_demand(session, view, place, codes)
    return {code: {"value": value} for code, value in count(session, view, place, figure, codes).items()}


def count(session: Session, view: View, place: Place, figure: str, codes: Collection[str]) -> dict[str, int]:
    """Return region -> one of the figures that are counted; a region without any may be missing."""
    year = view.year
    if figure == "mensen":
        return counted(session, people_regions(people_ids(view, {**wishes.active_people(), **place.chosen}), codes))
    if figure in {"vragen", "zonder-voorstel"}:
        return _needs(session, view, place, figure)
    if figure in {"inzet", "klokuren"}:
        return _placed(session, view, place, figure)
    met = {**wishes.begun(year), "bereikt": frozenset({ProposalState.INTRODUCED.value})}
    chosen = wishes.running() if figure == "voorstellen" else met
    return counted(session, proposal_regions(proposal_ids(view, {**chosen, **place.chosen}), codes))


def _needs(session: Session, view: View, place: Place, figure: str) -> dict[str, int]:
    asked = select(Need.region_code, func.count()).where(
        Need.id.in_(need_ids(view, {**wishes.open_needs(), **place.chosen}))
    )
    if figure == "zonder-voorstel":
        asked = asked.where(never_proposed())
    return dict(session.execute(asked.group_by(Need.region_code)).all())


def _placed(session: Session, view: View, place: Place, figure: str) -> dict[str, int]:
    what = func.count() if figure == "inzet" else func.sum(PlacementYear.planned_minutes)
    rows = select(Placement.region_code, what).join(PlacementYear, planned_minutes(view))
    rows = rows.where(Placement.id.in_(placement_ids(view, {**wishes.placed(view.year), **place.chosen})))
    return {code: int(value) for code, value in session.execute(rows.group_by(Placement.region_code))}


def _share(part: int, whole: int) -> dict[str, Any]:
    return {"value": round(100 * part / whole) if whole else None, "parts": [part, whole]}


def _begun(view: View, place: Place) -> Select[int]:
    return proposal_ids(view, {**wishes.begun(view.year), **place.chosen})


def _answered(session: Session, view: View, place: Place, side: str, codes: Collection[str]) -> BY_REGION:
    """Return the share of questions to the side that were answered in time."""
    begun = few(session, _begun(view, place))
    rows, where = outcomes(view, begun), proposal_regions(begun, codes).subquery()
    parts = [func.count().filter(rows.c.how == how) for how in HOW]
    asked = select(where.c.region, *parts).join(where, where.c.id == rows.c.proposal_id).where(rows.c.side == side)
    in_time = HOW.index(IN_TIME)
    return {
        region: _share(counts[in_time], sum(counts))
        for region, *counts in session.execute(asked.group_by(where.c.region))
    }


def _declined(session: Session, view: View, place: Place, codes: Collection[str]) -> BY_REGION:
    """Return the share of proposals begun in the school year that a side declined."""
    where = proposal_regions(_begun(view, place), codes).subquery()
    no = func.sum(case((Proposal.state == ProposalState.DECLINED, 1), else_=0))
    rows = select(where.c.region, no, func.count()).join(Proposal, Proposal.id == where.c.id)
    return {code: _share(int(part), whole) for code, part, whole in session.execute(rows.group_by(where.c.region))}


def _days(session: Session, view: View, place: Place, codes: Collection[str]) -> BY_REGION:
    """Return the median days from the beginning of a proposal to its placement; parts: how many were placed."""
    chosen = {**wishes.begun(view.year), "bereikt": frozenset({ProposalState.PLACED.value}), **place.chosen}
    firsts, where = (
        first_moments(proposal_ids(view, chosen)),
        proposal_regions(proposal_ids(view, chosen), codes).subquery(),
    )
    lasted = func.coalesce(firsts.c[ProposalState.PLACED.value], Proposal.updated_at)
    rows = (
        select(where.c.region, (extract("epoch", lasted) - extract("epoch", Proposal.created_at)).label("seconds"))
        .join(firsts, firsts.c.id == where.c.id)
        .join(Proposal, Proposal.id == where.c.id)
        .subquery()
    )
    placed = counted(session, proposal_regions(proposal_ids(view, chosen), codes))
    return {
        code: {"value": in_days(seconds), "parts": [placed.get(code, 0), 0]}
        for code, seconds in session.execute(medians(rows, ["region"], "seconds"))
    }


def _supply_minus_demand(session: Session, view: View, place: Place, codes: Collection[str]) -> BY_REGION:
    """Return active people minus the people that open needs ask."""
    people = count(session, view, place, "mensen", codes)
    ids = need_ids(view, {**wishes.open_needs(), **place.chosen})
    rows = select(Need.region_code, func.sum(Need.people_wanted)).where(Need.id.in_(ids)).group_by(Need.region_code)
    places = {code: int(value) for code, value in session.execute(rows)}
    return {
        code: {"value": people.get(code, 0) - places.get(code, 0), "parts": [people.get(code, 0), places.get(code, 0)]}
        for code in codes
    }
