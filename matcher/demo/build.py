"""Builds the whole demo in one transaction, and takes it away again."""

from datetime import timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from matcher.demo.asks import FINAL_STATES, Ask, home_cast, ideas_asked, make_asks
from matcher.demo.desk import fill_desk
from matcher.demo.dice import chance
from matcher.demo.entries import make_entries
from matcher.demo.exceptions import record_one
from matcher.demo.flow import play
from matcher.demo.hero import hero_placement, make_hero, make_home_needs_inviting
from matcher.demo.imports import import_list
from matcher.demo.logins import HOME_REGION
from matcher.demo.past_days import keep_past_days
from matcher.demo.people import Person, make_people
from matcher.demo.placing import place_all
from matcher.demo.programmes import make_programmes
from matcher.demo.proofs import name_seers
from matcher.demo.stage import Stage, open_stage
from matcher.demo.tailored import make_tailored
from matcher.demo.teams import Team, make_coordinators, make_teams
from matcher.demo.waits import bring_waits_up_to_date
from matcher.demo.world import World, open_world
from matcher.domain.states import NeedState, ProfileState
from matcher.models import (
    Base,
    Board,
    Campus,
    ExcludedSchool,
    MatchRefresh,
    Need,
    OutboxMessage,
    Placement,
    Professional,
    Proposal,
    School,
    User,
)
from matcher.services.answer_records import recount_all
from matcher.services.engine_changes import write_everything_changed
from matcher.services.figures import keep_snapshot, snapshot_of
from matcher.services.measures import load_limits
from matcher.services.transaction import Work, transactional

SEED = 20260801
REFERENCE_TABLES = frozenset(
    {"landsdeel", "region", "municipality", "place", "postcode", "concept", "surface_form", "job_title_skill"}
    | {"concept_relation", "concept_link", "vocabulary_import"}
    | {"board", "school", "campus"}
)


def has_users(session: Session) -> bool:
    """Return whether anybody has an account."""
    return bool(session.scalar(select(func.count()).select_from(User)))


def build_demo(work: Work, *, seed: int = SEED) -> dict[str, int]:
    """Build the demo in a database that holds the reference tables and no users; return how much there is of what."""
    made = _build(work, seed=seed)
    # Every answer was counted at its own moment; who is late is late today.
    recount_all(work)
    keep_snapshot(work, day=work.today, values=snapshot_of(work))
    _look_at_nothing(work)
    return made


@transactional
def _look_at_nothing(work: Work) -> None:
    """No change of the demo waits for a look of its own: `matches compute` looks at the whole."""
    work.session.execute(delete(MatchRefresh))


@transactional
def _build(work: Work, *, seed: int) -> dict[str, int]:
    session = work.session
    world = open_world(session, now=work.now, seed=seed)
    make_programmes(world)
    coordinators = make_coordinators(world)
    teams = make_teams(world)
    hero = make_hero(world)
    people = [hero, *make_people(world, ideas_asked(teams), home_cast())]
    _exclude_schools(world, teams, people)
    name_seers(teams, (person.profile for person in people))
    asks = make_asks(world, teams)
    make_home_needs_inviting(asks)
    tailored = [hero_placement(world, teams, hero), *make_tailored(world, teams, people)]
    session.flush()
    stage = open_stage(world, coordinators, people)
    place_all(stage, tailored, asks)
    # The first tailored pair is the hero's; the next uses every klokuur there is.
    record_one(stage, *tailored[1])
    play(stage, asks, hero)
    _settle(stage, asks)
    fill_desk(stage, asks, people)
    bring_waits_up_to_date(world)
    import_list(stage)
    make_entries(world, coordinators[HOME_REGION], people)
    session.flush()
    keep_past_days(world)
    # Nothing of this was ever mailed, and nothing of it may be.
    session.execute(delete(OutboxMessage))
    return _counts(session)


def _exclude_schools(world: World, teams: list[Team], people: list[Person]) -> None:
    """Some people do not want one school near them to know, such as the school of their own children."""
    rng = world.rng("exclusions")
    for person in people[1:]:
        near = [team.school.id for team in teams if team.school.region_code == person.profile.region_code]
        if near and chance(rng, 0.04):
            person.profile.exclusions = [ExcludedSchool(school_id=rng.choice(near))]


def _settle(stage: Stage, asks: list[Ask]) -> None:
    """Put needs and people in the state they are in today."""
    rng = stage.world.rng("settle")
    for ask in asks:
        final = FINAL_STATES.get(ask.plan)
        if final is not None:
            ask.need.state = final
        elif ask.need.state is NeedState.OPEN and ask.need.starts_on and ask.need.starts_on <= stage.world.today:
            # Nobody was found in time.
            ask.need.state = NeedState.CLOSED
    for person in stage.people.values():
        busy = stage.open_of[person.profile.id] or person.profile.id in stage.placed
        if person.profile.state is ProfileState.ACTIVE and not busy and chance(rng, 0.07):
            person.profile.state = ProfileState.PAUSED
            if chance(rng, 0.7):
                person.profile.paused_until = stage.world.today + timedelta(days=rng.randint(20, 120))
    stage.world.session.flush()


def _counts(session: Session) -> dict[str, int]:
    models = {
        "users": User,
        "professionals": Professional,
        "needs": Need,
        "proposals": Proposal,
        "placements": Placement,
    }
    return {name: session.scalar(select(func.count()).select_from(model)) or 0 for name, model in models.items()}


@transactional
def wipe(work: Work) -> None:
    """Delete every row that did not come with the reference tables."""
    session = work.session
    tables = [table for table in Base.metadata.sorted_tables if table.name not in REFERENCE_TABLES]
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.name for table in tables)
        session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
        for table in reversed(tables):
            session.execute(delete(table))
    _wipe_own_schools(session)
    write_everything_changed(session)
    session.expunge_all()
    load_limits(work)


def _wipe_own_schools(session: Session) -> None:
    """Delete schools that were added, and locations but the main one each reference school came with."""
    added = select(School.id).where(School.from_reference.is_(False))
    main = select(func.min(Campus.id)).group_by(Campus.school_id)
    doomed = (
        delete(Campus).where(Campus.school_id.in_(added) | Campus.id.not_in(main)),
        delete(School).where(School.from_reference.is_(False)),
        delete(Board).where(Board.id.not_in(select(School.board_id))),
    )
    for statement in doomed:
        session.execute(statement, execution_options={"synchronize_session": False})
    if session.get_bind().dialect.name == "postgresql":
        for table in ("campus", "school", "board"):
            newest = select(func.max(text("id"))).select_from(text(table)).scalar_subquery()
            session.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), newest)))
