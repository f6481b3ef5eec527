"""One case held against the law as a whole: a person, the placements there are, and a wished one.

Joins the rules that a placement meets: ground by date, hours by school year in both readings, and what is missing.
WVO 2020 art. 7.19, 7.3; WEB art. 4.2.1 lid 6 and 2a, 4.2.2. Pure: needs no database. Amounts are minutes. A case may
name a part of a minute (0,01 klokuur is 36 seconds); it is kept exactly, as a Fraction in the place of an int.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from matcher.domain.choices import ContractForm, LegalGround, PlanKind, RoleKind, Sector
from matcher.domain.law import LimitScope
from matcher.domain.school_year import school_years_between
from matcher.rules.counted_hours import counted_minutes, deciding_ground
from matcher.rules.grounds import Holding, article_of_ground
from matcher.rules.hours_used import Engagement, under_rule
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR
from matcher.rules.limits import limit_for_year
from matcher.rules.placement import PlacementFacts, missing_for_start
from matcher.rules.six_hours import Decision, Request, decide_readings
from matcher.rules.teaching_plan import Plan, by_school_year, lesson_weeks, minutes_on_dates

# Enough minutes for one on every day of a period.
_PROBE_MINUTES = 10_000_000
_HUNDREDTH_OF_KLOKUUR = Fraction(MINUTES_PER_KLOKUUR, 100)
# How the fields of a placement are called in an answer.
MISSING_NAMES = {"board_id": "board", "vog_issued_on": "vog", "vog_seen_on": "vog"}


@dataclass(frozen=True, slots=True)
class Work:
    """A placement, or a wished one. ``board_id`` None: not known."""

    board_id: int | None
    sector: Sector
    role_kind: RoleKind
    plan: Plan


@dataclass(frozen=True, slots=True)
class Case:
    """A person with placements and a wish. ``responsible_teacher``, ``subject_parts``: whether they are known."""

    wish: Work
    placements: tuple[Work, ...] = ()
    holdings: tuple[Holding, ...] = ()
    vog_issued_on: date | None = None
    responsible_teacher: bool = False
    subject_parts: bool = False


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """Minutes of one school year: the limit (None: no rule for this wish), used by others, the wish, left after it."""

    school_year: int
    limit: int | None
    used: int
    wish: int
    weeks: int

    @property
    def remaining(self) -> int | None:
        """What is left after the wish; below zero when it does not fit."""
        return None if self.limit is None else self.limit - self.used - self.wish


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The answer. ``max_total``: the largest wish allowed in this period, down to 0,01 klokuur; None: no limit."""

    allowed: bool
    ground: LegalGround
    guest_lesson: bool
    message: str
    article: str
    missing: tuple[str, ...]
    years: tuple[YearOutcome, ...]
    max_total: Fraction | None
    readings: Mapping[LimitScope, bool]


def evaluate(case: Case) -> Evaluation:
    """Hold the wish against the law, hours summed per person (ADR 0002); the reading per board is in ``readings``.

    Raises ValueError for a plan that cannot be. Law: WVO 2020 art. 7.19; WEB art. 4.2.1 lid 6.
    """
    wish = case.wish
    ground = _ground(case)
    limited = under_rule(wish.sector, ground)
    minutes_on = minutes_on_dates(wish.plan)
    counted = counted_minutes(minutes_on, wish.sector, wish.role_kind, case.holdings)
    engagements = tuple(_engagement(n, work, case.holdings) for n, work in enumerate(case.placements))
    asked = by_school_year(counted if limited else minutes_on)
    years = tuple(_outcome(case, engagements, y, asked.get(y, 0), limited=limited) for y in _years(wish.plan))
    readings = _readings(case, engagements, ground, counted)
    return Evaluation(
        allowed=readings[LimitScope.PERSON].allowed,
        ground=ground,
        guest_lesson=limited and wish.role_kind is RoleKind.GASTLES,
        message=readings[LimitScope.PERSON].message,
        article=article_of_ground(wish.sector, ground),
        missing=_missing(case, ground),
        years=years,
        max_total=_max_total(case, years) if limited else None,
        readings={scope: decision.allowed for scope, decision in readings.items()},
    )


