"""A suggestion adjusted before it is sent: for another need of the same person, or for fewer klokuren per week."""

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.reasons import REPLACED
from matcher.domain.states import NeedState, Party, ProfileState, ProposalState, Step
from matcher.matching.constraints import Obstacle
from matcher.matching.ranking import Ranked
from matcher.matching.sentences import OBSTACLE_TEXTS
from matcher.models import ExcludedSchool, Need, Professional, Proposal
from matcher.queries.matches import Match, match_of
from matcher.queries.pair_verdicts import verdict_of
from matcher.queries.rounds_law import within_law
from matcher.rules.klokuren import klokuren_text
from matcher.services.locks import lock_professional
from matcher.services.proposals.steps import Grip, check_step, grip, move
from matcher.services.suggestions import suggest_pair
from matcher.services.transaction import Work, transactional

FEWEST_MINUTES = 30


@transactional
def replace_need(work: Work, *, proposal_id: int, need_id: int) -> int:
    """End this suggestion and review one of the same person for another need; return the new proposal's id.

    Raises NotFoundError for a need outside the regions, WrongStateError when the pair was joined before or a side is
    not available, InvalidInputError on ``need_id`` when something stands in the way.
    """
    person_id = _person_of(work, proposal_id)
    # The engine is asked before anything is written: its snapshot must hold committed rows only.
    match = match_of(work.session, professional_id=person_id, need_id=need_id, today=work.today)
    person = lock_professional(work.session, person_id)
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.REJECT)
    need = work.session.get(Need, need_id, with_for_update=True, populate_existing=True)
    if need is None or not work.actor.acts_in.covers(need.region_code):
        raise NotFoundError
    found = _checked(work, person, need, match)
    _end(work, held, need)
    made = suggest_pair(work, Ranked(person_id, need_id, found.total, found.parts))
    if made is None:
        raise WrongStateError("Deze persoon had al een voorstel voor deze vraag. Kies een andere vraag.")
    move(work, Grip(made, need, Party.COORDINATOR), Step.TAKE_UP, ProposalState.IN_REVIEW)
    return made.id


@transactional
def offer_hours(work: Work, *, proposal_id: int, minutes: int) -> None:
    """Offer so many minutes of klokuren per week; as many as the need asks takes an earlier offer back.

    Raises InvalidInputError on ``minutes_per_week`` for too few, more than the need asks, or more than the law allows.
    """
    person_id = _person_of(work, proposal_id)
    lock_professional(work.session, person_id)
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.ADJUST)
    asked = held.need.minutes_per_week
    if not min(FEWEST_MINUTES, asked) <= minutes <= asked:
        _refuse(f"Kies 0,5 tot en met {klokuren_text(asked)} per week: meer vraagt de school niet.")
    verdict = verdict_of(work.session, professional_id=person_id, need=held.need, minutes_per_week=minutes)
    if minutes < asked and verdict is not None and not verdict.decision.allowed:
        _refuse(verdict.decision.message)
    held.proposal.minutes_per_week = minutes if minutes < asked else None
    note = f"{klokuren_text(minutes)} per week; de vraag is {klokuren_text(asked)}."
    move(work, held, Step.ADJUST, held.proposal.state, note=note)


def _refuse(error: str) -> None:
    raise InvalidInputError(error, {"minutes_per_week": error})


def _person_of(work: Work, proposal_id: int) -> int:
    """Return whose proposal it is, before anything is locked: the person comes first in the order of all locks."""
    found = work.session.scalar(select(Proposal.professional_id).where(Proposal.id == proposal_id))
    if found is None:
        raise NotFoundError
    return found


def _checked(work: Work, person: Professional, need: Need, match: Match | None) -> Match:
    """Return the match when nothing stands in its way."""
    excluded = work.session.get(ExcludedSchool, (person.id, need.school_id))
    if person.state is not ProfileState.ACTIVE or excluded is not None or match is None:
        raise WrongStateError("Deze persoon is niet beschikbaar voor deze vraag. Kies een andere vraag.")
    if need.state is not NeedState.OPEN:
        raise WrongStateError("Deze onderwijsvraag staat niet meer open. Kies een andere vraag.")
    obstacle = match.explanation.obstacle
    if obstacle is Obstacle.PROPOSED_BEFORE:
        raise WrongStateError("Deze persoon had al een voorstel voor deze vraag. Kies een andere vraag.")
    if obstacle is not Obstacle.NONE:
        raise InvalidInputError(OBSTACLE_TEXTS[obstacle].school, {"need_id": OBSTACLE_TEXTS[obstacle].school})
    if not within_law(work.session, professional_id=person.id, need=need, today=work.today):
        error = "Dit past niet meer binnen de zesurenregeling. Kies een andere vraag."
        raise InvalidInputError(error, {"need_id": error})
    return match


def _end(work: Work, held: Grip, need: Need) -> None:
    """End the suggestion that gives way; the pair is not suggested again."""
    proposal, note = held.proposal, f"Vervangen door: {need.title}"
    proposal.ended_by, proposal.ended_reason, proposal.ended_text = Party.COORDINATOR, REPLACED, note
    move(work, held, Step.REJECT, ProposalState.DECLINED, reason=REPLACED, note=note)
