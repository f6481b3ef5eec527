"""The six-hours rule: how much of it somebody has used, what is left, and whether a request fits.

WVO 2020 art. 7.19 (vo, so vmbo): "in totaal ten hoogste gemiddeld zes uur per week op jaarbasis". WEB art. 4.2.1 lid 6
(mbo): "voor het totaal van de … onderwijsonderdelen ten hoogste een aantal van gemiddeld 6 klokuren per week op
jaarbasis". Summed per person over all boards and both sectors, per school year, 40 weeks (ADR 0002).

One decision for every place that asks: live hint, form, service, columns of the engine, page and the named database
check. All amounts are whole minutes of klokuren.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.domain.school_year import school_year_of
from matcher.rules import six_hours_text as text
from matcher.rules.hours_exceptions import ExceptionNote, HoursException, Request, covering
from matcher.rules.hours_used import (
    NEAR_LIMIT_PERCENT,
    Engagement,
    Standing,
    is_near,
    per_board_minutes,
    remaining_minutes,
    standing,
    standing_under,
    under_rule,
    used_minutes,
)
from matcher.rules.limits import (
    LIMITS,
    Limit,
    Period,
    article_of,
    limit_for_year,
    scoped,
)

__all__ = [
    "NEAR_LIMIT_PERCENT",
    "Decision",
    "DecisionReason",
    "Engagement",
    "ExceptionNote",
    "HoursException",
    "Request",
    "Standing",
    "check_row_allows",
    "decide",
    "decide_readings",
    "per_board_minutes",
    "remaining_minutes",
    "standing",
    "under_rule",
    "used_minutes",
]


class DecisionReason(StrEnum):
    """Why a request is allowed or refused."""

    NOT_APPLICABLE = "not_applicable"
    WITHIN_LIMIT = "within_limit"
    EXCEPTION = "exception"
    ABOVE_LIMIT = "above_limit"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer on one request, for the tightest period it touches: a school year, or a week by a limit per week.

    ``used``: before the request. ``remaining``: left before the request, never below zero. ``total_after``: used plus
    requested. ``share``: total_after / limit. ``per_board``: minutes per board after the request. ``limit`` and
    ``remaining`` are None when the rule does not apply; ``requested`` then does not count in ``total_after``.
    ``max_minutes``: the most that fits in all in the same period, divided as the request is; None without a limit.
    ``max_minutes_per_week``: the same per week; None when the number of weeks is not known.
    """

    allowed: bool
    reason: DecisionReason
    article: str
    school_year: int
    used: int
    requested: int
    limit: int | None
    remaining: int | None
    total_after: int
    share: float
    near_limit: bool
    per_board: dict[int, int]
    guest_minutes: int
    max_minutes: int | None
    max_minutes_per_week: int | None
    message: str


def decide(
    *,
    sector: Sector,
    ground: LegalGround,
    request: Request,
    engagements: Iterable[Engagement],
    board_id: int | None = None,
    exclude_placement_id: int | None = None,
    note: ExceptionNote | None = None,
    exceptions: Iterable[HoursException] = (),
    limits: Sequence[Limit] = LIMITS,
) -> Decision:
    """Decide whether the request fits next to the engagements of the same person.

    Allowed when every period it touches has that much left, by a recorded exception that covers all of it, or when a
    complete ``note`` is recorded with it. ``board_id`` puts the request in ``per_board``.
    Law: WVO 2020 art. 7.19 (vmbo); WEB art. 4.2.1 lid 6 (mbo). Raises ValueError for no year or negative minutes.
    """
    if not request.by_year or min(request.by_year.values()) < 0:
        raise ValueError("A request names at least one school year and no negative minutes")
    rows = tuple(engagements)
    periods = _limited_periods(sector, request, limits)
    if not under_rule(sector, ground) or not periods:
        return _not_applicable(sector, ground, request, rows, exclude_placement_id)
    now = [standing_under(rows, period, row, exclude_placement_id, board_id) for period, row in periods.items()]
    tightest = min(now, key=lambda found: found.remaining - request.minutes_in(found.period))
    by = covering(tuple(exceptions), now, request) or (note if note and note.complete else None)
    return _decided(tightest, request, board_id, by=by, most=_most(now, request))


