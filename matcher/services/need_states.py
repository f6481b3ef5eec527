"""Onderwijsvragen between their states: open, maybe, pause, fill, close, and "klopt nog"."""

from sqlalchemy import exists, select

from matcher.domain.errors import InvalidInputError, WrongStateError
from matcher.domain.labels import label
from matcher.domain.states import NAMES_REVEALED, NEED_TRANSITIONS, RANKED_NEED_STATES, NeedState, ProposalState
from matcher.models import Need, Proposal
from matcher.queries.need_completeness import missing_sections
from matcher.services.needs import count_required, own_need
from matcher.services.proposals import withdraw_unanswered
from matcher.services.transaction import Work, transactional

SECTION_NAMES = {
    "rol": "de rol",
    "wat": "wat er nodig is",
    "vaardigheden": "de vaardigheden",
    "wanneer": "wanneer",
    "waar": "de locatie",
    "contract": "de contractvorm",
}


@transactional
def open_need(work: Work, *, need_id: int) -> Need:
    """Open a complete need: people see it, and the engine makes its suggestions."""
    need = _move(work, need_id, NeedState.OPEN)
    need.opened_at = need.opened_at or work.now
    work.session.flush()
    return need


@transactional
def expect_need(work: Work, *, need_id: int) -> Need:
    """Put a complete need on "misschien": the school sees candidates, nothing is sent."""
    return _move(work, need_id, NeedState.MAYBE)


@transactional
def pause_need(work: Work, *, need_id: int) -> Need:
    """Stop the search for a while."""
    return _move(work, need_id, NeedState.PAUSED)


@transactional
def fill_need(work: Work, *, need_id: int) -> Need:
    """Say that the school has found who it looked for; who has not answered yet is told kindly."""
    need = _move(work, need_id, NeedState.FILLED)
    withdraw_unanswered(work, need=need)
    return need


@transactional
def close_need(work: Work, *, need_id: int) -> Need:
    """End the search. Raises :class:`WrongStateError` while people who know each other are still talking."""
    need = own_need(work, need_id)
    _check_nobody_waits(work, need)
    _move(work, need_id, NeedState.CLOSED)
    withdraw_unanswered(work, need=need)
    return need


@transactional
def revive_need(work: Work, *, need_id: int) -> Need:
    """Make a closed need a draft again."""
    return _move(work, need_id, NeedState.DRAFT)


@transactional
def confirm_need(work: Work, *, need_id: int) -> Need:
    """Say that the need is still right, so that it does not go stale."""
    need = own_need(work, need_id)
    if need.state not in {NeedState.OPEN, NeedState.MAYBE, NeedState.PAUSED}:
        raise WrongStateError("Alleen een vraag die loopt kunt u bevestigen.")
    need.confirmed_on = work.today
    work.session.flush()
    return need


def _move(work: Work, need_id: int, target: NeedState) -> Need:
    """Move along the table. Raises :class:`WrongStateError`, or :class:`InvalidInputError` for an incomplete need."""
    need = own_need(work, need_id)
    if target not in NEED_TRANSITIONS[need.state]:
        raise WrongStateError(f"Deze vraag staat op {label(need.state)}. Dit kan nu niet.")
    if target in RANKED_NEED_STATES:
        _check_complete(work, need)
        need.confirmed_on = work.today
    need.state, need.auto_paused_on = target, None
    work.session.flush()
    return need


def _check_nobody_waits(work: Work, need: Need) -> None:
    """After the introduction a person deserves an answer, not a closed door."""
    talking = NAMES_REVEALED - {ProposalState.PLACED}
    if work.session.scalar(select(exists().where(Proposal.need_id == need.id, Proposal.state.in_(talking)))):
        raise WrongStateError(
            "Er lopen nog kennismakingen bij deze vraag. Rond die eerst af, of stop ze met een reden."
        )


def _check_complete(work: Work, need: Need) -> None:
    missing = missing_sections(need, count_required(work, need))
    if missing:
        raise InvalidInputError(f"Vul eerst nog in: {', '.join(SECTION_NAMES[name] for name in missing)}.")
    if need.ends_on is not None and need.ends_on < work.today:
        raise InvalidInputError("De periode van deze vraag is al voorbij. Kies eerst nieuwe data.")
