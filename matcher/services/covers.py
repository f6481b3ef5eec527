"""Who takes over while a coordinator is away."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party
from matcher.models import CoordinatorCover, User
from matcher.queries.coordinators import leads_nation, may_cover
from matcher.services.notifying import About, notify
from matcher.services.transaction import Work, transactional

MOST_MONTHS = 6
MOST_MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class CoverCommand:
    """From the first to the last day, both included, and the id of the colleague who takes over."""

    starts_on: date
    ends_on: date
    cover_id: int


@transactional
def plan_cover(work: Work, *, absent_id: int, command: CoverCommand) -> int:
    """Let a colleague take over for days to come, tell the colleague, and return the id of the cover.

    For oneself; for somebody else by those who lead the nation. Raises NotFoundError for another's, and
    InvalidInputError beside the field.
    """
    _demand_own(work, absent_id)
    if work.session.get(User, absent_id, with_for_update=True) is None:
        raise NotFoundError
    _check(work, absent_id, command)
    row = CoordinatorCover(
        absent_id=absent_id, cover_id=command.cover_id, starts_on=command.starts_on, ends_on=command.ends_on
    )
    work.session.add(row)
    work.session.flush()
    _tell(work, row)
    return row.id


def _tell(work: Work, row: CoordinatorCover) -> None:
    """Tell who takes over on which days; whose work it is stands on the page of colleagues."""
    notify(
        work,
        work.session.get_one(User, row.cover_id),
        kind=NoticeKind.COVER_ASKED,
        key=f"cover {row.id}",
        about=About(party=Party.SYSTEM),
        starts_on=row.starts_on.isoformat(),
        ends_on=row.ends_on.isoformat(),
    )


@transactional
def cancel_cover(work: Work, *, cover_id: int) -> None:
    """Call off a cover that is to begin or runs. Raises NotFoundError for one that is over or not one's own."""
    row = work.session.get(CoordinatorCover, cover_id, with_for_update=True)
    if row is None or row.ends_on < work.today:
        raise NotFoundError
    _demand_own(work, row.absent_id)
    work.session.delete(row)
    work.session.flush()


def _demand_own(work: Work, absent_id: int) -> None:
    oneself = work.actor.user_id == absent_id and not work.actor.acts_in.empty
    if not oneself and not leads_nation(work.session, work.actor):
        raise NotFoundError


def _check(work: Work, absent_id: int, command: CoverCommand) -> None:
    errors = _date_errors(command, work.today)
    known = select(User.id).where(User.id == command.cover_id, may_cover(absent_id))
    if work.session.scalar(known) is None:
        errors["cover_id"] = "Kies een collega die in hetzelfde landsdeel of landelijk mag wijzigen."
    c = CoordinatorCover
    meets = select(c.id).where(c.absent_id == absent_id, c.starts_on <= command.ends_on, c.ends_on >= command.starts_on)
    if not errors and work.session.scalar(meets.limit(1)) is not None:
        errors["starts_on"] = "Voor deze dagen is al een vervanger gekozen. Haal die eerst weg, of kies andere dagen."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


def _date_errors(command: CoverCommand, today: date) -> dict[str, str]:
    if command.starts_on < today:
        return {"starts_on": "De eerste dag ligt in het verleden."}
    if command.starts_on > months_later(today, MOST_MONTHS_AHEAD):
        return {"starts_on": "Kies een eerste dag binnen een jaar."}
    if command.ends_on < command.starts_on:
        return {"ends_on": "De laatste dag ligt voor de eerste dag."}
    if command.ends_on > months_later(command.starts_on, MOST_MONTHS):
        return {"ends_on": f"Vervanging duurt ten hoogste {MOST_MONTHS} maanden. Kies een eerdere laatste dag."}
    return {}


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
