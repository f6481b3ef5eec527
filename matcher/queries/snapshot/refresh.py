"""The next problem after a few changes: reads again only what changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from matcher.matching.columns import Problem
from matcher.matching.updates import updated
from matcher.models import Need, Placement, Qualification
from matcher.models.engine_change import ChangeKind
from matcher.queries.change_feed import Change
from matcher.queries.snapshot.build import frame_of, joined, with_vocabulary
from matcher.queries.snapshot.frame import chosen
from matcher.queries.snapshot.needs import RANKED, load_needs
from matcher.queries.snapshot.people import load_people

# Rows per statement: all databases take this many parameters.
PART = 5_000
# With more people changed than this share, and at least so many, building anew is quicker.
LARGE_SHARE, LARGE_NUMBER = 5, 1_000


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of what has to be read again, and whether concepts or their relations changed."""

    people: set[int] = field(default_factory=set)
    needs: set[int] = field(default_factory=set)
    vocabulary: bool = False


def refreshed(
    session: Session, problem: Problem, changes: Iterable[Change], *, was: date, today: date
) -> Problem | None:
    """Return the problem of ``was`` with the changes, as seen on ``today``; None when it must be built anew."""
    touched = _touched(session, changes)
    if touched is None or today < was:
        return None
    known = with_vocabulary(session, problem) if touched.vocabulary else problem
    frame = frame_of(known, today) if known else None
    if known is None or frame is None:
        return None
    touched.people.update(_whose_proof_begins_or_ends(session, was, today))
    if len(touched.people) > max(known.people.ids.size // LARGE_SHARE, LARGE_NUMBER):
        return None
    people = [load_people(session, frame, part) for part in chosen(touched.people, PART)]
    needs = [load_needs(session, frame, part) for part in chosen(touched.needs, PART)]
    return updated(
        known,
        people=joined(people) if people else None,
        people_gone=sorted(touched.people),
        needs=joined(needs) if needs else None,
        needs_gone=sorted(touched.needs),
    )


def _touched(session: Session, changes: Iterable[Change]) -> Touched | None:
    """Return what the changes touch; None for everything. A school itself is in no column, only its id."""
    ids: dict[ChangeKind, set[int]] = {kind: set() for kind in ChangeKind}
    for kind, subject in changes:
        ids[kind].add(subject)
    if ids[ChangeKind.EVERYTHING]:
        return None
    people, needs = ids[ChangeKind.PROFESSIONAL], ids[ChangeKind.NEED]
    for part in chosen(ids[ChangeKind.PLACEMENT], PART):
        people.update(session.scalars(select(Placement.professional_id).where(part.holds(Placement.id))))
    for part in chosen(ids[ChangeKind.CAMPUS], PART):
        needs.update(session.scalars(select(Need.id).where(part.holds(Need.campus_id))))
    for part in chosen(ids[ChangeKind.SCHOOL_ANSWERS], PART):
        needs.update(session.scalars(select(Need.id).where(RANKED, part.holds(Need.school_id))))
    return Touched(people, needs, vocabulary=bool(ids[ChangeKind.CONCEPT]))


def _whose_proof_begins_or_ends(session: Session, was: date, today: date) -> Iterable[int]:
    """Return the people for whom a new day changes something: who holds a proof that began or ended since."""
    if was == today:
        return ()
    q = Qualification
    begun, ended = and_(q.valid_from > was, q.valid_from <= today), and_(q.valid_to >= was, q.valid_to < today)
    return session.scalars(select(q.professional_id).where(or_(begun, ended)))
