"""Placements in the scope of a coordinator: list, filters, the VOG that is not in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.placing import HOURS_TASK_DAYS
from matcher.domain.school_year import school_year_of
from matcher.domain.states import PlacementState
from matcher.models import Campus, Need, Placement, PlacementYear, Professional, Qualification, Region, School, User
from matcher.queries.coordination.areas import days_within
from matcher.queries.coordination.facets_proposals import year_choices
from matcher.queries.coordination.facets_weeks import confirmed_facet, weeks_facet
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Late,
    Listing,
    Source,
    Tally,
    Wish,
    any_like,
    by_value,
    listing,
    total,
)
from matcher.queries.coordination.scope import View, codes, month_of, within
from matcher.queries.coordination.vog import VOG_DAYS, asks_vog
from matcher.queries.open_months import with_open_months
from matcher.queries.qualification_proofs import unseen_proofs

# Cancelled work is no work: figures leave it out.
STANDING = frozenset({PlacementState.PLANNED.value, PlacementState.ENDED_EARLY.value})


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """One line. ``minutes``: planned in the school year of the view, or in all of them when none is chosen."""

    id: int
    person_id: int
    person: str
    need_title: str
    school: str
    town: str
    region: str
    sector: Sector
    role_kind: RoleKind
    legal_ground: LegalGround
    contract_form: ContractForm
    state: PlacementState
    responsible_teacher: str
    starts_on: date
    ends_on: date
    minutes_per_week: int
    minutes: int
    vog_seen_on: date | None
    exception: bool
    stop_wished_on: date | None = None


def planned_in(school_year: int | None, ids: Sequence[int] | None = None) -> Any:
    """Return placement -> planned minutes, in one school year or in all; ``ids``: of these placements only."""
    statement = select(PlacementYear.placement_id, func.sum(PlacementYear.planned_minutes).label("minutes"))
    if school_year is not None:
        statement = statement.where(PlacementYear.school_year == school_year)
    if ids is not None:
        statement = statement.where(PlacementYear.placement_id.in_(ids))
    return statement.group_by(PlacementYear.placement_id).subquery()


@dataclass(frozen=True, slots=True, eq=False)
class PlacementSource:
    """The list of placements and, for sums, its column of planned minutes."""

    source: Source[PlacementLine]
    minutes: Any


def placements_source(session: Session, view: View) -> PlacementSource:
    """Return the list of placements the view may see."""
    planned = planned_in(view.school_year)
    minutes = func.coalesce(planned.c.minutes, 0)
    source = Source(
        statement=_statement(planned).where(within(Placement.region_code, view.scope)),
        detail=lambda ids: _statement(planned_in(view.school_year, ids)).where(Placement.id.in_(ids)),
        facets=_facets(session, view),
        searched=(User.full_name, Need.title, School.name, Campus.town),
        found_by=_found_by,
        sorts={
            "naam": (func.lower(User.full_name),),
            "vraag": (func.lower(Need.title),),
            "school": (func.lower(School.name),),
            "begin": (Placement.starts_on,),
            "klokuren": (minutes,),
        },
        default_sort="-begin",
        few=not view.scope.national,
        tie=Placement.id,
        make=_row,
    )
    return PlacementSource(source, minutes)


def _statement(planned: Any) -> Select[Any]:
    """Join what a line shows; outer joins, so that a database leaves out those that a count does not use."""
    minutes = func.coalesce(planned.c.minutes, 0)
    return (
        select(Placement, Need.title, User.full_name, School.name, Campus.town, Region.name, minutes)
        .outerjoin(Need, Need.id == Placement.need_id)
        .outerjoin(School, School.id == Placement.school_id)
        .outerjoin(Region, Region.code == Placement.region_code)
        .outerjoin(Professional, Professional.id == Placement.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(Campus, Campus.id == Placement.campus_id)
        .outerjoin(planned, planned.c.placement_id == Placement.id)
    )


def _found_by(pattern: str) -> Condition:
    """Search people, needs, schools and places first, each once."""
    p, like = Placement, partial(any_like, pattern=pattern)
    people = select(Professional.id).join(User, User.id == Professional.user_id).where(like((User.full_name,)))
    return or_(
        p.professional_id.in_(people),
        p.need_id.in_(select(Need.id).where(like((Need.title,)))),
        p.school_id.in_(select(School.id).where(like((School.name,)))),
        p.campus_id.in_(select(Campus.id).where(like((Campus.town,)))),
    )


def plain_facets(view: View) -> tuple[Facet, ...]:
    """Return the filters that need nothing but the placement: those figures are counted with."""
    where = Placement.region_code
    return (
        by_value("staat", Placement.state, PlacementState),
        Facet("regio", {region.code: where == region.code for region in view.regions}, (Tally(where, codes),)),
        *view.areas.facets(where.in_, lambda area: days_within(Placement.starts_on, area), key=where),
        by_value("sector", Placement.sector, Sector),
        by_value("rol", Placement.role_kind, RoleKind),
        by_value("grond", Placement.legal_ground, LegalGround),
        Facet("schooljaar", {str(year): _works_in(year) for year in year_choices(school_year_of(view.today))}),
        weeks_facet(view),
        confirmed_facet(view),
    )


def _facets(session: Session, view: View) -> tuple[Facet, ...]:
    begin, end = month_of(view.today)
    return (
        *plain_facets(view),
        Facet("vog", {"nodig": and_(*_standing(view), asks_vog(view.today))}),
        Facet("bewijs", {"ongezien": _among(proof_needed(session, view))}),
        # The rules decide it from each plan: only for who asks.
        Facet("maand", Late({"onbevestigd": lambda: _among(hours_unconfirmed(session, view))}), counted=False),
        Facet("leraar", {"geen": and_(no_teacher(), *_standing(view))}),
        Facet("stoppen", {"gevraagd": and_(Placement.stop_wished_on.is_not(None), *_standing(view))}),
        Facet("uitzondering", {"ja": Placement.exception_id.is_not(None)}),
        Facet("deze_maand", {"gemaakt": and_(Placement.created_at >= begin, Placement.created_at < end)}),
    )


def _among(ids: list[int]) -> Condition:
    """Return which placements are these, however many: written into the statement, not sent as parameters."""
    return Placement.id.in_(bindparam(None, ids, expanding=True, literal_execute=True))


def _works_in(school_year: int) -> Condition:
    years = select(PlacementYear.placement_id).where(
        PlacementYear.school_year == school_year, PlacementYear.planned_minutes > 0
    )
    return Placement.id.in_(years)


def vog_needed(session: Session, view: View) -> list[int]:
    """Return the placements whose VOG asks for something."""
    return list(session.scalars(select(Placement.id).where(*_standing(view), asks_vog(view.today))))


def proof_needed(session: Session, view: View) -> list[int]:
    """Return the placements that run or begin within 30 days and rest on a proof nobody saw.

    Only people with a proof that nobody saw are looked at: there are few.
    """
    p = Placement
    columns = (p.id, p.professional_id, p.sector, p.role_kind, p.starts_on, p.ends_on)
    soon = p.starts_on <= view.today + timedelta(days=VOG_DAYS)
    unseen = exists().where(Qualification.professional_id == p.professional_id, Qualification.seen_on.is_(None))
    return sorted(unseen_proofs(session, session.execute(select(*columns).where(*_standing(view), soon, unseen))))


def hours_unconfirmed(session: Session, view: View) -> list[int]:
    """Return the placements with a month that is over for 21 days and that the school has not confirmed."""
    here = within(Placement.region_code, view.scope)
    return sorted(with_open_months(session, here, today=view.today, over_for=HOURS_TASK_DAYS))


def no_teacher() -> Condition:
    """Return which placements name no responsible teacher though somebody else has to answer for the lessons.

    The six-hours rule cannot be without (a check of the table). Who is qualified, or teaches in hbo, answers for the
    own lessons; an instructeur or somebody in opleiding does not (WEB art. 4.2.2; product.md, "Placement").
    """
    own = Placement.legal_ground.in_((LegalGround.BEVOEGD, LegalGround.HBO))
    return and_(func.trim(Placement.responsible_teacher) == "", ~own)


def _standing(view: View) -> tuple[Condition, ...]:
    """Return the conditions of placements in the scope that are to begin or run."""
    return (
        within(Placement.region_code, view.scope),
        Placement.state == PlacementState.PLANNED,
        Placement.ends_on >= view.today,
    )


def _row(found: Any) -> PlacementLine:
    placement, title, person, school, town, region, minutes = found
    return PlacementLine(
        id=placement.id,
        person_id=placement.professional_id,
        person=person or "Vertrokken professional",
        need_title=title,
        school=school,
        town=town or "",
        region=region,
        sector=placement.sector,
        role_kind=placement.role_kind,
        legal_ground=placement.legal_ground,
        contract_form=placement.contract_form,
        state=placement.state,
        responsible_teacher=placement.responsible_teacher,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        minutes_per_week=placement.minutes_per_week,
        minutes=minutes,
        vog_seen_on=placement.vog_seen_on,
        exception=placement.exception_id is not None,
        stop_wished_on=placement.stop_wished_on,
    )


@dataclass(frozen=True, slots=True)
class PlacementListing:
    """A page of placements; ``minutes``: planned in all rows of the wish together."""

    listing: Listing[PlacementLine]
    minutes: int


def placement_list(session: Session, *, view: View, wish: Wish) -> PlacementListing:
    """Return a page of placements with the counts of the filters and the sum of the planned minutes."""
    found = placements_source(session, view)
    return PlacementListing(
        listing=listing(session, found.source, wish),
        minutes=total(session, found.source, wish, measure=found.minutes),
    )
