"""Placements: the whole way from suggestion to placement, in the weeks before the lessons began."""

from datetime import date, datetime, timedelta
from random import Random

from matcher.demo.asks import Ask, Plan
from matcher.demo.calendar import moments
from matcher.demo.dice import chance
from matcher.demo.logins import HOME_SCHOOL
from matcher.demo.people import Person
from matcher.demo.plans import confirm_months, planned
from matcher.demo.proofs import fresh_vog, see_proofs
from matcher.demo.stage import Stage
from matcher.demo.stories import Story
from matcher.domain.choices import ContractForm
from matcher.domain.placing import PlaceCommand
from matcher.models import Proposal
from matcher.rules.contracts import form_allowed
from matcher.services import placements
from matcher.services.transaction import Work

WAYS: tuple[tuple[str, ...], ...] = (
    ("suggest", "take_up", "approve", "yes_school", "yes_pro", "trial", "held", "agree_school", "agree_pro"),
    ("invite", "yes_pro", "talk", "trial", "held", "agree_pro", "agree_school"),
    ("interest", "yes_school", "agree_school", "agree_pro"),
    ("suggest", "approve", "yes_pro", "yes_school", "agree_school", "agree_pro"),
)
# The way to a placement, in days before the first lesson.
LONGEST, SHORTEST = 75, 8


def place_all(stage: Stage, tailored: list[tuple[Ask, Person]], asks: list[Ask]) -> None:
    """Place the tailored pairs and one person for each need that is planned so; confirm months, end some."""
    rng = stage.world.rng("placing")
    made = [_place(stage, rng, ask, person) for ask, person in tailored]
    for ask in asks:
        if ask.plan in {Plan.LAST_YEAR, Plan.RUNNING, Plan.SOON}:
            person = stage.best_unplaced(ask)
            if person is not None:
                made.append(_place(stage, rng, ask, person))
    months = stage.world.rng("months")
    for ask, placement_id in made:
        confirm_months(stage, months, ask, placement_id)
    _end_some(stage, made)


def _place(stage: Stage, rng: Random, ask: Ask, person: Person) -> tuple[Ask, int]:
    first, last = _window(stage, ask.need.starts_on or stage.world.today)
    steps = rng.choice(WAYS)
    times = moments(rng, first, last, len(steps) + 1, stage.world.now - timedelta(hours=2))
    stage.make_older(ask, person, times[0])
    story = Story(stage.world, rng, ask, person, stage.pair(ask, person), stage.coordinator(ask), times)
    proposal = story.tell(steps)
    placement_id = _write(stage, rng, ask, person, proposal, times[0])
    stage.placed.add(person.profile.id)
    return ask, placement_id


def _window(stage: Stage, starts_on: date) -> tuple[date, date]:
    """Return first and last day of the way to this placement: before its start, and in the past."""
    last = min(starts_on - timedelta(days=SHORTEST), stage.world.today - timedelta(days=2))
    return last - timedelta(days=LONGEST - SHORTEST), last


def _write(stage: Stage, rng: Random, ask: Ask, person: Person, proposal: Proposal, at: datetime) -> int:
    need, profile = ask.need, person.profile
    if need.starts_on is None or need.ends_on is None or need.role_kind is None:
        raise ValueError("A need that is placed has dates and a role")
    later = ask.plan is Plan.SOON and (ask.team.school.name == HOME_SCHOOL or chance(rng, 0.6))
    seen = None if later else at.date()
    if seen:
        see_proofs(stage.world, profile, ask.team, seen)
    command = PlaceCommand(
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        minutes_per_week=need.minutes_per_week,
        teaching_weeks=need.teaching_weeks,
        role_kind=need.role_kind,
        contract_form=_form(ask, person),
        responsible_teacher=need.responsible_teacher,
        subject_parts=ask.idea.title,
        vog_issued_on=fresh_vog(stage.world, profile, seen) if seen else None,
        vog_seen_on=seen,
    )
    work = Work(session=stage.world.session, actor=ask.team.actor, now=at)
    return placements.place(work, proposal_id=proposal.id, command=planned(ask, len(stage.placed), command))


def _form(ask: Ask, person: Person) -> ContractForm:
    """Return a form both sides want."""
    role = ask.need.role_kind
    both = ask.need.contract_forms & person.profile.contract_forms
    usable = [form for form in ContractForm if form in both and (role is None or form_allowed(form, role))]
    return usable[0] if usable else ContractForm.DETACHERING


def _end_some(stage: Stage, made: list[tuple[Ask, int]]) -> None:
    """End two running placements early and cancel one that had not begun."""
    world, today = stage.world, stage.world.today
    running = [row for row in made if row[0].need.starts_on and row[0].need.starts_on < today - timedelta(days=25)]
    running = [row for row in running if row[0].need.ends_on and row[0].need.ends_on > today]
    reasons = ("In overleg gestopt: het werk was niet meer te combineren.", "De groep is samengevoegd met een andere.")
    for (ask, placement_id), reason in zip(running[-2:], reasons, strict=False):
        work = Work(session=world.session, actor=ask.team.actor, now=world.days_ago(3))
        placements.end_early(work, placement_id=placement_id, last_day=today - timedelta(days=4), reason=reason)
    for ask, placement_id in [row for row in made if row[0].plan is Plan.SOON][-1:]:
        work = Work(session=world.session, actor=ask.team.actor, now=world.days_ago(1))
        placements.cancel(work, placement_id=placement_id, reason="De docent heeft een andere baan gekregen.")
