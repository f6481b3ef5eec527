"""People and school members whose mail comes back, in the scope of a coordinator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Actor, Scope
from matcher.models import Professional, School, SchoolMembership, User
from matcher.queries.coordination.listing import Facet, Listing, Source, Wish, all_rows, listing
from matcher.queries.coordination.scope import View, people_within, within


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One account. ``schools``: those in the scope, by name; ``professional_id``: None when the profile is not."""

    user_id: int
    name: str
    email: str
    phone: str | None
    since: datetime
    reason: str
    professional_id: int | None
    schools: str


def _in_reach(scope: Scope) -> ColumnElement[bool]:
    """Return the condition on an account: a profile or an admitted membership in the scope."""
    people = select(Professional.user_id).where(Professional.user_id.is_not(None), people_within(scope))
    return or_(User.id.in_(people), User.id.in_(_members(scope)))


def _members(scope: Scope) -> Select[Any]:
    return (
        select(SchoolMembership.user_id)
        .join(School, School.id == SchoolMembership.school_id)
        .where(SchoolMembership.admitted_at.is_not(None), within(School.region_code, scope))
    )


def _schools(scope: Scope) -> Any:
    """Return the names of the schools in the scope somebody works for, as one column."""
    return (
        select(func.aggregate_strings(School.name, ", "))
        .join(SchoolMembership, SchoolMembership.school_id == School.id)
        .where(SchoolMembership.user_id == User.id, SchoolMembership.admitted_at.is_not(None))
        .where(within(School.region_code, scope))
        .scalar_subquery()
    )


def _profile(scope: Scope) -> Any:
    return (
        select(Professional.id)
        .where(Professional.user_id == User.id, people_within(scope))
        .correlate(User)
        .scalar_subquery()
    )


def addresses_source(view: View, *, everybody: bool = False) -> Source[AddressRow]:
    """Return the list. ``everybody``: also accounts with another role or none, for an admin."""
    reach = true() if everybody else _in_reach(view.scope)
    statement = select(User, _profile(view.scope), _schools(view.scope)).where(
        User.undeliverable_since.is_not(None), User.deactivated_at.is_(None), reach
    )
    return Source(
        statement=statement,
        facets=(Facet("regio", {r.code: _in_reach(Scope(regions=frozenset({r.code}))) for r in view.regions}),),
        searched=(User.full_name, User.email),
        sorts={"sinds": (User.undeliverable_since,), "naam": (func.lower(User.full_name),)},
        default_sort="sinds",
        tie=User.id,
        make=_row,
    )


def unreachable_source(view: View) -> Source[AddressRow]:
    """Return the list behind the task of a coordinator."""
    return addresses_source(view)


def _row(found: Any) -> AddressRow:
    user, professional_id, schools = found
    return AddressRow(
        user_id=user.id,
        name=user.full_name,
        email=user.email,
        phone=user.phone,
        since=user.undeliverable_since,
        reason=user.undeliverable_reason,
        professional_id=professional_id,
        schools=schools or "",
    )


def address_list(session: Session, *, view: View, wish: Wish, everybody: bool = False) -> Listing[AddressRow]:
    """Return a page of accounts whose mail comes back."""
    return listing(session, addresses_source(view, everybody=everybody), wish)


def address_rows(session: Session, *, view: View, wish: Wish) -> tuple[AddressRow, ...]:
    """Return all of them, for an export."""
    return all_rows(session, addresses_source(view), wish)


def may_vouch(session: Session, actor: Actor, *, user_id: int) -> bool:
    """Return whether the actor may say that an address works: the own one, one in the scope, or as admin any."""
    if actor.admin or actor.system or actor.user_id == user_id:
        return True
    if actor.acts_in.empty:
        return False
    return session.scalar(select(User.id).where(User.id == user_id, _in_reach(actor.acts_in))) is not None
