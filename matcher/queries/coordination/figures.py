"""Every figure of the dashboard, defined once and counted in SQL; docs/figures.md says the same in words.

A figure is a count (or sum) over one of the lists with a filter, made with the conditions of that list, so that it
always equals the rows one gets by following its link. :data:`ASKS` names the filters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind, Sector
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.models import Proposal, ProposalEvent
from matcher.queries.coordination.baseline import REGION_SHARES
from matcher.queries.coordination.listing import Source, Wish, conditions, facet_counts, total
from matcher.queries.coordination.needs import needs_source
from matcher.queries.coordination.people import HOUR_GROUPS, people_source
from matcher.queries.coordination.placements import STANDING, placements_source
from matcher.queries.coordination.proposals import FUNNEL, REASON_CODES, proposals_source
from matcher.queries.coordination.scope import RegionRow, View
from matcher.queries.proposals import ProposalRow

Chosen = Mapping[str, frozenset[str]]
Counts = dict[str, dict[str, int]]
SECONDS_PER_DAY = 86_400


def open_needs() -> Chosen:
    """Needs that are open now."""
    return {"staat": frozenset({NeedState.OPEN.value})}


def active_people() -> Chosen:
    """Profiles that are active now."""
    return {"staat": frozenset({ProfileState.ACTIVE.value})}


def running() -> Chosen:
    """Proposals that are open now, from suggestion to agreement."""
    return {"lopend": frozenset({"ja"})}


def begun(school_year: int) -> Chosen:
    """Proposals that began in the school year."""
    return {"schooljaar": frozenset({str(school_year)})}


def in_programme(programme_id: int) -> Chosen:
    """What belongs to a programme, by its regions and period; the same filter on every list."""
    return {"programma": frozenset({str(programme_id)})}


def placed(school_year: int) -> Chosen:
    """Placements with planned hours in the school year that were not cancelled."""
    return {"schooljaar": frozenset({str(school_year)}), "staat": STANDING}


@dataclass(frozen=True, slots=True)
class Headline:
    """The five figures on top; ``minutes`` are planned in the school year."""

    open_needs: int
    active_people: int
    running: int
    placed: int
    minutes: int


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many proposals came to this step; ``days``: mean number of days since the step before, if known."""

    state: ProposalState
    count: int
    days: float | None


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """One region: active people, open needs, placements and minutes of the school year, share in 2020 if known."""

    region: RegionRow
    people: int
    needs: int
    placements: int
    minutes: int
    baseline: float | None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One sector or role kind: open needs, placements and minutes of the school year."""

    member: Sector | RoleKind
    needs: int
    placements: int
    minutes: int


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A count by the value of a filter."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures of one school year, of one region or of the whole scope."""

    school_year: int
    headline: Headline
    funnel: tuple[FunnelStep, ...]
    regions: tuple[RegionFigures, ...]
    sectors: tuple[GroupFigures, ...]
    roles: tuple[GroupFigures, ...]
    reasons: tuple[NamedCount, ...]
    hours: tuple[NamedCount, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """Counts by facet of the four lists."""

    needs: Counts
    people: Counts
    placements: Counts
    minutes: Counts


def dashboard_of(session: Session, *, view: View, region_code: str | None) -> Dashboard:
    """Return every figure; ``view.year`` is the school year."""
    # Without a year in the address, too, hours are those of one school year.
    view = replace(view, school_year=view.year)
    region: Chosen = {"regio": frozenset({region_code})} if region_code else {}
    tables = _tables(session, view, region)
    return Dashboard(
        school_year=view.year,
        headline=_headline(session, view, region),
        funnel=_funnel(session, view, region),
        regions=tuple(_region(region_row, tables) for region_row in view.regions),
        sectors=tuple(_group("sector", member, tables) for member in Sector),
        roles=tuple(_group("rol", member, tables) for member in RoleKind),
        reasons=_reasons(session, view, region),
        hours=_hours(session, view, region),
    )


def _headline(session: Session, view: View, region: Chosen) -> Headline:
    placements = placements_source(session, view)
    standing = Wish({**placed(view.year), **region})
    return Headline(
        open_needs=total(session, needs_source(view), Wish({**open_needs(), **region})),
        active_people=total(session, people_source(view), Wish({**active_people(), **region})),
        running=total(session, proposals_source(view), Wish({**running(), **region})),
        placed=total(session, placements.source, standing),
        minutes=total(session, placements.source, standing, measure=placements.minutes),
    )


def _tables(session: Session, view: View, region: Chosen) -> _Tables:
    placements = placements_source(session, view)
    standing = Wish({**placed(view.year), **region})
    groups = ("regio", "sector", "rol")
    return _Tables(
        needs=facet_counts(session, needs_source(view), Wish({**open_needs(), **region}), names=groups),
        people=facet_counts(session, people_source(view), Wish({**active_people(), **region}), names=("regio",)),
        placements=facet_counts(session, placements.source, standing, names=groups),
        minutes=facet_counts(session, placements.source, standing, names=groups, measure=placements.minutes),
    )


def _region(region: RegionRow, tables: _Tables) -> RegionFigures:
    return RegionFigures(
        region=region,
        people=tables.people["regio"][region.code],
        needs=tables.needs["regio"][region.code],
        placements=tables.placements["regio"][region.code],
        minutes=tables.minutes["regio"][region.code],
        baseline=REGION_SHARES.get(region.code),
    )


def _group(facet: str, member: Sector | RoleKind, tables: _Tables) -> GroupFigures:
    key = member.value
    return GroupFigures(member, tables.needs[facet][key], tables.placements[facet][key], tables.minutes[facet][key])


def _funnel(session: Session, view: View, region: Chosen) -> tuple[FunnelStep, ...]:
    return funnel_of(session, view, {**begun(view.year), **region})


def funnel_of(session: Session, view: View, chosen: Chosen) -> tuple[FunnelStep, ...]:
    """Return the steps of the proposals of a filter."""
    source, wish = proposals_source(view), Wish(chosen)
    counts = facet_counts(session, source, wish, names=("bereikt",))["bereikt"]
    days = _days(session, source, wish)
    return tuple(FunnelStep(step, counts[step.value], days.get(step)) for step in FUNNEL)


def _days(session: Session, source: Source[ProposalRow], wish: Wish) -> dict[ProposalState, float | None]:
    """Return the mean number of days from the first moment in one step to the first moment in the next."""
    ids = source.statement.with_only_columns(Proposal.id, maintain_column_froms=True).where(*conditions(source, wish))
    firsts = (
        select(*(_first(step) for step in FUNNEL))
        .where(ProposalEvent.proposal_id.in_(ids))
        .group_by(ProposalEvent.proposal_id)
        .subquery()
    )
    pairs = tuple(pairwise(FUNNEL))
    row = session.execute(select(*(_mean_days(firsts, *pair) for pair in pairs))).one()
    return {
        step: None if found is None else round(float(found), 1)
        for (_before, step), found in zip(pairs, row, strict=True)
    }


def _first(step: ProposalState) -> Any:
    return func.min(case((ProposalEvent.to_state == step, ProposalEvent.at))).label(step.value)


def _mean_days(firsts: Any, before: ProposalState, step: ProposalState) -> Any:
    moments = extract("epoch", firsts.c[step.value]) - extract("epoch", firsts.c[before.value])
    return (func.avg(moments) / SECONDS_PER_DAY).label(step.value)


def _reasons(session: Session, view: View, region: Chosen) -> tuple[NamedCount, ...]:
    return reasons_of(session, view, {**begun(view.year), **region})


def reasons_of(session: Session, view: View, chosen: Chosen) -> tuple[NamedCount, ...]:
    """Return why proposals of a filter ended, the most frequent reason first."""
    counts = facet_counts(session, proposals_source(view), Wish(chosen), names=("reden",))["reden"]
    found = (NamedCount(code, counts[code]) for code in REASON_CODES if counts[code])
    return tuple(sorted(found, key=lambda row: -row.count))


def _hours(session: Session, view: View, region: Chosen) -> tuple[NamedCount, ...]:
    counts = facet_counts(session, people_source(view), Wish(region), names=("uren",))["uren"]
    return tuple(NamedCount(name, counts[name]) for name, _begin in HOUR_GROUPS)
