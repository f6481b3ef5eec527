"""The hours of a month as the professional says they were taught. What counts is what the school confirms."""

from datetime import date

from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.notifications import NoticeKind
from matcher.domain.placing import MOST_MINUTES_A_MONTH
from matcher.domain.states import Party, PlacementState
from matcher.models import Placement, PlacementMonth, PlacementMonthClaim
from matcher.services.locks import lock_professional
from matcher.services.placements import news
from matcher.services.transaction import Work, transactional

LONGEST_NOTE = 255


@transactional
def claim_month(work: Work, *, placement_id: int, month: date, minutes: int, note: str = "") -> None:
    """Write down what the professional really taught in a month (its first day), and tell the school.

    Raises NotFoundError for somebody else's placement, WrongStateError once the school confirmed the month,
    InvalidInputError for a month outside the placement or still to come, or an impossible number.
    """
    placement = _own(work, placement_id)
    check_month(work, placement, month)
    check_minutes(minutes)
    if len(note.strip()) > LONGEST_NOTE:
        text = f"Houd de toelichting korter dan {LONGEST_NOTE} tekens."
        raise InvalidInputError(text, {"note": text})
    if work.session.get(PlacementMonth, (placement.id, month)) is not None:
        raise WrongStateError("De school heeft deze maand al bevestigd. Klopt het niet? Neem contact op met de school.")
    claim = work.session.get(PlacementMonthClaim, (placement.id, month)) or PlacementMonthClaim(
        placement_id=placement.id, month=month
    )
    claim.minutes, claim.note = minutes, note.strip()
    claim.entered_at, claim.entered_by_id = work.now, work.actor.user_id
    work.session.add(claim)
    work.session.flush()
    news.tell(
        work,
        placement,
        Party.SCHOOL,
        kind=NoticeKind.HOURS_TO_CONFIRM,
        occasion=f"{month}:{minutes}",
        month=month.isoformat(),
        entered=minutes,
    )


def _own(work: Work, placement_id: int) -> Placement:
    """Lock the person and the placement, for the person."""
    placement = work.session.get(Placement, placement_id)
    if placement is None or placement.professional_id != work.actor.professional_id:
        raise NotFoundError
    lock_professional(work.session, placement.professional_id)
    work.session.refresh(placement, with_for_update=True)
    if placement.state is PlacementState.CANCELLED:
        raise WrongStateError("Deze inzet is geannuleerd.")
    return placement


def check_month(work: Work, placement: Placement, month: date) -> None:
    """Raise InvalidInputError for a month outside the placement, or one that has not begun."""
    first = placement.starts_on.replace(day=1)
    if month.day != 1 or not first <= month <= placement.ends_on or max(month, placement.starts_on) > work.today:
        text = "Kies een maand van deze inzet die al is begonnen."
        raise InvalidInputError(text, {"month": text})


def check_minutes(minutes: int) -> None:
    """Raise InvalidInputError for more than anybody teaches in a month."""
    if not 0 <= minutes <= MOST_MINUTES_A_MONTH:
        text = f"Vul een getal in van 0 tot en met {MOST_MINUTES_A_MONTH // 60}."
        raise InvalidInputError(text, {"minutes": text})


def tell_difference(work: Work, placement: Placement, month: date, minutes: int) -> None:
    """Tell the professional that the school confirmed another number than was entered."""
    claim = work.session.get(PlacementMonthClaim, (placement.id, month))
    if claim is None or claim.minutes == minutes:
        return
    news.tell(
        work,
        placement,
        Party.PROFESSIONAL,
        kind=NoticeKind.HOURS_DIFFER,
        occasion=f"{month}:{claim.minutes}:{minutes}",
        month=month.isoformat(),
        entered=claim.minutes,
        confirmed=minutes,
    )
