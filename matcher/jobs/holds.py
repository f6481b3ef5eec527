"""The nightly look at what coordinators hold of tasks. Running twice does nothing more."""

from matcher.jobs.work import job_work
from matcher.services.desk.holds import sweep_holds


def sweep() -> str:
    """Forget what is held of tasks that are done."""
    return f"{sweep_holds(job_work())} holds gone"
