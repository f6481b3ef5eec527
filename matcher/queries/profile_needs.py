"""An onderwijsvraag as a professional may see it: school and town, but nobody's name."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from matcher.domain.errors import NotFoundError
from matcher.domain.states import RANKED_NEED_STATES
from matcher.models import Board, Campus, ExcludedSchool, Need, Proposal, School
from matcher.queries.need_content import NeedContent, content_of
from matcher.queries.proposals import VISIBLE


@dataclass(frozen=True, slots=True)
class NeedDetail(NeedContent):
    """One need without the name of the responsible teacher. ``region_code``: whose answer times hold."""

    region_code: str
    school: str
    board: str
    town: str


def need_detail(session: Session, *, need_id: int) -> NeedDetail:
    """Return a need, whatever its state: for the two sides of a proposal. Raises :class:`NotFoundError`."""
    return _detail(session, need_id)


def need_for_professional(session: Session, *, professional_id: int, need_id: int) -> NeedDetail:
    """Return a need that is looking for people. Raises :class:`NotFoundError` for another, or an excluded school's."""
    excluded = exists().where(
        ExcludedSchool.professional_id == professional_id, ExcludedSchool.school_id == Need.school_id
    )
    return _detail(session, need_id, Need.state.in_(RANKED_NEED_STATES), ~excluded)


def _detail(session: Session, need_id: int, *conditions: ColumnElement[bool]) -> NeedDetail:
    found = session.execute(
        select(Need, School.name, Board.name, Campus.town)
        .join(School, School.id == Need.school_id)
        .join(Board, Board.id == School.board_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(Need.id == need_id, *conditions)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    need, school, board, town = found
    return NeedDetail(
        **content_of(session, need),
        region_code=need.region_code,
        school=school,
        board=board,
        town=town or "",
    )


def own_proposal_for(session: Session, *, professional_id: int, need_id: int) -> int | None:
    """Return the proposal of this pair that the professional may see; None when there is none."""
    return session.scalar(
        select(Proposal.id).where(
            Proposal.professional_id == professional_id,
            Proposal.need_id == need_id,
            VISIBLE,
        )
    )
