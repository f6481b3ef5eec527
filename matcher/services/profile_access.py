"""The profile a service works on: one's own, or one of the region for its coordinator."""

from sqlalchemy import select

from matcher.domain.errors import NotFoundError
from matcher.domain.profile_completeness import Completeness
from matcher.domain.states import ProfileState
from matcher.models import Professional, SearchArea
from matcher.queries.profile_facts import profile_completeness
from matcher.services.transaction import Work


def editable_profile(work: Work, professional_id: int) -> Professional:
    """Return the profile, locked. Raises :class:`NotFoundError` when it is not the actor's to change."""
    profile = work.session.get(Professional, professional_id, with_for_update=True)
    if profile is None or not _may_edit(work, profile):
        raise NotFoundError
    return profile


def _may_edit(work: Work, profile: Professional) -> bool:
    actor = work.actor
    return actor.system or actor.professional_id == profile.id or _coordinates(work, profile)


def profile_at_desk(work: Work, professional_id: int) -> Professional:
    """Return the profile, locked, for a coordinator who may act for it. Raises :class:`NotFoundError`."""
    profile = work.session.get(Professional, professional_id, with_for_update=True, populate_existing=True)
    if profile is None or not _coordinates(work, profile):
        raise NotFoundError
    return profile


def _coordinates(work: Work, profile: Professional) -> bool:
    scope = work.actor.acts_in
    return scope.national or any(scope.covers(code) for code in _regions_of(work, profile))


def _regions_of(work: Work, profile: Professional) -> set[str]:
    """Regions whose coordinators see the person: of home, of every search area, and of the desk it was handed to."""
    areas = work.session.scalars(select(SearchArea.region_code).where(SearchArea.professional_id == profile.id))
    return {code for code in (profile.region_code, profile.desk_region_code, *areas) if code}


def completeness_now(work: Work, profile: Professional) -> Completeness:
    """Return which parts of the profile are complete, changes of this unit of work included."""
    work.session.flush()
    return profile_completeness(work.session, professional_id=profile.id)


def changed(work: Work, profile: Professional) -> None:
    """Close a change: an active profile that is no longer complete is paused."""
    if profile.state is ProfileState.ACTIVE and not completeness_now(work, profile).complete:
        profile.state, profile.paused_until = ProfileState.PAUSED, None
    work.session.flush()
