"""Silence is followed during the day, when somebody can still answer. Running twice tells nobody twice."""

from matcher.jobs.work import job_work
from matcher.services.chasing import work_off


def chase_answers() -> str:
    """Do the next stage of every wait of which the day has come, batch after batch."""
    total = 0
    while done := work_off(job_work()):
        total += done
    return f"{total} followed up"
