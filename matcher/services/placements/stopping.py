"""The professional asks to stop before the last day. The school or the coordinator ends the placement, nobody else."""

from datetime import date

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, PlacementState
from matcher.models import Placement
from matcher.services.locks import lock_professional
from matcher.services.placements import news
from matcher.services.placements.access import reason_given
from matcher.services.transaction import Work, transactional


@transactional
def ask_to_stop(work: Work, *, placement_id: int, last_day: date, reason: str) -> None:
    """Ask to stop after a day; school and coordinator are told and see it on the placement until they act.

    Raises NotFoundError for somebody else's placement, WrongStateError once it has ended, InvalidInputError for a day
    outside what is left of it, or without a reason.
    """
    placement = _running(work, placement_id)
    if not max(placement.starts_on, work.today) <= last_day < placement.ends_on:
        text = "Kies een dag vanaf vandaag, tussen de begindatum en de einddatum van de inzet."
        raise InvalidInputError(text, {"last_day": text})
    placement.stop_wished_on, placement.stop_wish = last_day, reason_given(reason)
    work.session.flush()
    for side in (Party.SCHOOL, Party.COORDINATOR):
        news.tell(
            work,
            placement,
            side,
            kind=NoticeKind.PLACEMENT_STOP_ASKED,
            occasion=f"{last_day} {work.today}",
            last_day=last_day.isoformat(),
        )


@transactional
def take_back_stop(work: Work, *, placement_id: int) -> None:
    """Take the question back. Raises as :func:`ask_to_stop`, and WrongStateError when nothing was asked."""
    placement = _running(work, placement_id)
    if placement.stop_wished_on is None:
        raise WrongStateError("U hebt niet gevraagd om eerder te stoppen.")
    placement.stop_wished_on, placement.stop_wish = None, ""
    work.session.flush()


def _running(work: Work, placement_id: int) -> Placement:
    placement = work.session.get(Placement, placement_id)
    if placement is None or placement.professional_id != work.actor.professional_id:
        raise NotFoundError
    lock_professional(work.session, placement.professional_id)
    work.session.refresh(placement, with_for_update=True)
    if placement.state is not PlacementState.PLANNED or placement.ends_on < work.today:
        raise WrongStateError("Deze inzet is al afgelopen of gestopt.")
    return placement
