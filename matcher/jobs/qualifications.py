"""The daily look at proofs of qualification. Running twice tells nobody twice."""

from matcher.jobs.work import job_work
from matcher.services.qualification_proofs import remind_ending


def remind_of_ending() -> str:
    """Tell everybody whose time in opleiding ends soon."""
    return f"{remind_ending(job_work())} reminded"
