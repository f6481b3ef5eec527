"""The measure of the six-hours rule as an admin sets it: for school years to come, never for one that has begun."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from matcher.domain.choices import Sector
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError, WrongStateError
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import bounds, school_year_label, school_year_of
from matcher.models import HoursMeasure
from matcher.queries.measures import as_limit
from matcher.rules.limits import LIMITS, Limit
from matcher.services.locks import lock_admins
from matcher.services.transaction import Work, transactional
from matcher.services.users import demand_admin

# The law sets no limit for the hbo (domain.md section 2), so neither does an admin.
MEASURED = (Sector.VMBO, Sector.MBO)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MeasureCommand:
    """A measure from 1 August of ``school_year``. ``articles``: sector -> article, for each sector it is for.

    ``hours_per_week``: klokuren. ``weeks``: teaching weeks in a school year. ``url_name``: where the source can be
    read, without scheme.
    """

    articles: Mapping[Sector, str]
    hours_per_week: int
    weeks: int
    scope: LimitScope
    basis: LimitBasis
    source: str
    url_name: str
    school_year: int
    reason: str

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The measure per sector, as the rules know it."""
        return tuple(
            Limit(
                sector=sector,
                hours_per_week=self.hours_per_week,
                article=article,
                source=self.source,
                url_name=self.url_name,
                valid_from=bounds(self.school_year)[0],
                weeks=self.weeks,
                scope=self.scope,
                basis=self.basis,
            )
            for sector, article in self.articles.items()
        )


def check_measure(work: Work, *, command: MeasureCommand) -> None:
    """Raise InvalidInputError beside the field for what cannot be set, NotAllowedError unless an admin asks."""
    demand_admin(work)
    errors: dict[str, str] = {}
    if not command.articles or not set(command.articles) <= set(MEASURED):
        errors["sectors"] = "Kies vmbo, mbo of allebei."
    if command.school_year <= school_year_of(work.today):
        errors["school_year"] = "Kies een schooljaar dat nog niet is begonnen. Wat al loopt, verandert niet."
    elif taken := _taken(work, command):
        year = school_year_label(command.school_year)
        errors["school_year"] = f"Voor {' en '.join(taken)} gaat in {year} al een rekenregel in. Verwijder die eerst."
    if not command.reason.strip():
        errors["reason"] = "Vul in waarom de rekenregel verandert."
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


def _taken(work: Work, command: MeasureCommand) -> list[Sector]:
    """Return the sectors that have a measure from the same day."""
    first = bounds(command.school_year)[0]
    known = {row.sector for row in _rows(work) if row.valid_from == first}
    return [sector for sector in command.articles if sector in known]


@transactional
def add_measure(work: Work, *, command: MeasureCommand) -> None:
    """Let a measure hold from 1 August of a school year that has not begun; the one before ends the day before.

    Raises as :func:`check_measure`.
    """
    _lock(work)
    load_limits(work)
    check_measure(work, command=command)
    for limit in command.limits:
        _insert(work, limit, reason=command.reason.strip())


@transactional
def remove_measure(work: Work, *, measure_id: int) -> None:
    """Remove a measure that has not come into force; the one before holds on.

    Raises NotAllowedError unless an admin asks, NotFoundError, WrongStateError when it already holds or held.
    """
    _lock(work)
    rows = {row.id: row for row in _rows(work)}
    row = rows.pop(measure_id, None)
    if row is None:
        raise NotFoundError
    if row.valid_from is None or row.valid_from <= work.today:
        raise WrongStateError("Deze rekenregel geldt al of heeft gegolden. Hij blijft staan.")
    for before in rows.values():
        if before.sector is row.sector and before.valid_to == row.valid_from - ONE_DAY:
            before.valid_to = row.valid_to
    work.session.delete(row)
    work.session.flush()


def load_limits(work: Work) -> int:
    """Add the limits of the law that are missing; what stands, also by an admin, stays. Returns how many are known.

    Part of a service that writes: it does not commit.
    """
    known = {(row.sector, row.valid_from) for row in _rows(work)}
    for limit in LIMITS:
        if (limit.sector, limit.valid_from) not in known:
            _insert(work, limit)
    return len(LIMITS)


def _lock(work: Work) -> None:
    """Let changes of the measures wait for each other; only an admin makes them."""
    demand_admin(work)
    if work.actor.user_id not in lock_admins(work.session):
        raise NotAllowedError("U bent zelf geen beheerder meer.")


def _rows(work: Work) -> list[HoursMeasure]:
    statement = select(HoursMeasure).execution_options(populate_existing=True)
    return list(work.session.scalars(statement))


def _insert(work: Work, limit: Limit, reason: str = "") -> None:
    """Write the limit; the row that held on its first day ends before it, and it ends where that one did."""
    first = limit.valid_from
    for before in _rows(work):
        if first is not None and before.sector is limit.sector and as_limit(before).valid_on(first):
            limit = replace(limit, valid_to=before.valid_to)
            before.valid_to = first - ONE_DAY
    facts = {name: getattr(limit, name) for name in limit.__dataclass_fields__}
    made_by = {"reason": reason, "created_at": work.now, "created_by_id": work.actor.user_id}
    work.session.add(HoursMeasure(**facts, **made_by))
    work.session.flush()
