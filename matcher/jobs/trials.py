"""The hourly look at trial lessons, by day. Running twice tells nobody twice."""

from matcher.jobs.work import job_work
from matcher.services.trial_reminders import remind_trials


def remind_of_trials() -> str:
    """Remind both sides of lessons that come, and ask how those of yesterday went."""
    return f"{remind_trials(job_work())} told"