def _ground(case: Case) -> LegalGround:
    """Return the ground to decide on; also a wish of no hours has lesson days."""
    lessons = minutes_on_dates(_sized(case.wish.plan, _PROBE_MINUTES))
    return deciding_ground(lessons, case.wish.sector, case.wish.role_kind, case.holdings)


def _years(plan: Plan) -> range:
    return school_years_between(plan.starts_on, plan.ends_on)


def _engagement(number: int, work: Work, holdings: tuple[Holding, ...]) -> Engagement:
    counted = counted_minutes(minutes_on_dates(work.plan), work.sector, work.role_kind, holdings)
    return Engagement(
        placement_id=number,
        sector=work.sector,
        board_id=work.board_id or 0,
        minutes_by_year=by_school_year(counted),
        under_rule=True,
        guest_lesson=work.role_kind is RoleKind.GASTLES,
    )


def _outcome(case: Case, engagements: tuple[Engagement, ...], year: int, wish: int, *, limited: bool) -> YearOutcome:
    limit = limit_for_year(case.wish.sector, year) if limited else None
    used = sum(row.minutes_in(year) for row in engagements)
    return YearOutcome(year, limit.yearly_minutes if limit else None, used, wish, limit.weeks if limit else 0)


def _readings(
    case: Case, engagements: tuple[Engagement, ...], ground: LegalGround, counted: Mapping[date, int]
) -> dict[LimitScope, Decision]:
    by_year = by_school_year(counted) or dict.fromkeys(_years(case.wish.plan), 0)
    return decide_readings(
        sector=case.wish.sector,
        ground=ground,
        request=Request(by_year, teaching_weeks=lesson_weeks(case.wish.plan)),
        engagements=engagements,
        board_id=case.wish.board_id,
    )


def _missing(case: Case, ground: LegalGround) -> tuple[str, ...]:
    """Return what the placement lacks; the VOG is held against the first day."""
    wish = case.wish
    facts = PlacementFacts(
        sector=wish.sector,
        ground=ground,
        contract_form=ContractForm.EIGEN_AANSTELLING,
        board_id=wish.board_id,
        responsible_teacher="ja" if case.responsible_teacher else "",
        subject_parts="ja" if case.subject_parts else "",
        starts_on=wish.plan.starts_on,
        ends_on=wish.plan.ends_on,
        minutes_per_week=1,
        teaching_weeks=1,
        vog_issued_on=case.vog_issued_on,
        vog_seen_on=wish.plan.starts_on,
    )
    return tuple(MISSING_NAMES.get(row.field, row.field) for row in missing_for_start(facts))


def _max_total(case: Case, years: tuple[YearOutcome, ...]) -> Fraction:
    """Return the largest total that fits when it falls over the school years as the wish does, and the law is all."""
    wish, rooms = case.wish, {row.school_year: max(0, (row.limit or 0) - row.used) for row in years}

    def fits(hundredths: int) -> bool:
        minutes_on = minutes_on_dates(_sized(wish.plan, hundredths * _HUNDREDTH_OF_KLOKUUR))
        counted = by_school_year(counted_minutes(minutes_on, wish.sector, wish.role_kind, case.holdings))
        return all(minutes <= rooms[year] for year, minutes in counted.items())

    fitting = int(min(rooms.values()) / _HUNDREDTH_OF_KLOKUUR)
    too_much = fitting + 1
    while fits(too_much):
        fitting, too_much = too_much, too_much + 2 * (too_much - fitting)
    while too_much - fitting > 1:
        middle = (fitting + too_much) // 2
        fitting, too_much = (middle, too_much) if fits(middle) else (fitting, middle)
    return fitting * _HUNDREDTH_OF_KLOKUUR


def _sized(plan: Plan, total: int | Fraction) -> Plan:
    """Return the plan with another total; without a lesson week, the total falls on the days there are."""
    weeks = lesson_weeks(plan)
    if plan.kind is PlanKind.WEEKLY and weeks:
        return replace(plan, minutes=Fraction(total) / weeks)
    return replace(plan, kind=PlanKind.TOTAL, minutes=total, weeks=None)
