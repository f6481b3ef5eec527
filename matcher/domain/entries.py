"""What somebody enters for somebody else: how long an invitation to take it over lasts, and when the data go again."""

from datetime import date, datetime, timedelta
from enum import StrEnum

LINK_DAYS = 30
REMIND_AFTER_DAYS = 30
# AVG: no data of somebody who never said anything about them.
REMOVE_AFTER_DAYS = 60
# Two presses on the same button are one invitation.
RESEND_AFTER = timedelta(hours=1)


class EntryStep(StrEnum):
    """What is due for an entry that nobody took over."""

    REMIND = "remind"
    REMOVE = "remove"


def removed_on(entered: date) -> date:
    """Return the day on which the data go when nobody takes them over."""
    return entered + timedelta(days=REMOVE_AFTER_DAYS)


def step_due(entered: date, today: date, *, reminded: bool) -> EntryStep | None:
    """Return what is due today for an entry that nobody took over."""
    if today >= removed_on(entered):
        return EntryStep.REMOVE
    if not reminded and today >= entered + timedelta(days=REMIND_AFTER_DAYS):
        return EntryStep.REMIND
    return None


def may_invite_again(invited_at: datetime | None, now: datetime) -> bool:
    """Return whether another invitation may go out."""
    return invited_at is None or now - invited_at >= RESEND_AFTER
