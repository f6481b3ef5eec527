"""Keeps how people and schools answer: counted anew from the events of proposals, never added up."""

from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite

from matcher.domain.answering import NEVER_ASKED, AnswerFacts
from matcher.domain.states import Party, Step
from matcher.models import AnswerRecord, Need, Proposal
from matcher.queries.answer_records import counted_facts, kept_facts
from matcher.rules.answering import ANSWERS, SIDES
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class _Recount:
    """Counts one subject; two of the same subject are one piece of work."""

    work: Work = field(compare=False)
    party: Party
    subject_id: int

    def __call__(self) -> None:
        _recount(self.work, self.party, self.subject_id)


@transactional
def recount_answers(work: Work, party: Party, subject_id: int) -> None:
    """Count one person or school anew, in a transaction of its own once this unit of work is committed.

    Only the record is locked then, so that answers to different proposals never wait for each other.
    """
    work.after_commit(_Recount(work, party, subject_id))


def recount_after(work: Work, proposal: Proposal, need: Need, party: Party, step: Step) -> None:
    """Count anew whoever answered with this step, or both sides when nobody did."""
    if step in ANSWERS | {Step.EXPIRE}:
        subjects = {Party.PROFESSIONAL: proposal.professional_id, Party.SCHOOL: need.school_id}
        for side in SIDES if step is Step.EXPIRE else {party} & set(SIDES):
            recount_answers(work, side, subjects[side])


def recount_all(work: Work) -> int:
    """Count everybody anew; only records that are wrong are written. Returns how many. Also finds who is late now."""
    wrong = [(party, subject) for party in SIDES for subject in _wrong(work, party)]
    return sum(_recount(work, *subject) for subject in wrong)


@transactional
def _wrong(work: Work, party: Party) -> list[int]:
    counted, kept = counted_facts(work.session, party, today=work.today), kept_facts(work.session, party)
    everybody = sorted(counted.keys() | kept.keys())
    return [s for s in everybody if counted.get(s, NEVER_ASKED) != kept.get(s, NEVER_ASKED)]


@transactional
def _recount(work: Work, party: Party, subject_id: int) -> bool:
    """Count under the lock of the record: what another transaction just committed is seen. Returns whether it changed.

    A record that stays as it was is not touched, so that the engine has nothing to read again.
    """
    record = _held(work, party, subject_id)
    counted = counted_facts(work.session, party, today=work.today, subject_id=subject_id).get(subject_id, NEVER_ASKED)
    if counted == AnswerFacts(record.asked, record.answered, record.median_minutes):
        return False
    record.asked, record.answered, record.median_minutes = counted.asked, counted.answered, counted.median_minutes
    record.counted_at = work.now
    work.session.flush()
    return True


def _held(work: Work, party: Party, subject_id: int) -> AnswerRecord:
    """Return the record under lock; made empty when there is none, by whoever comes first."""
    wanted = (
        select(AnswerRecord)
        .where(AnswerRecord.party == party, AnswerRecord.subject_id == subject_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = work.session.scalar(wanted)
    if found is None:
        on_postgresql = work.session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if on_postgresql else sqlite.insert
        row = {"party": party, "subject_id": subject_id, "asked": 0, "answered": 0, "counted_at": work.now}
        made = insert(cast("Table", AnswerRecord.__table__)).on_conflict_do_nothing()
        work.session.execute(made, [row])
        found = work.session.scalars(wanted).one()
    return found
