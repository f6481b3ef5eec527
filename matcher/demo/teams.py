"""The schools of the demo with their locations and the people who work there, and the coordinators of the regions."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from sqlalchemy import select

from matcher.demo.assignments import ASSIGNMENTS, Assignment
from matcher.demo.dice import chance
from matcher.demo.logins import BY_ROLE, HOME_REGION, HOME_SCHOOL, SECOND_REGION, SECOND_SCHOOL, Login
from matcher.demo.names import Name
from matcher.demo.regions import REGIONS
from matcher.demo.world import Spot, World
from matcher.domain.actors import Actor, Scope
from matcher.models import (
    Campus,
    CoordinatorAssignment,
    CoordinatorCover,
    School,
    SchoolInvitation,
    SchoolMembership,
    User,
)

JOB_TITLES = (
    "teamleider techniek",
    "opleidingsmanager",
    "relatiebeheerder bedrijfsleven",
    "coördinator hybride docenten",
    "afdelingsleider",
    "onderwijsmanager",
)
# In the same landsdeel as the first region.
NEIGHBOUR_REGION = "AM36"
LANDSDELEN = ("noord", "noordwest", "oost", "zuidoost", "zuidwest")


@dataclass(slots=True)
class Team:
    """A school that takes part: its locations by town, teachers, and who acts for it."""

    school: School
    assignment: Assignment
    campuses: dict[str, Campus]
    teachers: tuple[str, ...]
    actor: Actor = field(default_factory=Actor)


def make_teams(world: World) -> list[Team]:
    """Make the locations, accounts and teachers of every school that takes part."""
    rng = world.rng("teams")
    teams = [_team(world, rng, assignment) for assignment in ASSIGNMENTS]
    world.session.flush()
    _add_waiting(world, rng, teams)
    return teams


def _team(world: World, rng: Random, assignment: Assignment) -> Team:
    school = world.schools[assignment.sector.value, assignment.school]
    teachers = tuple(next(world.names).full for _ in range(3))
    team = Team(school, assignment, _campuses(world, school, assignment), teachers)
    created = world.days_ago(rng.randint(300, 520))
    user = world.new_user(created, name=_login_name(assignment.school))
    world.session.flush()
    _join(world, rng, team, user, is_admin=True)
    if chance(rng, 0.4) or assignment.school == HOME_SCHOOL:
        colleague = world.new_user(world.days_ago(rng.randint(60, 280)))
        world.session.flush()
        _join(world, rng, team, colleague, is_admin=False)
    one = frozenset({school.id})
    team.actor = Actor(user_id=user.id, school_ids=one, school_admin_ids=one)
    return team


def _login_name(school: str) -> Name | None:
    login = {HOME_SCHOOL: BY_ROLE["school"], SECOND_SCHOOL: BY_ROLE["school_2"]}.get(school)
    return as_name(login) if login else None


def as_name(login: Login) -> Name:
    """Return name and address of a login."""
    return Name(login.full_name, login.email)


def _campuses(world: World, school: School, assignment: Assignment) -> dict[str, Campus]:
    """Return the locations by town; the first is the one every school of the reference tables has."""
    main = world.session.scalars(select(Campus).where(Campus.school_id == school.id).order_by(Campus.id)).first()
    if main is None:
        raise LookupError(f"{school.name} has no location: load the reference tables first")
    seat = Spot(main.town, main.town, main.region_code, main.lat, main.lon)
    found = {assignment.towns[0]: main}
    for town in assignment.towns[1:]:
        spot = world.spot(town, near=seat)
        found[town] = Campus(
            school_id=school.id,
            name=f"Locatie {town}",
            town=town,
            region_code=spot.region,
            lat=spot.lat,
            lon=spot.lon,
        )
        world.session.add(found[town])
    return found


def _join(world: World, rng: Random, team: Team, user: User, *, is_admin: bool) -> None:
    world.session.add(
        SchoolMembership(
            user_id=user.id,
            school_id=team.school.id,
            is_admin=is_admin,
            job_title=rng.choice(JOB_TITLES),
            requested_at=user.created_at,
            admitted_at=user.created_at,
        )
    )


def _add_waiting(world: World, rng: Random, teams: list[Team]) -> None:
    """Somebody asks to join the first school, two schools are new, and an invitation is open."""
    home = teams[0]
    newcomers = [world.schools["vmbo", "Scholen aan Zee"], world.schools["vmbo", "Etty Hillesum Lyceum"]]
    for days, school in enumerate((home.school, *newcomers, world.schools["mbo", "Zadkine"]), start=2):
        user = world.new_user(world.days_ago(days))
        world.session.flush()
        world.session.add(
            SchoolMembership(
                user_id=user.id, school_id=school.id, job_title=rng.choice(JOB_TITLES), requested_at=user.created_at
            )
        )
    world.session.add(
        SchoolInvitation(
            school_id=home.school.id,
            email="nieuwe.collega@example.nl",
            invited_by_id=home.actor.user_id,
            invited_at=world.days_ago(4),
        )
    )
    world.session.flush()


def make_coordinators(world: World) -> dict[str, Actor]:
    """Make coordinators of every region, landsdeel and the nation, and an admin; return region -> actor."""
    rng = world.rng("coordinators")
    logins = {HOME_REGION: BY_ROLE["coordinator"], SECOND_REGION: BY_ROLE["coordinator_2"]}
    found = {}
    for code in REGIONS:
        name = as_name(logins[code]) if code in logins else None
        user = world.new_user(world.days_ago(rng.randint(350, 540)), name=name)
        world.session.flush()
        world.session.add(CoordinatorAssignment(user_id=user.id, region_code=code, national=False))
        found[code] = Actor(user_id=user.id, scope=Scope(regions=frozenset({code})))
    for code in LANDSDELEN:
        user = world.new_user(world.days_ago(rng.randint(350, 540)))
        world.session.flush()
        world.session.add(CoordinatorAssignment(user_id=user.id, landsdeel_code=code, national=False))
    national = world.new_user(world.days_ago(545), name=as_name(BY_ROLE["national"]))
    world.new_user(world.days_ago(545), name=as_name(BY_ROLE["admin"]), admin=True)
    world.session.flush()
    world.session.add(CoordinatorAssignment(user_id=national.id, national=True))
    world.session.flush()
    _make_colleagues(world, found)
    return found


def _make_colleagues(world: World, coordinators: dict[str, Actor]) -> None:
    """Somebody only reads in the first region, and its coordinator goes on holiday next month."""
    reader = world.new_user(world.days_ago(200), name=as_name(BY_ROLE["reader"]))
    world.session.flush()
    world.session.add(CoordinatorAssignment(user_id=reader.id, region_code=HOME_REGION, read_only=True))
    near = world.session.scalars(
        select(CoordinatorAssignment.user_id).where(CoordinatorAssignment.region_code == NEIGHBOUR_REGION)
    ).one()
    begins = world.today + timedelta(days=30)
    world.session.add(
        CoordinatorCover(
            absent_id=coordinators[HOME_REGION].user_id,
            cover_id=near,
            starts_on=begins,
            ends_on=begins + timedelta(days=13),
        )
    )
    world.session.flush()
