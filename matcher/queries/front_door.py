"""Figures anybody may see; a group smaller than five people is never shown as a number."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, union
from sqlalchemy.orm import Session

from matcher.domain.states import NeedState, ProfileState
from matcher.models import Need, Professional, Region

SMALLEST_GROUP = 5


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Open onderwijsvragen, active people, regions with one or the other. None means fewer than five."""

    open_needs: int | None
    active_people: int | None
    regions_reached: int | None
    regions: int


def _safe(count: int) -> int | None:
    return count if count >= SMALLEST_GROUP else None


def _count(session: Session, statement: Select[*tuple[Any, ...]]) -> int:
    return session.scalar(statement) or 0


def public_figures(session: Session) -> PublicFigures:
    """Return the figures of the front door."""
    is_open, is_active = Need.state == NeedState.OPEN, Professional.state == ProfileState.ACTIVE
    reached = union(
        select(Need.region_code).where(is_open),
        select(Professional.region_code).where(is_active, Professional.region_code.is_not(None)),
    ).subquery()
    return PublicFigures(
        open_needs=_safe(_count(session, select(func.count()).select_from(Need).where(is_open))),
        active_people=_safe(_count(session, select(func.count()).select_from(Professional).where(is_active))),
        regions_reached=_safe(_count(session, select(func.count()).select_from(reached))),
        regions=_count(session, select(func.count()).select_from(Region)),
    )
