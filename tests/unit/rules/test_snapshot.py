"""Minutes left per school year, for the columns of the engine."""

from datetime import date

from matcher.matching.columns import UNLIMITED
from matcher.rules.limits import UNLIMITED_MINUTES
from matcher.rules.snapshot import minutes_left_by_year
from tests.unit.rules.examples import YEAR, engagement, klokuren


def test_every_school_year_has_its_own_minutes_left():
    rows = iter([engagement(144), engagement(40, placement_id=2, year=YEAR + 1)])
    left = minutes_left_by_year(rows, (YEAR, YEAR + 1, YEAR + 2), date(2026, 9, 1))
    assert left == (klokuren(96), klokuren(200), klokuren(240))


def test_a_school_year_that_is_over_has_nothing_left():
    assert minutes_left_by_year([], (YEAR - 1, YEAR), date(2026, 8, 1)) == (0, klokuren(240))
    assert minutes_left_by_year([], (YEAR - 1, YEAR), date(2026, 7, 31)) == (klokuren(240), klokuren(240))


def test_the_engine_uses_the_same_number_for_no_limit():
    assert UNLIMITED_MINUTES == UNLIMITED
