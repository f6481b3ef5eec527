"""A measure as an admin sets it, and who does so."""

import pytest

from matcher.domain.choices import Sector
from matcher.domain.law import LimitBasis, LimitScope
from matcher.rules.limits import ARTICLE_MBO, ARTICLE_VMBO
from matcher.services.measures import MeasureCommand
from tests.factories import UserFactory, actor_of

COMMAND = MeasureCommand(
    articles={Sector.VMBO: ARTICLE_VMBO, Sector.MBO: ARTICLE_MBO},
    hours_per_week=8,
    weeks=38,
    scope=LimitScope.BOARD,
    basis=LimitBasis.YEARLY_AVERAGE,
    source="Verzonnen wetswijziging van 1-3-2027",
    url_name="wetten.overheid.nl/BWBR0044212",
    school_year=2027,
    reason="De wet verandert.",
)


@pytest.fixture
def admin(session):
    return UserFactory(is_admin=True, full_name="Beheerder Bedacht")


@pytest.fixture
def by_admin(admin, work_as, session):
    """A function that gives a unit of work of the admin."""
    session.commit()
    return lambda: work_as(actor_of(admin))