def decide_readings(*, limits: Sequence[Limit] = LIMITS, **case: Any) -> dict[LimitScope, Decision]:
    """Return the decision for both readings of the law: hours summed per person, and per board (ADR 0002).

    Takes the arguments of :func:`decide`. Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    return {scope: decide(limits=scoped(limits, scope), **case) for scope in LimitScope}


def _limited_periods(sector: Sector, request: Request, limits: Sequence[Limit]) -> dict[Period, Limit]:
    """Return the school years, or the weeks of those measured by the week, each with the limit that holds there.

    Without minutes by week, a limit per week is held against the sum of its school year: no hours go unseen.
    """
    years = [(year, limit_for_year(sector, year, limits)) for year in sorted(request.by_year)]
    found: dict[Period, Limit] = {year: row for year, row in years if row and not (_weekly(row) and request.by_week)}
    for week in sorted(request.by_week or {}):
        row = limit_for_year(sector, school_year_of(week), limits)
        if row and _weekly(row):
            found[week] = row
    return found


def _weekly(limit: Limit) -> bool:
    return limit.basis is LimitBasis.WEEKLY_MAXIMUM


def check_row_allows(counted_minutes: int, limit_minutes: int) -> bool:
    """Return whether one placement in one school year may stand by itself; the expression of the database check.

    ``counted_minutes <= limit_minutes``, where the limit of a row with an exception is what the exception allows. The
    sum over several placements is decided by :func:`decide` with the row of the person locked.
    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    return counted_minutes <= limit_minutes


def _with_request(per_board: Mapping[int, int], board_id: int | None, requested: int) -> dict[int, int]:
    if board_id is None:
        return dict(per_board)
    return dict(per_board) | {board_id: per_board.get(board_id, 0) + requested}


def _most(now: Iterable[Standing], request: Request) -> int:
    """Return the most minutes in all, divided over the periods as the request is, that stay within every period."""
    total = sum(request.by_year.values())
    if not total:
        return min(row.remaining for row in now)
    # The split over several periods rounds to whole minutes; one minute of room keeps the answer on the safe side.
    room = 1 if len(tuple(now)) > 1 else 0
    asked = ((row, request.minutes_in(row.period)) for row in now)
    return min((row.remaining * total // (minutes + room) for row, minutes in asked if minutes), default=total)


def _decided(
    now: Standing, request: Request, board_id: int | None, *, by: ExceptionNote | HoursException | None, most: int
) -> Decision:
    requested = request.minutes_in(now.period)
    after = now.used + requested
    reason = _reason(now, requested, excepted=by is not None)
    per_week = most // request.teaching_weeks if request.teaching_weeks and sum(request.by_year.values()) else None
    return Decision(
        allowed=reason is not DecisionReason.ABOVE_LIMIT,
        reason=reason,
        article=now.article,
        school_year=now.school_year,
        used=now.used,
        requested=requested,
        limit=now.limit,
        remaining=now.remaining,
        total_after=after,
        share=after / now.limit,
        near_limit=is_near(after, now.limit),
        per_board=_with_request(now.per_board, board_id, requested),
        guest_minutes=now.guest_minutes,
        max_minutes=most,
        max_minutes_per_week=per_week,
        message=_message(now, after, reason, by, per_week),
    )


def _reason(now: Standing, requested: int, *, excepted: bool) -> DecisionReason:
    if requested <= now.remaining:
        return DecisionReason.WITHIN_LIMIT
    return DecisionReason.EXCEPTION if excepted else DecisionReason.ABOVE_LIMIT


def _message(
    now: Standing, after: int, reason: DecisionReason, by: ExceptionNote | HoursException | None, most: int | None
) -> str:
    total = text.total_text(after, now.limit, now.period, now.article)
    if reason is DecisionReason.ABOVE_LIMIT:
        return f"{total} {text.hint_text(now.remaining, most)}"
    if reason is DecisionReason.EXCEPTION and by:
        return f"{total} {by.text}"
    near = is_near(after, now.limit)
    return f"{total} {text.after_text(now.limit - after, near_limit=near, guest_minutes=now.guest_minutes)}"


def _not_applicable(
    sector: Sector, ground: LegalGround, request: Request, engagements: Sequence[Engagement], exclude: int | None
) -> Decision:
    year = min(request.by_year)
    used = used_minutes(engagements, year, exclude)
    return Decision(
        allowed=True,
        reason=DecisionReason.NOT_APPLICABLE,
        article=article_of(sector),
        school_year=year,
        used=used,
        requested=request.by_year[year],
        limit=None,
        remaining=None,
        total_after=used,
        share=0.0,
        near_limit=False,
        per_board=per_board_minutes(engagements, year, exclude),
        guest_minutes=0,
        max_minutes=None,
        max_minutes_per_week=None,
        message=text.outside_text(sector, ground),
    )
