"""The trial lesson of a proposal as its page shows it, and who must be reminded of one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.states import Party, ProposalState, Step
from matcher.domain.trials import TrialState
from matcher.models import Proposal, Trial, TrialOption

# A planned lesson stands as long as its proposal does; who agreed early still gives it.
STANDING = (ProposalState.TRIAL, ProposalState.AGREED)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A moment that was offered."""

    id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class TrialRow:
    """The trial lesson. ``options``: the moments to choose from, while ``state`` is OFFERED."""

    state: TrialState
    offered_by: Party
    starts_at: datetime | None
    minutes: int
    place: str
    sequence: int
    options: tuple[OptionRow, ...]

    def chosen_by(self, party: Party) -> bool:
        """Return whether this party has to choose a moment now."""
        return self.state is TrialState.OFFERED and party is not self.offered_by

    def began(self, now: datetime) -> bool:
        """Return whether the planned moment has come."""
        return self.starts_at is not None and self.starts_at <= now


def trial_of(session: Session, proposal_id: int) -> TrialRow | None:
    """Return the trial lesson of a proposal; None when there never was one. The caller has checked who asks."""
    trial = session.get(Trial, proposal_id)
    if trial is None:
        return None
    options = session.execute(
        select(TrialOption.id, TrialOption.starts_at)
        .where(TrialOption.proposal_id == proposal_id)
        .order_by(TrialOption.starts_at)
    )
    return TrialRow(
        state=trial.state,
        offered_by=trial.offered_by,
        starts_at=trial.starts_at,
        minutes=trial.minutes,
        place=trial.place,
        sequence=trial.sequence,
        options=tuple(OptionRow(*row) for row in options) if trial.state is TrialState.OFFERED else (),
    )


def trial_steps_closed(trial: TrialRow | None, party: Party) -> set[Step]:
    """Return the steps of the table that the trial lesson, as it stands, does not have for this party."""
    closed = set()
    if trial is None or not trial.chosen_by(party):
        closed.add(Step.PLAN_TRIAL)
    if trial is None or trial.starts_at is None:
        closed.add(Step.RECORD_TRIAL)
    if trial is not None and trial.state is TrialState.ATTENDED:
        closed.add(Step.OFFER_TRIAL)
    return closed


def trials_between(session: Session, begin: datetime, end: datetime) -> list[int]:
    """Return the proposals with a trial lesson that starts in this time, planned or given, and that still stand."""
    rows = (
        select(Trial.proposal_id)
        .join(Proposal, Proposal.id == Trial.proposal_id)
        .where(Trial.starts_at >= begin, Trial.starts_at < end, Proposal.state.in_(STANDING))
        .order_by(Trial.starts_at, Trial.proposal_id)
    )
    return list(session.scalars(rows))
