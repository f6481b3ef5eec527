"""What is asked to place somebody: the content of the placement form as a value."""

from dataclasses import dataclass
from datetime import date, time

from matcher.domain.choices import ContractForm, HolidayRegion, PlanKind, RoleKind

# More than this nobody teaches in a month.
MOST_MINUTES_A_MONTH = 200 * 60
# In days from the first of the next month: the professional is asked again for the hours, the school is reminded, and
# it becomes a task of the coordinator.
ASK_AGAIN_DAYS, REMIND_SCHOOL_DAYS, HOURS_TASK_DAYS = 7, 14, 21


@dataclass(frozen=True, slots=True)
class PlaceCommand:
    """A wished placement.

    ``minutes_per_week`` klokuren in minutes, in ``teaching_weeks`` (None: the school weeks of the period), on
    ``weekdays`` (0 is Monday; empty: not known) of a weekly plan; ``days`` of single days; ``total_minutes`` of all.
    ``start_time``: when lessons begin, in the Netherlands; for the calendar only. ``holiday_region`` None: that of the
    school. The exception only counts for a coordinator; ``exception_until`` None is the last day of the placement.
    """

    starts_on: date
    ends_on: date
    role_kind: RoleKind
    contract_form: ContractForm
    plan_kind: PlanKind = PlanKind.WEEKLY
    minutes_per_week: int = 0
    teaching_weeks: int | None = None
    weekdays: frozenset[int] = frozenset()
    start_time: time | None = None
    days: tuple[tuple[date, int], ...] = ()
    total_minutes: int = 0
    holiday_region: HolidayRegion | None = None
    responsible_teacher: str = ""
    subject_parts: str = ""
    vog_issued_on: date | None = None
    vog_seen_on: date | None = None
    exception_reason: str = ""
    exception_article: str = ""
    exception_until: date | None = None


@dataclass(frozen=True, slots=True)
class ExtendCommand:
    """A placement made longer. ``minutes``: per week or in all, by its kind of plan; ``days``: further single days."""

    ends_on: date
    minutes: int = 0
    days: tuple[tuple[date, int], ...] = ()
