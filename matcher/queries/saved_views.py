"""Saved views: one's own, and those that colleagues in the same regions share."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.domain.desk import DeskList
from matcher.domain.errors import NotFoundError
from matcher.models import CoordinatorAssignment, Region, SavedView, User


@dataclass(frozen=True, slots=True)
class ViewRow:
    """``query``: what stands behind the question mark. ``owner``: the colleague it is of, "" for an own one."""

    id: int
    desk_list: DeskList
    name: str
    query: str
    shared: bool
    owner: str


def views_of(session: Session, actor: Actor, desk_list: DeskList | None = None) -> tuple[ViewRow, ...]:
    """Return the views to choose from, one's own first, by name; of one list or of all."""
    asked = _rows(actor).where(SavedView.desk_list == desk_list) if desk_list else _rows(actor)
    found = session.execute(asked.order_by(SavedView.name, SavedView.id))
    return tuple(sorted((_row(each, actor) for each in found), key=lambda row: bool(row.owner)))


def own_view(session: Session, actor: Actor, view_id: int) -> ViewRow:
    """Return an own view. Raises NotFoundError."""
    asked = _rows(actor).where(SavedView.id == view_id, SavedView.user_id == actor.user_id)
    found = session.execute(asked).one_or_none()
    if found is None:
        raise NotFoundError
    return _row(found, actor)


def _rows(actor: Actor) -> Any:
    colleagues = select(CoordinatorAssignment.user_id).where(_meets(actor.scope))
    shared = and_(SavedView.shared, User.deactivated_at.is_(None), SavedView.user_id.in_(colleagues))
    return (
        select(SavedView, User.full_name)
        .join(User, User.id == SavedView.user_id)
        .where(or_(SavedView.user_id == actor.user_id, shared))
    )


def _meets(scope: Scope) -> ColumnElement[bool]:
    """Return which assignments have a region in common with the scope."""
    if scope.national:
        return true()
    row = CoordinatorAssignment
    landsdelen = select(Region.landsdeel_code).where(Region.code.in_(scope.regions))
    return or_(row.national.is_(True), row.region_code.in_(scope.regions), row.landsdeel_code.in_(landsdelen))


def _row(found: Any, actor: Actor) -> ViewRow:
    view, name = found
    owner = "" if view.user_id == actor.user_id else name
    return ViewRow(view.id, view.desk_list, view.name, view.query, view.shared, owner)
