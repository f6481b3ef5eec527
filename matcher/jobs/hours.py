"""The nightly check of the hours. Running twice finds the same and writes it once."""

from matcher.jobs.work import job_work
from matcher.services.hours import checking


def check_hours() -> str:
    """Check everybody with placements."""
    found = checking.check_hours(job_work())
    return f"{found.people} people, {found.open} open, {found.new} new, {found.solved} solved"
