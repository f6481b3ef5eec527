"""Days to answer are calendar days outside the school holidays, and the days on which silence is followed up."""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.choices import HolidayRegion
from matcher.domain.deadlines import LONGEST_POSTPONEMENT_DAYS, STAGES, ChaseStage
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
    return ChaseDates(
        answer_by=after_days(since, days, region),
        stages={stage: after_days(since, number, region) for stage, number in _counted(days).items()},
    )


def _counted(days: int) -> dict[ChaseStage, int]:
    """Return after how many counted days each stage comes."""
    return {
        ChaseStage.REMIND: -(-days // 2),
        ChaseStage.ESCALATE: -(-3 * days // 4),
        ChaseStage.TASK: days + 1,
        ChaseStage.CLOSE: days + max(2, -(-days // 2)),
    }


def stage_after(
    stage: ChaseStage, *, done_on: date, days: int, region: HolidayRegion
) -> tuple[ChaseStage, date] | None:
    """Return the stage that follows one that was done on a day, and when; None after the last.

    Done on its day, the next is on its planned day. Done late, the next keeps its distance, so that nobody gets a
    reminder, a last word and a close on one day.
    """
    following = STAGES[STAGES.index(stage) + 1 :]
    if not following:
        return None
    counted = _counted(days)
    return following[0], after_days(done_on, counted[following[0]] - counted[stage], region)


def answer_by_after(stage: ChaseStage, *, done_on: date, days: int, region: HolidayRegion) -> date:
    """Return the last day to answer for somebody who is asked again on a day by this stage."""
    return after_days(done_on, max(0, days - _counted(days)[stage]), region)


def latest_postponement(today: date, starts_on: date | None, ends_on: date | None) -> date:
    """Return the last day to which an answer can be put off: not past the first lesson.

    Where the lessons have begun already, not past the last one. May be today or earlier: then it cannot be put off.
    """
    furthest = today + LONGEST_POSTPONEMENT_DAYS * DAY
    bound = ends_on if starts_on is not None and starts_on <= today else starts_on
    return furthest if bound is None else min(furthest, bound)
