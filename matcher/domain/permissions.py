"""Permissions as data: pure predicates over an :class:`Actor`. Every endpoint declares one or is public."""

from collections.abc import Callable, Collection
from enum import StrEnum

from matcher.domain.actors import Actor


class Permission(StrEnum):
    """What an endpoint asks of its visitor. Whose record it is, is checked by the query's scope."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    PROFESSIONAL = "professional"
    SCHOOL = "school"
    SCHOOL_ADMITTED = "school_admitted"
    SCHOOL_ADMIN = "school_admin"
    COORDINATOR = "coordinator"
    # a coordinator who may change something, not only read
    COORDINATES = "coordinates"
    NATIONAL = "national"
    ADMIN = "admin"


PREDICATES: dict[Permission, Callable[[Actor], bool]] = {
    Permission.PUBLIC: lambda _actor: True,
    Permission.SIGNED_IN: lambda actor: actor.signed_in,
    Permission.PROFESSIONAL: lambda actor: actor.professional_id is not None,
    Permission.SCHOOL: lambda actor: bool(actor.all_school_ids),
    Permission.SCHOOL_ADMITTED: lambda actor: bool(actor.school_ids),
    Permission.SCHOOL_ADMIN: lambda actor: bool(actor.school_admin_ids),
    Permission.COORDINATOR: lambda actor: not actor.scope.empty,
    Permission.COORDINATES: lambda actor: not actor.acts_in.empty,
    Permission.NATIONAL: lambda actor: actor.acts_in.national,
    Permission.ADMIN: lambda actor: actor.admin,
}


def allowed(permission: Permission, actor: Actor) -> bool:
    """Return whether the actor holds the permission."""
    return PREDICATES[permission](actor)


def may_run_round(actor: Actor, *, regions: Collection[str], national: bool) -> bool:
    """Return whether the actor may plan and apply a matching round over these regions: all of them are theirs."""
    mine = actor.acts_in
    if actor.system or actor.admin or mine.national:
        return True
    return not national and not mine.empty and all(mine.covers(code) for code in regions)
