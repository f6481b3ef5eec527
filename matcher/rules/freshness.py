"""When somebody is asked whether a need or profile is still right; days in the school holidays do not count."""

from datetime import date

from matcher.domain.choices import HolidayRegion
from matcher.domain.freshness import DAYS_OF, Freshness
from matcher.rules.answer_times import after_days


def freshness_dates(confirmed_on: date, region: HolidayRegion) -> dict[Freshness, date]:
    """Return the day of each step after a confirmation; never in a school holiday."""
    return {step: after_days(confirmed_on, days, region) for step, days in DAYS_OF.items()}


def step_due(dates: dict[Freshness, date], today: date) -> Freshness | None:
    """Return the last step whose day has come; None while it is fresh."""
    return next((step for step in reversed(Freshness) if dates[step] <= today), None)
