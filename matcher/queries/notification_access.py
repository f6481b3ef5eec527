"""Who may still read a notification: what it is about must lie within what its reader sees today."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true, union_all

from matcher.domain.actors import Actor, Scope
from matcher.domain.states import Party, ProposalState
from matcher.models import Need, Notification, Placement, Professional, Proposal
from matcher.queries.coordination.scope import people_within, within
from matcher.queries.exclusions import not_excluded
from matcher.queries.proposals import VISIBLE, proposals_within

Condition = ColumnElement[bool]
_N = Notification
ABOUT_NOTHING = and_(
    _N.proposal_id.is_(None), _N.need_id.is_(None), _N.placement_id.is_(None), _N.professional_id.is_(None)
)


def readable_by(actor: Actor) -> Condition:
    """Return the condition on an actor's own notifications: told as a party they still are, about what is theirs."""
    sides = {
        Party.PROFESSIONAL: _as_professional(actor),
        Party.SCHOOL: _as_school(actor),
        Party.COORDINATOR: and_(~ABOUT_NOTHING, within_scope(actor.scope)),
    }
    allowed = [and_(_N.party == party, condition) for party, condition in sides.items()]
    # Told as nobody in particular: about the own account.
    allowed.append(and_(or_(_N.party.is_(None), _N.party == Party.SYSTEM), ABOUT_NOTHING))
    return and_(_N.user_id == (actor.user_id or 0), or_(*allowed))


def _as_professional(actor: Actor) -> Condition:
    own = actor.professional_id
    if own is None:
        return false()
    proposals = select(Proposal.id).where(Proposal.professional_id == own, VISIBLE)
    placements = select(Placement.id).where(Placement.professional_id == own)
    return and_(
        or_(_N.proposal_id.is_(None), _N.proposal_id.in_(proposals)),
        or_(_N.placement_id.is_(None), _N.placement_id.in_(placements)),
        or_(_N.professional_id.is_(None), _N.professional_id == own),
        # A need alone is not theirs.
        or_(_N.proposal_id.is_not(None), _N.placement_id.is_not(None), _N.professional_id == own),
    )


def _as_school(actor: Actor) -> Condition:
    """Return the condition for an admitted member; somebody who keeps the school away is not named to it any more."""
    if not actor.school_ids:
        return false()
    needs = select(Need.id).where(Need.school_id.in_(actor.school_ids))
    proposals = (
        select(Proposal.id)
        .join(Need, Need.id == Proposal.need_id)
        .where(Need.school_id.in_(actor.school_ids), VISIBLE)
        # The school's own record of work that was placed stays: hours have to be confirmed.
        .where(or_(Proposal.state == ProposalState.PLACED, not_excluded()))
    )
    placements = select(Placement.id).where(Placement.school_id.in_(actor.school_ids))
    return and_(
        or_(_N.need_id.is_(None), _N.need_id.in_(needs)),
        or_(_N.proposal_id.is_(None), _N.proposal_id.in_(proposals)),
        or_(_N.placement_id.is_(None), _N.placement_id.in_(placements)),
        or_(_N.need_id.is_not(None), _N.proposal_id.is_not(None), _N.placement_id.is_not(None)),
    )


def within_scope(scope: Scope) -> Condition:
    """Return the condition that what a notification is about lies in the regions of a coordinator.

    A proposal decides for itself: its need or its person lies there, as on the coordinator's list of proposals.
    """
    if scope.empty:
        return false()
    if scope.national:
        return true()
    by_others = and_(_N.proposal_id.is_(None), _others_within(scope))
    by_proposal = and_(_N.proposal_id.is_not(None), _N.proposal_id.in_(proposals_within(scope)))
    return and_(~ABOUT_NOTHING, or_(by_proposal, by_others))


def among_all_within(scope: Scope) -> Condition:
    """Return the same condition for a long list: begins at what lies in the scope, which is little of everything."""
    if scope.empty or scope.national:
        return within_scope(scope)
    by_proposal = select(_N.id).where(_N.proposal_id.in_(proposals_within(scope)))
    by_others = select(_N.id).where(_N.proposal_id.is_(None), ~ABOUT_NOTHING, _others_within(scope))
    return _N.id.in_(union_all(by_proposal, by_others))


def _others_within(scope: Scope) -> Condition:
    placements = select(Placement.id).where(within(Placement.region_code, scope))
    needs = select(Need.id).where(within(Need.region_code, scope))
    people = select(Professional.id).where(people_within(scope))
    return and_(
        or_(_N.placement_id.is_(None), _N.placement_id.in_(placements)),
        or_(_N.need_id.is_(None), _N.need_id.in_(needs)),
        or_(_N.professional_id.is_(None), _N.professional_id.in_(people)),
    )
