"""The column of how surely a side answers, from the kept records."""

from typing import Any

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from matcher.domain.states import Party
from matcher.matching.answering import FULL, answering
from matcher.matching.columns import Bytes, Ints
from matcher.models import AnswerRecord, Need
from matcher.queries.snapshot.frame import Which, found_in, read_columns

R = AnswerRecord
# Only who once kept silent is read: everybody else has full.
SILENT = R.asked > R.answered


def answering_of_people(session: Session, which: Which, ids: Ints) -> Bytes:
    """Return the column of the people with these ids."""
    rows = select(R.subject_id, R.asked, R.answered).where(R.party == Party.PROFESSIONAL, SILENT)
    return _column(session, rows.where(which.holds(R.subject_id)), ids)


def answering_of_needs(session: Session, which: Which, ids: Ints) -> Bytes:
    """Return the column of the needs with these ids: that of their schools."""
    rows = select(Need.id, R.asked, R.answered).join(R, R.subject_id == Need.school_id)
    return _column(session, rows.where(R.party == Party.SCHOOL, SILENT, which.holds(Need.id)), ids)


def _column(session: Session, rows: Select[*tuple[Any, ...]], ids: Ints) -> Bytes:
    subjects, asked, answered = map(np.array, read_columns(session, rows, 3))
    places, there = found_in(ids, subjects.astype(np.int64))
    column = np.full(ids.size, FULL, dtype=np.uint8)
    column[places[there]] = answering(asked[there], answered[there])
    return column
