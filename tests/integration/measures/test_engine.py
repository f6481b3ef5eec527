"""A changed measure is in the rankings of every process at its next question."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from matcher import clock
from matcher.database import db
from matcher.domain.law import LimitBasis
from matcher.queries.candidates_view import cards_of
from matcher.queries.engine import current_engine
from matcher.queries.matches import candidates_of
from matcher.queries.measures import measures
from matcher.rules.limits import strictest_for_year
from matcher.services.measures import add_measure, remove_measure
from tests.factories import NeedFactory, ProfessionalFactory
from tests.integration.measures.conftest import COMMAND
from tests.integration.measures.test_services import added


def in_another_process():
    """Return the limits per school year and what the first person has left, to who reads the database alone."""
    with Session(db.engine) as session:
        problem = current_engine(session, today=clock.today()).problem
        return problem.yearly_limit_minutes, problem.people.minutes_left[0].tolist()


def test_a_measure_is_in_the_snapshot_of_every_process(session, by_admin):
    ProfessionalFactory()
    session.commit()
    six, eight = 240 * 60, 8 * 38 * 60
    assert in_another_process() == ((six, six, six), [six, six, six])
    add_measure(by_admin(), command=COMMAND)
    assert in_another_process() == ((six, eight, eight), [six, eight, eight])
    for measure_id in added(session):
        remove_measure(by_admin(), measure_id=measure_id)
    assert in_another_process() == ((six, six, six), [six, six, six])


def test_a_maximum_per_week_masks_with_the_sum_over_the_year(session, by_admin):
    ProfessionalFactory()
    session.commit()
    add_measure(by_admin(), command=replace(COMMAND, basis=LimitBasis.WEEKLY_MAXIMUM))
    assert in_another_process()[0][1] == 8 * 38 * 60
    assert strictest_for_year(2027, measures(session)).minutes == 8 * 60


def test_a_card_tells_the_limit_of_its_school_year(session, by_admin):
    add_measure(by_admin(), command=COMMAND)
    ProfessionalFactory()
    need = NeedFactory(starts_on=date(2027, 9, 6), ends_on=date(2028, 1, 28))
    session.commit()
    found = candidates_of(session, need_id=need.id, today=clock.today())
    (card,) = cards_of(session, found, today=clock.today())
    assert (card.ledger.school_year, card.ledger.limit) == (2027, 8 * 38 * 60)
