"""Who stands above the limit without a recorded exception: what must never be, and what the nightly check looks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import school_year_of
from matcher.rules.hours_exceptions import HoursException
from matcher.rules.hours_used import Engagement, used_minutes
from matcher.rules.limits import LIMITS, Limit, Period, limit_for_year
from matcher.rules.six_hours_text import total_text


@dataclass(frozen=True, slots=True)
class Excess:
    """Minutes above what is allowed in a school year or a week. ``board_id`` None: over all boards."""

    period: Period
    board_id: int | None
    used: int
    allowed: int
    article: str

    @property
    def message(self) -> str:
        """Dutch: the total, the limit, where it stands."""
        return total_text(self.used, self.allowed, self.period, self.article, opening="Er staat nu")


def excess(
    engagements: Iterable[Engagement],
    exceptions: Iterable[HoursException] = (),
    *,
    limits: Sequence[Limit] = LIMITS,
) -> tuple[Excess, ...]:
    """Return every period in which one person is above the limit of a sector worked in, with what is allowed there.

    An exception raises the limit of its school year; a limit per week it lifts.
    Law: WVO 2020 art. 7.19 (vmbo); WEB art. 4.2.1 lid 6 (mbo).
    """
    rows, granted = tuple(engagements), tuple(exceptions)
    years = sorted({year for row in rows for year, minutes in row.minutes_by_year.items() if minutes})
    found = [
        each
        for year in years
        for sector in _sectors(rows, year)
        if (limit := limit_for_year(sector, year, limits))
        for each in _above(rows, year, limit, [row for row in granted if row.school_year == year])
    ]
    return tuple(dict.fromkeys(found))


def _sectors(rows: Sequence[Engagement], year: int) -> list[Sector]:
    return [s for s in Sector if any(row.sector is s and row.under_rule and row.minutes_in(year) for row in rows)]


def _above(rows: Sequence[Engagement], year: int, limit: Limit, granted: Sequence[HoursException]) -> list[Excess]:
    if limit.basis is LimitBasis.WEEKLY_MAXIMUM:
        weeks = sorted({week for row in rows for week in row.minutes_by_week if school_year_of(week) == year})
        return [] if granted else [e for week in weeks for e in _in_period(rows, week, limit, limit.minutes)]
    most = max((row.allowed_minutes for row in granted), default=0)
    return _in_period(rows, year, limit, max(limit.yearly_minutes, most))


def _in_period(rows: Sequence[Engagement], period: int | date, limit: Limit, allowed: int) -> list[Excess]:
    boards = {row.board_id for row in rows} if limit.scope is LimitScope.BOARD else {None}
    used = {board: used_minutes(rows, period, board_id=board) for board in sorted(boards, key=lambda b: b or 0)}
    return [
        Excess(period, board, minutes, allowed, limit.article) for board, minutes in used.items() if minutes > allowed
    ]
