"""What the hours of an onderwijsvraag mean: klokuren in all, and whether one person may do it alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain.choices import RoleKind, Sector
from matcher.domain.school_year import school_year_of
from matcher.queries.measures import measures
from matcher.queries.plans import holiday_region_of_school, need_plan
from matcher.rules.grounds import legal_ground
from matcher.rules.klokuren import klokuren_text
from matcher.rules.six_hours import Decision, Request, decide, under_rule
from matcher.rules.teaching_plan import lesson_weeks, minutes_by_year, total_minutes, weeks_held

MOST_PEOPLE = 9


@dataclass(frozen=True, slots=True)
class NeedHours:
    """Total minutes of one person and the verdict of the six-hours rule on somebody with no other hours.

    ``allowed`` False: nobody who is not qualified can do this alone. ``people``: how many it takes then, each with an
    equal part (None: one is enough, or no number up to nine helps).
    """

    total_minutes: int
    allowed: bool
    message: str
    people: int | None = None


def hours_of_need(
    session: Session,
    *,
    school_id: int,
    sector: Sector,
    role_kind: RoleKind | None,
    starts_on: date,
    ends_on: date,
    minutes_per_week: int,
    teaching_weeks: int | None,
) -> NeedHours:
    """Return what the weekly minutes of one person add up to; without ``teaching_weeks`` in the school weeks.

    The same decision as at placing, made for somebody without other hours and without a qualification.
    Raises ValueError for reversed dates or more weeks than the period holds.
    """
    region = holiday_region_of_school(session, school_id)
    plan = need_plan(starts_on, ends_on, minutes_per_week, teaching_weeks, region)
    role = role_kind or RoleKind.GASTDOCENT
    requested = minutes_by_year(plan) or {school_year_of(starts_on): 0}
    ground, weeks = legal_ground(sector, role, (), starts_on), lesson_weeks(plan)
    request = Request(requested, teaching_weeks=weeks)
    decision = decide(sector=sector, ground=ground, request=request, engagements=(), limits=measures(session))
    total = total_minutes(plan)
    begin = f"Dit is {klokuren_text(total)} per persoon in {weeks} lesweken."
    if not under_rule(sector, ground):
        return NeedHours(total, allowed=True, message=f"{begin} {decision.message}")
    if decision.allowed:
        return NeedHours(total, allowed=True, message=f"{begin} {_fits(decision, role)}")
    people = _people_needed(requested, decision)
    return NeedHours(total, allowed=False, message=f"{begin} {_too_much(decision, people)}", people=people)


def _fits(decision: Decision, role: RoleKind) -> str:
    text = f"Dat past voor één persoon binnen de zesurenregeling ({decision.article})."
    if role is RoleKind.GASTDOCENT:
        return f"{text} De regeling staat {klokuren_text(decision.limit or 0)} per schooljaar toe."
    return text


def _too_much(decision: Decision, people: int | None) -> str:
    text = (
        f"Eén persoon die niet bevoegd is, mag hoogstens {klokuren_text(decision.limit or 0)} per schooljaar geven "
        f"({decision.article}). Dit wordt {klokuren_text(decision.requested)}."
    )
    if people is None:
        return f"{text} Vraag minder klokuren, of zoek iemand die bevoegd is."
    return f"{text} Verdeel het over {people} mensen, vraag minder klokuren, of zoek iemand die bevoegd is."


def _people_needed(requested: Mapping[int, int], decision: Decision) -> int | None:
    limit = decision.limit or 1
    people = max(-(-minutes // limit) for minutes in requested.values())
    return people if people <= MOST_PEOPLE else None


def most_weeks(starts_on: date, ends_on: date) -> int:
    """Return how many teaching weeks the period can hold at most."""
    return weeks_held(starts_on, ends_on)
