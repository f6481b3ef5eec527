"""Snapshots of the days before today, from when the rows of the demo began: no curve is invented.

What a snapshot cannot know later is left out: who paused since, and needs that closed without a placement. Each week of
the last nine months, and each day of the last five weeks.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, insert, select

from matcher.clock import dutch_date
from matcher.demo.world import World
from matcher.domain.school_year import school_year_of
from matcher.domain.states import ENDED_STATES, OPEN_STATES, NeedState, PlacementState, ProfileState
from matcher.models import (
    FigureSnapshot,
    Need,
    Placement,
    PlacementYear,
    Professional,
    Programme,
    ProgrammeRegion,
    Proposal,
    ProposalEvent,
    Region,
    SearchArea,
)

WEEKS, DAYS = 39, 35


@dataclass(frozen=True, slots=True)
class Span:
    """A row that counts from the first day to before the last, in these areas, so much for these figures."""

    begin: date
    end: date
    areas: frozenset[str]
    amounts: tuple[tuple[str, float], ...]


def keep_past_days(world: World) -> None:
    """Write the snapshots."""
    spans = [*_people(world), *_needs(world), *_proposals(world), *_placements(world)]
    days = {world.today - timedelta(weeks=n) for n in range(1, WEEKS)}
    days |= {world.today - timedelta(days=n) for n in range(1, DAYS)}
    names = ("open_needs", "active_people", "running", "placed", "minutes", "unproposed")
    areas = sorted({"NL", *_areas_of(world).keys(), *(area for found in _areas_of(world).values() for area in found)})
    rows = []
    for day in sorted(days):
        values: dict[tuple[str, str], float] = {(area, name): 0.0 for area in areas for name in names}
        for span in spans:
            if span.begin <= day < span.end:
                for area in span.areas:
                    for figure, amount in span.amounts:
                        values[area, figure] += amount
        rows += [{"day": day, "area": a, "figure": f, "value": value} for (a, f), value in values.items()]
    world.session.execute(insert(FigureSnapshot), rows)


def _areas_of(world: World) -> dict[str, frozenset[str]]:
    """Return region (as an area) -> landsdeel and programmes it lies in, and the nation."""
    session = world.session
    found: dict[str, set[str]] = defaultdict(set)
    for code, landsdeel in session.execute(select(Region.code, Region.landsdeel_code)):
        found[f"R:{code}"] |= {f"R:{code}", f"L:{landsdeel}", "NL"}
        found[f"R:{code}"] |= {f"P:{key}" for key in session.scalars(select(Programme.id).where(Programme.national))}
    for key, code in session.execute(select(ProgrammeRegion.programme_id, ProgrammeRegion.region_code)):
        found[f"R:{code}"].add(f"P:{key}")
    return {region: frozenset(areas) for region, areas in found.items()}


def _after(world: World) -> date:
    return world.today + timedelta(days=1)


def _people(world: World) -> Iterator[Span]:
    areas, reach = _areas_of(world), _reach(world)
    active = select(Professional.id, Professional.activated_at).where(Professional.state == ProfileState.ACTIVE)
    for person, at in world.session.execute(active.where(Professional.activated_at.is_not(None))):
        inside = frozenset[str]().union(*(areas[region] for region in reach[person]))
        if at is not None:
            yield Span(dutch_date(at), _after(world), inside, (("active_people", 1),))


def _reach(world: World) -> dict[int, set[str]]:
    """Return person -> regions (as areas) with a search area."""
    reach: dict[int, set[str]] = defaultdict(set)
    for person, code in world.session.execute(select(SearchArea.professional_id, SearchArea.region_code)):
        reach[person].add(f"R:{code}")
    return reach


def _needs(world: World) -> Iterator[Span]:
    areas = _areas_of(world)
    first = select(Proposal.need_id, func.min(Proposal.created_at).label("at")).group_by(Proposal.need_id).subquery()
    filled = (
        select(Placement.need_id, func.max(Placement.created_at).label("at")).group_by(Placement.need_id).subquery()
    )
    rows = (
        select(Need.region_code, Need.state, Need.opened_at, first.c.at, filled.c.at)
        .outerjoin(first, first.c.need_id == Need.id)
        .outerjoin(filled, filled.c.need_id == Need.id)
        .where(Need.opened_at.is_not(None), Need.state.in_([NeedState.OPEN, NeedState.FILLED]))
    )
    for region, state, opened, proposed, placed in world.session.execute(rows):
        end = _after(world) if state is NeedState.OPEN or placed is None else dutch_date(placed)
        inside = areas[f"R:{region}"]
        yield Span(dutch_date(opened), end, inside, (("open_needs", 1),))
        asked = end if proposed is None else min(end, dutch_date(proposed))
        yield Span(dutch_date(opened), asked, inside, (("unproposed", 1),))


def _proposals(world: World) -> Iterator[Span]:
    areas, reach = _areas_of(world), _reach(world)
    ended = (
        select(ProposalEvent.proposal_id, func.max(ProposalEvent.at).label("at"))
        .where(ProposalEvent.to_state.in_(ENDED_STATES))
        .group_by(ProposalEvent.proposal_id)
        .subquery()
    )
    rows = (
        select(Proposal.professional_id, Need.region_code, Proposal.state, Proposal.created_at, ended.c.at)
        .join(Need, Need.id == Proposal.need_id)
        .outerjoin(ended, ended.c.proposal_id == Proposal.id)
    )
    for person, region, state, begun, over in world.session.execute(rows):
        end = _after(world) if state in OPEN_STATES or over is None else dutch_date(over)
        yield Span(dutch_date(begun), end, areas[f"R:{region}"] | reach[person], (("running", 1),))


def _placements(world: World) -> Iterator[Span]:
    """Placements count on days of the school year in which they have hours."""
    areas, year = _areas_of(world), PlacementYear
    rows = select(Placement.region_code, Placement.created_at, year.school_year, year.planned_minutes).join(
        year, year.placement_id == Placement.id
    )
    rows = rows.where(Placement.state != PlacementState.CANCELLED, year.planned_minutes > 0)
    for region, made, school_year, minutes in world.session.execute(rows):
        begin = max(dutch_date(made), date(school_year, 8, 1))
        if school_year == school_year_of(begin):
            amounts = (("placed", 1), ("minutes", float(minutes)))
            yield Span(begin, date(school_year + 1, 8, 1), areas[f"R:{region}"], amounts)
