"""Teaching periods around the present day, so that the demo is always in the middle of a school year."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from matcher.domain.school_year import school_year_of

MONDAY, FRIDAY, WEEK = 0, 4, 7
# Office hours in UTC; in the Netherlands one or two hours later.
FIRST_HOUR, LAST_HOUR = 7, 15
MINUTE_STEP = 60
NOTICE_DAYS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A teaching period. ``kind``: ``year``, ``half`` or ``block``."""

    kind: str
    starts_on: date
    ends_on: date


def _monday(day: date) -> date:
    """Return the day itself when it is a Monday, else the next Monday."""
    return day + timedelta(days=(MONDAY - day.weekday()) % WEEK)


def _friday(day: date) -> date:
    """Return the day itself when it is a Friday, else the Friday before."""
    return day - timedelta(days=(day.weekday() - FRIDAY) % WEEK)


def terms_of(school_year: int) -> tuple[Term, ...]:
    """Return the periods of a school year: the whole, two halves, four blocks."""
    first, last = _monday(date(school_year, 8, 29)), _friday(date(school_year + 1, 7, 10))
    turn = date(school_year + 1, 2, 1)
    block = timedelta(weeks=9, days=4)
    starts = ((school_year, 9, 1), (school_year, 11, 10), (school_year + 1, 2, 1), (school_year + 1, 4, 15))
    blocks = tuple(Term("block", day, day + block) for day in (_monday(date(*start)) for start in starts))
    halves = (Term("half", first, _friday(turn)), Term("half", _monday(turn), last))
    return (Term("year", first, last), *halves, *blocks)


def past_terms(today: date) -> tuple[Term, ...]:
    """Return the periods of this school year that have begun; of the last one as long as none has."""
    year = school_year_of(today)
    begun = tuple(term for term in terms_of(year) if term.starts_on <= today)
    return begun or terms_of(year - 1)


def coming_terms(today: date) -> tuple[Term, ...]:
    """Return the next periods, soonest first, far enough away to find somebody."""
    year = school_year_of(today)
    known = (*terms_of(year), *terms_of(year + 1))
    ahead = sorted((t for t in known if (t.starts_on - today).days >= NOTICE_DAYS), key=lambda t: t.starts_on)
    return tuple(ahead[:7])


def moment(rng: Random, day: date, before: datetime) -> datetime:
    """Return a time in office hours on a working day, not after ``before``."""
    working = _friday(day) if day.weekday() > FRIDAY else day
    found = datetime.combine(working, time(rng.randrange(FIRST_HOUR, LAST_HOUR), rng.randrange(MINUTE_STEP)), UTC)
    return min(found, before)


def moments(rng: Random, first: date, last: date, count: int, before: datetime) -> list[datetime]:
    """Return ``count`` moments in order between the days, both included, none after ``before``."""
    span = max(0, (last - first).days)
    days = sorted(rng.randint(0, span) for _ in range(count))
    found = sorted(moment(rng, first + timedelta(days=day), before) for day in days)
    # Two steps are never taken in the same minute.
    return [at + timedelta(minutes=index - len(found)) for index, at in enumerate(found)]
