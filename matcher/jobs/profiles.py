"""Profiles whose pause is over."""

from matcher.jobs.work import job_work
from matcher.services.profile_state import resume_paused_profiles


def resume_profiles() -> str:
    """Switch them on again."""
    return f"{resume_paused_profiles(job_work())} profiles"
