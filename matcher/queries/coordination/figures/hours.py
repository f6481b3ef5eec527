"""Klokuren of placements per week as planned, per month as confirmed, and the use of the six-hours rule."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import PlanKind
from matcher.domain.school_year import bounds
from matcher.models import Placement, PlacementMonth
from matcher.queries.coordination.facets_weeks import WEEK, mondays_of, months_of_year
from matcher.queries.coordination.figures import wishes
from matcher.queries.coordination.figures.narrow import people_ids, placement_ids
from matcher.queries.coordination.figures.overview import Figures
from matcher.queries.coordination.figures.place import Place
from matcher.queries.coordination.people import HOUR_GROUPS, hour_groups, limit_of, used_minutes
from matcher.queries.coordination.scope import View
from matcher.queries.plans import plan_of_placement, weekdays_of
from matcher.rules.school_weeks import monday_of
from matcher.rules.teaching_plan import Plan, minutes_on_dates

_P = Placement
# What plans must have in common to be added: their dates then are the same, and their minutes can be summed.
ALIKE = (_P.plan_kind, _P.holiday_region, _P.starts_on, _P.ends_on, _P.teaching_weeks, _P.weekdays)


def hours(session: Session, view: View, place: Place) -> Figures:
    """Return the weeks, the months and the groups of use."""
    return {
        "weeks": weeks(session, view, place),
        "months": months(session, view, place),
        "use": use_of_the_limit(session, view, place),
    }


def weeks(session: Session, view: View, place: Place) -> list[dict[str, Any]]:
    """Return every week of the school year: planned minutes in it, and placements that run."""
    ids = placement_ids(view, {**wishes.placed(view.year), **place.chosen})
    first, last = bounds(view.year)
    minutes: dict[date, int] = defaultdict(int)
    periods: dict[tuple[date, date], int] = defaultdict(int)
    for plan, count in _plans(session, ids):
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
        for monday in mondays_of(view.year)
    ]


def _plans(session: Session, ids: Any) -> list[tuple[Plan, int]]:
    """Return plans and how many placements each stands for: those alike are one plan with the sum of their minutes."""
    sums = (func.sum(_P.minutes_per_week), func.sum(_P.total_minutes), func.count())
    alike = select(*ALIKE, *sums).where(_P.id.in_(ids), _P.plan_kind != PlanKind.DAYS).group_by(*ALIKE)
    single = session.scalars(select(Placement).where(_P.id.in_(ids), _P.plan_kind == PlanKind.DAYS))
    found = [(plan_of_placement(row), 1) for row in single]
    for kind, region, starts, ends, lessons, days, weekly, whole, count in session.execute(alike):
        by_week = kind is PlanKind.WEEKLY
        plan = Plan(
            kind,
            starts,
            ends,
            region,
            int(weekly if by_week else whole),
            lessons if by_week else None,
            weekdays_of(days),
        )
        found.append((plan, count))
    return found


def months(session: Session, view: View, place: Place) -> list[dict[str, Any]]:
    """Return every month of the school year: confirmed minutes in it, and of how many placements."""
    ids = placement_ids(view, {**wishes.placed(view.year), **place.chosen})
    first, last = bounds(view.year)
    month = PlacementMonth.month
    rows = (
        select(month, func.sum(PlacementMonth.real_minutes), func.count())
        .where(month >= first, month <= last, PlacementMonth.placement_id.in_(ids))
        .group_by(month)
    )
    known = {row[0]: row for row in session.execute(rows)}
    return [
        {
            "month": day.isoformat(),
            "minutes": int(known[day][1]) if day in known else 0,
            "placements": known[day][2] if day in known else 0,
        }
        for day in months_of_year(view.year)
    ]


def use_of_the_limit(session: Session, view: View, place: Place) -> dict[str, int]:
    """Return how many people use which share of the strictest yearly limit; nobody without hours."""
    used = used_minutes(view.year)
    options = hour_groups(used.c.minutes, limit_of(view))
    counts = select(*(func.count().filter(options[name]) for name, _begin in HOUR_GROUPS)).select_from(used)
    row = session.execute(counts.where(used.c.professional_id.in_(people_ids(view, place.chosen)))).one()
    return {name: count for (name, _begin), count in zip(HOUR_GROUPS, row, strict=True)}
