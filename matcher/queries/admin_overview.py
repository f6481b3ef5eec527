"""Figures of the admin's first page."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.states import NeedState, ProfileState
from matcher.models import CoordinatorAssignment, Need, Professional, School, SchoolMembership, User
from matcher.queries.messages import MessageState, count_messages
from matcher.queries.reference import regions_without_coordinator


@dataclass(frozen=True, slots=True)
class AdminOverview:
    """How many of what, and what asks for attention."""

    users: int
    unconfirmed: int
    deactivated: int
    active_profiles: int
    open_needs: int
    schools: int
    schools_with_members: int
    coordinators: int
    messages_waiting: int
    messages_failed: int
    regions_without_coordinator: tuple[str, ...]


def admin_overview(session: Session) -> AdminOverview:
    """Return the figures; each is one count."""

    def count(of: Any, *where: Any) -> int:
        return session.scalar(select(func.count(of)).where(*where)) or 0

    return AdminOverview(
        users=count(User.id, User.deactivated_at.is_(None)),
        unconfirmed=count(User.id, User.deactivated_at.is_(None), User.email_verified_at.is_(None)),
        deactivated=count(User.id, User.deactivated_at.is_not(None)),
        active_profiles=count(Professional.id, Professional.state == ProfileState.ACTIVE),
        open_needs=count(Need.id, Need.state == NeedState.OPEN),
        schools=count(School.id),
        schools_with_members=count(SchoolMembership.school_id.distinct(), SchoolMembership.admitted_at.is_not(None)),
        coordinators=count(CoordinatorAssignment.user_id.distinct()),
        messages_waiting=count_messages(session, MessageState.WAITING),
        messages_failed=count_messages(session, MessageState.FAILED),
        regions_without_coordinator=regions_without_coordinator(session),
    )
