"""People in the scope of a coordinator: list, filters, hours of the school year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.bitsets import bit_of
from matcher.domain.choices import RoleKind, Sector
from matcher.domain.freshness import STALE_AFTER_DAYS
from matcher.domain.states import PlacementState, ProfileState
from matcher.models import HoursException, Placement, PlacementYear, Professional, Qualification, SearchArea, User
from matcher.queries.coordination.facets_skills import people_domains
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Listing,
    Source,
    Tally,
    Wish,
    all_rows,
    by_value,
    listing,
)
from matcher.queries.coordination.scope import View, codes, codes_by_person, midnight, people_within, within
from matcher.queries.qualification_proofs import ending_soon
from matcher.queries.references import candidate_reference
from matcher.rules.limits import strictest_for_year
from matcher.rules.six_hours import NEAR_LIMIT_PERCENT

# Shares of the yearly limit in percent, each group from its own number up to the next; the last has no end.
# 80 is where the rules warn, and "above" begins past the limit itself.
HOUR_GROUPS: tuple[tuple[str, int], ...] = (
    ("tot-25", 0),
    ("tot-50", 25),
    ("tot-80", 50),
    ("tot-100", NEAR_LIMIT_PERCENT),
    ("boven", 100),
)


@dataclass(frozen=True, slots=True)
class Granted:
    """A recorded exception above the limit: up to so many minutes in all, until when."""

    allowed_minutes: int
    valid_until: date


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line. ``used``, ``limit``, ``exception``: minutes under the six-hours rule in the school year of the view."""

    id: int
    reference: str
    name: str
    email: str
    phone: str
    job_title: str
    employer: str
    state: ProfileState
    place: str
    sectors: frozenset[Sector]
    minutes_min: int
    minutes_max: int
    used: int
    limit: int
    exception: Granted | None
    confirmed_on: date | None
    created_at: datetime


def limit_of(view: View) -> int:
    """Return the strictest yearly limit in minutes in the school year of the view; 0 where no rule is."""
    found = strictest_for_year(view.year, view.limits)
    return found.yearly_minutes if found else 0


def people_source(view: View) -> Source[PersonRow]:
    """Return the list of people the view may see."""
    home = select(SearchArea).where(SearchArea.position == 0).subquery()
    used, granted = used_minutes(view.year, _ids_within(view)), _granted(view.year)
    minutes, allowed = func.coalesce(used.c.minutes, 0), func.coalesce(granted.c.allowed_minutes, 0)

    def detail(ids: Sequence[int]) -> Select[Any]:
        return _statement(home, used_minutes(view.year, ids), granted).where(Professional.id.in_(ids))

    reach = codes_by_person()

    def keyed(rows: Select[Any]) -> Select[Any]:
        nation = view.scope.national
        return rows.outerjoin(reach, reach.c.professional_id == Professional.id) if nation else rows

    return Source(
        statement=_statement(home, used, granted).where(people_within(view.scope)),
        keyed=keyed,
        detail=detail,
        facets=_facets(view, minutes, allowed, reach.c.codes),
        searched=(User.full_name, User.email, Professional.job_title, Professional.employer, home.c.label),
        sorts={
            "naam": (func.lower(User.full_name),),
            "beroep": (func.lower(Professional.job_title),),
            "plaats": (home.c.label,),
            "klokuren": (minutes,),
            "bevestigd": (Professional.confirmed_on,),
        },
        default_sort="naam",
        few=not view.scope.national,
        tie=Professional.id,
        make=lambda found: _row(found, limit_of(view)),
    )


def _statement(home: Any, used: Any, granted: Any) -> Select[Any]:
    return (
        select(
            *(Professional, User.full_name, User.email, User.phone, home.c.label, func.coalesce(used.c.minutes, 0)),
            *(granted.c.allowed_minutes, granted.c.valid_until),
        )
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(home, home.c.professional_id == Professional.id)
        .outerjoin(used, used.c.professional_id == Professional.id)
        .outerjoin(granted, granted.c.professional_id == Professional.id)
    )


def _ids_within(view: View) -> Any:
    """Return the people of a scope as a subquery; None for all of them."""
    return None if view.scope.national else select(Professional.id).where(people_within(view.scope))


def used_minutes(school_year: int, among: Any = None) -> Any:
    """Return person -> minutes that count under the six-hours rule in the school year; cancelled work does not.

    ``among``: of these people only, ids or a subquery; None: of everybody.
    """
    these = true() if among is None else Placement.professional_id.in_(among)
    return (
        select(Placement.professional_id, func.sum(PlacementYear.counted_minutes).label("minutes"))
        .join(PlacementYear, PlacementYear.placement_id == Placement.id)
        .where(
            PlacementYear.school_year == school_year,
            Placement.state != PlacementState.CANCELLED,
            these,
        )
        .group_by(Placement.professional_id)
        .subquery()
    )


def _granted(school_year: int) -> Any:
    """Return person -> the exception that stands in the school year and allows most."""
    e = HoursException
    most_first = (e.allowed_minutes.desc(), e.valid_until.desc(), e.id)
    rank = func.row_number().over(partition_by=e.professional_id, order_by=most_first).label("rank")
    rows = (
        select(e.professional_id, e.allowed_minutes, e.valid_until, rank)
        .where(e.school_year == school_year, e.withdrawn_at.is_(None))
        .subquery()
    )
    return select(rows).where(rows.c.rank == 1).subquery()


