"""Suggestions: the best pairs of the engine, put in the coordinator's review queue."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from matcher.domain.actors import SYSTEM
from matcher.domain.states import OPEN_STATES, NeedState, Party, ProposalState
from matcher.matching.ranking import Ranked, rank_needs, rank_people
from matcher.matching.weights import DEFAULT
from matcher.models import Need, Proposal
from matcher.queries.engine import Engine, current_engine
from matcher.services.proposals.steps import record
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional

PER_NEED = 5
PER_PERSON = 5
# Below this a pair is shown in lists, but not worth a coordinator's time.
WORTH_A_REVIEW = 0.45


def suggest_for_need(work: Work, *, need_id: int) -> None:
    """Suggest people for a need once this unit of work is committed (the engine sees committed rows only)."""
    work.after_commit(partial(_for_need, _as_system(work), need_id=need_id))


def suggest_for_professional(work: Work, *, professional_id: int) -> None:
    """Suggest needs for a person once this unit of work is committed."""
    work.after_commit(partial(_for_professional, _as_system(work), professional_id=professional_id))


def _as_system(work: Work) -> Work:
    return Work(session=work.session, actor=SYSTEM, now=work.now, dispatch=work.dispatch)


@transactional
def _for_need(work: Work, *, need_id: int) -> int:
    engine = current_engine(work.session, today=work.today)
    return _store(work, _best_people(work, engine, [need_id]))


@transactional
def _for_professional(work: Work, *, professional_id: int) -> int:
    engine = current_engine(work.session, today=work.today)
    row = engine.person_rows.get(professional_id)
    if row is None:
        return 0
    open_needs = set(work.session.scalars(select(Need.id).where(Need.state == NeedState.OPEN)))
    known = set(work.session.scalars(select(Proposal.need_id).where(Proposal.professional_id == professional_id)))
    ranked = rank_needs(engine.problem, row, PER_PERSON * 2 + len(known))
    return _store(work, [r for r in ranked if r.need_id in open_needs - known and _worth(r)][:PER_PERSON])


@transactional
def suggest_all(work: Work) -> int:
    """Suggest people for every open need; returns how many suggestions are new. Nothing is suggested twice."""
    engine = current_engine(work.session, today=work.today)
    needs = work.session.scalars(select(Need.id).where(Need.state == NeedState.OPEN).order_by(Need.id))
    return _store(work, _best_people(work, engine, needs))


def _best_people(work: Work, engine: Engine, need_ids: Iterable[int]) -> list[Ranked]:
    """Return the best pairs of the open needs among these, up to what each still has room for."""
    ids = [need for need in need_ids if need in engine.need_rows]
    open_needs = set(work.session.scalars(select(Need.id).where(Need.id.in_(ids), Need.state == NeedState.OPEN)))
    taken, known = _running(work, open_needs), _known(work, open_needs)
    found: list[Ranked] = []
    for need in ids:
        room = PER_NEED - taken.get(need, 0)
        if need in open_needs and room > 0:
            ranked = rank_people(engine.problem, engine.need_rows[need], room + len(known[need]))
            found += [r for r in ranked if _worth(r) and r.person_id not in known[need]][:room]
    return found


def _known(work: Work, need_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the people of each need who have a proposal already, suggestions included: never the same pair twice."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = select(Proposal.need_id, Proposal.professional_id).where(Proposal.need_id.in_(list(need_ids)))
    for need, person in work.session.execute(rows):
        found[need].add(person)
    return found


def _worth(ranked: Ranked) -> bool:
    return ranked.total >= WORTH_A_REVIEW


def _running(work: Work, need_ids: Iterable[int]) -> dict[int, int]:
    rows = work.session.execute(
        select(Proposal.need_id, func.count())
        .where(Proposal.need_id.in_(list(need_ids)), Proposal.state.in_(OPEN_STATES))
        .group_by(Proposal.need_id)
    )
    return dict(rows.all())


def _store(work: Work, ranked: Iterable[Ranked]) -> int:
    return sum(suggest_pair(work, pair) is not None for pair in ranked)


def suggest_pair(work: Work, pair: Ranked) -> Proposal | None:
    """Write one suggestion, within the transaction of the caller; None when the pair has a proposal already."""
    proposal = Proposal(
        professional_id=pair.person_id,
        need_id=pair.need_id,
        state=ProposalState.SUGGESTED,
        started_by=Party.SYSTEM,
        score=pair.total,
        score_parts=pair.parts.as_dict(),
        weights_version=DEFAULT.version,
        created_at=work.now,
        updated_at=work.now,
    )
    start_waiting(work, proposal, work.session.get_one(Need, pair.need_id))
    try:
        with work.session.begin_nested():
            work.session.add(proposal)
            work.session.flush()
    except IntegrityError:
        return None
    record(work, proposal, party=Party.SYSTEM, step=None, to_state=ProposalState.SUGGESTED)
    return proposal
