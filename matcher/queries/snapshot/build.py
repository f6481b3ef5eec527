"""One :class:`Problem` of everything that can be matched now, read in parts so that memory stays bounded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from matcher.domain.school_year import school_year_of
from matcher.matching.columns import Ints, Problem, Table
from matcher.models import Concept, Need, Professional
from matcher.models.vocabulary import SKILL
from matcher.queries.measures import measures
from matcher.queries.snapshot.frame import Column, Frame, read_numbers, spans
from matcher.queries.snapshot.needs import RANKED, load_needs
from matcher.queries.snapshot.people import ACTIVE, load_people
from matcher.queries.vocabulary import related_matrix
from matcher.rules.limits import UNLIMITED_MINUTES, Limit, strictest_for_year

# This school year and the next two: nobody plans a placement further ahead.
YEARS_AHEAD = 3
# People or needs per part.
PART = 10_000


def build_problem(session: Session, *, today: date, part: int = PART) -> Problem:
    """Return the columns of active professionals and ranked needs, as seen on ``today``."""
    frame = Frame(today, read_concepts(session), _school_years(today))
    limits = measures(session)
    people, needs = read_numbers(session, Professional.id, ACTIVE), read_numbers(session, Need.id, RANKED)
    return Problem(
        people=joined([load_people(session, frame, span) for span in spans(people, part)]),
        needs=joined([load_needs(session, frame, span) for span in spans(needs, part)]),
        concept_ids=frame.concept_ids,
        school_years=frame.school_years,
        related=related_matrix(session, frame.concept_ids.tolist()),
        yearly_limit_minutes=tuple(_yearly_limit(year, limits) for year in frame.school_years),
    )


def with_vocabulary(session: Session, problem: Problem) -> Problem | None:
    """Return the problem with the concepts as they are now; None when its rows of concepts do not hold any more."""
    concepts = read_concepts(session)
    before = problem.concept_ids
    if not np.array_equal(concepts[: before.size], before):
        return None
    return replace(problem, concept_ids=concepts, related=related_matrix(session, concepts.tolist()))


def frame_of(problem: Problem, today: date) -> Frame | None:
    """Return the axes of a problem, on another day; None when that day lies in another school year."""
    years = _school_years(today)
    return Frame(today, problem.concept_ids, years) if years == problem.school_years else None


def _school_years(today: date) -> tuple[int, ...]:
    this_year = school_year_of(today)
    return tuple(range(this_year, this_year + YEARS_AHEAD))


def read_concepts(session: Session) -> Ints:
    """Return the ids of the skills, ascending."""
    return read_numbers(session, Concept.id, Concept.kind == SKILL)


def _yearly_limit(school_year: int, limits: Sequence[Limit]) -> int:
    limit = strictest_for_year(school_year, limits)
    return limit.yearly_minutes if limit else UNLIMITED_MINUTES


def joined(parts: Sequence[Table]) -> Table:
    """Return tables with ascending ids, one after the other, as one table."""
    if len(parts) == 1:
        return parts[0]
    kind = type(parts[0])
    columns = {name: [getattr(part, name) for part in parts] for name in kind._fields}
    return kind(**{name: _end_to_end(found, pointers=name.endswith("_ptr")) for name, found in columns.items()})


def _end_to_end(columns: Sequence[Column], *, pointers: bool) -> Column:
    if not pointers:
        return np.concatenate(columns)
    before = np.cumsum([0, *(column[-1] for column in columns[:-1])])
    moved = [column[1:] + offset for column, offset in zip(columns, before, strict=True)]
    return np.concatenate([columns[0][:1], *moved]).astype(columns[0].dtype)
