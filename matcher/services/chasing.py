"""Follows silence: a reminder, the colleagues, the coordinator, the kind close; each once, at its own day.

What comes next, and when, stands with the proposal (``chase_stage``, ``chase_on``). Doing a stage and planning the next
is one transaction, and what is told has a key of its own, so that a call that comes twice or breaks does nothing twice.
"""

import logging

from sqlalchemy import select

from matcher.domain.deadlines import ChaseStage
from matcher.domain.states import Party
from matcher.models import Need, Proposal
from matcher.queries.plans import holiday_region_of_school
from matcher.rules.answer_times import after_days, answer_by_after, stage_after
from matcher.rules.school_holidays import holiday_on
from matcher.services.proposals.chase_news import TELLS, may_be_told, rests_until
from matcher.services.proposals.closing import close_in_silence
from matcher.services.proposals.steps import Grip
from matcher.services.proposals.waiting import start_waiting
from matcher.services.transaction import Work, transactional

logger = logging.getLogger("matcher.chasing")
BATCH = 200
# Stages that ask for an answer once more, and so say until when.
ASKING = frozenset({ChaseStage.REMIND, ChaseStage.ESCALATE})


def work_off(work: Work, *, limit: int = BATCH) -> int:
    """Do one stage of each proposal of which the day has come, ``limit`` at most; returns how many were done.

    A transaction per proposal: one that breaks holds up no other. Its error is raised when the others are done.
    """
    due = select(Proposal.id).where(Proposal.chase_on <= work.today).order_by(Proposal.chase_on, Proposal.id)
    waiting = list(work.session.scalars(due.limit(limit)))
    work.session.rollback()
    done, broken = 0, list[Exception]()
    for proposal_id in waiting:
        try:
            done += _follow_up(work, proposal_id=proposal_id)
        except Exception as error:
            logger.exception("proposal %s is not followed up", proposal_id)
            broken.append(error)
    if broken:
        raise broken[0]
    return done


@transactional
def _follow_up(work: Work, *, proposal_id: int) -> bool:
    """Do the stage of one proposal; False when another worker has it or did it."""
    held = _take(work, proposal_id)
    if held is None:
        return False
    region = holiday_region_of_school(work.session, held.need.school_id)
    if holiday_on(region, work.today) is not None:
        held.proposal.chase_on = after_days(work.today, 1, region)
    elif until := rests_until(work, held):
        start_waiting(work, held.proposal, held.need, since=until)
    else:
        _do_stage(work, held)
    work.session.flush()
    return True


def _take(work: Work, proposal_id: int) -> Grip | None:
    """Lock a proposal that is due, unless somebody works on it now."""
    found = work.session.execute(
        select(Proposal, Need)
        .join(Need, Need.id == Proposal.need_id)
        .where(Proposal.id == proposal_id, Proposal.chase_on <= work.today, Proposal.chase_stage.is_not(None))
        .with_for_update(of=Proposal, skip_locked=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return None if found is None else Grip(found[0], found[1], Party.SYSTEM)


def _do_stage(work: Work, held: Grip) -> None:
    stage = ChaseStage(held.proposal.chase_stage or ChaseStage.CLOSE)
    if stage is ChaseStage.CLOSE:
        close_in_silence(work, held)
        return
    _plan_next(work, held, stage)
    if may_be_told(work, held):
        TELLS[stage](work, held)


def _plan_next(work: Work, held: Grip, stage: ChaseStage) -> None:
    """Set the day of the next stage. Who is asked late gets the time that was promised."""
    proposal = held.proposal
    region = holiday_region_of_school(work.session, held.need.school_id)
    following = stage_after(stage, done_on=work.today, days=proposal.answer_days, region=region)
    if following is not None:
        proposal.chase_stage, proposal.chase_on = following
    if stage in ASKING and proposal.answer_by is not None:
        last_day = answer_by_after(stage, done_on=work.today, days=proposal.answer_days, region=region)
        proposal.answer_by = max(proposal.answer_by, last_day)
