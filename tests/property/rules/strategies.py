"""Values for the properties of the law."""

from datetime import date, timedelta

from hypothesis import strategies as st

from matcher.domain.choices import HolidayRegion, PlanKind, Sector
from matcher.rules.six_hours import Engagement
from matcher.rules.teaching_plan import Plan, weeks_held

YEARS = (2025, 2026, 2027)
sectors = st.sampled_from((Sector.VMBO, Sector.MBO))
years = st.sampled_from(YEARS)
days = st.dates(date(2018, 1, 1), date(2032, 12, 31))


@st.composite
def engagements(draw):
    """Up to six engagements with unique placement ids."""
    ids = draw(st.lists(st.integers(1, 50), unique=True, max_size=6))
    return [
        Engagement(
            placement_id=number,
            sector=draw(st.sampled_from(Sector)),
            board_id=draw(st.integers(1, 3)),
            minutes_by_year=draw(st.dictionaries(years, st.integers(0, 9000), max_size=3)),
            under_rule=draw(st.booleans()),
            guest_lesson=draw(st.booleans()),
        )
        for number in ids
    ]


requests = st.dictionaries(years, st.integers(0, 15000), min_size=1, max_size=3)


@st.composite
def periods(draw):
    """A period of at most 800 days."""
    starts_on = draw(days)
    return starts_on, starts_on + timedelta(days=draw(st.integers(0, 800)))


@st.composite
def weekly_plans(draw):
    """So much a week, in weeks that are given or not, on weekdays that are known or not."""
    starts_on, ends_on = draw(periods())
    return Plan(
        kind=PlanKind.WEEKLY,
        starts_on=starts_on,
        ends_on=ends_on,
        region=draw(st.sampled_from(HolidayRegion)),
        minutes=draw(st.integers(0, 3000)),
        weeks=draw(st.none() | st.integers(1, weeks_held(starts_on, ends_on))),
        weekdays=draw(st.frozensets(st.integers(0, 6), max_size=3)),
    )


@st.composite
def total_plans(draw):
    """A total over a period."""
    starts_on, ends_on = draw(periods())
    region, minutes = draw(st.sampled_from(HolidayRegion)), draw(st.integers(0, 30_000))
    return Plan(PlanKind.TOTAL, starts_on, ends_on, region, minutes)


@st.composite
def day_plans(draw):
    """Single days of a period."""
    starts_on, ends_on = draw(periods())
    found = draw(st.dictionaries(st.dates(starts_on, ends_on), st.integers(0, 480), max_size=12))
    return Plan(PlanKind.DAYS, starts_on, ends_on, days=tuple(found.items()))


plans = weekly_plans() | total_plans() | day_plans()
