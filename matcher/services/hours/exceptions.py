"""Exceptions above the limit: recorded and withdrawn by a coordinator, with reason, article and term."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.errors import InvalidInputError, NotFoundError, RuleRefusedError, WrongStateError
from matcher.domain.law import VerdictOccasion
from matcher.domain.school_year import bounds, school_year_of
from matcher.models import HoursException, Professional
from matcher.queries.coordination.person_page import person_visible
from matcher.queries.ledger import engagements_of, exception_rows
from matcher.queries.measures import measures
from matcher.queries.recounted import excess_of
from matcher.rules.six_hours import standing
from matcher.services.hours.checking import keep_findings
from matcher.services.hours.verdicts import keep_verdict
from matcher.services.locks import lock_professional
from matcher.services.transaction import Work, transactional


@dataclass(frozen=True, slots=True)
class ExceptionCommand:
    """An exception for one school year: the klokuren (in minutes) allowed in all, until when, why, on which article."""

    school_year: int
    allowed_minutes: int
    valid_until: date
    reason: str
    article: str


@transactional
def check_exception(work: Work, *, professional_id: int, command: ExceptionCommand) -> None:
    """Raise what :func:`record_exception` would raise now; nothing is written."""
    _person(work, professional_id)
    _check(work, professional_id, command)


@transactional
def record_exception(work: Work, *, professional_id: int, command: ExceptionCommand) -> int:
    """Allow a person more than the limit in one school year; return the id.

    Raises NotFoundError unless a coordinator of the person asks it, InvalidInputError beside the field.
    """
    _person(work, professional_id)
    _check(work, professional_id, command)
    made = write_exception(work, professional_id=professional_id, command=command)
    keep_findings(work, professional_id)
    return made.id


def write_exception(work: Work, *, professional_id: int, command: ExceptionCommand) -> HoursException:
    """Write an exception that was checked, with its verdict. Call with the person locked."""
    row = HoursException(
        professional_id=professional_id,
        school_year=command.school_year,
        allowed_minutes=command.allowed_minutes,
        valid_until=command.valid_until,
        reason=command.reason.strip(),
        article=command.article.strip(),
        recorded_at=work.now,
        recorded_by_id=work.actor.user_id,
    )
    work.session.add(row)
    work.session.flush()
    keep_verdict(
        work,
        occasion=VerdictOccasion.EXCEPTION,
        professional_id=professional_id,
        placement_id=None,
        allowed=True,
        facts={"engagements": engagements_of(work.session, professional_id)},
        outcome={"exception": command},
    )
    return row


@transactional
def withdraw_exception(work: Work, *, professional_id: int, exception_id: int) -> None:
    """Withdraw an exception. Raises RuleRefusedError while placements of that school year still need it."""
    _person(work, professional_id)
    row = work.session.get(HoursException, exception_id)
    if row is None or row.professional_id != professional_id:
        raise NotFoundError
    if row.withdrawn_at is not None:
        raise WrongStateError("Deze uitzondering is al ingetrokken.")
    row.withdrawn_at, row.withdrawn_by_id = work.now, work.actor.user_id
    work.session.flush()
    above = [found for found in excess_of(work.session, professional_id) if _in_year(found.period, row.school_year)]
    if above:
        text = f"{above[0].message} Beëindig of verminder eerst een inzet; daarna kunt u de uitzondering intrekken."
        raise RuleRefusedError(text, above[0].article)


def _in_year(period: int | date, school_year: int) -> bool:
    return (school_year_of(period) if isinstance(period, date) else period) == school_year


def _person(work: Work, professional_id: int) -> Professional:
    """Lock the person for a coordinator of theirs. Raises NotFoundError."""
    if not person_visible(work.session, scope=work.actor.acts_in, professional_id=professional_id):
        raise NotFoundError
    return lock_professional(work.session, professional_id)


def _check(work: Work, professional_id: int, command: ExceptionCommand) -> None:
    errors: dict[str, str] = {}
    first, last = bounds(command.school_year)
    if not command.reason.strip():
        errors["reason"] = "Vul in waarom meer klokuren hier mogen."
    if not command.article.strip():
        errors["article"] = "Vul het wetsartikel in waarop de uitzondering rust."
    if last < work.today:
        errors["school_year"] = "Dit schooljaar is voorbij."
    elif not max(first, work.today) <= command.valid_until <= last:
        errors["valid_until"] = "Kies een dag vanaf vandaag, in het gekozen schooljaar."
    now = standing(engagements_of(work.session, professional_id), command.school_year, limits=measures(work.session))
    if now is not None and command.allowed_minutes <= now.limit:
        errors["allowed_minutes"] = "Dit is niet meer dan de grens: dan is geen uitzondering nodig."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


def exception_for(work: Work, professional_id: int, school_year: int) -> HoursException | None:
    """Return the exception of the person for that school year that allows most; None without one."""
    rows = [row for row in exception_rows(work.session, professional_id) if row.school_year == school_year]
    return max(rows, key=lambda row: row.allowed_minutes, default=None)
