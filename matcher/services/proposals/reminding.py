"""A reminder a coordinator sends by hand, to whom a proposal waits for."""

from typing import Any

from matcher.clock import dutch_date
from matcher.domain.deadlines import ChaseStage
from matcher.domain.errors import WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import User
from matcher.queries.plans import holiday_region_of_school
from matcher.queries.proposals import waiting_for
from matcher.queries.reminders import last_reminders
from matcher.rules.answer_times import after_days
from matcher.services.proposals import news
from matcher.services.proposals.chase_news import SIDES, may_be_told
from matcher.services.proposals.steps import Grip, grip
from matcher.services.transaction import Work, transactional

# So many school days somebody has who is reminded when the proposal was about to close.
DAYS_TO_ANSWER = 3


@transactional
def remind(work: Work, *, proposal_id: int) -> int:
    """Remind every side that is waited for, once a day at most; return how many people were told.

    Raises NotFoundError for another region's proposal, WrongStateError when there is nobody to remind, or today
    somebody was.
    """
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    sides = sorted(waiting_for(held.proposal, work.today) & SIDES)
    _check(work, held, sides)
    people = {
        side: [user for user in news.side_of(work, held.proposal, held.need, side) if _hears(user)] for side in sides
    }
    told = sum(len(users) for users in people.values())
    if not told:
        raise WrongStateError("Er is niemand die een herinnering kan krijgen: bel de school of de professional.")
    _put_closing_off(work, held)
    for side, users in people.items():
        _tell(work, held, side, users, other_waits=len(sides) < len(SIDES))
    return told


def _check(work: Work, held: Grip, sides: list[Party]) -> None:
    if not sides:
        raise WrongStateError("Er wordt nu niet op een antwoord gewacht. Bekijk het voorstel opnieuw.")
    if not may_be_told(work, held):
        raise WrongStateError("Deze onderwijsvraag staat niet open: een antwoord verandert nu niets.")
    last = last_reminders(work.session, [held.proposal.id]).get(held.proposal.id)
    if last is not None and dutch_date(last) == work.today:
        raise WrongStateError("Vandaag is al een herinnering gestuurd. Morgen kan het weer.")


def _hears(user: User) -> bool:
    return user.deactivated_at is None


def _put_closing_off(work: Work, held: Grip) -> None:
    """Who is reminded gets the time to answer before the proposal closes by itself."""
    proposal = held.proposal
    if proposal.chase_stage is ChaseStage.CLOSE and proposal.chase_on is not None:
        region = holiday_region_of_school(work.session, held.need.school_id)
        proposal.chase_on = max(proposal.chase_on, after_days(work.today, DAYS_TO_ANSWER, region))
        work.session.flush()


def _tell(work: Work, held: Grip, side: Party, users: list[User], *, other_waits: bool) -> None:
    proposal = held.proposal
    late = proposal.answer_by is not None and proposal.answer_by < work.today
    closes = proposal.chase_on if proposal.chase_stage is ChaseStage.CLOSE else None
    context: dict[str, Any] = {
        "state": proposal.state.value,
        "waits_for": sorted(party.value for party in waiting_for(proposal, work.today)),
        "other_waits": other_waits,
        "last": False,
        "by_coordinator": True,
        "closes_on": closes.isoformat() if closes else None,
    }
    # A day that is over is no day to answer by.
    context |= {"answer_by": None} if late else {}
    kind, occasion = NoticeKind.ANSWER_REMINDER, f"desk:{work.today}"
    news.tell_users(work, users, proposal, held.need, side=side, kind=kind, occasion=occasion, **context)
