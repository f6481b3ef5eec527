"""The onderwijsvragen: one for each ask of a school, with a plan of what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random

from matcher.demo import patterns
from matcher.demo.calendar import Term, coming_terms, past_terms, terms_of
from matcher.demo.dice import chance
from matcher.demo.idea import Idea
from matcher.demo.ideas_hbo import HBO
from matcher.demo.ideas_mbo import MBO
from matcher.demo.ideas_vmbo import VMBO
from matcher.demo.logins import HOME_REGION, HOME_SCHOOL, NEIGHBOUR
from matcher.demo.teams import Team
from matcher.demo.world import World
from matcher.domain.choices import ContractForm, HolidayRegion, RoleKind
from matcher.domain.school_year import school_year_of
from matcher.domain.states import NeedState
from matcher.models import Need, NeedSkill
from matcher.rules.school_weeks import school_weeks

IDEAS: dict[str, Idea] = {**MBO, **VMBO, **HBO}
MINUTES = 60


class Plan(StrEnum):
    """What becomes of a need in the demo."""

    LAST_YEAR = "last_year"
    RUNNING = "running"
    SOON = "soon"
    OPEN = "open"
    MAYBE = "maybe"
    DRAFT = "draft"
    PAUSED = "paused"
    CLOSED = "closed"


# In this order over the shuffled asks; all others stay open.
SHARES: tuple[tuple[Plan, int], ...] = (
    (Plan.LAST_YEAR, 8),
    (Plan.RUNNING, 24),
    (Plan.SOON, 8),
    (Plan.MAYBE, 8),
    (Plan.DRAFT, 6),
    (Plan.PAUSED, 4),
    (Plan.CLOSED, 4),
)
# The school that people try the demo with has something of everything; its neighbour has open needs too.
FIXED_PLANS: dict[tuple[str, str], Plan] = {
    (HOME_SCHOOL, "plc"): Plan.OPEN,
    (HOME_SCHOOL, "cnc"): Plan.OPEN,
    (HOME_SCHOOL, "software"): Plan.OPEN,
    (HOME_SCHOOL, "paneelbouw"): Plan.OPEN,
    (HOME_SCHOOL, "warmtepomp"): Plan.SOON,
    (HOME_SCHOOL, "robot"): Plan.MAYBE,
    (HOME_SCHOOL, "lassen"): Plan.DRAFT,
    (NEIGHBOUR, "pie_elektro"): Plan.OPEN,
    (NEIGHBOUR, "robots"): Plan.OPEN,
}
HOME_CAST = {"plc": 10, "cnc": 5, "software": 5, "warmtepomp": 2}
FINAL_STATES: dict[Plan, NeedState] = {
    Plan.LAST_YEAR: NeedState.CLOSED,
    Plan.MAYBE: NeedState.MAYBE,
    Plan.PAUSED: NeedState.PAUSED,
    Plan.CLOSED: NeedState.CLOSED,
}
PLACED_PLANS = frozenset({Plan.LAST_YEAR, Plan.RUNNING, Plan.SOON})


@dataclass(slots=True)
class Ask:
    """A need with the school that asks it and the plan."""

    need: Need
    idea: Idea
    team: Team
    plan: Plan
    term: Term


def ideas_asked(teams: list[Team]) -> dict[str, list[Idea]]:
    """Return region -> what its schools ask."""
    found: dict[str, list[Idea]] = {}
    for team in teams:
        for key, town in team.assignment.asks:
            found.setdefault(team.campuses[town].region_code, []).append(IDEAS[key])
    return found


def home_cast() -> dict[str, list[Idea]]:
    """Return the asks for which the home region surely has people."""
    return {HOME_REGION: [IDEAS[key] for key, count in HOME_CAST.items() for _ in range(count)]}


def make_asks(world: World, teams: list[Team]) -> list[Ask]:
    """Make the need of every ask; all are open until the proposals have been made, except drafts."""
    rng = world.rng("asks")
    wanted = [(team, key, town) for team in teams for key, town in team.assignment.asks]
    others = [row for row in wanted if (row[0].school.name, row[1]) not in FIXED_PLANS]
    rng.shuffle(others)
    plans = [plan for plan, count in SHARES for _ in range(count)]
    planned = dict(zip(((team.school.id, key) for team, key, _ in others), plans, strict=False))
    asks = []
    for team, key, town in wanted:
        plan = FIXED_PLANS.get((team.school.name, key)) or planned.get((team.school.id, key), Plan.OPEN)
        asks.append(make_ask(world, rng, team, key, town, plan))
    asks += _impossible(world, rng, teams)
    world.session.flush()
    return asks


def make_ask(world: World, rng: Random, team: Team, key: str, town: str, plan: Plan) -> Ask:
    """Make one need at a location of the school."""
    idea = IDEAS[key]
    term = _term(world, rng, idea, plan)
    campus = team.campuses[town]
    opened = world.days_ago(rng.randint(20, 75))
    need = Need(
        school_id=team.school.id,
        campus_id=campus.id,
        region_code=campus.region_code,
        sector=team.school.sector,
        state=NeedState.DRAFT if plan is Plan.DRAFT else NeedState.OPEN,
        title=idea.title,
        role_kind=idea.role_kind,
        education=idea.education,
        level=idea.level,
        learning_goals=idea.goals,
        minutes_per_week=rng.choice(idea.hours) * MINUTES,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        teaching_weeks=max(1, school_weeks(HolidayRegion.MIDDEN, term.starts_on, term.ends_on)),
        day_parts=patterns.asked(rng),
        online=team.school.sector.value == "hbo" and chance(rng, 0.2),
        contract_forms=_forms(rng, idea.role_kind),
        responsible_teacher=rng.choice(team.teachers) if plan in PLACED_PLANS or chance(rng, 0.6) else "",
        people_wanted=2 if plan is Plan.OPEN and chance(rng, 0.12) else 1,
        created_by_id=team.actor.user_id,
        created_at=opened - timedelta(days=rng.randint(0, 9), hours=2),
        opened_at=None if plan is Plan.DRAFT else opened,
        confirmed_on=None if plan is Plan.DRAFT else world.today - timedelta(days=rng.randint(0, 20)),
    )
    need.skills = [
        NeedSkill(concept_id=world.concepts[skill.key].id, required=skill.required, level=skill.level)
        for skill in idea.skills
    ]
    if plan is Plan.DRAFT:
        _leave_open(rng, need)
    world.session.add(need)
    return Ask(need, idea, team, plan, term)


def _term(world: World, rng: Random, idea: Idea, plan: Plan) -> Term:
    if plan is Plan.LAST_YEAR:
        options = terms_of(school_year_of(world.today) - 1)
    elif plan is Plan.RUNNING:
        options = past_terms(world.today)
    else:
        options = coming_terms(world.today)[:2] if plan is Plan.SOON else coming_terms(world.today)
    fitting = [term for term in options if term.kind in idea.terms]
    return rng.choice(fitting or list(options))


def _forms(rng: Random, role: RoleKind) -> frozenset[ContractForm]:
    forms = {ContractForm.EIGEN_AANSTELLING, ContractForm.DETACHERING}
    if chance(rng, 0.5):
        forms.add(ContractForm.IN_NATURA)
    if role is RoleKind.GASTLES:
        forms.add(ContractForm.ZZP)
    return frozenset(forms)


def _leave_open(rng: Random, need: Need) -> None:
    """Empty what a school fills in last, so that a draft looks like one."""
    need.responsible_teacher = ""
    need.contract_forms = frozenset()
    if chance(rng, 0.6):
        need.day_parts = 0
    if chance(rng, 0.4):
        need.skills = []


def _impossible(world: World, rng: Random, teams: list[Team]) -> list[Ask]:
    """Make a few needs that nobody can fill, each for another reason; a school sees why."""
    by_name = {team.school.name: team for team in teams}
    saturday = patterns.mask(("za",), (patterns.AFTERNOON, patterns.EVENING))
    found = []
    for school, key, town, change in (
        (HOME_SCHOOL, "mechatronica", "Hengelo", {"minutes_per_week": 16 * MINUTES}),
        ("Summa College", "fijnmechanica", "Veldhoven", {"day_parts": saturday}),
        ("Drenthe College", "controlekamer", "Emmen", {"day_parts": saturday}),
        ("Hogeschool Utrecht", "security_beleid", "Utrecht", {"minutes_per_week": 12 * MINUTES}),
    ):
        ask = make_ask(world, rng, by_name[school], key, town, Plan.OPEN)
        for name, value in change.items():
            setattr(ask.need, name, value)
        found.append(ask)
    return found
