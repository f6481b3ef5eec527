"""Who handed a person or a need to which region, with which words; and who would get it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Actor
from matcher.domain.desk import Subject, SubjectKind
from matcher.domain.errors import NotFoundError
from matcher.models import Need, Professional, Region, Transfer, User
from matcher.queries.coordination.notes import subject_within
from matcher.queries.coordinators import coordinators_of


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer. ``by``: empty for somebody who left; ``stands``: it is with that region still."""

    by: str
    at: datetime
    from_region: str
    to_region: str
    to_code: str
    message: str
    stands: bool


def transfers_of(session: Session, *, actor: Actor, subject: Subject) -> tuple[TransferRow, ...]:
    """Return the transfers of a subject, newest first. Raises NotFoundError outside the scope."""
    if not subject_within(session, scope=actor.scope, subject=subject):
        raise NotFoundError
    origin, target = aliased(Region), aliased(Region)
    rows = session.execute(
        select(Transfer, User.full_name, origin.name, target.name)
        .outerjoin(User, User.id == Transfer.by_id)
        .outerjoin(origin, origin.code == Transfer.from_region)
        .join(target, target.code == Transfer.to_region)
        .where(getattr(Transfer, subject.column) == subject.id)
        .order_by(Transfer.id.desc())
    ).all()
    now_at = desk_of(session, subject=subject)
    newest = max((transfer.id for transfer, *_names in rows), default=0)
    return tuple(
        TransferRow(
            by=by or "",
            at=transfer.at,
            from_region=before or "",
            to_region=after,
            to_code=transfer.to_region,
            message=transfer.message,
            stands=transfer.id == newest and transfer.to_region == now_at,
        )
        for transfer, by, before, after in rows
    )


def desk_of(session: Session, *, subject: Subject) -> str | None:
    """Return the region whose desk has a person or a need now."""
    if subject.kind is SubjectKind.NEED:
        return session.scalar(select(Need.region_code).where(Need.id == subject.id))
    found = session.execute(
        select(Professional.desk_region_code, Professional.region_code).where(Professional.id == subject.id)
    ).one_or_none()
    return (found[0] or found[1]) if found else None


def receivers(session: Session, *, region_code: str, on: date) -> tuple[str, ...]:
    """Return the names of who coordinates a region that day, or stands in for it; none for an unknown region."""
    return tuple(user.full_name for user in coordinators_of(session, region_code=region_code, on=on))


def region_name(session: Session, *, region_code: str) -> str:
    """Return how a region is called; an empty string for an unknown one."""
    return session.scalar(select(Region.name).where(Region.code == region_code)) or ""


def region_choices(session: Session) -> tuple[tuple[str, str], ...]:
    """Return code and name of every region, by name."""
    return tuple((code, name) for code, name in session.execute(select(Region.code, Region.name).order_by(Region.name)))
