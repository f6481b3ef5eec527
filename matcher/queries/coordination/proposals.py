"""Proposals in the scope of a coordinator: the list, and the queue of what waits for review."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.choices import Sector
from matcher.models import Campus, Need, Professional, Proposal, School, User
from matcher.queries.coordination.facets_proposals import (
    AVAILABLE,
    REVIEW_STATES,
    proposal_facets,
    put_off,
)
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Listing,
    Source,
    Wish,
    any_like,
    ids_in_order,
    listing,
    of_enum,
)
from matcher.queries.coordination.scope import View, codes_by_person, within
from matcher.queries.proposals import ProposalRow, among_all_within, proposal_rows, to_row

REVIEW_PAGE_SIZE = 20


def proposals_source(view: View) -> Source[ProposalRow]:
    """Return the list of proposals of which the need or the person lies in the scope."""
    nation = view.scope.national
    reach = codes_by_person()

    def keyed(rows: Select[Any]) -> Select[Any]:
        return rows.outerjoin(reach, reach.c.professional_id == Proposal.professional_id) if nation else rows

    return Source(
        statement=proposal_rows().where(among_all_within(view.scope)),
        keyed=lambda rows: (
            rows.outerjoin(reach, reach.c.professional_id == Proposal.professional_id) if nation else rows
        ),
        detail=lambda ids: proposal_rows().where(Proposal.id.in_(ids)),
        found_by=_found_by if nation else None,
        facets=proposal_facets(view, reach.c.codes),
        searched=_SEARCHED,
        sorts=_SORTS,
        default_sort="-veranderd",
        few=not view.scope.national,
        tie=Proposal.id.desc(),
        make=lambda found: to_row(found, today=view.today, names=True),
    )


def review_source(view: View) -> Source[ProposalRow]:
    """Return what waits for this coordinator's review: needs of the own regions, while both sides are available.

    A suggestion of which the need does not stand open or the person is not active cannot be approved, so it asks no
    attention; it comes back when both are available again. So does what a coordinator put off, on its day.
    """
    statement = proposal_rows().where(
        within(Need.region_code, view.scope), Proposal.state.in_(REVIEW_STATES), AVAILABLE, ~put_off(view.today)
    )
    return Source(
        statement=statement,
        facets=(
            Facet("staat", of_enum(Proposal.state, REVIEW_STATES)),
            Facet("regio", {region.code: Need.region_code == region.code for region in view.regions}),
            *view.areas.facets(Need.region_code.in_),
            Facet("sector", of_enum(Need.sector, Sector)),
        ),
        searched=_SEARCHED,
        sorts=_SORTS,
        default_sort="-score",
        tie=Proposal.id,
        make=lambda found: to_row(found, today=view.today, names=True),
    )


_SEARCHED = (Need.title, School.name, Campus.town, Professional.job_title, User.full_name)
_SORTS = {
    "score": (Proposal.score,),
    "vraag": (func.lower(Need.title),),
    "school": (func.lower(School.name),),
    "naam": (func.lower(User.full_name),),
    "antwoord": (Proposal.answer_by,),
    "veranderd": (Proposal.updated_at,),
}


def _found_by(pattern: str) -> Condition:
    """Search needs and people first: there are far fewer of them than proposals of the nation."""
    needs = (
        select(Need.id)
        .join(School, School.id == Need.school_id)
        .outerjoin(Campus, Campus.id == Need.campus_id)
        .where(any_like((Need.title, School.name, Campus.town), pattern))
    )
    people = (
        select(Professional.id)
        .outerjoin(User, User.id == Professional.user_id)
        .where(any_like((Professional.job_title, User.full_name), pattern))
    )
    return or_(Proposal.need_id.in_(needs), Proposal.professional_id.in_(people))


def proposal_list(session: Session, *, view: View, wish: Wish) -> Listing[ProposalRow]:
    """Return a page of proposals with the counts of the filters."""
    return listing(session, proposals_source(view), wish)


def export_source(view: View) -> Source[tuple[ProposalRow, str | None]]:
    """Return the same list, of which a row is the proposal with the code of the reason it ended."""
    source = proposals_source(view)
    return replace(source, make=lambda found: (source.make(found), found[0].ended_reason))  # type: ignore[arg-type,return-value]


def review_queue(session: Session, *, view: View, wish: Wish) -> Listing[ProposalRow]:
    """Return a page of what waits for review, best score first."""
    return listing(session, review_source(view), wish, size=REVIEW_PAGE_SIZE)


def next_review(session: Session, *, view: View, wish: Wish, after: int) -> int | None:
    """Return the proposal to review after this one in the queue of the wish, or the first; None when nothing waits."""
    queue = ids_in_order(session, review_source(view), wish)
    if after in queue and queue[-1] != after:
        return queue[queue.index(after) + 1]
    return next((found for found in queue if found != after), None)


def review_row(session: Session, *, view: View, proposal_id: int) -> ProposalRow | None:
    """Return a proposal of the queue as a line; None when it is not in it (any more)."""
    source = review_source(view)
    found = session.execute(source.statement.where(Proposal.id == proposal_id)).one_or_none()
    return None if found is None else source.make(found)
