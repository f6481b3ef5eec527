"""The nightly count of answers. Running twice counts the same."""

from matcher.jobs.work import job_work
from matcher.services.answer_records import recount_all


def count_answers() -> str:
    """Count how everybody answers, with who became late since."""
    return f"{recount_all(job_work())} records changed"
