"""Reminders of a trial lesson, a week and a day before, and the question afterwards how it went."""

from datetime import timedelta

from sqlalchemy import select

from matcher.clock import dutch_date
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.domain.trials import FeedbackKind, TrialState
from matcher.models import Feedback, Need, Proposal, Trial
from matcher.queries.trials import STANDING, trials_between
from matcher.services.proposals import news
from matcher.services.proposals.trials import trial_values
from matcher.services.transaction import Work, transactional

WEEK, DAY = 7, 1
# A reminder of a week may come some days late, when the job stood still; later the one of a day follows soon enough.
LATEST_OF_WEEK = 3
# How many days after the lesson it is still asked how it went.
ASK_DAYS = 3


def remind_trials(work: Work) -> int:
    """Tell both sides what is due today; returns of how many lessons something was told. For a job that runs hourly.

    The occasion names the moment and its sequence, so that everybody is told once of each moment.
    """
    begin, end = work.now - timedelta(days=ASK_DAYS + 1), work.now + timedelta(days=WEEK + 1)
    return sum(remind_of_trial(work, proposal_id=found) for found in trials_between(work.session, begin, end))


@transactional
def remind_of_trial(work: Work, *, proposal_id: int) -> bool:
    """Tell what is due for one trial lesson; returns whether something is."""
    found = work.session.execute(
        select(Proposal, Need, Trial)
        .join(Need, Need.id == Proposal.need_id)
        .join(Trial, Trial.proposal_id == Proposal.id)
        .where(Proposal.id == proposal_id, Proposal.state.in_(STANDING))
        .with_for_update(of=Proposal)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return False
    proposal, need, trial = found
    due = _due(work, trial)
    if due == "after":
        return _ask(work, proposal, need, trial)
    if due:
        _tell(work, proposal, need, trial, due)
    return bool(due)


def _due(work: Work, trial: Trial) -> str:
    """Return which message is due by the Dutch calendar; none for a lesson planned later than its reminder would go."""
    if trial.starts_at is None or trial.state is TrialState.MISSED:
        return ""
    days = (dutch_date(trial.starts_at) - work.today).days
    if trial.starts_at <= work.now:
        return "after" if -ASK_DAYS <= days < 0 else ""
    if trial.state is not TrialState.PLANNED:
        return ""
    notice = (dutch_date(trial.starts_at) - dutch_date(trial.changed_at)).days
    if LATEST_OF_WEEK <= days <= WEEK < notice:
        return "week"
    return "day" if days <= DAY < notice else ""


def _tell(work: Work, proposal: Proposal, need: Need, trial: Trial, which: str) -> None:
    kind = NoticeKind.TRIAL_REMINDER
    news.tell_both(work, proposal, need, kind=kind, occasion=_occasion(trial, which), **_values(trial))


def _ask(work: Work, proposal: Proposal, need: Need, trial: Trial) -> bool:
    """Ask the sides that did not look back yet."""
    given = set(
        work.session.scalars(
            select(Feedback.party).where(Feedback.proposal_id == proposal.id, Feedback.kind == FeedbackKind.TRIAL)
        )
    )
    kind, occasion = NoticeKind.TRIAL_FEEDBACK_ASKED, _occasion(trial, "after")
    asked = [side for side in (Party.PROFESSIONAL, Party.SCHOOL) if side not in given]
    for side in asked:
        news.tell_side(work, proposal, need, side, kind=kind, occasion=occasion, **_values(trial))
    return bool(asked)


def _occasion(trial: Trial, which: str) -> str:
    moment = f"{trial.starts_at:%Y%m%dT%H%M}" if trial.starts_at else ""
    return f"{which} {moment} {trial.sequence}"


def _values(trial: Trial) -> dict[str, str | int]:
    return trial_values(trial, trial.starts_at) if trial.starts_at else {}
