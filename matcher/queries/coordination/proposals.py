"""Proposals in the scope of a coordinator: the list, and the queue of what waits for review."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.choices import Sector
from matcher.domain.reasons import REASONS
from matcher.domain.school_year import school_year_of
from matcher.domain.states import OPEN_STATES, Answer, NeedState, Party, ProfileState, ProposalState
from matcher.models import Campus, Need, Professional, Proposal, ProposalEvent, School, User
from matcher.queries.coordination.areas import moments_within
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Listing,
    Source,
    Tally,
    Wish,
    any_like,
    by_value,
    ids_in_order,
    listing,
    of_enum,
)
from matcher.queries.coordination.reach import region_or_reach
from matcher.queries.coordination.scope import (
    View,
    codes_by_person,
    midnight,
    month_of,
    school_year_moments,
    within,
)
from matcher.queries.proposals import ProposalRow, in_scope, proposal_rows, to_row

REVIEW_STATES = (ProposalState.SUGGESTED, ProposalState.IN_REVIEW)
REVIEW_PAGE_SIZE = 20
# Both sides can be joined now.
AVAILABLE = and_(Need.state == NeedState.OPEN, Professional.state == ProfileState.ACTIVE)
# The steps of the funnel, from first to last.
FUNNEL: tuple[ProposalState, ...] = (
    ProposalState.SUGGESTED,
    ProposalState.IN_REVIEW,
    ProposalState.PROPOSED,
    ProposalState.INTRODUCED,
    ProposalState.TRIAL,
    ProposalState.AGREED,
    ProposalState.PLACED,
)
REASON_CODES: tuple[str, ...] = tuple(dict.fromkeys(reason.code for rows in REASONS.values() for reason in rows))
# School years that can be chosen: this one, one ahead, and three back.
YEARS_BACK, YEARS_AHEAD = 3, 1


def year_choices(this_year: int) -> tuple[int, ...]:
    """Return the school years one can choose, newest first."""
    return tuple(range(this_year + YEARS_AHEAD, this_year - YEARS_BACK - 1, -1))


def proposals_source(view: View) -> Source[ProposalRow]:
    """Return the list of proposals of which the need or the person lies in the scope."""
    where, state, nation = Need.region_code, Proposal.state, view.scope.national
    statement, reach, steps = proposal_rows().where(in_scope(view.scope)), codes_by_person(), furthest(view.scope)
    return Source(
        statement=statement,
        grouped=_with_keys(statement, reach if nation else None, steps),
        detail=lambda ids: proposal_rows().where(Proposal.id.in_(ids)),
        found_by=_found_by if nation else None,
        facets=(
            by_value("staat", state, ProposalState),
            Facet(
                "regio",
                {region.code: _touches(region.code) for region in view.regions},
                region_or_reach(view, where, reach.c.codes),
            ),
            *view.areas.facets(where.in_, lambda area: moments_within(Proposal.created_at, area, midnight), key=where),
            Facet("kant", _sides(view.scope)),
            by_value("sector", Need.sector, Sector),
            Facet("wacht_op", waits_for(view.today)),
            Facet(
                "lopend",
                {"ja": state.in_(OPEN_STATES), "nee": state.not_in(OPEN_STATES)},
                (Tally(state, lambda value: ("ja" if ProposalState(value) in OPEN_STATES else "nee",)),),
            ),
            Facet("te_laat", {"ja": overdue(view.today)}),
            Facet("uitgesteld", {"ja": put_off(view.today)}),
            Facet("schooljaar", _begun_in(view)),
            Facet(
                "bereikt", {step.value: reached(step) for step in FUNNEL}, (Tally(state_and_step(steps), _reads_steps),)
            ),
            Facet("reden", {code: Proposal.ended_reason == code for code in REASON_CODES}, (_BY_REASON,)),
            Facet("deze_maand", _this_month(view.today)),
        ),
        searched=_SEARCHED,
        sorts=_SORTS,
        default_sort="-veranderd",
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


_BY_REASON = Tally(Proposal.ended_reason, lambda code: (code,))
_SEARCHED = (Need.title, School.name, Campus.town, Professional.job_title, User.full_name)
_SORTS = {
    "score": (Proposal.score,),
    "vraag": (func.lower(Need.title),),
    "school": (func.lower(School.name),),
    "naam": (func.lower(User.full_name),),
    "antwoord": (Proposal.answer_by,),
    "veranderd": (Proposal.updated_at,),
}


def _touches(region_code: str) -> Condition:
    return in_scope(Scope(regions=frozenset({region_code})))


def _with_keys(statement: Any, reach: Any, steps: Any) -> Any:
    joined = statement.outerjoin(steps, steps.c.proposal_id == Proposal.id)
    return joined if reach is None else joined.outerjoin(reach, reach.c.professional_id == Proposal.professional_id)


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


def _sides(scope: Scope) -> dict[str, Condition]:
    """Return whether the need lies in the own regions (only then one may act), or only the person."""
    if scope.national:
        return {}
    mine = Need.region_code.in_(scope.regions)
    return {"vraag": mine, "persoon": ~mine}


def waits_for(today: date) -> dict[str, Condition]:
    """Return who has to act, as :func:`matcher.queries.proposals.waiting_for` says it of one proposal."""
    state = Proposal.state
    offered = and_(state == ProposalState.TRIAL, Proposal.trial_offered_by.is_not(None))
    meeting = and_(
        state.in_({ProposalState.INTRODUCED, ProposalState.TRIAL}),
        or_(state == ProposalState.INTRODUCED, Proposal.trial_offered_by.is_(None)),
        or_(Proposal.waiting_since.is_(None), Proposal.waiting_since <= today),
    )
    return {
        Party.COORDINATOR.value: state.in_(REVIEW_STATES),
        Party.PROFESSIONAL.value: or_(
            and_(state == ProposalState.PROPOSED, Proposal.professional_answer == Answer.PENDING),
            and_(meeting, Proposal.professional_agreed_at.is_(None)),
            and_(offered, Proposal.trial_offered_by != Party.PROFESSIONAL),
        ),
        Party.SCHOOL.value: or_(
            and_(state == ProposalState.PROPOSED, Proposal.school_answer == Answer.PENDING),
            and_(meeting, Proposal.school_agreed_at.is_(None)),
            and_(offered, Proposal.trial_offered_by != Party.SCHOOL),
            state == ProposalState.AGREED,
        ),
    }


def put_off(today: date) -> Condition:
    """Return which proposals are answered or reviewed on a later day."""
    return func.coalesce(Proposal.postponed_until, today) > today


def overdue(today: date) -> Condition:
    """Return which proposals wait past their day, for whom and for what it may be.

    A condition on :func:`proposal_rows`: a suggestion that cannot be approved now is nobody's task.
    """
    waits = or_(Proposal.state.in_(OPEN_STATES - set(REVIEW_STATES)), AVAILABLE)
    return and_(Proposal.state.in_(OPEN_STATES), Proposal.answer_by < today, waits)


def _begun_in(view: View) -> dict[str, Condition]:
    years = year_choices(school_year_of(view.today))
    return {str(year): _between(Proposal.created_at, *school_year_moments(year)) for year in years}


def _between(column: Any, begin: Any, end: Any) -> Condition:
    return and_(column >= begin, column < end)


def reached(step: ProposalState) -> Condition:
    """Return which proposals ever came to this step of the funnel or to a later one.

    A proposal may skip a step (an invitation is never reviewed); then it counts in the skipped step too, so that each
    step holds at most as many as the step before it.
    """
    steps = FUNNEL[FUNNEL.index(step) :]
    events = exists().where(ProposalEvent.proposal_id == Proposal.id, ProposalEvent.to_state.in_(steps))
    return or_(Proposal.state.in_(steps), events)


def furthest(scope: Scope) -> Any:
    """Return proposal -> the number of the furthest step in its history, of the proposals of a scope."""
    ranks = case({step.value: place for place, step in enumerate(FUNNEL)}, value=ProposalEvent.to_state, else_=-1)
    of = ProposalEvent.proposal_id
    rows = select(of, func.max(ranks).label("step")).group_by(of)
    if not scope.national:
        seen = select(Proposal.id).join(Need, Need.id == Proposal.need_id).where(in_scope(scope))
        rows = rows.where(of.in_(seen))
    return rows.subquery("furthest")


def state_and_step(steps: Any) -> Any:
    """Return the state of a proposal and the number of its furthest step (none: -1), as ``state:number``."""
    return cast(Proposal.state, String) + ":" + cast(func.coalesce(steps.c.step, -1), String)


def _reads_steps(text: str) -> list[str]:
    """Return every step that a proposal of :func:`furthest` came to, or skipped."""
    state, _colon, number = text.partition(":")
    here = FUNNEL.index(ProposalState(state)) if ProposalState(state) in FUNNEL else -1
    return [step.value for step in FUNNEL[: max(here, int(number)) + 1]]


def _this_month(today: date) -> dict[str, Condition]:
    begin, end = month_of(today)
    met = select(ProposalEvent.proposal_id).where(
        ProposalEvent.to_state == ProposalState.INTRODUCED,
        ProposalEvent.from_state != ProposalState.INTRODUCED,
        _between(ProposalEvent.at, begin, end),
    )
    return {"begonnen": _between(Proposal.created_at, begin, end), "kennismaking": Proposal.id.in_(met)}


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
