"""Entries that nobody takes over: reminded once, then removed. Each is a transaction of its own."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matcher.clock import AMSTERDAM, dutch_date
from matcher.domain.entries import REMIND_AFTER_DAYS, EntryStep, step_due
from matcher.domain.states import PlacementState
from matcher.models import EntryOnBehalf, Placement, Professional
from matcher.services.entries.invitations import invite
from matcher.services.entries.taking_over import remove_entered
from matcher.services.locks import lock_account
from matcher.services.transaction import Work, transactional


def entries_to_mind(session: Session, today: date) -> Sequence[int]:
    """Return the entries of people that may have to be reminded of or removed."""
    e = EntryOnBehalf
    before = datetime.combine(today - timedelta(days=REMIND_AFTER_DAYS - 1), time(), tzinfo=AMSTERDAM)
    return session.scalars(
        select(e.id)
        .where(e.professional_id.is_not(None), e.taken_over_at.is_(None), e.entered_at < before)
        .order_by(e.id)
    ).all()


@transactional
def mind_entry(work: Work, *, entry_id: int) -> EntryStep | None:
    """Remind, or remove what nobody took over; returns what was done. Who teaches has had a say and stays."""
    owner = work.session.execute(
        select(Professional.user_id, Professional.id)
        .join(EntryOnBehalf, EntryOnBehalf.professional_id == Professional.id)
        .where(EntryOnBehalf.id == entry_id)
    ).one_or_none()
    user = lock_account(work.session, owner.user_id) if owner and owner.user_id else None
    entry = work.session.get(EntryOnBehalf, entry_id, populate_existing=True)
    if owner is None or user is None or entry is None or entry.taken_over_at or _teaches(work, owner.id):
        return None
    due = step_due(dutch_date(entry.entered_at), work.today, reminded=entry.reminded_at is not None)
    if due is EntryStep.REMOVE:
        remove_entered(work, user, entry, refused=False)
    elif due is EntryStep.REMIND:
        entry.reminded_at = work.now
        invite(work, entry, user, reminder=True)
    return due


def _teaches(work: Work, professional_id: int) -> bool:
    stands = Placement.state != PlacementState.CANCELLED
    found = select(exists().where(Placement.professional_id == professional_id, stands))
    return bool(work.session.scalar(found))
