"""What does not add up in the hours of one person, counted anew. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.choices import LegalGround
from matcher.domain.klokuren import format_klokuren, klokuren_text
from matcher.domain.law import InconsistencyKind
from matcher.domain.placing import MOST_MINUTES_A_MONTH
from matcher.domain.school_year import school_year_label, school_year_of
from matcher.domain.states import PlacementState
from matcher.models import Placement, PlacementMonth, PlacementYear
from matcher.queries.ledger import exception_rows
from matcher.queries.measures import measures
from matcher.queries.recounted import Recounted, excess_of, recounted
from matcher.rules.excess import excess
from matcher.rules.placement import PlacementFacts, missing_for_start
from matcher.rules.teaching_plan import by_school_year

LONGEST_MESSAGE = 500
MUST_BE_THERE = frozenset({"responsible_teacher", "subject_parts", "vog_issued_on", "vog_seen_on"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up, of a person or of one of the placements. ``message``: Dutch, with numbers."""

    kind: InconsistencyKind
    placement_id: int | None
    message: str


def findings_of(session: Session, professional_id: int, today: date) -> tuple[Finding, ...]:
    """Return what does not add up: at most one finding of a kind per placement, and one per person."""
    rows = recounted(session, professional_id)
    above = " ".join(row.message for row in excess_of(session, professional_id, rows))
    ended = " ".join(_after_exceptions(session, professional_id, rows, today))
    twice = " ".join(_too_full_months(session, rows))
    of_person = (
        (InconsistencyKind.ABOVE_LIMIT, above),
        (InconsistencyKind.EXCEPTION_ENDED, ended),
        (InconsistencyKind.CONFIRMED_MONTHS, twice),
    )
    found = [Finding(kind, None, message[:LONGEST_MESSAGE]) for kind, message in of_person if message]
    for row in rows:
        found += _of_placement(session, row, today)
    return tuple(found)


def _of_placement(session: Session, row: Recounted, today: date) -> Iterator[Finding]:
    said = {
        InconsistencyKind.STORED_HOURS: _stored_otherwise(session, row),
        InconsistencyKind.CONFIRMED_MONTHS: _months_outside(session, row.placement),
        InconsistencyKind.INCOMPLETE: _missing(row, today),
    }
    for kind, texts in said.items():
        message = " ".join(texts)
        if message:
            yield Finding(kind, row.placement.id, message[:LONGEST_MESSAGE])


def _stored_otherwise(session: Session, row: Recounted) -> Iterator[str]:
    taught, counted = by_school_year(row.taught), by_school_year(row.counted)
    stored = session.scalars(select(PlacementYear).where(PlacementYear.placement_id == row.placement.id))
    kept = {year.school_year: (year.planned_minutes, year.counted_minutes) for year in stored}
    for year in sorted(taught.keys() | kept.keys()):
        now, was = (taught.get(year, 0), counted.get(year, 0)), kept.get(year, (0, 0))
        if now != was:
            yield (f"Schooljaar {school_year_label(year)}: opgeslagen {_pair(*was)}, opnieuw geteld {_pair(*now)}.")


def _pair(taught: int, counted: int) -> str:
    return f"{klokuren_text(taught)} (tellen mee: {format_klokuren(counted)})"


def _months_outside(session: Session, placement: Placement) -> Iterator[str]:
    """Yield the months that were confirmed while the placement has no day in them."""
    first = placement.starts_on.replace(day=1)
    for month in session.scalars(select(PlacementMonth).where(PlacementMonth.placement_id == placement.id)):
        if month.real_minutes and not first <= month.month <= placement.ends_on:
            yield f"Over {month.month:%m-%Y} zijn {klokuren_text(month.real_minutes)} bevestigd, buiten de inzet."


def _too_full_months(session: Session, rows: Sequence[Recounted]) -> Iterator[str]:
    """Yield the months for which several placements together confirm more than one person can teach."""
    months: dict[date, list[int]] = defaultdict(list)
    ids = [row.placement.id for row in rows]
    for row in session.scalars(select(PlacementMonth).where(PlacementMonth.placement_id.in_(ids))):
        months[row.month].append(row.real_minutes)
    for month, minutes in sorted(months.items()):
        if sum(minutes) > MOST_MINUTES_A_MONTH:
            yield f"Over {month:%m-%Y} zijn bij {len(minutes)} inzetten samen {klokuren_text(sum(minutes))} bevestigd."


def _after_exceptions(session: Session, professional_id: int, rows: Sequence[Recounted], today: date) -> Iterator[str]:
    """Yield the school years above the limit in which hours remain after the last day of the exceptions."""
    until: dict[int, date] = {}
    for row in exception_rows(session, professional_id):
        until[row.school_year] = max(row.valid_until, until.get(row.school_year, date.min))
    above = excess([row.engagement for row in rows], limits=measures(session))
    years = {e.period if isinstance(e.period, int) else school_year_of(e.period) for e in above}
    for year in sorted(years & until.keys()):
        days = (item for row in rows for item in row.counted.items())
        left = sum(minutes for day, minutes in days if day > until[year] and school_year_of(day) == year)
        if left and until[year] < today:
            yield (
                f"De uitzondering voor schooljaar {school_year_label(year)} gold tot en met {until[year]:%d-%m-%Y}. "
                f"Daarna staan nog {klokuren_text(left)}."
            )


def _missing(row: Recounted, today: date) -> Iterator[str]:
    """Yield what the law asks and a placement under the rule lacks while it runs."""
    placement = row.placement
    runs = placement.state is PlacementState.PLANNED and placement.starts_on <= today <= placement.ends_on
    if not (runs and row.counted):
        return
    facts = PlacementFacts(
        sector=placement.sector,
        ground=LegalGround.ZESURENREGELING,
        contract_form=placement.contract_form,
        board_id=placement.board_id,
        responsible_teacher=placement.responsible_teacher,
        subject_parts=placement.subject_parts,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        vog_issued_on=placement.vog_issued_on,
        vog_seen_on=placement.vog_seen_on,
    )
    yield from (missing.message for missing in missing_for_start(facts) if missing.field in MUST_BE_THERE)
