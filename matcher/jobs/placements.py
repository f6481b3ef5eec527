"""The daily questions about placements. Running twice tells nobody twice."""

from matcher.jobs.work import job_work
from matcher.services.placements import asking


def ask_hours() -> str:
    """Ask for the hours of the month that is over."""
    return f"{asking.ask_hours(job_work())} told"


def ask_feedback() -> str:
    """Ask how placements that have ended went."""
    return f"{asking.ask_feedback(job_work())} told"
