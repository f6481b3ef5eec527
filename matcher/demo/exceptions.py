"""One recorded exception: somebody at the limit of the six-hours rule may teach more this school year."""

from matcher.demo.asks import Ask
from matcher.demo.people import Person
from matcher.demo.stage import Stage
from matcher.domain.school_year import bounds, school_year_of
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR
from matcher.services.hours.exceptions import ExceptionCommand, record_exception
from matcher.services.transaction import Work

ALLOWED = 300 * MINUTES_PER_KLOKUUR


def record_one(stage: Stage, ask: Ask, person: Person) -> None:
    """Record the exception as the coordinator of the region of this placement."""
    world = stage.world
    school_year = school_year_of(world.today)
    command = ExceptionCommand(
        school_year=school_year,
        allowed_minutes=ALLOWED,
        valid_until=bounds(school_year)[1],
        reason="Voorbeeld in de demo: de vaste docent is ziek en de groep heeft geen andere vakman.",
        article="Fictief artikel, alleen voor de demo",
    )
    work = Work(session=world.session, actor=stage.coordinator(ask), now=world.now)
    record_exception(work, professional_id=person.profile.id, command=command)
