"""In which regions the rows of a task lie: who may do something about one, and whom it can be given to."""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session

from matcher.models import (
    ImportBatch,
    Inconsistency,
    Need,
    Placement,
    Professional,
    Proposal,
    School,
    SchoolMembership,
    SearchArea,
)
from matcher.queries.coordination.import_errors import REGION
from matcher.queries.coordination.task_kinds import Subject

Pairs = tuple[Select[*tuple[Any, ...]], ...]


def regions_of(session: Session, subject: Subject, ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return row -> the codes of its regions, in one statement; rows that are not there have none."""
    found: dict[int, set[str]] = defaultdict(set)
    for row, code in session.execute(union_all(*_PAIRS[subject](list(ids)))):
        if code is not None:
            found[row].add(code)
    return {row: frozenset(codes) for row, codes in found.items()}


def _of_people(ids: list[int]) -> Pairs:
    """Return where a person wants to teach, and which desk has the profile."""
    p, area = Professional, SearchArea
    return (
        select(area.professional_id, area.region_code).where(area.professional_id.in_(ids)),
        select(p.id, p.desk_region_code).where(p.id.in_(ids)),
    )


def _of_accounts(ids: list[int]) -> Pairs:
    p, m, area = Professional, SchoolMembership, SearchArea
    schools = select(m.user_id, School.region_code).join(School, School.id == m.school_id)
    return (
        select(p.user_id, area.region_code).join(area, area.professional_id == p.id).where(p.user_id.in_(ids)),
        select(p.user_id, p.desk_region_code).where(p.user_id.in_(ids)),
        schools.where(m.user_id.in_(ids), m.admitted_at.is_not(None)),
    )


def _of_findings(ids: list[int]) -> Pairs:
    i, p, area = Inconsistency, Professional, SearchArea
    return (
        select(i.id, area.region_code).join(area, area.professional_id == i.professional_id).where(i.id.in_(ids)),
        select(i.id, p.desk_region_code).join(p, p.id == i.professional_id).where(i.id.in_(ids)),
    )


def _of_proposals(ids: list[int]) -> Pairs:
    return (select(Proposal.id, Need.region_code).join(Need, Need.id == Proposal.need_id).where(Proposal.id.in_(ids)),)


def _of_imports(ids: list[int]) -> Pairs:
    joined = select(ImportBatch.id, REGION).outerjoin(School, School.id == ImportBatch.school_id)
    return (joined.where(ImportBatch.id.in_(ids)),)


def _own(model: Any) -> Callable[[list[int]], Pairs]:
    return lambda ids: (select(model.id, model.region_code).where(model.id.in_(ids)),)


_PAIRS: dict[Subject, Callable[[list[int]], Pairs]] = {
    Subject.PERSON: _of_people,
    Subject.ACCOUNT: _of_accounts,
    Subject.FINDING: _of_findings,
    Subject.PROPOSAL: _of_proposals,
    Subject.PLACEMENT: _own(Placement),
    Subject.NEED: _own(Need),
    Subject.SCHOOL: _own(School),
    Subject.IMPORT: _of_imports,
}
