"""Proposals that are on their way now: every state, some late, some ended."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from matcher.demo.asks import Ask, Plan
from matcher.demo.calendar import moments
from matcher.demo.logins import HOME_SCHOOL
from matcher.demo.people import Person
from matcher.demo.stage import MOST_OPEN, Stage
from matcher.demo.stories import Story
from matcher.domain.states import OPEN_STATES


@dataclass(frozen=True, slots=True)
class Scenario:
    """Steps with the days ago between which they were taken, how often it happens, and days until the trial lesson."""

    steps: tuple[str, ...]
    days_ago: tuple[int, int]
    weight: int
    trial_in: int | None = None


def _scenario(steps: str, oldest: int, newest: int, weight: int, trial_in: int | None = None) -> Scenario:
    return Scenario(tuple(steps.split()), (oldest, newest), weight, trial_in)


SCENARIOS: dict[str, Scenario] = {
    "suggested": _scenario("suggest", 6, 1, 5),
    "in_review": _scenario("suggest take_up", 9, 1, 7),
    "proposed": _scenario("suggest take_up approve", 8, 1, 8),
    "proposed_late": _scenario("suggest approve", 19, 12, 4),
    "proposed_school_yes": _scenario("suggest approve yes_school", 9, 1, 5),
    "proposed_pro_yes": _scenario("suggest approve yes_pro", 9, 2, 5),
    "invited": _scenario("invite", 7, 1, 8),
    "invited_late": _scenario("invite", 20, 12, 4),
    "interested": _scenario("interest", 7, 1, 8),
    "interested_late": _scenario("interest", 18, 11, 4),
    "introduced": _scenario("invite yes_pro talk", 14, 2, 7),
    "introduced_review": _scenario("suggest take_up approve yes_pro yes_school", 20, 3, 5),
    "trial_offered": _scenario("interest yes_school talk offer", 15, 2, 5, 5),
    "trial_soon": _scenario("interest yes_school trial talk", 18, 2, 6, 6),
    "trial_done": _scenario("invite yes_pro trial", 26, 14, 5, -3),
    "trial_held": _scenario("invite yes_pro talk trial held", 30, 1, 5, -8),
    "trial_missed": _scenario("interest yes_school trial missed", 30, 1, 2, -9),
    "half_agreed": _scenario("suggest approve yes_pro yes_school trial held agree_school", 30, 3, 4, -9),
    "agreed": _scenario("invite yes_pro talk trial agree_school agree_pro", 34, 3, 6, -8),
    "agreed_direct": _scenario("interest yes_school agree_pro agree_school", 25, 2, 3),
    "declined_pro": _scenario("invite no_pro", 35, 5, 8),
    "declined_school": _scenario("interest no_school", 35, 5, 8),
    "declined_after_review": _scenario("suggest take_up approve yes_school no_pro", 40, 10, 5),
    "rejected": _scenario("suggest take_up reject", 30, 6, 6),
    "dismissed": _scenario("dismiss", 30, 2, 4),
    "expired": _scenario("suggest approve yes_school expire", 45, 24, 5),
    "expired_invite": _scenario("invite expire", 45, 24, 4),
    "withdrawn_pro": _scenario("invite yes_pro stop_pro", 40, 8, 4),
    "withdrawn_school": _scenario("interest yes_school trial stop_school", 40, 9, 4, -10),
}
ENDED = ("declined_pro", "declined_school", "expired", "withdrawn_school", "rejected")
# What the school of the demo sees at its best known need, and at its others.
HOME_SHOW: dict[str, tuple[str, ...]] = {
    "plc": ("interested", "introduced", "trial_soon", "agreed", "declined_pro", "in_review", "invited_late"),
    "cnc": ("proposed", "expired", "trial_done"),
    "software": ("interested_late", "trial_held", "declined_school"),
    "paneelbouw": (),
}
# Whoever tries the demo as a school must find people who can still be invited.
SPARE_AT_HOME: dict[str, int] = {"plc": 4, "cnc": 1, "software": 1}


def play(stage: Stage, asks: list[Ask], hero: Person) -> None:
    """Write proposals for all needs that are not planned to be placed; every scenario happens at least once."""
    rng = stage.world.rng("flow")
    home = [ask for ask in asks if ask.team.school.name == HOME_SCHOOL and ask.plan is Plan.OPEN]
    _invite_hero(stage, rng, home, hero)
    for ask in home:
        for name in HOME_SHOW.get(ask.idea.key, ()):
            _tell_next(stage, rng, ask, name, spare=SPARE_AT_HOME[ask.idea.key])
    rest = [ask for ask in asks if ask not in home]
    _play_ended(stage, rng, [ask for ask in rest if ask.plan in {Plan.CLOSED, Plan.PAUSED}])
    _play_open(stage, rng, [ask for ask in rest if ask.plan is Plan.OPEN])


def _invite_hero(stage: Stage, rng: Random, home: list[Ask], hero: Person) -> None:
    """The professional to try the demo with has one invitation to answer, and no part in other stories."""
    ask = next(ask for ask in home if ask.idea.key == "plc")
    _tell(stage, rng, ask, hero, "invited")
    stage.open_of[hero.profile.id] = MOST_OPEN


def _play_ended(stage: Stage, rng: Random, asks: list[Ask]) -> None:
    for ask in asks:
        for name in rng.sample(ENDED, rng.randint(1, 3)):
            _tell_next(stage, rng, ask, name)


def _play_open(stage: Stage, rng: Random, asks: list[Ask]) -> None:
    """Deal every scenario once, then by weight, over needs in random order."""
    names = list(SCENARIOS)
    weights = [SCENARIOS[name].weight for name in names]
    waiting = rng.sample(names, len(names))
    for ask in rng.sample(asks, len(asks)):
        for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
            name = waiting[-1] if waiting else rng.choices(names, weights)[0]
            if _tell_next(stage, rng, ask, name) and waiting:
                waiting.pop()


def _tell_next(stage: Stage, rng: Random, ask: Ask, name: str, *, spare: int = 0) -> bool:
    """Tell a scenario with one of the best free candidates; False when there is none (beyond those to spare)."""
    free = stage.best_free(ask)
    if len(free) <= spare:
        return False
    _tell(stage, rng, ask, rng.choice(free[:4]), name)
    return True


def _tell(stage: Stage, rng: Random, ask: Ask, person: Person, name: str) -> None:
    scenario, world = SCENARIOS[name], stage.world
    oldest, newest = (world.today - timedelta(days=days) for days in scenario.days_ago)
    times = moments(rng, oldest, newest, len(scenario.steps), world.now - timedelta(hours=1))
    stage.make_older(ask, person, times[0])
    story = Story(
        world,
        rng,
        ask,
        person,
        stage.pair(ask, person),
        stage.coordinator(ask),
        times,
        trial_on=_trial_day(world.today, scenario),
    )
    proposal = story.tell(scenario.steps)
    stage.open_of[person.profile.id] += proposal.state in OPEN_STATES


def _trial_day(today: date, scenario: Scenario) -> date | None:
    return None if scenario.trial_in is None else today + timedelta(days=scenario.trial_in)
