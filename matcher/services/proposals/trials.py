"""The trial lesson (proefles): moments are offered, the other side chooses one, afterwards a side says how it went.

Everything happens under the lock of the proposal, so that of two choices at once one wins.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete

from matcher.clock import dutch_date, dutch_moment
from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState, Step
from matcher.domain.trials import (
    FURTHEST_DAYS,
    LONGEST_MINUTES,
    LONGEST_PLACE,
    MOST_MOMENTS,
    SHORTEST_MINUTES,
    LocalMoment,
    TrialState,
)
from matcher.models import Trial, TrialOption
from matcher.services.calendar_attachments import trial_attachments
from matcher.services.proposals import news
from matcher.services.proposals.steps import Grip, check_step, grip, move
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional


@transactional
def offer_trial(
    work: Work, *, proposal_id: int, party: Party, moments: Sequence[LocalMoment], minutes: int, place: str = ""
) -> None:
    """Offer moments for a trial lesson, or others than before: a moment that was planned lapses.

    Raises InvalidInputError with the name of each moment that cannot be, WrongStateError once the lesson was given.
    """
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, Step.OFFER_TRIAL)
    trial = _trial(work, held)
    _check_may_offer(work, trial)
    starts = _checked(work, moments, minutes, place)
    moved = trial is not None and trial.state is TrialState.PLANNED
    _write_offer(work, held, trial, starts, minutes=minutes, place=place.strip())
    held.proposal.trial_on, held.proposal.trial_offered_by = None, party
    move(work, held, Step.OFFER_TRIAL, ProposalState.TRIAL)
    start_waiting(work, held.proposal, held.need)
    news.tell_other_side(work, held.proposal, held.need, party, kind=NoticeKind.TRIAL_OFFERED, moved=moved)


@transactional
def plan_trial(work: Work, *, proposal_id: int, party: Party, option_id: int) -> None:
    """Choose one of the moments the other side offered; both sides are told.

    Raises WrongStateError when nothing of the other side waits for a choice, InvalidInputError for another moment.
    """
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, Step.PLAN_TRIAL)
    trial = _trial(work, held)
    if trial is None or trial.state is not TrialState.OFFERED:
        raise WrongStateError("Er is al een moment gekozen. Bekijk het voorstel opnieuw.")
    if trial.offered_by is party:
        raise WrongStateError("U hebt deze momenten zelf voorgesteld. De ander kiest.")
    trial.starts_at = _chosen(work, trial, option_id)
    trial.state, trial.changed_at, trial.sequence = TrialState.PLANNED, work.now, trial.sequence + 1
    day = dutch_date(trial.starts_at)
    held.proposal.trial_on, held.proposal.trial_offered_by = day, None
    move(work, held, Step.PLAN_TRIAL, ProposalState.TRIAL)
    # Nobody is waited for before the lesson was given.
    start_waiting(work, held.proposal, held.need, since=day + timedelta(days=1))
    _tell_planned(work, held, trial, trial.starts_at)


@transactional
def record_trial(work: Work, *, proposal_id: int, party: Party, attended: bool) -> None:
    """Say whether the trial lesson was given; either side may correct it. Raises WrongStateError before it began."""
    held = grip(work, proposal_id=proposal_id, party=party)
    check_step(held, Step.RECORD_TRIAL)
    trial = _trial(work, held)
    if trial is None or trial.starts_at is None:
        raise WrongStateError("Er is nog geen moment voor de proefles gekozen.")
    if trial.starts_at > work.now:
        raise WrongStateError("De proefles moet nog komen. Laat daarna weten hoe het ging.")
    state = TrialState.ATTENDED if attended else TrialState.MISSED
    if trial.state is state:
        return
    trial.state, trial.changed_at = state, work.now
    move(work, held, Step.RECORD_TRIAL, held.proposal.state, note="" if attended else "De proefles ging niet door.")
    if held.proposal.state is ProposalState.TRIAL:
        start_waiting(work, held.proposal, held.need)


def trial_values(trial: Trial, starts_at: datetime) -> dict[str, str | int]:
    """Return what mails say of a planned trial lesson: when and how long; the place stands on the page."""
    return {"starts_at": starts_at.isoformat(), "minutes": trial.minutes}


def _trial(work: Work, held: Grip) -> Trial | None:
    return work.session.get(Trial, held.proposal.id, populate_existing=True)


def _check_may_offer(work: Work, trial: Trial | None) -> None:
    if trial is None:
        return
    if trial.state is TrialState.ATTENDED:
        raise WrongStateError("De proefles is al gegeven.")
    if trial.state is TrialState.PLANNED and trial.starts_at is not None and trial.starts_at <= work.now:
        raise WrongStateError("De proefles is al geweest. Laat eerst weten hoe het ging.")


def _write_offer(
    work: Work, held: Grip, trial: Trial | None, starts: Sequence[datetime], *, minutes: int, place: str
) -> None:
    """Write the moments; ``sequence`` rises with every change."""
    values: dict[str, Any] = {"state": TrialState.OFFERED, "offered_by": held.party, "starts_at": None}
    values |= {"minutes": minutes, "place": place, "changed_at": work.now}
    if trial is None:
        trial = Trial(proposal_id=held.proposal.id, sequence=0, **values)
        work.session.add(trial)
    else:
        work.session.execute(delete(TrialOption).where(TrialOption.proposal_id == trial.proposal_id))
        trial.sequence += 1
        for name, value in values.items():
            setattr(trial, name, value)
    work.session.flush()
    work.session.add_all(TrialOption(proposal_id=held.proposal.id, starts_at=start) for start in starts)
    work.session.flush()


def _chosen(work: Work, trial: Trial, option_id: int) -> datetime:
    option = work.session.get(TrialOption, option_id, populate_existing=True)
    wrong = ""
    if option is None or option.proposal_id != trial.proposal_id:
        wrong = "Kies een van deze momenten."
    elif option.starts_at <= work.now:
        wrong = "Dit moment is al voorbij. Kies een ander moment."
    if option is None or wrong:
        raise InvalidInputError(wrong, {"option": wrong})
    return option.starts_at


def _checked(work: Work, moments: Sequence[LocalMoment], minutes: int, place: str) -> list[datetime]:
    """Return the moments in UTC. Raises InvalidInputError with every error at once."""
    errors: dict[str, str] = {}
    starts: list[datetime] = []
    for moment in moments[:MOST_MOMENTS]:
        start, error = _start(work, moment, starts)
        if start is None:
            errors[moment.name] = error
        else:
            starts.append(start)
    if not 1 <= len(moments) <= MOST_MOMENTS:
        errors.setdefault("day_1", f"Stel één tot {MOST_MOMENTS} momenten voor.")
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        errors["minutes"] = f"Een proefles duurt {SHORTEST_MINUTES} tot {LONGEST_MINUTES} minuten."
    if len(place.strip()) > LONGEST_PLACE:
        errors["place"] = f"Houd deze tekst korter dan {LONGEST_PLACE} tekens."
    if errors:
        raise InvalidInputError("Kijk de momenten na.", errors)
    return starts


def _start(work: Work, moment: LocalMoment, earlier: Sequence[datetime]) -> tuple[datetime | None, str]:
    """Return the moment in UTC, or None with what is wrong with it."""
    if moment.day < work.today:
        return None, "Kies een dag die nog moet komen."
    if moment.day > work.today + timedelta(days=FURTHEST_DAYS):
        return None, f"Kies een dag binnen {FURTHEST_DAYS} dagen."
    try:
        start = dutch_moment(moment.day, moment.at)
    except ValueError:
        return None, "Deze tijd bestaat niet: die nacht gaat de klok een uur vooruit. Kies een andere tijd."
    if start <= work.now:
        return None, "Kies een tijd die nog moet komen."
    return (None, "Dit moment staat er al.") if start in earlier else (start, "")


def _tell_planned(work: Work, held: Grip, trial: Trial, starts_at: datetime) -> None:
    news.tell_both(
        work,
        held.proposal,
        held.need,
        kind=NoticeKind.TRIAL_PLANNED,
        attachments=trial_attachments(work.session, held.proposal.id),
        **trial_values(trial, starts_at),
    )
