"""What the coordinator of the home region entered for others: somebody new, somebody who was there already, a need."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from matcher.demo.logins import HOME_REGION, HOME_SCHOOL
from matcher.demo.people import Person
from matcher.demo.world import World
from matcher.domain.actors import Actor
from matcher.domain.choices import RoleKind, Sector
from matcher.domain.desk import ConsentWay
from matcher.domain.states import ProfileState
from matcher.models import SearchArea
from matcher.services.entries.commands import ConsentGiven, NeedEntry, PersonEntry
from matcher.services.entries.needs import enter_need
from matcher.services.entries.people import enter_person
from matcher.services.profile_commands import AreaCommand
from matcher.services.transaction import Work

NEWCOMER = PersonEntry(
    email="nora.voorbeeld@example.nl",
    full_name="Nora Voorbeeld",
    phone="",
    areas=(AreaCommand("place", "Enschede", 25),),
    job_title="lasser",
)


def make_entries(world: World, coordinator: Actor, people: Sequence[Person]) -> None:
    """Enter them a few days ago; nobody took over yet."""
    work = Work(session=world.session, actor=coordinator, now=world.days_ago(12))
    asked = ConsentGiven(ConsentWay.PHONE, work.today - timedelta(days=1), "Belde na de open dag en wil graag meedoen.")
    enter_person(work, command=NEWCOMER, consent=asked)
    known = next(each for each in people[1:] if _is_at_home(each))
    home = world.session.scalars(
        select(SearchArea).where(SearchArea.professional_id == known.profile.id, SearchArea.position == 0)
    ).one()
    first = known.user.full_name.split()[0]
    double = replace(
        NEWCOMER,
        email=known.user.email.replace("@", ".werk@"),
        # Typed by another hand.
        full_name=known.user.full_name.upper()[: len(first)] + known.user.full_name[len(first) :],
        areas=(AreaCommand("place", home.label, home.radius_km),),
        job_title=known.profile.job_title,
    )
    enter_person(replace(work, now=world.days_ago(5)), command=double, consent=asked)
    school = world.schools[Sector.MBO.value, HOME_SCHOOL]
    need = NeedEntry(role_kind=RoleKind.GASTDOCENT, title="Lassen voor beginners", education="metaal")
    enter_need(replace(work, now=world.days_ago(3)), school_id=school.id, command=need, consent=asked)


def _is_at_home(person: Person) -> bool:
    profile = person.profile
    return profile.region_code == HOME_REGION and profile.state is ProfileState.ACTIVE
