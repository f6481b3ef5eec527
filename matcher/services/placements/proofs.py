"""What is shown during a placement: the VOG that was seen, and the hours that were really taught."""

from datetime import date

from matcher.domain.errors import InvalidInputError, RuleRefusedError
from matcher.domain.law import VerdictOccasion
from matcher.models import PlacementMonth
from matcher.services.hours.counting import recount
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.placements.access import own_placement, planned_placement
from matcher.services.placements.claims import check_minutes, check_month, tell_difference
from matcher.services.transaction import Work, transactional


@transactional
def record_vog(work: Work, *, placement_id: int, issued_on: date, seen_on: date) -> None:
    """Write down that the school saw a VOG; never a document. Raises InvalidInputError for impossible dates."""
    placement = planned_placement(work, placement_id)
    if seen_on > work.today or issued_on > seen_on:
        text = "Controleer de data: de VOG is eerst afgegeven en daarna gezien, niet later dan vandaag."
        raise InvalidInputError(text, {"vog_seen_on": text})
    placement.vog_issued_on, placement.vog_seen_on = issued_on, seen_on
    placement.vog_seen_by_id = work.actor.user_id
    work.session.flush()


@transactional
def confirm_month(work: Work, *, placement_id: int, month: date, minutes: int) -> None:
    """Write down what was really taught in a month (its first day): from now on that counts, not what was planned.

    Raises NotFoundError for another school's, InvalidInputError for a month outside the placement or still to come,
    RuleRefusedError when it brings the person above the limit: then a coordinator records an exception first.
    A professional who entered another number is told.
    """
    placement = own_placement(work, placement_id)
    check_month(work, placement, month)
    check_minutes(minutes)
    row = work.session.get(PlacementMonth, (placement.id, month)) or PlacementMonth(
        placement_id=placement.id, month=month
    )
    row.real_minutes, row.confirmed_at, row.confirmed_by_id = minutes, work.now, work.actor.user_id
    work.session.add(row)
    work.session.flush()
    _recount_real(work, placement.professional_id)
    keep_verdict(
        work,
        occasion=VerdictOccasion.HOURS,
        professional_id=placement.professional_id,
        placement_id=placement.id,
        allowed=True,
        facts={"month": month, "minutes": minutes},
        outcome={},
    )
    tell_difference(work, placement, month, minutes)


def _recount_real(work: Work, professional_id: int) -> None:
    """Count anew; a refusal says who can help, for the hours were taught already."""
    try:
        recount(work, professional_id)
    except RuleRefusedError as error:
        text = f"{error.message} Laat een coördinator eerst een uitzondering vastleggen. Bevestig de maand daarna."
        raise RuleRefusedError(text, error.article, field="minutes") from error
