"""Suggestions: the best pairs of the engine, put in the coordinator's review queue."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from matcher.domain.caps import MOST_OPEN_PER_PERSON, MOST_OPEN_PER_PLACE
from matcher.domain.states import OPEN_STATES, NeedState, Party, ProposalState
from matcher.matching.ranking import Ranked, rank_needs, rank_people
from matcher.matching.weights import DEFAULT
from matcher.models import Need, Professional, Proposal
from matcher.queries.engine import Engine, current_engine
from matcher.services.proposals.steps import record
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional

MOST_HELD = 500
# Below this a pair is shown in lists, but not worth a coordinator's time.
WORTH_A_REVIEW = 0.45


def best_needs(work: Work, engine: Engine, person_id: int) -> list[Ranked]:
    """Return the best open needs for a person that were never brought up, up to what the person has room for."""
    row = engine.person_rows.get(person_id)
    had = select(Proposal.need_id, Proposal.state).where(Proposal.professional_id == person_id)
    states = dict(work.session.execute(had).all())
    room = MOST_OPEN_PER_PERSON - sum(state in OPEN_STATES for state in states.values())
    if row is None or room <= 0:
        return []
    open_needs = set(work.session.scalars(select(Need.id).where(Need.state == NeedState.OPEN)))
    ranked = rank_needs(engine.problem, row, MOST_OPEN_PER_PERSON * 2 + len(states))
    return [r for r in ranked if r.need_id in open_needs - states.keys() and _worth(r)][:room]


@transactional
def suggest_all(work: Work) -> int:
    """Suggest people for every open need; returns how many suggestions are new. Nothing is suggested twice."""
    engine = current_engine(work.session, today=work.today)
    needs = work.session.scalars(select(Need.id).where(Need.state == NeedState.OPEN).order_by(Need.id))
    return store(work, best_people(work, engine, needs))


def best_people(work: Work, engine: Engine, need_ids: Iterable[int]) -> list[Ranked]:
    """Return the best pairs of the open needs among these, up to what each still has room for."""
    ids = [need for need in need_ids if need in engine.need_rows]
    open_needs = set(work.session.scalars(select(Need.id).where(Need.id.in_(ids), Need.state == NeedState.OPEN)))
    taken, known = _running(work, open_needs), _known(work, open_needs)
    found: list[Ranked] = []
    for need in ids:
        room = MOST_OPEN_PER_PLACE - taken.get(need, 0)
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


def store(work: Work, ranked: Iterable[Ranked]) -> int:
    """Write suggestions within the transaction of the caller, each pair once; return how many are new."""
    pairs = {(pair.person_id, pair.need_id): pair for pair in ranked}
    _hold(work, Professional, {person for person, _ in pairs})
    _hold(work, Need, {need for _, need in pairs})
    return sum(suggest_pair(work, pairs[ids]) is not None for ids in sorted(pairs))


def _hold(work: Work, model: type[Professional] | type[Need], ids: set[int]) -> None:
    """Keep rows from being locked by others, first all people, then all needs: the one order of all locks."""
    ordered = sorted(ids)
    for first in range(0, len(ordered), MOST_HELD):
        held = select(model.id).where(model.id.in_(ordered[first : first + MOST_HELD])).order_by(model.id)
        work.session.execute(held.with_for_update(read=True, key_share=True)).all()


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
