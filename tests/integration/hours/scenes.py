"""Placements made by the real service, for tests of the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime

from matcher.domain.choices import QualificationKind
from matcher.domain.states import ProposalState
from matcher.models import Qualification
from matcher.services.placements import place
from tests.factories import (
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    actor_of,
    coordinator_actor,
    school,
    school_member,
)
from tests.integration.flow.test_whole_flow import COMMAND

AT = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
EXCEPTION = {"exception_reason": "Er is geen andere docent.", "exception_article": "WVO 2020 artikel 7.19"}


def placed(session, work_as, *, person=None, school_name="ROC van Twente", by_coordinator=False, holding=False, **plan):
    """Place a person (a new one when none is given) with 4 klokuren in 18 weeks, or another plan; return the id."""
    person = person or ProfessionalFactory().id
    if holding:
        session.add(
            Qualification(professional_id=person, kind=QualificationKind.PDG, subject="", valid_from=date(2020, 1, 1))
        )
    need = NeedFactory(school_id=school(school_name).id)
    proposal = ProposalFactory(professional_id=person, need_id=need.id, state=ProposalState.AGREED)
    actor = coordinator_actor("AM05") if by_coordinator else actor_of(school_member(school_name))
    extra = EXCEPTION if by_coordinator else {}
    made = place(work_as(actor), proposal_id=proposal.id, command=replace(COMMAND, **extra, **plan))
    session.expire_all()
    return made
