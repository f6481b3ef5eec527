"""Moves every row that points at a profile to another one. A test holds the table against the database itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import delete, select

from matcher.models import (
    DeskNote,
    EmployerConsent,
    EntryOnBehalf,
    ExcludedSchool,
    HoursException,
    ImportRow,
    Inconsistency,
    Notification,
    Placement,
    ProfileMerge,
    Proposal,
    Qualification,
    RoundLeftOver,
    RoundPair,
    RuleVerdict,
    Transfer,
)
from matcher.models.base import Base
from matcher.services.proposals import withdraw_at_school
from matcher.services.transaction import Work

# (work, kept id, merged id) -> how many rows went along.
Mover = Callable[[Work, int, int], int]


def move_everything(work: Work, kept_id: int, merged_id: int) -> dict[str, int]:
    """Move all rows; return table -> how many went along, without the tables that had none."""
    moved = {table: mover(work, kept_id, merged_id) for table, mover in MOVERS.items()}
    work.session.flush()
    return {table: count for table, count in moved.items() if count}


def _repoint(model: Any, name: str, work: Work, kept_id: int, merged_id: int) -> int:
    """Let the rows of a model point at the kept profile. One by one, so that the engine hears of both."""
    rows = work.session.scalars(select(model).where(getattr(model, name) == merged_id)).all()
    for row in rows:
        setattr(row, name, kept_id)
    work.session.flush()
    return len(rows)


def _qualifications(work: Work, kept_id: int, merged_id: int) -> int:
    """Move proofs; the same proof twice becomes one, seen when either was."""
    held = {_proof(row): row for row in _of(work, Qualification, kept_id)}
    for row in _of(work, Qualification, merged_id):
        same = held.get(_proof(row))
        if same is not None:
            if same.seen_on is None:
                same.seen_on, same.seen_by_id = row.seen_on, row.seen_by_id
            work.session.delete(row)
    work.session.flush()
    return _repoint(Qualification, "professional_id", work, kept_id, merged_id)


def _proof(row: Any) -> tuple[Any, ...]:
    return row.kind, row.sector, row.subject, row.valid_from, row.valid_to


def _exclusions(work: Work, kept_id: int, merged_id: int) -> int:
    """Keep both away from the schools of either; what runs there stops."""
    held = {row.school_id for row in _of(work, ExcludedSchool, kept_id)}
    new = [row.school_id for row in _of(work, ExcludedSchool, merged_id) if row.school_id not in held]
    work.session.execute(delete(ExcludedSchool).where(ExcludedSchool.professional_id == merged_id))
    for school_id in new:
        withdraw_at_school(work, professional_id=kept_id, school_id=school_id)
        work.session.add(ExcludedSchool(professional_id=kept_id, school_id=school_id))
    work.session.flush()
    return len(new)


def _round_pairs(work: Work, kept_id: int, merged_id: int) -> int:
    """Move what rounds chose; a round that chose both for one need chose the person once."""
    held = {(row.round_id, row.need_id) for row in _of(work, RoundPair, kept_id)}
    for row in _of(work, RoundPair, merged_id):
        if (row.round_id, row.need_id) in held:
            work.session.delete(row)
    work.session.flush()
    return _repoint(RoundPair, "professional_id", work, kept_id, merged_id)


def _findings(work: Work, kept_id: int, merged_id: int) -> int:
    """Move what the check of the hours found and solved; what is open is looked for anew."""
    i = Inconsistency
    work.session.execute(delete(i).where(i.professional_id == merged_id, i.solved_at.is_(None)))
    return _repoint(i, "professional_id", work, kept_id, merged_id)


def _drop(model: Any, work: Work, _kept_id: int, merged_id: int) -> int:
    """Drop what says something of the profile that goes only."""
    work.session.execute(delete(model).where(model.professional_id == merged_id))
    return 0


def _already_taken(_work: Work, _kept_id: int, _merged_id: int) -> int:
    """Nothing is left: ``parts`` has chosen."""
    return 0


def _of(work: Work, model: Any, professional_id: int) -> list[Any]:
    return list(work.session.scalars(select(model).where(model.professional_id == professional_id)))


def _plain(model: type[Base]) -> Mover:
    return partial(_repoint, model, "professional_id")


MOVERS: dict[str, Mover] = {
    "search_area": _already_taken,
    "professional_skill": _already_taken,
    # How a profile was entered is of that profile: the kept one has its own, or signed up.
    "entry_on_behalf": partial(_drop, EntryOnBehalf),
    "qualification": _qualifications,
    "excluded_school": _exclusions,
    "employer_consent": _plain(EmployerConsent),
    "hours_exception": _plain(HoursException),
    "proposal": _plain(Proposal),
    "placement": _plain(Placement),
    "rule_verdict": _plain(RuleVerdict),
    "inconsistency": _findings,
    "desk_note": _plain(DeskNote),
    "transfer": _plain(Transfer),
    "import_row": _plain(ImportRow),
    "notification": _plain(Notification),
    "round_pair": _round_pairs,
    "round_left_over": _plain(RoundLeftOver),
    "profile_merge": partial(_repoint, ProfileMerge, "kept_id"),
}
