"""Two profiles side by side: what differs, what would move, what conflicts, and the hours of both together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.law import LimitBasis
from matcher.domain.merging import COLUMNS, Part, Standing
from matcher.domain.school_year import school_year_of
from matcher.domain.states import OPEN_STATES, ProposalState
from matcher.models import (
    Base,
    CoordinatorAssignment,
    DeskNote,
    EntryOnBehalf,
    Need,
    Placement,
    Professional,
    ProfileMerge,
    Proposal,
    ProposalMessage,
    Qualification,
    SchoolMembership,
    User,
)
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.ledger import engagements_of, exceptions_of, with_weeks
from matcher.queries.measures import measures
from matcher.queries.profile import Profile, own_profile
from matcher.rules.excess import excess
from matcher.rules.hours_used import standing

SAME_PERSON = "Kies twee verschillende profielen."


@dataclass(frozen=True, slots=True)
class Side:
    """One of both profiles. ``waiting``: entered by somebody else and not taken over; ``other_work``: has other roles.

    ``counts``: what it has, by name.
    """

    profile: Profile
    last_login_at: datetime | None
    waiting: bool
    other_work: bool
    counts: Mapping[str, int]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Conflict:
    """Proposals of both for one need: the ``kept_id`` stays. ``blocks``: both lead to work, so nothing can go."""

    need_title: str
    kept_id: int
    gone_id: int
    gone_open: bool
    blocks: bool


@dataclass(frozen=True, slots=True)
class JointYear:
    """Minutes under the six-hours rule of a school year, of each and together; ``above``: above what is allowed."""

    school_year: int
    first: int
    second: int
    total: int
    limit: int
    above: bool


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Everything to decide on."""

    first: Side
    second: Side
    conflicts: tuple[Conflict, ...]
    years: tuple[JointYear, ...]

    @property
    def blocked(self) -> bool:
        """Whether the two cannot be put together as they are."""
        return any(row.blocks for row in self.conflicts)

    @property
    def kept_by_default(self) -> int:
        """The profile whose account somebody uses: taken over, and signed in to last."""
        ranked = sorted((self.first, self.second), key=_in_use, reverse=True)
        return ranked[0].profile.id


def _in_use(side: Side) -> tuple[bool, bool, float, int]:
    seen = side.last_login_at.timestamp() if side.last_login_at else 0.0
    return not side.waiting, seen > 0, seen, -side.profile.id


def merge_preview(session: Session, *, scope: Scope, first_id: int, second_id: int) -> MergePreview:
    """Return both profiles. Raises :class:`NotFoundError` unless both lie in the scope and have an account.

    Raises :class:`InvalidInputError` for one with itself.
    """
    first, second = (side_of(session, scope=scope, professional_id=each) for each in (first_id, second_id))
    if first_id == second_id:
        raise InvalidInputError(SAME_PERSON)
    return MergePreview(
        first=first,
        second=second,
        conflicts=conflicts_of(session, first_id, second_id),
        years=joint_years(session, first_id, second_id),
    )


def side_of(session: Session, *, scope: Scope, professional_id: int) -> Side:
    """Return one profile with what hangs on it. Raises :class:`NotFoundError`."""
    user = session.scalar(
        select(User).join(Professional, Professional.user_id == User.id).where(Professional.id == professional_id)
    )
    if user is None or scope.empty or not person_visible(session, scope=scope, professional_id=professional_id):
        raise NotFoundError
    profile = own_profile(session, professional_id=professional_id)
    return Side(
        profile=profile,
        last_login_at=user.last_login_at,
        waiting=_waiting(session, professional_id),
        other_work=works_elsewhere(session, user),
        counts=_counts(session, professional_id),
        standing=Standing(professional_id, profile.confirmed_on, _values(profile)),
    )


def _waiting(session: Session, professional_id: int) -> bool:
    entry = select(EntryOnBehalf.id).where(
        EntryOnBehalf.professional_id == professional_id, EntryOnBehalf.taken_over_at.is_(None)
    )
    return session.scalar(entry) is not None


def works_elsewhere(session: Session, user: User) -> bool:
    """Return whether the account is needed for more than the profile: a school, a region, the platform."""
    roles: tuple[Any, ...] = (SchoolMembership, CoordinatorAssignment)
    held = (session.scalar(select(role.id).where(role.user_id == user.id).limit(1)) for role in roles)
    return user.is_admin or any(each is not None for each in held)


