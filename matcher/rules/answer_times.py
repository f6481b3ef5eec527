"""Days to answer are calendar days outside the school holidays, and the days on which silence is followed up."""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.choices import HolidayRegion
from matcher.domain.deadlines import LONGEST_POSTPONEMENT_DAYS, ChaseStage
from matcher.rules.school_holidays import holiday_on

DAY = timedelta(days=1)


def after_days(since: date, days: int, region: HolidayRegion) -> date:
    """Return the day that lies ``days`` counted days after ``since``; days within a school holiday do not count.

    The result is never in a school holiday, unless ``days`` is 0. Outside the official table no holiday is known.
    """
    day = since
    while days > 0:
        day += DAY
        days -= holiday_on(region, day) is None
    return day


@dataclass(frozen=True, slots=True)
class ChaseDates:
    """The days of one wait: an answer is asked until ``answer_by``; the stages lie before and after it."""

    answer_by: date
    stages: dict[ChaseStage, date]


def chase_dates(since: date, days: int, region: HolidayRegion) -> ChaseDates:
    """Return when silence since a day is followed up, for an answer time of ``days``.

    A reminder at half the time, the colleagues at three quarters, the coordinator the day after the last one, the kind
    close after half the time again. Raises ``ValueError`` for less than one day.
    """
    if days < 1:
        raise ValueError("an answer takes a day at least")
    counted = {
        ChaseStage.REMIND: -(-days // 2),
        ChaseStage.ESCALATE: -(-3 * days // 4),
        ChaseStage.TASK: days + 1,
        ChaseStage.CLOSE: days + max(2, -(-days // 2)),
    }
    return ChaseDates(
        answer_by=after_days(since, days, region),
        stages={stage: after_days(since, number, region) for stage, number in counted.items()},
    )


def latest_postponement(today: date, starts_on: date | None, ends_on: date | None) -> date:
    """Return the last day to which an answer can be put off: not past the first lesson.

    Where the lessons have begun already, not past the last one. May be today or earlier: then it cannot be put off.
    """
    furthest = today + LONGEST_POSTPONEMENT_DAYS * DAY
    bound = ends_on if starts_on is not None and starts_on <= today else starts_on
    return furthest if bound is None else min(furthest, bound)
