"""Schools a person excluded: they never see that person, in no list, page, mail, export or count."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from matcher.models import ExcludedSchool, Need, Proposal


def not_excluded(person: InstrumentedAttribute[int] = Proposal.professional_id) -> ColumnElement[bool]:
    """Return the condition on proposals, joined with their need: the person did not exclude the school.

    ``person``: the column with the person where a statement has no proposal.
    """
    e = ExcludedSchool
    return ~exists().where(e.professional_id == person, e.school_id == Need.school_id)


def excluders(session: Session, school_ids: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return (professional, school) of who excluded one of these schools."""
    e = ExcludedSchool
    rows = session.execute(select(e.professional_id, e.school_id).where(e.school_id.in_(school_ids)))
    return frozenset((person, school) for person, school in rows)
