"""The trial lessons of the demo and what both sides say afterwards, with the services of real life."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from matcher.demo.calendar import FRIDAY
from matcher.demo.dice import chance
from matcher.demo.texts import LOOKING_BACK, TRIAL_NOTES
from matcher.domain.states import Party
from matcher.domain.trials import Again, FeedbackKind, LocalMoment
from matcher.models import Trial, TrialOption
from matcher.services import proposals
from matcher.services.feedback import give_feedback
from matcher.services.transaction import Work

if TYPE_CHECKING:
    from matcher.demo.stories import Story

PRO, SCHOOL = Party.PROFESSIONAL, Party.SCHOOL
HOURS = (9, 10, 11, 13, 14)
LONGEST_THINKING = timedelta(hours=9)


def offer(story: "Story") -> None:
    """The school offers two or three moments."""
    _offer(story, story.work(SCHOOL))


def offer_and_choose(story: "Story") -> None:
    """The school offers moments, and the professional chooses the first of them."""
    work = story.work(SCHOOL)
    _offer(story, work)
    first = story.world.session.scalars(
        select(TrialOption.id).where(TrialOption.proposal_id == story.proposal.id).order_by(TrialOption.starts_at)
    ).first()
    # Halfway to the next step at most: no two steps at the same moment.
    later = story.work_at(PRO, work.now + min(LONGEST_THINKING, (story.latest() - work.now) / 2))
    proposals.plan_trial(later, proposal_id=story.proposal.id, party=PRO, option_id=first or 0)


def hold(story: "Story") -> None:
    """The lesson was given and both look back."""
    work = _afterwards(story)
    if work is None:
        return
    proposals.record_trial(work, proposal_id=story.proposal.id, party=SCHOOL, attended=True)
    for party in (SCHOOL, PRO):
        if chance(story.rng, 0.7):
            _look_back(story, story.work_at(party, work.now), party)


def miss(story: "Story") -> None:
    """The lesson did not take place."""
    work = _afterwards(story)
    if work is not None:
        proposals.record_trial(work, proposal_id=story.proposal.id, party=SCHOOL, attended=False)


def _afterwards(story: "Story") -> Work | None:
    """Return the school's work the day after the lesson; None when the next step, or the present, comes before that."""
    work = story.work(SCHOOL)
    trial = story.world.session.get(Trial, story.proposal.id)
    if trial is None or trial.starts_at is None:
        return None
    at = max(work.now, trial.starts_at + timedelta(hours=20))
    return story.work_at(SCHOOL, at) if at < story.latest() else None


def _offer(story: "Story", work: Work) -> None:
    # Beside the one that will be chosen, later ones.
    first = _working_day(max(story.trial_on or work.today + timedelta(days=story.rng.randint(4, 12)), work.today))
    days = [_after(first, work, extra) for extra in sorted({0, 1, story.rng.randint(2, 7)})]
    moments = [
        LocalMoment(day, time(story.rng.choice(HOURS), story.rng.choice((0, 30)))) for day in dict.fromkeys(days)
    ]
    proposals.offer_trial(
        work,
        proposal_id=story.proposal.id,
        party=SCHOOL,
        moments=moments,
        minutes=story.rng.choice((60, 60, 90, 120)),
        place=story.rng.choice(TRIAL_NOTES),
    )


def _after(day: date, work: Work, extra: int) -> date:
    """Return a working day from this one on, and never the day of the offer itself."""
    return _working_day(max(day, work.today + timedelta(days=1)) + timedelta(days=extra))


def _working_day(day: date) -> date:
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return day


def _look_back(story: "Story", work: Work, party: Party) -> None:
    again, text = story.rng.choice(LOOKING_BACK[party])
    give_feedback(
        work,
        proposal_id=story.proposal.id,
        party=party,
        kind=FeedbackKind.TRIAL,
        again=Again(again),
        text=text,
        shared=chance(story.rng, 0.8),
    )