def _values(profile: Profile) -> dict[Part, tuple[Any, ...]]:
    values = {part: tuple(getattr(profile, name) for name in names) for part, names in COLUMNS.items()}
    return values | {
        Part.NAME: (profile.full_name,),
        Part.PHONE: (profile.phone,),
        Part.PLACES: tuple((area.label, area.radius_km) for area in profile.areas),
        Part.SKILLS: tuple(sorted((skill.id, skill.level) for skill in profile.skills)),
    }


def _counts(session: Session, professional_id: int) -> dict[str, int]:
    mine = select(Proposal.id).where(Proposal.professional_id == professional_id)
    counted: dict[str, tuple[type[Base], Any]] = {
        "proposals": (Proposal, Proposal.professional_id == professional_id),
        "messages": (ProposalMessage, ProposalMessage.proposal_id.in_(mine)),
        "placements": (Placement, Placement.professional_id == professional_id),
        "qualifications": (Qualification, Qualification.professional_id == professional_id),
        "notes": (DeskNote, DeskNote.professional_id == professional_id),
    }
    return {
        name: session.scalar(select(func.count()).select_from(model).where(condition)) or 0
        for name, (model, condition) in counted.items()
    }


def conflicts_of(session: Session, first_id: int, second_id: int) -> tuple[Conflict, ...]:
    """Return the needs for which both have a proposal: work goes before talks, talks before what ended, then age."""
    both = select(Proposal, Need.title, Placement.id).join(Need, Need.id == Proposal.need_id)
    rows = session.execute(
        both.outerjoin(Placement, Placement.proposal_id == Proposal.id)
        .where(Proposal.professional_id.in_((first_id, second_id)))
        .order_by(Proposal.need_id, Proposal.id)
    ).all()
    by_need: dict[int, list[Any]] = {}
    for row in rows:
        by_need.setdefault(row[0].need_id, []).append(row)
    return tuple(_conflict(pair) for pair in by_need.values() if len(pair) > 1)


def _conflict(pair: list[Any]) -> Conflict:
    (kept, title, kept_work), (gone, _title, gone_work) = sorted(pair, key=_rank)
    return Conflict(
        need_title=title,
        kept_id=kept.id,
        gone_id=gone.id,
        gone_open=gone.state in OPEN_STATES,
        blocks=kept_work is not None and gone_work is not None,
    )


def _rank(row: Any) -> tuple[int, datetime, int]:
    proposal, _title, work = row
    if work is not None or proposal.state is ProposalState.PLACED:
        return 0, proposal.created_at, proposal.id
    return (1 if proposal.state in OPEN_STATES else 2), proposal.created_at, proposal.id


def joint_years(session: Session, first_id: int, second_id: int) -> tuple[JointYear, ...]:
    """Return the hours of both together in every school year with work of theirs, by the rule itself."""
    limits = measures(session)
    weekly = any(row.basis is LimitBasis.WEEKLY_MAXIMUM for row in limits)
    sides = {each: engagements_of(session, each) for each in (first_id, second_id)}
    if weekly:
        sides = {each: with_weeks(session, each, rows) for each, rows in sides.items()}
    together = [row for rows in sides.values() for row in rows]
    exceptions = (*exceptions_of(session, first_id), *exceptions_of(session, second_id))
    above = {_year(row.period) for row in excess(together, exceptions, limits=limits)}
    found = []
    for year in sorted({year for row in together for year, minutes in row.minutes_by_year.items() if minutes}):
        joint = standing(together, year, limits=limits)
        if joint is not None:
            each = [sum(row.minutes_by_year.get(year, 0) for row in rows) for rows in sides.values()]
            found.append(JointYear(year, each[0], each[1], joint.used, joint.limit, year in above))
    return tuple(found)


def _year(period: int | date) -> int:
    return school_year_of(period) if isinstance(period, date) else period


def merged_into(session: Session, *, scope: Scope, professional_id: int) -> int | None:
    """Return the profile in which another was put, when the actor may see it and the other is gone; else None."""
    if session.get(Professional, professional_id) is not None:
        return None
    newest = select(ProfileMerge.kept_id).where(ProfileMerge.merged_id == professional_id)
    kept = session.scalar(newest.order_by(ProfileMerge.id.desc()).limit(1))
    return kept if kept and person_visible(session, scope=scope, professional_id=kept) else None
