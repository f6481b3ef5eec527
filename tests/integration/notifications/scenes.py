"""Two regions and two schools, each with a member, a coordinator, a person and a proposal, and what they were told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from matcher import clock
from matcher.cli.work import silent_work
from matcher.domain.notifications import NoticeKind
from matcher.domain.states import Party, ProposalState
from matcher.models import School
from matcher.services.notifying import About, notify
from tests import factories
from tests.factories import EINDHOVEN, HENGELO, NeedFactory, ProfessionalFactory, ProposalFactory, UserFactory

PLACES = {"Alfa": ("ROC van Twente", "AM05", HENGELO), "Beta": ("Summa College", "AM28", EINDHOVEN)}


@dataclass
class Side:
    """One region. All titles and names carry the tag."""

    tag: str
    region: str
    school_id: int
    school: str
    person: Any
    professional_id: int
    member: Any
    coordinator: Any
    need: Any
    proposal: Any


def side(tag, *, state=ProposalState.PROPOSED):
    """Return one region with everybody in it."""
    name, region, point = PLACES[tag]
    school = factories.school(name)
    person = UserFactory(full_name=f"{tag} Voorbeeld")
    profile = ProfessionalFactory(user_id=person.id, region_code=region, area=point)
    member = factories.school_member(name)
    need = NeedFactory(school_id=school.id, title=f"{tag}vraag", created_by_id=member.id)
    proposal = ProposalFactory(professional_id=profile.id, need_id=need.id, state=state)
    return Side(tag, region, school.id, name, person, profile.id, member, factories.coordinator(region), need, proposal)


def told(user, place, *, party=Party.SCHOOL, kind=NoticeKind.PROPOSAL_NEW, key="1", about=None, **context):
    """Tell somebody about the proposal of a side (or about something else); return whether it was new."""
    school = factories.session().get(School, place.school_id)
    values = {
        "side": party.value,
        "proposal_id": place.proposal.id,
        "need_id": place.need.id,
        "need_title": place.need.title,
        "school": school.name,
        "answer_by": None,
        "trial_on": None,
    }
    about = about or About(party=party, proposal_id=place.proposal.id, need_id=place.need.id)
    return notify(silent_work(), user, kind=kind, key=f"{place.tag}:{key}", about=about, **{**values, **context})


def morning(frozen, days=1):
    """Travel to just after half past seven, some days on."""
    local = (clock.now() + timedelta(days=days)).astimezone(clock.AMSTERDAM).replace(hour=7, minute=31)
    frozen.move_to(local)
