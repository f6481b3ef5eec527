"""The daily look at people who were entered by a coordinator and did not take over. Running twice does it once."""

from collections import Counter

from matcher.domain.entries import EntryStep
from matcher.jobs.work import job_work
from matcher.services.entries.minding import entries_to_mind, mind_entry


def mind_entries() -> str:
    """Remind who was entered 30 days ago, remove who was 60 days ago and never said a word."""
    work = job_work()
    found = entries_to_mind(work.session, work.today)
    work.session.rollback()
    done = Counter(mind_entry(work, entry_id=each) for each in found)
    return f"{done[EntryStep.REMIND]} reminded, {done[EntryStep.REMOVE]} removed"
