"""Answering or reviewing on a later day: nobody is chased before it, and it comes back by itself."""

from datetime import date

from matcher.domain.deadlines import MOST_POSTPONEMENTS
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState, Step
from matcher.models import Need
from matcher.rules.answer_times import latest_postponement
from matcher.services.proposals import news
from matcher.services.proposals.answers import asked
from matcher.services.proposals.steps import check_step, grip, move
from matcher.services.proposals.waiting import wait_until
from matcher.services.transaction import Work, transactional


@transactional
def postpone(work: Work, *, proposal_id: int, party: Party, until: date, note: str = "") -> date:
    """Answer on a later day; the other side hears when, not why. Returns the day until which nobody is chased.

    Raises InvalidInputError for a day that cannot be, WrongStateError after the second time.
    """
    held = asked(work, proposal_id, party, Step.POSTPONE)
    proposal = held.proposal
    if proposal.postponements >= MOST_POSTPONEMENTS:
        raise WrongStateError("Het antwoord is al twee keer uitgesteld. Zeg nu ja of nee.")
    _check_day(work, held.need, until)
    # Where the other side asked for more time already, the later day holds for both.
    day = max(until, proposal.postponed_until or until)
    proposal.postponements += 1
    move(work, held, Step.POSTPONE, ProposalState.PROPOSED, note=note.strip())
    wait_until(work, proposal, held.need, day)
    news.tell_other_side(
        work, proposal, held.need, party, kind=NoticeKind.PROPOSAL_POSTPONED, postponed_until=until.isoformat()
    )
    return day


@transactional
def defer(work: Work, *, proposal_id: int, until: date, note: str = "") -> None:
    """Review a suggestion on a later day: until then it is in no queue. Raises InvalidInputError for the day."""
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    check_step(held, Step.DEFER)
    _check_day(work, held.need, until)
    move(work, held, Step.DEFER, held.proposal.state, note=note.strip())
    wait_until(work, held.proposal, held.need, until)


def _check_day(work: Work, need: Need, until: date) -> None:
    latest = latest_postponement(work.today, need.starts_on, need.ends_on)
    error = ""
    if latest <= work.today:
        error = "De lessen beginnen al bijna, of zijn voorbij. Uitstellen kan niet meer: beslis nu."
    elif until <= work.today:
        error = "Kies een dag na vandaag."
    elif until > latest:
        error = f"Kies een dag tot en met {latest:%d-%m-%Y}."
    if error:
        raise InvalidInputError(error, {"until": error})
