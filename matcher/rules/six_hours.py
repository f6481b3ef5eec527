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

from matcher.domain.choices import LegalGround, Sector
from matcher.rules import six_hours_text as text
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
from matcher.rules.limits import LIMITS, Limit, article_of, limit_for_year

__all__ = [
    "NEAR_LIMIT_PERCENT",
    "Decision",
    "DecisionReason",
    "Engagement",
    "ExceptionNote",
    "Standing",
    "check_row_allows",
    "decide",
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
class ExceptionNote:
    """An exception a coordinator records: why more than the limit is right here, and on which article."""

    reason: str
    article: str

    @property
    def complete(self) -> bool:
        """Both are filled in; an incomplete note allows nothing."""
        return bool(self.reason.strip() and self.article.strip())


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer on one request, for the tightest school year it touches.

    ``used``: before the request. ``remaining``: left before the request, never below zero. ``total_after``: used plus
    requested. ``share``: total_after / limit. ``per_board``: minutes per board after the request. ``limit`` and
    ``remaining`` are None when the rule does not apply; ``requested`` then does not count in ``total_after``.
    ``max_minutes_per_week``: the most that fits in the same period; None when the number of weeks is not known.
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
    max_minutes_per_week: int | None
    message: str


def decide(
    *,
    sector: Sector,
    ground: LegalGround,
    requested: Mapping[int, int],
    engagements: Iterable[Engagement],
    board_id: int | None = None,
    exclude_placement_id: int | None = None,
    exception: ExceptionNote | None = None,
    teaching_weeks: int | None = None,
    limits: Sequence[Limit] = LIMITS,
) -> Decision:
    """Decide whether ``requested`` (school year -> minutes) fits next to the engagements of the same person.

    Allowed when every requested school year has that much left, or a complete exception is recorded.
    ``teaching_weeks`` of the whole request gives the hint per week; ``board_id`` puts the request in ``per_board``.
    Law: WVO 2020 art. 7.19 (vmbo); WEB art. 4.2.1 lid 6 (mbo). Raises ValueError for no year or negative minutes.
    """
    if not requested or min(requested.values()) < 0:
        raise ValueError("A request names at least one school year and no negative minutes")
    rows = tuple(engagements)
    limited = {y: row for y in sorted(requested) if (row := limit_for_year(sector, y, limits))}
    if not under_rule(sector, ground) or not limited:
        return _not_applicable(sector, ground, requested, rows, exclude_placement_id)
    now = [standing_under(rows, y, row, exclude_placement_id, board_id) for y, row in limited.items()]
    tightest = min(now, key=lambda year: year.remaining - requested[year.school_year])
    most = _most_per_week(now, requested, teaching_weeks)
    return _decided(tightest, requested[tightest.school_year], board_id, exception, most)


def check_row_allows(planned_minutes: int, limit_minutes: int, under_rule: bool, has_exception: bool) -> bool:  # noqa: FBT001
    """Return whether one placement in one school year may stand by itself; the expression of the database check.

    ``NOT under_rule OR has_exception OR planned_minutes <= limit_minutes``. The sum over several placements is decided
    by :func:`decide` with the row of the person locked. Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    return not under_rule or has_exception or planned_minutes <= limit_minutes


def _with_request(per_board: Mapping[int, int], board_id: int | None, requested: int) -> dict[int, int]:
    if board_id is None:
        return dict(per_board)
    return dict(per_board) | {board_id: per_board.get(board_id, 0) + requested}


def _most_per_week(now: Iterable[Standing], requested: Mapping[int, int], teaching_weeks: int | None) -> int | None:
    """Return the most minutes per week, spread over the same period, that stay within every school year."""
    total = sum(requested.values())
    if not teaching_weeks or not total:
        return None
    # The split over several school years rounds to whole minutes; one minute of room keeps the hint on the safe side.
    room = 1 if len(requested) > 1 else 0
    return min(year.remaining * total // (teaching_weeks * (requested[year.school_year] + room)) for year in now)


def _decided(
    now: Standing, requested: int, board_id: int | None, exception: ExceptionNote | None, most: int | None
) -> Decision:
    reason = _reason(now, requested, exception)
    after = now.used + requested
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
        max_minutes_per_week=most,
        message=_message(now, after, reason, exception, most),
    )


def _reason(now: Standing, requested: int, exception: ExceptionNote | None) -> DecisionReason:
    if requested <= now.remaining:
        return DecisionReason.WITHIN_LIMIT
    return DecisionReason.EXCEPTION if exception and exception.complete else DecisionReason.ABOVE_LIMIT


def _message(
    now: Standing, after: int, reason: DecisionReason, exception: ExceptionNote | None, most: int | None
) -> str:
    total = text.total_text(after, now.limit, now.school_year, now.article)
    if reason is DecisionReason.ABOVE_LIMIT:
        return f"{total} {text.hint_text(now.remaining, most)}"
    if reason is DecisionReason.EXCEPTION and exception:
        return f"{total} {text.exception_text(exception.reason, exception.article)}"
    near = is_near(after, now.limit)
    return f"{total} {text.after_text(now.limit - after, near_limit=near, guest_minutes=now.guest_minutes)}"


def _not_applicable(
    sector: Sector,
    ground: LegalGround,
    requested: Mapping[int, int],
    engagements: Sequence[Engagement],
    exclude: int | None,
) -> Decision:
    year = min(requested)
    used = used_minutes(engagements, year, exclude)
    return Decision(
        allowed=True,
        reason=DecisionReason.NOT_APPLICABLE,
        article=article_of(sector),
        school_year=year,
        used=used,
        requested=requested[year],
        limit=None,
        remaining=None,
        total_after=used,
        share=0.0,
        near_limit=False,
        per_board=per_board_minutes(engagements, year, exclude),
        guest_minutes=0,
        max_minutes_per_week=None,
        message=text.outside_text(sector, ground),
    )
