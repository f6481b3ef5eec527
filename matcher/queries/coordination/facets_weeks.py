"""Placements by the week in which they run, and by the month of which hours were confirmed."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import and_, select

from matcher.domain.school_year import bounds
from matcher.models import Placement, PlacementMonth
from matcher.queries.coordination.listing import Facet
from matcher.queries.coordination.scope import View
from matcher.queries.placement_months import month_after
from matcher.rules.school_weeks import monday_of

WEEK = timedelta(weeks=1)


def mondays_of(school_year: int) -> Iterator[date]:
    """Yield the Monday of every week of the school year, in order; the first and the last may begin or end outside."""
    first, last = bounds(school_year)
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += WEEK


def months_of_year(school_year: int) -> Iterator[date]:
    """Yield the first day of every month of the school year, in order."""
    month, last = bounds(school_year)
    while month <= last:
        yield month
        month = month_after(month)


def weeks_facet(view: View) -> Facet:
    """Return the filter: runs in the week, known by its Monday (ISO date); of the school year of the view."""
    options = {
        monday.isoformat(): and_(Placement.starts_on < monday + WEEK, Placement.ends_on >= monday)
        for monday in mondays_of(view.year)
    }
    return Facet("week", options, counted=False)


def confirmed_facet(view: View) -> Facet:
    """Return the filter: the school confirmed hours of the month, known by its first day (ISO date)."""
    confirmed = select(PlacementMonth.placement_id)
    options = {
        month.isoformat(): Placement.id.in_(confirmed.where(PlacementMonth.month == month))
        for month in months_of_year(view.year)
    }
    return Facet("bevestigde_maand", options, counted=False)
