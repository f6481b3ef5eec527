"""Klokuren of placements per week as planned, per month as confirmed, and the use of the six-hours rule."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import PlanKind
from matcher.domain.school_year import bounds
from matcher.models import Placement, PlacementMonth
from matcher.queries.coordination.facets_weeks import WEEK, mondays_of, months_of_year
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.together import Rows, Together
from matcher.queries.coordination.people import HOUR_GROUPS, hour_groups, limit_of, used_minutes
from matcher.queries.plans import plan_of_placement, weekdays_of
from matcher.rules.school_weeks import monday_of
from matcher.rules.teaching_plan import Plan, minutes_on_dates

_P = Placement
# What plans must have in common to be added: their dates then are the same, and their minutes can be summed.
ALIKE = (_P.plan_kind, _P.holiday_region, _P.starts_on, _P.ends_on, _P.teaching_weeks, _P.weekdays)


def hours_by_area(session: Session, areas: Together) -> dict[int, Figures]:
    """Return area -> the weeks, the months and the groups of use."""
    rows = areas.placements(wishes.placed(areas.year))
    plans, confirmed, used = _plans(session, rows), _months(session, rows, areas.year), _use(session, areas)
    return {n: {"weeks": _weeks(plans[n], areas.year), "months": confirmed(n), "use": used[n]} for n in areas.numbers}


def _weeks(plans: Sequence[tuple[Plan, int]], year: int) -> list[dict[str, Any]]:
    """Return every week of the school year: planned minutes in it, and placements that run."""
    first, last = bounds(year)
    minutes: dict[date, int] = defaultdict(int)
    periods: dict[tuple[date, date], int] = defaultdict(int)
    for plan, count in plans:
        periods[plan.starts_on, plan.ends_on] += count
        for day, taught in minutes_on_dates(plan).items():
            if first <= day <= last:
                minutes[monday_of(day)] += taught
    return [
        {
            "monday": monday.isoformat(),
            "minutes": minutes[monday],
            "placements": sum(n for (starts, ends), n in periods.items() if starts < monday + WEEK and ends >= monday),
        }
        for monday in mondays_of(year)
    ]


def _plans(session: Session, rows: Rows) -> dict[int, list[tuple[Plan, int]]]:
    """Return area -> plans and of how many placements each is: those alike are one, with the sum of their minutes."""
    found: dict[int, list[tuple[Plan, int]]] = defaultdict(list)
    single = rows.among(select(rows.area, Placement), _P.id).where(_P.plan_kind == PlanKind.DAYS)
    for area, row in session.execute(single):
        found[area].append((plan_of_placement(row), 1))
    sums = (func.sum(_P.minutes_per_week), func.sum(_P.total_minutes), func.count())
    alike = rows.among(select(rows.area, *ALIKE, *sums).select_from(_P), _P.id).where(_P.plan_kind != PlanKind.DAYS)
    for area, *row, weekly, whole, count in session.execute(alike.group_by(rows.area, *ALIKE)):
        kind, region, starts, ends, lessons, days = row
        by_week = kind is PlanKind.WEEKLY
        minutes = int(weekly if by_week else whole)
        plan = Plan(kind, starts, ends, region, minutes, lessons if by_week else None, weekdays_of(days))
        found[area].append((plan, count))
    return found


def _months(session: Session, rows: Rows, year: int) -> Callable[[int], list[dict[str, Any]]]:
    """Return what gives the months of the school year of an area: confirmed minutes, and of how many placements."""
    first, last = bounds(year)
    month = PlacementMonth.month
    statement = select(rows.area, month, func.sum(PlacementMonth.real_minutes), func.count())
    statement = rows.among(statement.select_from(PlacementMonth), PlacementMonth.placement_id)
    statement = statement.where(month >= first, month <= last).group_by(rows.area, month)
    known = {(area, day): (int(minutes), count) for area, day, minutes, count in session.execute(statement)}

    def of(area: int) -> list[dict[str, Any]]:
        found = ((day, known.get((area, day), (0, 0))) for day in months_of_year(year))
        return [{"month": day.isoformat(), "minutes": n, "placements": count} for day, (n, count) in found]

    return of


def _use(session: Session, areas: Together) -> dict[int, dict[str, int]]:
    used, rows = used_minutes(areas.year), areas.people({})
    options = hour_groups(used.c.minutes, limit_of(areas.nation))
    counts = select(rows.area, *(func.count().filter(options[name]) for name, _begin in HOUR_GROUPS)).select_from(used)
    by_area = session.execute(rows.among(counts, used.c.professional_id).group_by(rows.area))
    names, found = [name for name, _begin in HOUR_GROUPS], {area: row for area, *row in by_area}
    return {n: dict(zip(names, found.get(n, [0] * len(names)), strict=True)) for n in areas.numbers}
