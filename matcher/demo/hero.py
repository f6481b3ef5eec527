"""The professional to try the demo with: an attractive profile in the home region, with a placement that runs."""

from datetime import timedelta

from matcher.demo import patterns
from matcher.demo.asks import Ask, Plan, make_ask
from matcher.demo.logins import BY_ROLE, HOME_REGION, HOME_SCHOOL, NEIGHBOUR
from matcher.demo.people import Person, area
from matcher.demo.tailored import ALL_FORMS
from matcher.demo.teams import Team, as_name
from matcher.demo.world import World
from matcher.domain.choices import Consent, ContractForm, EducationLevel, RoleKind, Sector
from matcher.domain.school_year import bounds, school_year_of
from matcher.domain.states import ProfileState
from matcher.models import Professional, ProfessionalSkill

LEVELS = {
    "elektro-plc-programmeren": 3,
    "elektro-scada-en-hmi": 2,
    "elektro-elektrische-schemas-lezen": 3,
    "elektro-frequentieregelaars-inregelen": 2,
    "elektro-industriele-netwerken": 2,
    "elektro-veiligheidsbesturingen": 2,
    "elektro-sensortechniek": 2,
    "elektro-elektrische-storingen-zoeken": 2,
    "elektro-schakelpanelen-bouwen": 2,
    "elektro-industriele-robots-programmeren": 1,
    "elektro-microcontrollers-programmeren": 1,
    "onderwijs-praktijkopleiden": 2,
}
MOTIVATION = (
    "Ik programmeer al veertien jaar besturingen en begeleid elk jaar een of twee stagiairs. Het mooiste moment vind ik"
    " als een installatie voor het eerst doet wat je hebt bedacht. Dat gun ik jonge mensen ook. Ik kan een kleine"
    " testopstelling meenemen, zodat studenten zelf storingen zoeken."
)
IDEA, TOWN = "pie_elektro", "Hengelo"
# A need above this is the one that nobody can fill, on purpose.
MOST_MINUTES = 360


def make_hero(world: World) -> Person:
    """Make the profile with its account."""
    created = world.days_ago(230)
    user = world.new_user(created, name=as_name(BY_ROLE["professional"]))
    world.session.flush()
    title = world.concepts["beroep-besturingstechnicus"]
    home = world.spot("Hengelo", HOME_REGION)
    profile = Professional(
        user_id=user.id,
        state=ProfileState.ACTIVE,
        region_code=home.region,
        job_title=title.label,
        job_title_id=title.id,
        employer="Machinefabriek Fictief BV",
        years_experience=14,
        motivation=MOTIVATION,
        education_level=EducationLevel.MBO_4,
        education_field="mechatronica",
        certificates="VCA Basis, praktijkopleider mbo",
        day_parts=patterns.mask(("di", "do"), patterns.DAYTIME) | patterns.mask(("vr",), (patterns.MORNING,)),
        minutes_min=120,
        minutes_max=360,
        available_from=bounds(school_year_of(world.today) - 1)[0],
        sectors=frozenset({Sector.VMBO, Sector.MBO}),
        role_kinds=frozenset({RoleKind.GASTDOCENT, RoleKind.INSTRUCTEUR, RoleKind.GASTLES}),
        contract_forms=frozenset({ContractForm.EIGEN_AANSTELLING, ContractForm.DETACHERING}),
        consent=Consent.GEGEVEN,
        consent_minutes=360,
        vog_issued_on=world.today - timedelta(days=120),
        created_at=created,
        activated_at=created + timedelta(days=1),
        confirmed_on=world.today - timedelta(days=16),
        qualifications=[],
        exclusions=[],
    )
    profile.areas = [area(0, home, 45)]
    profile.skills = [ProfessionalSkill(concept_id=world.concepts[k].id, level=v) for k, v in LEVELS.items()]
    world.session.add(profile)
    world.session.flush()
    return Person(profile, user, home, "elektro", dict(LEVELS))


def hero_placement(world: World, teams: list[Team], hero: Person) -> tuple[Ask, Person]:
    """Make the need at a vmbo school in town that becomes the placement of this professional."""
    team = next(team for team in teams if team.school.name == NEIGHBOUR)
    ask = make_ask(world, world.rng("hero"), team, IDEA, TOWN, Plan.RUNNING)
    ask.need.title = "Profiel PIE: besturen en automatiseren"
    ask.need.day_parts = patterns.mask(("do",), patterns.DAYTIME)
    ask.need.contract_forms = ALL_FORMS
    ask.need.minutes_per_week = 120
    return ask, hero


def make_home_needs_inviting(asks: list[Ask]) -> None:
    """Let the needs everybody looks at first ask what many can: a few klokuren, on any weekday."""
    for ask in asks:
        near = ask.team.school.name in {HOME_SCHOOL, NEIGHBOUR}
        if near and ask.plan is Plan.OPEN and ask.need.minutes_per_week <= MOST_MINUTES:
            ask.need.minutes_per_week = 240 if ask.idea.key == "plc" else 180
            ask.need.day_parts = patterns.mask(patterns.WORKDAYS, patterns.DAYTIME)
            ask.need.people_wanted = 2 if ask.idea.key == "plc" else 1
            ask.need.contract_forms = ALL_FORMS
