"""How people and schools answer: the kept records, and what the events of proposals say now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from matcher.domain.answering import NEVER_ASKED, AnswerFacts
from matcher.domain.states import Party, ProposalState
from matcher.models import AnswerRecord, Need, Proposal, ProposalEvent
from matcher.rules.answering import COUNTED_STEPS, Moment, Outcome, facts_of, outcome_of

# Rows read at once when everybody is counted.
PART = 5_000


def answer_facts(session: Session, party: Party, subject_ids: Iterable[int]) -> dict[int, AnswerFacts]:
    """Return the kept record of each of these people or schools; nobody is missing."""
    ids = list(subject_ids)
    return dict.fromkeys(ids, NEVER_ASKED) | kept_facts(session, party, ids)


def kept_facts(session: Session, party: Party, subject_ids: Iterable[int] | None = None) -> dict[int, AnswerFacts]:
    """Return the records that are kept, of these subjects or (None) of all."""
    r = AnswerRecord
    rows = select(r.subject_id, r.asked, r.answered, r.median_minutes).where(r.party == party)
    if subject_ids is not None:
        rows = rows.where(r.subject_id.in_(list(subject_ids)))
    return {row.subject_id: AnswerFacts(row.asked, row.answered, row.median_minutes) for row in session.execute(rows)}


def counted_facts(
    session: Session, party: Party, *, today: date, subject_id: int | None = None
) -> dict[int, AnswerFacts]:
    """Return what the events say of one subject, or (None) of everybody who was ever asked something that counts."""
    rows = session.execute(_events(party, subject_id), execution_options={"yield_per": PART})
    found: dict[int, list[Outcome]] = defaultdict(list)
    for subject, outcome in _outcomes(party, rows, today):
        found[subject].append(outcome)
    return {subject: facts_of(outcomes) for subject, outcomes in found.items()}


def _events(party: Party, subject_id: int | None) -> Select[*tuple[Any, ...]]:
    p, event = Proposal, ProposalEvent
    subject = p.professional_id if party is Party.PROFESSIONAL else Need.school_id
    rows = select(subject, p.id, p.state, p.answer_by, event.party, event.step, event.at)
    rows = rows.join(p, p.id == event.proposal_id).join(Need, Need.id == p.need_id)
    if subject_id is not None:
        rows = rows.where(subject == subject_id)
    return rows.where(event.step.in_(COUNTED_STEPS)).order_by(p.id, event.at, event.id)


def _outcomes(party: Party, rows: Iterable[Row[*tuple[Any, ...]]], today: date) -> Iterator[tuple[int, Outcome]]:
    for (subject, _, state, answer_by), events in groupby(rows, key=lambda row: row[:4]):
        history = [Moment(by, step, at) for *_, by, step, at in events]
        late = state is ProposalState.PROPOSED and answer_by is not None and answer_by < today
        outcome = outcome_of(party, history, late=late)
        if outcome is not None:
            yield subject, outcome
