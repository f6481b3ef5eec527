"""The hours somebody has used under the six-hours rule and the hours that are left.

WVO 2020 art. 7.19 (vmbo) and WEB art. 4.2.1 lid 6 (mbo), summed per person over all boards and both sectors, per school
year (ADR 0002). All amounts are whole minutes of klokuren. :mod:`matcher.rules.six_hours` decides on requests.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from matcher.domain.choices import LegalGround, Sector
from matcher.domain.law import LimitScope
from matcher.domain.school_year import school_year_of
from matcher.rules import six_hours_text as text
from matcher.rules.limits import (
    LIMITS,
    UNLIMITED_MINUTES,
    Limit,
    Period,
    limit_for_year,
    strictest_for_year,
)

NEAR_LIMIT_PERCENT = 80
# Grounds outside the six-hours rule, per sector that has the rule. The instructeur exists in the mbo only (WEB 4.2.2).
EXEMPT_GROUNDS: dict[Sector, frozenset[LegalGround]] = {
    Sector.VMBO: frozenset({LegalGround.BEVOEGD, LegalGround.IN_OPLEIDING}),
    Sector.MBO: frozenset({LegalGround.BEVOEGD, LegalGround.IN_OPLEIDING, LegalGround.INSTRUCTEUR}),
}


@dataclass(frozen=True, slots=True)
class Engagement:
    """Work of one person that stands: a placement, or an agreement on its way to one (``placement_id`` None).

    ``minutes_by_year``: school year -> minutes that count (planned, or taught once confirmed; cancelled work is left
    out by the caller). ``minutes_by_week``: Monday -> idem, needed only where a limit is measured by the week.
    ``under_rule``: whether it counts, see :func:`under_rule`. ``guest_lesson``: a gastles (eenmalig), which counts like
    any other and is marked, so that people see where the hours went.
    """

    placement_id: int | None
    sector: Sector
    board_id: int
    minutes_by_year: Mapping[int, int]
    under_rule: bool
    guest_lesson: bool = False
    minutes_by_week: Mapping[date, int] = field(default_factory=dict)

    def minutes_in(self, period: Period) -> int:
        """Return the minutes in a school year or in a week."""
        if isinstance(period, date):
            return self.minutes_by_week.get(period, 0)
        return self.minutes_by_year.get(period, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands in one school year, or in one week of it where the limit is measured by the week.

    ``remaining`` is never below zero; ``share`` is 0.0 upward.
    """

    period: Period
    article: str
    used: int
    limit: int
    remaining: int
    share: float
    near_limit: bool
    guest_minutes: int
    per_board: dict[int, int] = field(default_factory=dict)

    @property
    def school_year(self) -> int:
        """The year in which the school year of the period began."""
        return school_year_of(self.period) if isinstance(self.period, date) else self.period

    @property
    def message(self) -> str:
        """Dutch: the total of now and what is left."""
        total = text.total_text(self.used, self.limit, self.period, self.article, opening="Nu")
        return f"{total} {text.left_text(self.remaining)}."


def under_rule(sector: Sector, ground: LegalGround) -> bool:
    """Return whether work on this ground in this sector counts: vmbo or mbo, on the zesurenregeling.

    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6. A gastles on this ground counts too. hbo has no such rule (nr. 448).
    A ground the sector does not know (hbo or instructeur in vmbo) exempts nobody, so a mistake cannot hide hours.
    """
    return sector in EXEMPT_GROUNDS and ground not in EXEMPT_GROUNDS[sector]


def used_minutes(
    engagements: Iterable[Engagement],
    period: Period,
    exclude: int | None = None,
    board_id: int | None = None,
) -> int:
    """Return the minutes under the rule in the period, over all boards, or over one when ``board_id`` is given.

    ``exclude``: the placement that is being edited, so that it is not counted twice. Law: "in totaal" (WVO 2020 art.
    7.19), "voor het totaal van de onderwijsonderdelen" (WEB art. 4.2.1 lid 6).
    """
    return sum(per_board_minutes(_of_board(engagements, board_id), period, exclude).values())


def per_board_minutes(engagements: Iterable[Engagement], period: Period, exclude: int | None = None) -> dict[int, int]:
    """Return board -> minutes under the rule in the period, sorted by board (the law speaks of one board)."""
    found: dict[int, int] = {}
    for row in _counting(engagements, exclude):
        found[row.board_id] = found.get(row.board_id, 0) + row.minutes_in(period)
    return {board: found[board] for board in sorted(found) if found[board]}


def remaining_minutes(
    engagements: Iterable[Engagement],
    school_year: int,
    sector: Sector | None,
    *,
    exclude: int | None = None,
    board_id: int | None = None,
    limits: Sequence[Limit] = LIMITS,
) -> int:
    """Return what the rule still allows in the school year; never below zero, UNLIMITED_MINUTES where no rule is.

    ``sector`` None: the strictest of all sectors. ``board_id`` matters only for a limit per board.
    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    limit = _limit(sector, school_year, limits)
    if limit is None:
        return UNLIMITED_MINUTES
    return standing_under(engagements, school_year, limit, exclude, board_id).remaining


def standing(
    engagements: Iterable[Engagement],
    school_year: int,
    sector: Sector | None = None,
    *,
    limits: Sequence[Limit] = LIMITS,
) -> Standing | None:
    """Return where the person stands ("nog 96 van 240 klokuren"); None where no limit exists (hbo).

    Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    limit = _limit(sector, school_year, limits)
    return None if limit is None else standing_under(engagements, school_year, limit, None, None)


def _of_board(engagements: Iterable[Engagement], board_id: int | None) -> Iterable[Engagement]:
    return (row for row in engagements if board_id is None or row.board_id == board_id)


def _counting(engagements: Iterable[Engagement], exclude: int | None) -> Iterable[Engagement]:
    return (row for row in engagements if row.under_rule and (exclude is None or row.placement_id != exclude))


def _limit(sector: Sector | None, school_year: int, limits: Sequence[Limit]) -> Limit | None:
    return strictest_for_year(school_year, limits) if sector is None else limit_for_year(sector, school_year, limits)


def standing_under(
    engagements: Iterable[Engagement], period: Period, limit: Limit, exclude: int | None, board_id: int | None
) -> Standing:
    """Return where the person stands under this one limit; ``board_id`` narrows it only for a limit per board.

    ``period`` is a school year, or the Monday of a week for a limit measured by the week.
    """
    rows = tuple(engagements)
    counted = tuple(_of_board(rows, board_id if limit.scope is LimitScope.BOARD else None))
    most = limit.minutes if isinstance(period, date) else limit.yearly_minutes
    used = used_minutes(counted, period, exclude)
    guests = (row for row in counted if row.guest_lesson)
    return Standing(
        period=period,
        article=limit.article,
        used=used,
        limit=most,
        remaining=max(0, most - used),
        share=used / most,
        near_limit=is_near(used, most),
        guest_minutes=used_minutes(guests, period, exclude),
        per_board=per_board_minutes(rows, period, exclude),
    )


def is_near(minutes: int, limit: int) -> bool:
    """Return whether the minutes are at 80 % of the limit or more: time to warn the coordinator (product.md)."""
    return minutes * 100 >= limit * NEAR_LIMIT_PERCENT
