"""A suggestion that gives way to one of the same person for another need, before anybody is told."""

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.reasons import REPLACED
from matcher.domain.states import NeedState, Party, ProfileState, ProposalState, Step
from matcher.matching.constraints import Obstacle
from matcher.matching.ranking import Ranked
from matcher.matching.sentences import OBSTACLE_TEXTS
from matcher.models import ExcludedSchool, Need, Professional
from matcher.queries.matches import Match, match_of
from matcher.queries.rounds.law import within_law
from matcher.services.locks import lock_professional
from matcher.services.proposals.adjusting import person_of
from matcher.services.proposals.steps import Grip, check_step, grip, move
from matcher.services.suggestions import suggest_pair
from matcher.services.transaction import Work, transactional


@transactional
def replace_need(work: Work, *, proposal_id: int, need_id: int) -> int:
    """End this suggestion and review one of the same person for another need; return the new proposal's id.

    Raises NotFoundError for a need outside the regions, WrongStateError when the pair was joined before or a side is
    not available, InvalidInputError on ``need_id`` when something stands in the way.
    """
    person_id = person_of(work, proposal_id)
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
