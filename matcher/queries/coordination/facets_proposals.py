"""The filters of proposals, conditions that the list, the tasks and the figures share."""

from datetime import date
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from matcher.domain.actors import Scope
from matcher.domain.choices import Sector
from matcher.domain.reasons import REASONS
from matcher.domain.school_year import school_year_of
from matcher.domain.states import OPEN_STATES, Answer, NeedState, Party, ProfileState, ProposalState
from matcher.models import Need, Professional, Proposal, ProposalEvent
from matcher.queries.coordination.areas import moments_within
from matcher.queries.coordination.facets_answers import answer_facet
from matcher.queries.coordination.reach import region_or_reach
from matcher.queries.coordination.scope import View, midnight, month_of, school_year_moments
from matcher.queries.coordination.source import Condition, Facet, Tally, by_value
from matcher.queries.proposals import in_scope

REVIEW_STATES = (ProposalState.SUGGESTED, ProposalState.IN_REVIEW)
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


_BY_REASON = Tally(Proposal.ended_reason, lambda code: (code,))


def proposal_facets(view: View, reach: Any = None) -> tuple[Facet, ...]:
    """Return the filters, conditions on a proposal joined with its need; one also asks for the person.

    ``reach``: the region codes of the person, to count by; None: the regions are not counted.
    """
    where, state = Need.region_code, Proposal.state
    running = Tally(state, lambda value: ("ja" if ProposalState(value) in OPEN_STATES else "nee",))
    by_region = () if reach is None else region_or_reach(view, where, reach)
    return (
        by_value("staat", state, ProposalState),
        Facet("regio", {region.code: _touches(region.code) for region in view.regions}, by_region),
        *view.areas.facets(where.in_, lambda area: moments_within(Proposal.created_at, area, midnight), key=where),
        Facet("kant", _sides(view.scope)),
        by_value("sector", Need.sector, Sector),
        Facet("wacht_op", waits_for(view.today)),
        Facet("lopend", {"ja": state.in_(OPEN_STATES), "nee": state.not_in(OPEN_STATES)}, (running,)),
        Facet("te_laat", {"ja": overdue(view.today)}),
        Facet("uitgesteld", {"ja": put_off(view.today)}),
        Facet("schooljaar", _begun_in(view)),
        # The history of every proposal: too dear to count.
        Facet("bereikt", {step.value: reached(step) for step in FUNNEL}, counted=False),
        Facet("reden", {code: Proposal.ended_reason == code for code in REASON_CODES}, (_BY_REASON,)),
        by_value("door", Proposal.ended_by, Party),
        answer_facet(view),
        Facet("deze_maand", _this_month(view.today)),
    )


def _touches(region_code: str) -> Condition:
    return in_scope(Scope(regions=frozenset({region_code})))


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


def _this_month(today: date) -> dict[str, Condition]:
    begin, end = month_of(today)
    met = select(ProposalEvent.proposal_id).where(
        ProposalEvent.to_state == ProposalState.INTRODUCED,
        ProposalEvent.from_state != ProposalState.INTRODUCED,
        _between(ProposalEvent.at, begin, end),
    )
    return {"begonnen": _between(Proposal.created_at, begin, end), "kennismaking": Proposal.id.in_(met)}
