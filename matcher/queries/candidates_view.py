"""Candidates of a need in words: one card a person, no name, no employer, no contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from matcher.domain.answering import AnswerFacts
from matcher.domain.choices import ContractForm, EducationLevel
from matcher.domain.klokuren import format_klokuren, klokuren_text
from matcher.domain.states import Party
from matcher.matching.constraints import Obstacle, obstacles_for_need
from matcher.matching.explanation import Explanation, LegalYear
from matcher.matching.scoring import Parts
from matcher.matching.sentences import day_parts, legal, missing_skill, partial_skill, travel
from matcher.queries.engine import current_engine
from matcher.queries.ledger import exceptions_by_person
from matcher.queries.matches import Candidate, Candidates
from matcher.rules.limits import UNLIMITED_MINUTES
from matcher.rules.six_hours import HoursException


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The six-hours rule in the tightest school year, in minutes; ``exception``: what a coordinator recorded there."""

    school_year: int
    used: int
    requested: int
    limit: int
    exception: HoursException | None = None


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """One candidate in words: no name, no employer, no contact."""

    professional_id: int
    reference: str
    rank: int
    headline: str
    score: float
    parts: Parts
    answers: Mapping[Party, AnswerFacts]
    fits: tuple[str, ...]
    partly: tuple[str, ...]
    missing: tuple[str, ...]
    distance_km: float | None
    travel: str
    day_parts: int
    wish: str
    minutes_min: int
    minutes_max: int
    qualified: bool
    education_level: EducationLevel | None
    contract_forms: frozenset[ContractForm]
    ledger: LedgerLine | None
    other_years: tuple[str, ...]
    confirmed_on: date | None
    online: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """Distance, shared day parts and wished hours, in words."""
        return tuple(text for text in (self.travel, day_parts(self.day_parts), self.wish) if text)


def cards_of(session: Session, found: Candidates, *, today: date) -> tuple[CandidateCard, ...]:
    """Return the candidates as cards, in their order."""
    labels = current_engine(session, today=today).labels
    granted = exceptions_by_person(session, (row.match.professional_id for row in found.rows))
    return tuple(
        card_of(row, labels, rank, granted.get(row.match.professional_id, ()))
        for rank, row in enumerate(found.rows, start=1)
    )


def card_of(
    row: Candidate, labels: Mapping[int, str], rank: int = 0, granted: Sequence[HoursException] = ()
) -> CandidateCard:
    """Return one candidate as a card. ``granted``: recorded exceptions, those that allow most first."""
    told = row.match.explanation
    ledgers = _ledgers(told.legal, granted)
    return CandidateCard(
        professional_id=row.match.professional_id,
        reference=row.reference,
        rank=rank,
        headline=headline(row.job_title, row.years_experience),
        score=row.match.total,
        parts=row.match.parts,
        answers=row.match.answers,
        fits=tuple(labels[note.concept_id] for note in told.matched),
        partly=tuple(partial_skill(note, labels) for note in told.partial),
        missing=tuple(missing_skill(note, labels) for note in told.missing),
        distance_km=told.distance_km,
        travel=travel(told),
        day_parts=told.day_parts,
        wish=_wish(told),
        minutes_min=told.minutes_min,
        minutes_max=told.minutes_max,
        qualified=row.qualified,
        education_level=row.education_level,
        contract_forms=row.contract_forms,
        ledger=ledgers[0] if ledgers else None,
        other_years=tuple(legal(year) for year in told.legal if ledgers and year.school_year != ledgers[0].school_year),
        confirmed_on=row.confirmed_on,
        online=told.online,
    )


def headline(job_title: str, years: int | None) -> str:
    """Return e.g. "Besturingstechnicus, 14 jaar ervaring"."""
    title = job_title[:1].upper() + job_title[1:] or "Vakman of vakvrouw"
    return f"{title}, {years} jaar ervaring" if years else title


def _wish(told: Explanation) -> str:
    low, high = told.minutes_min, told.minutes_max
    if low == high:
        return f"wil {klokuren_text(high)} per week"
    return f"wil {format_klokuren(low)} tot {klokuren_text(high)} per week"


def _ledgers(years: Iterable[LegalYear], granted: Sequence[HoursException]) -> list[LedgerLine]:
    """Return the hours per school year, the year with least left first; years without a limit are left out."""
    most = {row.school_year: row for row in reversed(granted)}
    rows = (
        LedgerLine(year.school_year, year.used or 0, year.asked, year.limit, most.get(year.school_year))
        for year in years
        if year.limit is not None and year.limit < UNLIMITED_MINUTES
    )
    return sorted(rows, key=lambda row: row.limit - row.used - row.requested)


def candidate_counts(session: Session, need_ids: Iterable[int], *, today: date) -> dict[int, int]:
    """Return how many people fit each of these needs now; 0 for a need that is not ranked."""
    engine = current_engine(session, today=today)
    return {
        need: int(np.count_nonzero(obstacles_for_need(engine.problem, engine.need_rows[need]) == Obstacle.NONE))
        if need in engine.need_rows
        else 0
        for need in need_ids
    }
