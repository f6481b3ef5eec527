"""After a change of a profile or need: only the suggestions of that profile or need are looked at again."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from matcher.domain.jobs import Job
from matcher.domain.states import NeedState, ProfileState, ProposalState
from matcher.matching.ranking import Ranked, score_pair
from matcher.matching.weights import DEFAULT
from matcher.models import MatchRefresh, Need, Placement, Professional, Proposal
from matcher.models.engine_change import ChangeKind
from matcher.queries.engine import Engine, current_engine
from matcher.services.suggestions import best_needs, best_people, store
from matcher.services.transaction import Work, ask_for, transactional

# Of other kinds it does not matter which one changed: the nightly run looks at everything.
LOOKED_AT = frozenset({ChangeKind.PROFESSIONAL, ChangeKind.NEED, ChangeKind.PLACEMENT, ChangeKind.CAMPUS})
AT_ONCE = 20


def want_refresh(session: Session, changes: Iterable[tuple[ChangeKind, int]]) -> None:
    """Note, in the transaction of the change, whose suggestions must be looked at, and ask for the job that does."""
    rows = [{"kind": kind.value, "subject_id": subject} for kind, subject in sorted(changes) if kind in LOOKED_AT]
    if rows:
        session.execute(insert(MatchRefresh), rows)
        ask_for(session, Job.REFRESH_MATCHES)


def anything_changed(session: Session) -> bool:
    """Return whether something waits for a look."""
    return bool(session.scalar(select(exists().where(MatchRefresh.id > 0))))


@transactional
def refresh_some(work: Work) -> int:
    """Look again at what the first waiting changes are about; return how many changes that were.

    The changes go with the commit that writes what came of them: a worker that dies leaves them to the next one.
    """
    taken = select(MatchRefresh).order_by(MatchRefresh.id).limit(AT_ONCE).with_for_update(skip_locked=True)
    changes = work.session.scalars(taken).all()
    if changes:
        people, needs = _subjects(work.session, changes)
        if people or needs:
            _refresh(work, people, needs)
        work.session.execute(delete(MatchRefresh).where(MatchRefresh.id.in_([change.id for change in changes])))
    return len(changes)


def _subjects(session: Session, changes: Sequence[MatchRefresh]) -> tuple[set[int], set[int]]:
    """Return the active people and the open needs that the changes are about."""
    ids = {kind: [c.subject_id for c in changes if c.kind == kind] for kind in LOOKED_AT}
    placed = select(Placement.professional_id).where(Placement.id.in_(ids[ChangeKind.PLACEMENT]))
    people = select(Professional.id).where(
        or_(Professional.id.in_(ids[ChangeKind.PROFESSIONAL]), Professional.id.in_(placed)),
        Professional.state == ProfileState.ACTIVE,
    )
    needs = select(Need.id).where(
        or_(Need.id.in_(ids[ChangeKind.NEED]), Need.campus_id.in_(ids[ChangeKind.CAMPUS])),
        Need.state == NeedState.OPEN,
    )
    return set(session.scalars(people)), set(session.scalars(needs))


def _refresh(work: Work, people: set[int], needs: set[int]) -> None:
    engine = current_engine(work.session, today=work.today)
    _score_again(work, engine, people, needs)
    found = best_people(work, engine, sorted(needs))
    for person in sorted(people):
        found += best_needs(work, engine, person)
    store(work, found)


def _score_again(work: Work, engine: Engine, people: set[int], needs: set[int]) -> None:
    """Give suggestions the score of today; one that somebody holds at this moment is being decided on."""
    suggested = work.session.scalars(
        select(Proposal)
        .where(Proposal.state == ProposalState.SUGGESTED)
        .where(or_(Proposal.professional_id.in_(people), Proposal.need_id.in_(needs)))
        .order_by(Proposal.id)
        .with_for_update(skip_locked=True)
    )
    for proposal in suggested:
        rows = engine.person_rows.get(proposal.professional_id), engine.need_rows.get(proposal.need_id)
        if rows[0] is not None and rows[1] is not None:
            _write_score(work.session, proposal, score_pair(engine.problem, rows[0], rows[1]))


def _write_score(session: Session, proposal: Proposal, now: Ranked) -> None:
    if proposal.score == now.total and proposal.weights_version == DEFAULT.version:
        return
    # On the connection: a score is no change that another look at the person could follow from.
    session.connection().execute(
        update(Proposal.__table__)  # type: ignore[arg-type]
        .where(Proposal.id == proposal.id)
        .values(score=now.total, score_parts=now.parts.as_dict(), weights_version=DEFAULT.version)
    )
