"""A dry run becomes suggestions: pair by pair, each checked again on the rows as they are now."""

from sqlalchemy import func, select

from matcher.domain.actors import Actor
from matcher.domain.jobs import Job
from matcher.domain.rounds import PairOutcome, RoundState
from matcher.domain.states import NeedState, PlacementState, ProfileState
from matcher.matching.ranking import Ranked
from matcher.matching.scoring import Parts, total_with
from matcher.matching.weights import DEFAULT
from matcher.models import ExcludedSchool, MatchingRound, Need, Placement, Professional, Proposal, RoundPair
from matcher.queries.proposal_room import room_of_need, room_of_person
from matcher.queries.rounds.law import within_law
from matcher.services.locks import lock_professional
from matcher.services.rounds.claims import lock_round
from matcher.services.rounds.planning import move, own_round
from matcher.services.suggestions import suggest_pair
from matcher.services.transaction import Work, transactional


@transactional
def apply_round(work: Work, *, round_id: int) -> None:
    """Ask for the suggestions of a solved round; a job writes them.

    Raises NotFoundError for somebody else's round, WrongStateError when it is not solved or applied already.
    """
    found = own_round(work, round_id)
    move(found, RoundState.APPLYING)
    found.applied_by_id, found.applied_at = work.actor.user_id, work.now
    work.after_commit(lambda: work.enqueue(Job.APPLY_ROUND, round_id))


def write_suggestions(work: Work, *, round_id: int) -> int:
    """Suggest every pair of a round that is being applied and has no outcome yet; returns how many were written.

    A transaction per pair: nobody waits long for a person or a need, and after a break the next call goes on where this
    one stopped. The lock on the pair keeps two workers from doing the same one.
    """
    rows = select(RoundPair.id).where(RoundPair.round_id == round_id, RoundPair.outcome.is_(None))
    waiting = list(work.session.scalars(rows.order_by(RoundPair.rank)))
    work.session.rollback()
    written = sum(_write(work, pair_id=pair) is PairOutcome.SUGGESTED for pair in waiting)
    _finish(work, round_id=round_id)
    return written


@transactional
def _finish(work: Work, *, round_id: int) -> None:
    found = lock_round(work.session, round_id)
    waiting = select(func.count()).where(RoundPair.round_id == round_id, RoundPair.outcome.is_(None))
    if found is not None and found.state is RoundState.APPLYING and not work.session.scalar(waiting):
        move(found, RoundState.APPLIED)


@transactional
def _write(work: Work, *, pair_id: int) -> PairOutcome | None:
    """Suggest one pair, or write down why not; None when another worker holds it or the round is not applied."""
    found = work.session.execute(
        select(RoundPair, MatchingRound)
        .join(MatchingRound, MatchingRound.id == RoundPair.round_id)
        .where(RoundPair.id == pair_id, RoundPair.outcome.is_(None), MatchingRound.state == RoundState.APPLYING)
        .with_for_update(of=RoundPair, skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return None
    pair, its = found
    pair.outcome = _hindrance(work, pair)
    if pair.outcome is None:
        # The system suggests, at the request of who pressed the button.
        asked = Work(work.session, Actor(user_id=its.applied_by_id, system=True), work.now)
        proposal = suggest_pair(asked, _ranked(pair, its))
        pair.proposal_id = proposal.id if proposal else None
        pair.outcome = PairOutcome.SUGGESTED if proposal else PairOutcome.KNOWN_PAIR
    return pair.outcome


def _ranked(pair: RoundPair, its: MatchingRound) -> Ranked:
    """Return the pair with the score every proposal has: other weights choose in a round, they do not judge later."""
    parts = Parts(**pair.parts)
    total = total_with(parts, DEFAULT) if its.weights else pair.total
    return Ranked(pair.professional_id, pair.need_id, total, parts)


def _hindrance(work: Work, pair: RoundPair) -> PairOutcome | None:
    """Lock the person, then the need, and return what stands in the way now, if anything."""
    person = lock_professional(work.session, pair.professional_id)
    need = work.session.get_one(Need, pair.need_id, with_for_update=True, populate_existing=True)
    if person.state is not ProfileState.ACTIVE:
        return PairOutcome.PERSON_AWAY
    if need.state is not NeedState.OPEN:
        return PairOutcome.NEED_NOT_OPEN
    if work.session.get(ExcludedSchool, (person.id, need.school_id)) is not None:
        return PairOutcome.SCHOOL_EXCLUDED
    if _count(work, Proposal, Proposal.professional_id == person.id, Proposal.need_id == need.id):
        return PairOutcome.KNOWN_PAIR
    return _limits(work, person, need)


def _limits(work: Work, person: Professional, need: Need) -> PairOutcome | None:
    placed = _count(work, Placement, Placement.need_id == need.id, Placement.state != PlacementState.CANCELLED)
    if placed >= need.people_wanted:
        return PairOutcome.NEED_FULL
    if room_of_person(work.session, professional_id=person.id).full:
        return PairOutcome.MANY_PROPOSALS
    if room_of_need(work.session, need_id=need.id, people_wanted=need.people_wanted).full:
        return PairOutcome.NEED_BUSY
    if not within_law(work.session, professional_id=person.id, need=need, today=work.today):
        return PairOutcome.LEGAL_HOURS
    return None


def _count(work: Work, model: type[Placement] | type[Proposal], *conditions: object) -> int:
    return work.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0  # type: ignore[arg-type]
