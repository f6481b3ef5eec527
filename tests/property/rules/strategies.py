"""Values for the properties of the law."""

from datetime import date, timedelta

from hypothesis import strategies as st

from matcher.domain.choices import Sector
from matcher.rules.six_hours import Engagement

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
    """A period of at most three years."""
    starts_on = draw(days)
    return starts_on, starts_on + timedelta(days=draw(st.integers(0, 1095)))
