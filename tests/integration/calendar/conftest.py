"""A placement with lessons on Tuesdays at ten, with both sides and the coordinator."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from icalendar import Calendar

from matcher.domain.states import Answer, ProposalState
from matcher.models import Placement, Professional, User
from matcher.services.placements import place
from matcher.services.transaction import Work
from tests.factories import NeedFactory, ProfessionalFactory, ProposalFactory, actor_of, coordinator, school_member
from tests.integration.flow.test_whole_flow import COMMAND

BEGIN = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
TUESDAYS = replace(
    COMMAND,
    ends_on=date(2027, 4, 30),
    minutes_per_week=120,
    teaching_weeks=None,
    weekdays=frozenset({1}),
    start_time=time(10, 0),
)


def events(text):
    """Return uid -> event of a calendar file."""
    return {str(row["uid"]): row for row in Calendar.from_ical(text).walk("VEVENT")}


@dataclass
class Scene:
    """Ids of a placement and of who may see it; ``now`` moves with ``at``."""

    session: Any
    placement_id: int
    person_id: int
    member_id: int
    desk_id: int

    @property
    def placement(self):
        self.session.expire_all()
        return self.session.get(Placement, self.placement_id)

    def user(self, name):
        key = self.person_id if name == "professional" else getattr(self, f"{name}_id")
        return self.session.get(User, key)

    @property
    def professional_id(self):
        return self.session.query(Professional.id).filter_by(user_id=self.person_id).scalar()

    def work(self, name, now=BEGIN):
        return Work(session=self.session, actor=actor_of(self.user(name)), now=now)


@pytest.fixture
def make_scene(session):
    """A function that places somebody by a command."""

    def make(command=TUESDAYS):
        person, member, desk = ProfessionalFactory(), school_member(), coordinator("AM05")
        proposal = ProposalFactory(
            professional_id=person.id,
            need_id=NeedFactory(created_by_id=member.id).id,
            state=ProposalState.AGREED,
            professional_answer=Answer.INTERESTED,
            school_answer=Answer.INTERESTED,
        )
        work = Work(session=session, actor=actor_of(member), now=BEGIN)
        key = place(work, proposal_id=proposal.id, command=command)
        return Scene(session, key, person.user_id, member.id, desk.id)

    return make


@pytest.fixture
def scene(make_scene):
    return make_scene()
