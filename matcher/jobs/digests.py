"""The digests of the day. Running twice tells nobody twice, and a run that was missed is made up for by the next."""

from matcher.database import db
from matcher.jobs.work import job_work
from matcher.services.digests import send_digest, who_waits


def send_digests() -> str:
    """Write and send the digest of everybody who has something new, person by person."""
    work = job_work()
    waiting = list(who_waits(work))
    db.session.rollback()
    return f"{sum(send_digest(work, user_id=user_id) for user_id in waiting)} digests"
