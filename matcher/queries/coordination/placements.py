"""Placements in the scope of a coordinator: list, filters, the VOG that is not in order."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from matcher.domain.choices import ContractForm, LegalGround, RoleKind, Sector
from matcher.domain.placing import HOURS_TASK_DAYS
from matcher.domain.school_year import school_year_of
from matcher.domain.states import PlacementState
from matcher.models import Campus, Need, Placement, PlacementYear, Professional, Region, School, User
from matcher.queries.coordination.areas import days_within
from matcher.queries.coordination.listing import (
    Condition,
    Facet,
    Listing,
    Source,
    Wish,
    listing,
    of_enum,
    total,
)
from matcher.queries.coordination.proposals import year_choices
from matcher.queries.coordination.scope import View, month_of, within
from matcher.queries.open_months import open_months
from matcher.queries.placements import vog_check_of, vog_of
from matcher.queries.qualification_proofs import unseen_proofs
from matcher.rules.vog import VogStatus

VOG_DAYS = 30
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


def planned_in(school_year: int | None) -> Any:
    """Return placement -> planned minutes, in one school year or in all."""
    statement = select(PlacementYear.placement_id, func.sum(PlacementYear.planned_minutes).label("minutes"))
    if school_year is not None:
        statement = statement.where(PlacementYear.school_year == school_year)
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
    statement: Select[Any] = (
        select(Placement, Need.title, User.full_name, School.name, Campus.town, Region.name, minutes)
        .join(Need, Need.id == Placement.need_id)
        .join(School, School.id == Placement.school_id)
        .join(Region, Region.code == Placement.region_code)
        .join(Professional, Professional.id == Placement.professional_id)
        .outerjoin(User, User.id == Professional.user_id)
        .outerjoin(Campus, Campus.id == Placement.campus_id)
        .outerjoin(planned, planned.c.placement_id == Placement.id)
        .where(within(Placement.region_code, view.scope))
    )
    source = Source(
        statement=statement,
        facets=_facets(session, view),
        searched=(User.full_name, Need.title, School.name, Campus.town),
        sorts={
            "naam": (func.lower(User.full_name),),
            "vraag": (func.lower(Need.title),),
            "school": (func.lower(School.name),),
            "begin": (Placement.starts_on,),
            "klokuren": (minutes,),
        },
        default_sort="-begin",
        tie=Placement.id,
        make=_row,
    )
    return PlacementSource(source, minutes)


def _facets(session: Session, view: View) -> tuple[Facet, ...]:
    begin, end = month_of(view.today)
    return (
        Facet("staat", of_enum(Placement.state, PlacementState)),
        Facet("regio", {region.code: Placement.region_code == region.code for region in view.regions}),
        *view.areas.facets(Placement.region_code.in_, lambda area: days_within(Placement.starts_on, area)),
        Facet("sector", of_enum(Placement.sector, Sector)),
        Facet("rol", of_enum(Placement.role_kind, RoleKind)),
        Facet("grond", of_enum(Placement.legal_ground, LegalGround)),
        Facet("schooljaar", {str(year): _works_in(year) for year in year_choices(school_year_of(view.today))}),
        Facet("vog", {"nodig": Placement.id.in_(vog_needed(session, view))}),
        Facet("bewijs", {"ongezien": Placement.id.in_(proof_needed(session, view))}),
        Facet("maand", {"onbevestigd": Placement.id.in_(hours_unconfirmed(session, view))}),
        Facet("stoppen", {"gevraagd": and_(Placement.stop_wished_on.is_not(None), *_standing(view))}),
        Facet("uitzondering", {"ja": Placement.exception_id.is_not(None)}),
        Facet("deze_maand", {"gemaakt": and_(Placement.created_at >= begin, Placement.created_at < end)}),
    )


def _works_in(school_year: int) -> Condition:
    years = select(PlacementYear.placement_id).where(
        PlacementYear.school_year == school_year, PlacementYear.planned_minutes > 0
    )
    return Placement.id.in_(years)


def vog_needed(session: Session, view: View) -> list[int]:
    """Return the placements whose VOG asks for something: at the start, or at the start of a school year.

    Not in order while the work runs or begins within 30 days; a VOG that is too old for the first day at any time
    before; people from outside in vo to be looked at again within 30 days. What is in order is said by
    :func:`matcher.queries.placements.vog_of` and ``vog_check_of``, here and on every other page.
    """
    rows = session.execute(
        select(
            Placement.id,
            Placement.sector,
            Placement.vog_issued_on,
            Placement.vog_seen_on,
            Placement.starts_on,
            Placement.ends_on,
            Placement.contract_form,
        ).where(*_standing(view), Placement.sector != Sector.HBO)
    )
    return [row.id for row in rows if _asks_vog(row, view.today)]


def _asks_vog(row: Any, today: date) -> bool:
    found = vog_of(row)
    soon = row.starts_on <= today + timedelta(days=VOG_DAYS)
    if not found.ok and (soon or found.status is VogStatus.TOO_OLD):
        return True
    return vog_check_of(row, today) is not None


def proof_needed(session: Session, view: View) -> list[int]:
    """Return the placements that run or begin within 30 days and rest on a proof nobody saw."""
    p = Placement
    columns = (p.id, p.professional_id, p.sector, p.role_kind, p.starts_on, p.ends_on)
    soon = p.starts_on <= view.today + timedelta(days=VOG_DAYS)
    return sorted(unseen_proofs(session, session.execute(select(*columns).where(*_standing(view), soon))))


def hours_unconfirmed(session: Session, view: View) -> list[int]:
    """Return the placements with a month that is over for 21 days and that the school has not confirmed."""
    found = open_months(session, within(Placement.region_code, view.scope), today=view.today, over_for=HOURS_TASK_DAYS)
    return sorted({row.placement.id for row in found})


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
