"""The nightly check: what does not add up becomes a row, and the row is solved when a later check finds it no more."""

from dataclasses import dataclass

from sqlalchemy import or_, select

from matcher.domain.errors import NotFoundError
from matcher.models import Inconsistency, Placement, Professional
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.hours_findings import Finding, findings_of
from matcher.services.hours.counting import recount
from matcher.services.locks import lock_professional
from matcher.services.transaction import Work, transactional

# People held at once: a check never keeps anybody from writing for long.
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Summary:
    """What a check did: people looked at, what is open after it, and what of that is new or was solved."""

    people: int = 0
    open: int = 0
    new: int = 0
    solved: int = 0

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            self.people + other.people, self.open + other.open, self.new + other.new, self.solved + other.solved
        )


def check_hours(work: Work) -> Summary:
    """Check everybody with placements, in chunks that each are committed; may be run as often as one likes."""
    total, last = Summary(), 0
    while True:
        people, found = _check_after(work, last)
        if not people:
            return total
        total, last = total + found, people[-1]


@transactional
def check_again(work: Work, *, professional_id: int) -> None:
    """Count the hours of one person anew and check them, for a coordinator of theirs.

    Raises NotFoundError, or RuleRefusedError when the hours counted anew do not fit.
    """
    if not person_visible(work.session, scope=work.actor.acts_in, professional_id=professional_id):
        raise NotFoundError
    lock_professional(work.session, professional_id)
    recount(work, professional_id)
    keep_findings(work, professional_id)


@transactional
def _check_after(work: Work, last: int) -> tuple[list[int], Summary]:
    """Check the next people by id, with each of them locked: no half-written placement is taken for a mistake."""
    known = (
        Professional.id.in_(select(Placement.professional_id)),
        Professional.id.in_(select(Inconsistency.professional_id).where(Inconsistency.solved_at.is_(None))),
    )
    chosen = select(Professional.id).where(Professional.id > last, or_(*known)).order_by(Professional.id)
    people = list(work.session.scalars(chosen.limit(CHUNK).with_for_update()))
    return people, sum((keep_findings(work, person) for person in people), Summary())


def keep_findings(work: Work, professional_id: int) -> Summary:
    """Write what does not add up for one person, who is locked; a known finding stays the same row."""
    still_open = select(Inconsistency).where(
        Inconsistency.professional_id == professional_id, Inconsistency.solved_at.is_(None)
    )
    known = {(row.kind, row.placement_id): row for row in work.session.scalars(still_open)}
    found = {(row.kind.value, row.placement_id): row for row in findings_of(work.session, professional_id, work.today)}
    for key, finding in found.items():
        row = known.get(key) or _new(work, professional_id, finding)
        row.message = finding.message
    gone = known.keys() - found.keys()
    for key in gone:
        known[key].solved_at = work.now
    work.session.flush()
    return Summary(people=1, open=len(found), new=len(found.keys() - known.keys()), solved=len(gone))


def _new(work: Work, professional_id: int, finding: Finding) -> Inconsistency:
    row = Inconsistency(
        kind=finding.kind,
        professional_id=professional_id,
        placement_id=finding.placement_id,
        message=finding.message,
        found_at=work.now,
    )
    work.session.add(row)
    return row
