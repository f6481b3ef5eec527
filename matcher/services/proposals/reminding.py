"""The coordinator reminds who is waited for, beside the reminders that go by themselves."""

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.errors import WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import Notification
from matcher.queries.proposals import waiting_for
from matcher.services.proposals import news
from matcher.services.proposals.chase_news import SIDES, may_be_told
from matcher.services.proposals.steps import Grip, grip
from matcher.services.transaction import Work, transactional


@transactional
def remind(work: Work, *, proposal_id: int) -> None:
    """Remind the sides that are waited for; at most once a day, whoever sent the last one.

    Raises WrongStateError when no side is waited for now, or one was reminded today already.
    """
    held = grip(work, proposal_id=proposal_id, party=Party.COORDINATOR)
    sides = sorted(waiting_for(held.proposal, work.today) & SIDES)
    _check(work, held, sides)
    for side in sides:
        _ask(work, held, side, sides)
    if not _reminded_today(work, held):
        raise WrongStateError("Er is niemand om te herinneren: het account is weg of staat uit.")


def _ask(work: Work, held: Grip, side: Party, sides: list[Party]) -> None:
    news.tell_side(
        work,
        held.proposal,
        held.need,
        side,
        kind=NoticeKind.ANSWER_REMINDER,
        occasion=f"desk:{work.today}",
        state=held.proposal.state.value,
        waits_for=sides,
        other_waits=len(sides) < len(SIDES),
        last=False,
    )


def _check(work: Work, held: Grip, sides: list[Party]) -> None:
    if not sides:
        raise WrongStateError("Er wordt nu niet op een van de twee kanten gewacht.")
    later = held.proposal.postponed_until
    if later is not None and later > work.today:
        raise WrongStateError(f"Het antwoord is uitgesteld tot {later:%d-%m-%Y}.")
    if not may_be_told(work, held):
        raise WrongStateError("De onderwijsvraag staat niet open. Een antwoord verandert nu niets.")
    if _reminded_today(work, held):
        raise WrongStateError("Er is vandaag al een herinnering verstuurd.")


def _reminded_today(work: Work, held: Grip) -> bool:
    sent = Notification.proposal_id == held.proposal.id, Notification.kind == NoticeKind.ANSWER_REMINDER
    newest = select(Notification.created_at).where(*sent).order_by(Notification.created_at.desc()).limit(1)
    at = work.session.scalar(newest)
    return at is not None and dutch_date(at) == work.today
