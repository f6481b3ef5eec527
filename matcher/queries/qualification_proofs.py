"""Proofs of qualification: which work rests on one that nobody saw, whose term ends soon, who may mark one as seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.actors import Actor
from matcher.domain.choices import RoleKind, Sector
from matcher.domain.states import NAMES_REVEALED
from matcher.models import Need, Professional, Proposal, Qualification
from matcher.queries.coordination.scope import people_within
from matcher.queries.exclusions import not_excluded
from matcher.rules.counted_hours import GroundSpan, ground_spans
from matcher.rules.grounds import QUALIFIES_IN, TRAINING_KINDS, Holding
from matcher.rules.teaching_plan import Plan

# So long before the end somebody hears of it, and the coordinator has a task.
ENDING_DAYS = 60


def proof_seen(session: Session, professional_id: int, sector: Sector, role_kind: RoleKind, plan: Plan) -> bool:
    """Return whether the grounds of this work rest on proofs that somebody saw; True where none is needed."""
    rows = _proofs(session, [professional_id])[professional_id]
    return _seen(rows, sector, role_kind, plan.starts_on, plan.ends_on)


def unseen_proofs(session: Session, placements: Iterable[Any]) -> frozenset[int]:
    """Return the ids of the placements (rows with those columns) that rest on a proof nobody saw, with one query."""
    found = list(placements)
    proofs = _proofs(session, {row.professional_id for row in found})
    return frozenset(
        row.id
        for row in found
        if not _seen(proofs[row.professional_id], row.sector, row.role_kind, row.starts_on, row.ends_on)
    )


def _proofs(session: Session, people: Iterable[int]) -> dict[int, list[Qualification]]:
    found: dict[int, list[Qualification]] = defaultdict(list)
    for row in session.scalars(select(Qualification).where(Qualification.professional_id.in_(list(people)))):
        found[row.professional_id].append(row)
    return found


def _seen(rows: Sequence[Qualification], sector: Sector, role_kind: RoleKind, starts_on: date, ends_on: date) -> bool:
    """Return whether the work stands on the same grounds with only the proofs that were seen."""

    def spans(held: Iterable[Qualification]) -> tuple[GroundSpan, ...]:
        holdings = [Holding(row.kind, row.sector, row.valid_from, row.valid_to) for row in held]
        return ground_spans(sector, role_kind, holdings, starts_on, ends_on)

    return spans(rows) == spans(row for row in rows if row.seen_on is not None)


def ending_soon(today: date) -> ColumnElement[bool]:
    """Return the condition on Qualification: its term ends within 60 days, and no other proof takes its place.

    From the day after it hours count under the six-hours rule again (:func:`matcher.rules.grounds.legal_ground`).
    """
    q, other = Qualification, aliased(Qualification)
    same_sector = or_(other.sector.is_(None), other.sector == q.sector)
    longer = or_(other.valid_to.is_(None), other.valid_to > q.valid_to)
    qualifies = (and_(other.kind == kind, q.sector.in_(where), same_sector) for kind, where in QUALIFIES_IN.items())
    trains = and_(other.kind.in_(TRAINING_KINDS), other.sector == q.sector, other.valid_to.is_not(None))
    followed = exists().where(other.professional_id == q.professional_id, longer, or_(trains, *qualifies))
    last = today + timedelta(days=ENDING_DAYS)
    return and_(q.kind.in_(TRAINING_KINDS), q.valid_to.between(today, last), ~followed)


def may_mark_proofs(session: Session, actor: Actor, professional_id: int) -> bool:
    """Return whether the actor may say that a proof of this person was seen.

    A coordinator of the person, or a member of a school that was introduced to the person.
    """
    visible = select(Professional.id).where(Professional.id == professional_id, people_within(actor.acts_in))
    introduced = (
        select(Proposal.id)
        .join(Need, Need.id == Proposal.need_id)
        .where(
            Proposal.professional_id == professional_id,
            Proposal.state.in_(NAMES_REVEALED),
            Need.school_id.in_(actor.school_ids),
            not_excluded(),
        )
    )
    return any(session.scalar(found.limit(1)) is not None for found in (visible, introduced))
