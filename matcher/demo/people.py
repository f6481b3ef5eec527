"""The professionals: trade, skills, availability, wishes and life cycle of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from matcher.demo import patterns
from matcher.demo.calendar import coming_terms
from matcher.demo.dice import chance
from matcher.demo.idea import Idea
from matcher.demo.motivations import motivation
from matcher.demo.names import employer
from matcher.demo.proofs import add_proofs
from matcher.demo.regions import REGIONS, RegionProfile
from matcher.demo.trades import TRADES, Trade
from matcher.demo.wishes import set_wishes
from matcher.demo.world import Fact, Spot, World
from matcher.domain.choices import Consent, EducationLevel, RoleKind
from matcher.domain.school_year import bounds, school_year_of
from matcher.domain.states import ProfileState
from matcher.matching.geo import haversine_km
from matcher.models import Professional, ProfessionalSkill, SearchArea, User

# klokuren per week, from and to; most people want two to four.
HOURS: tuple[tuple[int, int], ...] = ((1, 3), (2, 4), (2, 4), (2, 5), (2, 6), (2, 6), (2, 8), (3, 6), (3, 8), (4, 8))
RADII_KM = (15, 20, 25, 30, 30, 35, 35, 40, 45, 45)
# How many of the people have a trade that a school in the region asks for.
LOCAL_SHARE = 0.8
SECOND_AREA_KM = (20, 60)
EXPERT_YEARS, EXPERIENCED_YEARS = 14, 5
MINUTES = 60


@dataclass(slots=True)
class Person:
    """A professional of the demo with what other parts look up."""

    profile: Professional
    user: User
    home: Spot
    domain: str
    levels: dict[str, int]
    radius_km: int = 0


def make_people(world: World, asked: dict[str, list[Idea]], cast: dict[str, list[Idea]]) -> list[Person]:
    """Make the people of every region.

    ``asked``: region -> what its schools ask. Schools follow the work there is around them, so most people have a
    trade that a school in the region asks for. ``cast``: region -> asks for which the first people are made to fit.
    """
    people = []
    for code, region in REGIONS.items():
        rng = world.rng(f"people {code}")
        users = [world.new_user(world.days_ago(rng.randint(25, 480))) for _ in range(region.people)]
        world.session.flush()
        wanted = cast.get(code, [])
        for index, user in enumerate(users):
            town = rng.choices(list(region.towns), list(region.towns.values()))[0]
            sure = index < len(wanted)
            idea = wanted[index] if sure else rng.choice(asked[code]) if chance(rng, LOCAL_SHARE) else None
            person = _person(world, rng, user, idea, region, world.spot(town, _region_of(world, town, code)))
            if sure:
                _be_available(world, rng, person)
            else:
                _set_state(world, rng, person)
            people.append(person)
    _add_areas_and_skills(world, people)
    world.session.add_all(person.profile for person in people)
    world.session.flush()
    return people


def _region_of(world: World, town: str, code: str) -> str | None:
    """Return the region itself when the town lies in it; a few towns just across the border count as well."""
    return code if any(spot.region == code for spot in world.spots[town]) else None


def _trade(world: World, rng: Random, region: RegionProfile, idea: Idea | None) -> Trade:
    """Return a trade the region is known for, or one that has the skills of the idea."""
    required = {skill.key for skill in idea.skills if skill.required} if idea else set()
    weights = []
    for trade in TRADES:
        title = world.concepts[trade.job_title]
        shared = len(required.intersection(title.skills)) if _fits_sector(trade, idea) else 0
        weights.append(shared**2 if idea else trade.weight * region.domains.get(title.domain, 1))
    return rng.choices(TRADES, weights)[0] if any(weights) else _trade(world, rng, region, None)


def _fits_sector(trade: Trade, idea: Idea | None) -> bool:
    """Return whether somebody in this trade can have the education that the sector of the idea expects."""
    return any(_fits_level(level, idea) for level, _ in trade.educations)


def _fits_level(level: EducationLevel, idea: Idea | None) -> bool:
    higher = level in {EducationLevel.HBO, EducationLevel.WO}
    return idea is None or idea.role_kind is not RoleKind.HYBRIDE_EXPERT or higher


def _person(world: World, rng: Random, user: User, idea: Idea | None, region: RegionProfile, home: Spot) -> Person:
    trade = _trade(world, rng, region, idea)
    title = world.concepts[trade.job_title]
    level, field = rng.choice([row for row in trade.educations if _fits_level(row[0], idea)] or trade.educations)
    years = min(rng.randint(3, 34), rng.randint(5, 38))
    profile = Professional(
        user_id=user.id,
        region_code=home.region,
        job_title=title.label,
        job_title_id=title.id,
        years_experience=years,
        education_level=level,
        education_field=field,
        created_at=user.created_at,
        qualifications=[],
        exclusions=[],
    )
    _set_work(rng, profile, title.domain)
    profile.motivation = motivation(rng, title.domain, profile)
    _set_availability(world, rng, profile, idea)
    set_wishes(rng, profile, level, idea)
    person = Person(profile, user, home, title.domain, _levels(world, rng, title, years))
    add_proofs(world, rng, profile, level)
    return person


def _set_work(rng: Random, profile: Professional, domain: str) -> None:
    """Give an employer with the consent that goes with it, or an own business."""
    if chance(rng, 0.1):
        profile.employer, profile.consent = "Eigen bedrijf", Consent.NIET_NODIG
        return
    profile.employer = employer(rng, domain)
    profile.consent = rng.choices((Consent.GEGEVEN, Consent.GEVRAAGD), (78, 22))[0]


def _set_availability(world: World, rng: Random, profile: Professional, idea: Idea | None) -> None:
    wanted = rng.choice(idea.hours) if idea else None
    least, most = rng.choice([row for row in HOURS if wanted is None or row[0] <= wanted <= row[1]])
    profile.minutes_min, profile.minutes_max = least * MINUTES, most * MINUTES
    profile.day_parts = patterns.offered(rng)
    profile.online = chance(rng, 0.15)
    year_start = bounds(school_year_of(world.today) - 1)[0]
    soon = coming_terms(world.today)[0].starts_on
    profile.available_from = soon if chance(rng, 0.1) else year_start
    if chance(rng, 0.06):
        profile.available_to = bounds(school_year_of(world.today) + 1)[1]
    if profile.consent is Consent.GEGEVEN:
        profile.consent_minutes = rng.choice((profile.minutes_max, profile.minutes_max, max(profile.minutes_min, 240)))


def _levels(world: World, rng: Random, title: Fact, years: int) -> dict[str, int]:
    """Return skill -> level: those of the job title, a few related ones, and sometimes coaching at work."""
    best = 3 if years >= EXPERT_YEARS else 2
    levels = dict.fromkeys(title.skills[:3], best if years >= EXPERIENCED_YEARS else 1)
    for key in title.skills[3:]:
        if chance(rng, 0.85):
            levels[key] = rng.randint(1, best)
    related = sorted({near for key in title.skills[:4] for near in world.concepts[key].siblings} - set(levels))
    for key in rng.sample(related, min(rng.randint(0, 3), len(related))):
        levels[key] = rng.randint(1, 2)
    if chance(rng, 0.25):
        levels[rng.choice(("onderwijs-praktijkopleiden", "onderwijs-instructie", "onderwijs-stagebegeleiding"))] = 2
    return levels


def _set_state(world: World, rng: Random, person: Person) -> None:
    """Most profiles are active; some are drafts or not confirmed for long."""
    if chance(rng, 0.08):
        _make_draft(rng, person)
    else:
        _make_active(world, rng, person)


def _be_available(world: World, rng: Random, person: Person) -> None:
    """Let this profile be active and easy to fit in."""
    profile = person.profile
    profile.minutes_min, profile.minutes_max = 2 * MINUTES, 6 * MINUTES
    profile.day_parts = patterns.daytime(rng)
    profile.available_from = bounds(school_year_of(world.today) - 1)[0]
    profile.available_to = None
    person.radius_km = max(RADII_KM)
    _make_active(world, rng, person)


def _make_active(world: World, rng: Random, person: Person) -> None:
    profile = person.profile
    profile.state = ProfileState.ACTIVE
    profile.activated_at = profile.created_at + timedelta(days=rng.randint(0, 6), hours=rng.randint(1, 9))
    age = (world.today - profile.activated_at.date()).days
    days = rng.randint(70, 300) if chance(rng, 0.15) else rng.randint(1, 55)
    profile.confirmed_on = world.today - timedelta(days=min(days, age))


def _make_draft(rng: Random, person: Person) -> None:
    """Empty what people fill in last."""
    profile = person.profile
    profile.state, profile.motivation, profile.consent, profile.consent_minutes = (
        ProfileState.DRAFT,
        "",
        Consent.ONBEKEND,
        None,
    )
    if chance(rng, 0.5):
        profile.day_parts = profile.minutes_min = profile.minutes_max = 0
        profile.available_from = profile.available_to = None
    if chance(rng, 0.3):
        person.levels.clear()


def _add_areas_and_skills(world: World, people: Iterable[Person]) -> None:
    """Give each profile its home area, some a second one, and the skills."""
    rng = world.rng("areas")
    homes = list({person.home.label: person.home for person in people}.values())
    for person in people:
        spots = [person.home]
        if chance(rng, 0.1):
            spots += _second(rng, person.home, homes)
        person.profile.areas = [
            area(position, spot, person.radius_km or rng.choice(RADII_KM)) for position, spot in enumerate(spots)
        ]
        person.profile.skills = [
            ProfessionalSkill(concept_id=world.concepts[key].id, level=level) for key, level in person.levels.items()
        ]


def area(position: int, spot: Spot, radius_km: int) -> SearchArea:
    """Return a search area at a town."""
    return SearchArea(
        position=position,
        label=spot.label,
        region_code=spot.region,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=radius_km,
    )


def _second(rng: Random, home: Spot, towns: list[Spot]) -> list[Spot]:
    """Return a town some way off, such as where somebody works."""
    low, high = SECOND_AREA_KM
    near = [t for t in towns if low <= float(haversine_km(home.lat, home.lon, t.lat, t.lon)) <= high]
    return [rng.choice(near)] if near else []
