"""Counts the hours of a person's placements anew, with the person locked; refuses what goes above the limit."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from matcher.domain.choices import Sector
from matcher.domain.errors import RuleRefusedError
from matcher.domain.law import LimitBasis
from matcher.models import Placement, PlacementYear
from matcher.queries.ledger import exceptions_of
from matcher.queries.measures import measures
from matcher.queries.recounted import Recounted, excess_of, recounted
from matcher.rules.excess import Excess
from matcher.rules.limits import Limit, limit_for_year
from matcher.rules.teaching_plan import by_school_year
from matcher.services.transaction import Work

# A school year touches at most this many weeks: a limit per week cannot give one placement more in a year.
WEEKS_IN_A_YEAR = 54


def recount(work: Work, professional_id: int) -> None:
    """Bring the stored hours of every placement in step with its plan, confirmed months and the proofs of the person.

    Call with the person locked. Raises RuleRefusedError (with article and numbers) when a period goes above the limit,
    or further above it than it was.
    """
    # As stored, so before anything is written: what one row cannot hold would break on its own check first.
    before = excess_of(work.session, professional_id)
    rows = recounted(work.session, professional_id)
    worse = [row for row in excess_of(work.session, professional_id, rows) if not _was(row, before)]
    if worse:
        raise RuleRefusedError(worse[0].message, worse[0].article)
    write_recounted(work, professional_id, rows)


def write_recounted(work: Work, professional_id: int, rows: Sequence[Recounted] | None = None) -> None:
    """Write the hours as they are, also above the limit: for work that stands already. Call with the person locked."""
    for row in recounted(work.session, professional_id) if rows is None else rows:
        write_years(work, row.placement, by_school_year(row.taught), by_school_year(row.counted))
    work.session.flush()


def write_years(work: Work, placement: Placement, taught: Mapping[int, int], counted: Mapping[int, int]) -> None:
    """Write the school years of a placement: minutes planned or taught, what counts, and what one may count.

    The limit is kept as it was when the school year was first written; an exception can only raise it.
    """
    limits, exceptions = measures(work.session), exceptions_of(work.session, placement.professional_id)
    stored = select(PlacementYear).where(PlacementYear.placement_id == placement.id)
    rows = {row.school_year: row for row in work.session.scalars(stored)}
    for year in sorted(taught.keys() | rows.keys()):
        granted = [row.allowed_minutes for row in exceptions if row.school_year == year]
        row = rows.get(year) or PlacementYear(
            placement_id=placement.id, school_year=year, limit_minutes=row_limit(placement.sector, year, limits)
        )
        row.planned_minutes, row.counted_minutes = taught.get(year, 0), counted.get(year, 0)
        row.limit_minutes = max(row.limit_minutes, *granted, 0)
        work.session.add(row)


def row_limit(sector: Sector, school_year: int, limits: Sequence[Limit]) -> int:
    """Return what one placement may count in the school year by the measure of its sector; 0 where no rule is."""
    limit = limit_for_year(sector, school_year, limits)
    if limit is None:
        return 0
    return limit.yearly_minutes if limit.basis is LimitBasis.YEARLY_AVERAGE else limit.minutes * WEEKS_IN_A_YEAR


def _was(row: Excess, before: Sequence[Excess]) -> bool:
    return any((old.period, old.board_id) == (row.period, row.board_id) and old.used >= row.used for old in before)
