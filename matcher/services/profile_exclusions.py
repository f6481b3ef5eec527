"""Schools that must never see a profile."""

from sqlalchemy import func, select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.models import ExcludedSchool, School
from matcher.services.profile_access import changed, editable_profile
from matcher.services.proposals import withdraw_from_school
from matcher.services.transaction import Work, transactional

MOST_EXCLUDED = 50


@transactional
def exclude_school(work: Work, *, professional_id: int, school_id: int) -> None:
    """Hide the profile from a school; doing it twice changes nothing. Raises :class:`NotFoundError`.

    What the school could still say yes to is withdrawn: a yes would show the name.
    """
    profile = editable_profile(work, professional_id)
    if work.session.get(School, school_id) is None:
        raise NotFoundError
    if work.session.get(ExcludedSchool, (profile.id, school_id)) is not None:
        return
    counted = select(func.count()).where(ExcludedSchool.professional_id == profile.id)
    if (work.session.scalar(counted) or 0) >= MOST_EXCLUDED:
        raise InvalidInputError(f"U kunt ten hoogste {MOST_EXCLUDED} scholen uitsluiten.")
    work.session.add(ExcludedSchool(professional_id=profile.id, school_id=school_id))
    withdraw_from_school(work, professional_id=profile.id, school_id=school_id)
    changed(work, profile)


@transactional
def allow_school(work: Work, *, professional_id: int, school_id: int) -> None:
    """Let a school see the profile again. Raises :class:`NotFoundError` when it was not excluded."""
    profile = editable_profile(work, professional_id)
    row = work.session.get(ExcludedSchool, (profile.id, school_id))
    if row is None:
        raise NotFoundError
    work.session.delete(row)
    changed(work, profile)
