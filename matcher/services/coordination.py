"""Who coordinates what: arranged by admins, and below the nation by national coordinators."""

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from matcher.models import CoordinatorAssignment, Landsdeel, Region, User
from matcher.queries.coordinators import leads_nation
from matcher.services.outbox import enqueue_for_user
from matcher.services.transaction import Work, transactional

NATION = "heel Nederland"


@transactional
def make_coordinator(work: Work, *, user_id: int, scope: str, read_only: bool = False) -> None:
    """Let somebody coordinate ``national``, ``landsdeel:<code>`` or ``region:<code>``; tell them by mail.

    Raises NotAllowedError, NotFoundError, InvalidInputError on ``scope`` for an unknown area or one they have already.
    """
    _demand_right(work)
    user = work.session.get(User, user_id, with_for_update=True)
    if user is None:
        raise NotFoundError
    _give(work, user, scope, read_only=read_only)


@transactional
def add_colleague(work: Work, *, email: str, scope: str, read_only: bool) -> int:
    """Let the owner of a confirmed account coordinate a region or landsdeel, and return their id.

    Raises NotAllowedError, InvalidInputError on ``email`` without such an account, or on ``scope``.
    """
    _demand_right(work)
    user = work.session.scalar(select(User).where(User.email == email.strip().lower()).with_for_update())
    if user is None or user.email_verified_at is None or user.deactivated_at is not None:
        message = "Er is geen bevestigd account met dit e-mailadres. Vraag uw collega eerst een account te maken."
        raise InvalidInputError(message, {"email": message})
    _give(work, user, scope, read_only=read_only)
    return user.id


@transactional
def end_coordination(work: Work, *, user_id: int, assignment_id: int) -> None:
    """Take one area away from a coordinator. Raises NotFoundError for somebody else's assignment."""
    work.session.delete(_held(work, user_id, assignment_id))
    work.session.flush()


@transactional
def change_reading(work: Work, *, user_id: int, assignment_id: int, read_only: bool) -> None:
    """Let a coordinator only read in an area, or change things there again. Raises as :func:`end_coordination`."""
    _held(work, user_id, assignment_id).read_only = read_only
    work.session.flush()


def _demand_right(work: Work) -> None:
    if not leads_nation(work.session, work.actor):
        raise NotAllowedError("Dit kunnen alleen beheerders en de landelijke coördinatie.")


def _demand_below(work: Work, user_id: int, assignment: CoordinatorAssignment) -> None:
    """A national coordinator arranges regions and landsdelen of others; the rest is for admins."""
    if work.actor.admin:
        return
    if assignment.national:
        raise NotAllowedError("Wie heel Nederland coördineert, regelt een beheerder.")
    if user_id == work.actor.user_id:
        raise NotAllowedError("Uw eigen gebieden regelt een beheerder.")


def _held(work: Work, user_id: int, assignment_id: int) -> CoordinatorAssignment:
    _demand_right(work)
    found = work.session.get(CoordinatorAssignment, assignment_id, with_for_update=True)
    if found is None or found.user_id != user_id:
        raise NotFoundError
    _demand_below(work, user_id, found)
    return found


def _give(work: Work, user: User, scope: str, *, read_only: bool) -> None:
    assignment, area = _area(work, scope)
    _demand_below(work, user.id, assignment)
    held = work.session.scalars(select(CoordinatorAssignment).where(CoordinatorAssignment.user_id == user.id))
    wanted = (assignment.national or False, assignment.landsdeel_code, assignment.region_code)
    if any((row.national, row.landsdeel_code, row.region_code) == wanted for row in held):
        message = f"Deze persoon coördineert al {area}."
        raise InvalidInputError(message, {"scope": message})
    assignment.user_id, assignment.read_only = user.id, read_only
    work.session.add(assignment)
    work.session.flush()
    enqueue_for_user(work, user, kind="account_coordinator", scope=area)


def _area(work: Work, scope: str) -> tuple[CoordinatorAssignment, str]:
    """Return an assignment, without a user, and the name of its area for a scope (see :func:`make_coordinator`)."""
    kind, _, code = scope.partition(":")
    if kind == "national":
        return CoordinatorAssignment(national=True), NATION
    if kind == "landsdeel" and (landsdeel := work.session.get(Landsdeel, code)):
        return CoordinatorAssignment(landsdeel_code=code), f"landsdeel {landsdeel.name}"
    if kind == "region" and (region := work.session.get(Region, code)):
        return CoordinatorAssignment(region_code=code), f"regio {region.name}"
    message = "Kies een regio, een landsdeel of heel Nederland."
    raise InvalidInputError(message, {"scope": message})
