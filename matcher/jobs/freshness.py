"""The daily look at needs and profiles. Running twice, or on two machines, tells and pauses once."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.freshness import Freshness
from matcher.jobs.work import job_work
from matcher.services import freshness
from matcher.services.profile_state import resume_paused_profiles
from matcher.services.transaction import Work


def keep_fresh() -> str:
    """End pauses that are over, close needs whose period is over, ask what is old, pause what nobody confirmed."""
    work = job_work()
    resumed = resume_paused_profiles(work)
    closed = sum(freshness.close_when_over(work, need_id=each) for each in _ids(work, freshness.needs_to_close))
    done = Counter(freshness.keep_need(work, need_id=each) for each in _ids(work, freshness.needs_to_ask))
    profiles = _ids(work, freshness.profiles_to_ask)
    done.update(freshness.keep_profile(work, professional_id=each) for each in profiles)
    asked = done[Freshness.REMIND] + done[Freshness.REMIND_AGAIN]
    return f"{resumed} resumed, {closed} closed, {asked} asked, {done[Freshness.PAUSE]} paused"


def _ids(work: Work, find: Callable[[Session, date], Sequence[int]]) -> Sequence[int]:
    """Look without a transaction that stays open: each one that is found begins its own."""
    found = find(work.session, work.today)
    work.session.rollback()
    return found