def plain_facets(view: View, where: Any = None) -> tuple[Facet, ...]:
    """Return the filters that need nothing but the person: those figures are counted with.

    ``where``: the codes of the regions of a person, to count by.
    """
    return (
        by_value("staat", Professional.state, ProfileState),
        Facet("regio", {region.code: reaches(region.code) for region in view.regions}, by_reach(view, where)),
        *view.areas.facets(reaches_any, key=where if view.scope.national else None),
        _by_mask("sector", Professional.sectors, Sector),
        _by_mask("rol", Professional.role_kinds, RoleKind),
        people_domains(),
    )


def _facets(view: View, minutes: ColumnElement[int], allowed: ColumnElement[int], where: Any) -> tuple[Facet, ...]:
    stale = stale_person(view.today)
    return (
        *plain_facets(view, where),
        Facet("uren", hour_groups(minutes, limit_of(view))),
        Facet("grens", _at_the_limit(minutes, allowed, limit_of(view))),
        Facet("uitzondering", {"vastgelegd": allowed > 0}),
        Facet("bevestigd", {"oud": stale}),
        Facet("bewijs", {"eindigt": _proof_ends(view.today)}),
        Facet("overgedragen", {"ja": _handed_over(view)}),
    )


def _handed_over(view: View) -> Condition:
    """Return whom another region handed to a desk of the view."""
    return and_(Professional.desk_region_code.is_not(None), within(Professional.desk_region_code, view.scope))


def _proof_ends(today: date) -> Condition:
    """Return who is in opleiding until a day within 60 days, after which hours count under the rule again."""
    return Professional.id.in_(select(Qualification.professional_id).where(ending_soon(today)))


def by_reach(view: View, where: Any) -> tuple[Tally, ...]:
    """Count by the regions people want to work in; of few regions that takes longer than to ask for each."""
    return (Tally(where, codes),) if view.scope.national else ()


def reaches(region_code: str) -> Condition:
    """Return the condition on Professional: a search area lies in the region, or the person was handed to its desk."""
    return reaches_any(frozenset({region_code}))


def reaches_any(regions: frozenset[str]) -> Condition:
    """Return the condition on Professional: the coordinators of one of the regions see the person."""
    return people_within(Scope(regions=regions))


def _by_mask(name: str, column: Any, kind: type[Sector] | type[RoleKind]) -> Facet:
    """Return the filter on a set of members that is stored as a mask."""
    options: dict[str, Condition] = {member.value: column.bitwise_and(bit_of(member)) != 0 for member in kind}
    return Facet(name, options, (Tally(column, lambda mask: [m.value for m in kind if int(mask or 0) & bit_of(m)]),))


def hour_groups(minutes: ColumnElement[int], limit: int) -> dict[str, Condition]:
    """Return the groups of use; the first begins above zero, "boven" above the limit."""
    share, found = minutes * 100, dict[str, Condition]()
    for name, begin in HOUR_GROUPS:
        above = share > begin * limit if begin in {0, 100} else share >= begin * limit
        end = next((later for _name, later in HOUR_GROUPS if later > begin), None)
        if end is None:
            found[name] = above
        else:
            found[name] = and_(above, share <= end * limit if end == 100 else share < end * limit)  # noqa: PLR2004
    return found


def _at_the_limit(minutes: ColumnElement[int], allowed: ColumnElement[int], limit: int) -> dict[str, Condition]:
    """Return who needs attention: from 80 %, at 100 % or above it by an exception, above what is allowed."""
    full = and_(minutes > 0, minutes >= limit)
    return {
        "bijna": and_(minutes * 100 >= limit * NEAR_LIMIT_PERCENT, minutes < limit),
        "vol": and_(full, or_(minutes <= limit, minutes <= allowed)),
        "te-veel": and_(full, minutes > limit, minutes > allowed),
    }


def stale_person(today: date) -> Condition:
    """Return which active profiles were not confirmed for 60 days."""
    return and_(
        Professional.state == ProfileState.ACTIVE,
        stale(Professional.confirmed_on, Professional.created_at, today),
    )


def stale(confirmed_on: Any, created_at: Any, today: date) -> Condition:
    """Return the condition "not confirmed for 60 days"; what was never confirmed counts from its creation."""
    since = today - timedelta(days=STALE_AFTER_DAYS)
    return or_(confirmed_on < since, and_(confirmed_on.is_(None), created_at < midnight(since)))


def _row(found: Any, limit: int) -> PersonRow:
    person, name, email, phone, place, used, allowed, until = found
    return PersonRow(
        id=person.id,
        reference=candidate_reference(person.id),
        name=name or "Vertrokken professional",
        email=email or "",
        phone=phone or "",
        job_title=person.job_title,
        employer=person.employer,
        state=person.state,
        place=place or "",
        sectors=person.sectors,
        minutes_min=person.minutes_min,
        minutes_max=person.minutes_max,
        used=used,
        limit=limit,
        exception=Granted(allowed, until) if allowed else None,
        confirmed_on=person.confirmed_on,
        created_at=person.created_at,
    )


def people_list(session: Session, *, view: View, wish: Wish) -> Listing[PersonRow]:
    """Return a page of people with the counts of the filters."""
    return listing(session, people_source(view), wish)


def people_rows(session: Session, *, view: View, wish: Wish) -> tuple[PersonRow, ...]:
    """Return every person of the wish."""
    return all_rows(session, people_source(view), wish)
