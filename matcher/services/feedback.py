"""What each side says afterwards: would you do it again, and why. Once per side and kind; it may be changed a while."""

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.states import Party
from matcher.domain.trials import CHANGE_DAYS, LONGEST_FEEDBACK, Again, FeedbackKind
from matcher.models import Feedback
from matcher.queries.feedback import may_look_back
from matcher.services.proposals.steps import grip
from matcher.services.transaction import Work, transactional

_TOO_EARLY = {
    FeedbackKind.TRIAL: "Laat eerst weten dat de proefles gegeven is.",
    FeedbackKind.PLACEMENT: "Terugkijken kan vanaf twee weken voor het einde van de inzet.",
}


@transactional
def give_feedback(
    work: Work,
    *,
    proposal_id: int,
    party: Party,
    kind: FeedbackKind,
    again: Again,
    text: str = "",
    shared: bool = True,
) -> None:
    """Say whether this side would do it again. The coordinator reads it always, the other side when ``shared``.

    Raises WrongStateError before there is something to look back on, or after it can no longer be changed.
    """
    if party not in {Party.PROFESSIONAL, Party.SCHOOL}:
        raise NotFoundError
    held = grip(work, proposal_id=proposal_id, party=party)
    if not may_look_back(work.session, proposal_id=proposal_id, kind=kind, today=work.today):
        raise WrongStateError(_TOO_EARLY[kind])
    if len(text.strip()) > LONGEST_FEEDBACK:
        message = f"Houd deze tekst korter dan {LONGEST_FEEDBACK} tekens."
        raise InvalidInputError(message, {"text": message})
    row = work.session.scalar(
        select(Feedback).where(Feedback.proposal_id == proposal_id, Feedback.kind == kind, Feedback.party == party)
    )
    if row is None:
        row = Feedback(proposal_id=held.proposal.id, kind=kind, party=party, given_at=work.now)
        work.session.add(row)
    elif (work.today - dutch_date(row.given_at)).days > CHANGE_DAYS:
        raise WrongStateError(f"U kunt uw antwoord niet meer veranderen: dat kan {CHANGE_DAYS} dagen.")
    row.author_id, row.again, row.text, row.shared = work.actor.user_id, again, text.strip(), shared
    work.session.flush()
