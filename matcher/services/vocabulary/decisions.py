"""What an admin decides about links between the own vocabulary and ESCO."""

from sqlalchemy import delete, or_, select

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.vocabulary import JOINED, ConceptSource, LinkState
from matcher.models import Concept, ConceptLink
from matcher.services.engine_changes import write_everything_changed
from matcher.services.transaction import Work, transactional
from matcher.services.users import demand_admin


@transactional
def confirm_link(work: Work, *, link_id: int) -> None:
    """Make two concepts one. Raises ``WrongStateError`` when one of them is joined with another already."""
    demand_admin(work)
    _join(work, _link(work, link_id))


@transactional
def reject_link(work: Work, *, link_id: int) -> None:
    """Keep two concepts apart, also at the next import; what was joined comes apart."""
    demand_admin(work)
    link = _link(work, link_id)
    link.state, link.decided_at = LinkState.REJECTED, work.now
    work.session.flush()
    write_everything_changed(work.session)


@transactional
def join_concepts(work: Work, *, starter_id: int, esco_id: int) -> None:
    """Make a starter concept and an ESCO concept of the admin's choice one; its other proposals go.

    Raises ``InvalidInputError`` for concepts that cannot be one, ``WrongStateError`` when either is joined already.
    """
    demand_admin(work)
    one, other = work.session.get(Concept, starter_id), work.session.get(Concept, esco_id)
    if one is None or other is None:
        raise NotFoundError
    if (one.source, other.source) != (ConceptSource.STARTER, ConceptSource.ESCO) or one.kind != other.kind:
        raise InvalidInputError("Kies een begrip van ESCO van dezelfde soort.")
    pair = (ConceptLink.starter_id == starter_id, ConceptLink.esco_id == esco_id)
    link = work.session.scalar(select(ConceptLink).where(*pair))
    if link is None:
        link = ConceptLink(starter_id=starter_id, esco_id=esco_id, state=LinkState.REVIEW)
        work.session.add(link)
        work.session.flush()
    _join(work, link)


def _link(work: Work, link_id: int) -> ConceptLink:
    link = work.session.get(ConceptLink, link_id)
    if link is None:
        raise NotFoundError
    return link


def _join(work: Work, link: ConceptLink) -> None:
    ends = or_(ConceptLink.starter_id == link.starter_id, ConceptLink.esco_id == link.esco_id)
    others = select(ConceptLink.id).where(ends, ConceptLink.id != link.id, ConceptLink.state.in_(JOINED))
    if work.session.scalar(others.limit(1)) is not None:
        raise WrongStateError("Een van deze begrippen is al gekoppeld. Haal die koppeling eerst weg.")
    link.state, link.decided_at = LinkState.CONFIRMED, work.now
    work.session.flush()
    work.session.execute(delete(ConceptLink).where(ends, ConceptLink.state == LinkState.REVIEW))
    write_everything_changed(work.session)
