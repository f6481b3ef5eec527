"""Placements made to measure: people near the limit of the six-hours rule, at it, and qualified people above it."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.demo.asks import IDEAS, Ask, Plan, make_ask
from matcher.demo.calendar import terms_of
from matcher.demo.people import Person
from matcher.demo.teams import Team
from matcher.demo.world import World
from matcher.domain.choices import ContractForm, QualificationKind, RoleKind, Sector
from matcher.domain.school_year import school_year_of
from matcher.domain.states import ProfileState
from matcher.matching.geo import haversine_km

# (minutes per week, teaching weeks) of one person in this school year, one pair per school.
NEAR_LIMIT: tuple[tuple[tuple[int, int], ...], ...] = (
    ((360, 40),),  # 240 klokuren: exactly the limit
    ((420, 34),),  # 238
    ((390, 36),),  # 234
    ((345, 40),),  # 230
    ((360, 38),),  # 228
    ((180, 40), (150, 40)),  # 220, at two boards
    ((360, 36),),  # 216
    ((300, 41),),  # 205
    ((300, 40),),  # 200
)
# Qualified: more than the limit, which does not hold for them.
ABOVE_LIMIT: tuple[tuple[int, int], ...] = ((480, 38), (480, 36), (420, 40))
QUALIFYING = frozenset({QualificationKind.PDG, QualificationKind.BEVOEGDHEID_TWEEDEGRAADS})
ALL_FORMS = frozenset({ContractForm.EIGEN_AANSTELLING, ContractForm.DETACHERING, ContractForm.IN_NATURA})


@dataclass(frozen=True, slots=True)
class Choice:
    """A person with the schools in reach and the idea that fits there, nearest first."""

    person: Person
    options: tuple[tuple[Team, str, str], ...]


def make_tailored(world: World, teams: list[Team], people: list[Person]) -> list[tuple[Ask, Person]]:
    """Make needs for chosen people, each to be placed in this school year."""
    rng = world.rng("tailored")
    shuffled = rng.sample(people, len(people))
    simple = (choice for p in shuffled if _simple(p) and (choice := _choice(teams, p, RoleKind.GASTDOCENT)).options)
    found: list[tuple[Ask, Person]] = []
    for loads in NEAR_LIMIT:
        found += _place(world, simple, loads, role=RoleKind.GASTDOCENT)
    # A PDG counts in the mbo only.
    mbo = [team for team in teams if team.school.sector is Sector.MBO]
    qualified = (c for p in shuffled if _qualified(p) and (c := _choice(mbo, p, RoleKind.GASTDOCENT)).options)
    for load in ABOVE_LIMIT:
        found += _place(world, qualified, (load,), role=RoleKind.HYBRIDE_DOCENT)
    return found


def _place(
    world: World, choices: Iterator[Choice], loads: tuple[tuple[int, int], ...], *, role: RoleKind
) -> list[tuple[Ask, Person]]:
    """Take the next person who offers enough hours and has a school for each load."""
    for choice in choices:
        profile = choice.person.profile
        fits = all(profile.minutes_min <= minutes <= profile.minutes_max for minutes, _ in loads)
        boards = {team.school.board_id: (team, key, town) for team, key, town in reversed(choice.options)}
        if fits and len(boards) >= len(loads):
            options = tuple(reversed(boards.values()))
            return [
                (_ask(world, choice.person, option, load, role), choice.person)
                for option, load in zip(options, loads, strict=False)
            ]
    return []


def _ask(world: World, person: Person, option: tuple[Team, str, str], load: tuple[int, int], role: RoleKind) -> Ask:
    team, key, town = option
    ask = make_ask(world, world.rng(f"tailored {person.user.email} {key}"), team, key, town, Plan.RUNNING)
    term = terms_of(school_year_of(world.today))[0]
    need = ask.need
    ask.term = term
    need.minutes_per_week, need.teaching_weeks = load
    need.starts_on, need.ends_on = term.starts_on, term.ends_on
    need.role_kind, need.day_parts, need.contract_forms = role, person.profile.day_parts, ALL_FORMS
    return ask


def _free(person: Person) -> bool:
    profile = person.profile
    begin = terms_of(profile.created_at.year)[0].starts_on
    open_ended = profile.available_to is None and (profile.available_from or begin) <= begin
    return profile.state is ProfileState.ACTIVE and open_ended and Sector.MBO in profile.sectors


def _simple(person: Person) -> bool:
    return _free(person) and not person.profile.qualifications and RoleKind.GASTDOCENT in person.profile.role_kinds


def _qualified(person: Person) -> bool:
    return _free(person) and any(row.kind in QUALIFYING for row in person.profile.qualifications)


def _choice(teams: list[Team], person: Person, role: RoleKind) -> Choice:
    """Return the locations in reach with the idea that asks most of what the person can."""
    barred = {row.school_id for row in person.profile.exclusions}
    home = person.profile.areas[0]
    found = []
    for team in teams:
        if team.school.sector not in person.profile.sectors or team.school.id in barred:
            continue
        for town, campus in team.campuses.items():
            distance = float(haversine_km(home.lat, home.lon, campus.lat, campus.lon))
            if distance < home.radius_km and (key := _best_idea(team.school.sector, person, role)):
                found.append((distance, team, key, town))
    found.sort(key=lambda row: row[0])
    return Choice(person, tuple((team, key, town) for _, team, key, town in found))


def _best_idea(sector: Sector, person: Person, role: RoleKind) -> str | None:
    def overlap(key: str) -> int:
        return sum(skill.required and skill.key in person.levels for skill in IDEAS[key].skills)

    of_sector = [
        key for key, idea in IDEAS.items() if idea.sector is sector and idea.role_kind is role and overlap(key)
    ]
    return max(of_sector, key=overlap, default=None)
