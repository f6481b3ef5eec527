"""Services refuse a wrong actor by themselves, whatever page calls them."""

import pytest

from matcher.domain.actors import NOBODY
from matcher.domain.choices import QualificationKind
from matcher.domain.desk import Subject, SubjectKind
from matcher.domain.errors import DomainError, NotAllowedError, NotFoundError
from matcher.domain.placing import ExtendCommand
from matcher.domain.states import Party, ProposalState
from matcher.services import (
    calendar_feeds,
    coordination,
    covers,
    freshness,
    memberships,
    messages,
    need_states,
    needs,
    placements,
    profile_qualifications,
    profile_state,
    proposals,
    qualification_proofs,
    schools,
    users,
)
from matcher.services.desk import notes, transfers
from matcher.services.profile_commands import QualificationCommand
from matcher.services.proposals import reminding
from tests.factories import actor_of, date
from tests.integration.flow.test_whole_flow import COMMAND
from tests.integration.security.world import changed_tables, digest, fill_foreign, own_user

REASON = {"reason": "anders"}
PROOF = QualificationCommand(QualificationKind.PDG, None, "", date(2020, 1, 1), None)
S = ProposalState


def coordination_calls(foreign, account):
    assignment = {**account, "assignment_id": foreign.assignment_id}
    yield coordination.make_coordinator, {**account, "scope": "national"}, {"admin"}
    yield coordination.change_reading, {**assignment, "read_only": True}, set()
    yield coordination.end_coordination, assignment, set()
    yield covers.cancel_cover, {"cover_id": foreign.cover_id}, {"national", "admin"}


def calls(foreign):
    """Yield (service, arguments, roles that may) for rows of the foreign region."""
    need, person = {"need_id": foreign.need_id}, {"professional_id": foreign.professional_id}
    member, account = {"membership_id": foreign.membership_id}, {"user_id": foreign.user_id}
    placement = {"placement_id": foreign.placement_id}
    national = {"national"}
    for service in (need_states.open_need, need_states.close_need, need_states.confirm_need, needs.copy_need):
        yield service, need, national
    for service in (profile_state.activate_profile, profile_state.confirm_profile):
        yield service, person, national
    for service in (memberships.admit, memberships.refuse, memberships.make_admin, memberships.remove_member):
        yield service, member, national | {"admin"}
    for service in (users.deactivate, users.reactivate, users.appoint_admin, users.dismiss_admin):
        yield service, account, {"admin"}
    yield from coordination_calls(foreign, account)
    yield messages.retry, {"message_id": foreign.message_id}, {"admin"}
    yield memberships.withdraw_invitation, {"invitation_id": foreign.invitation_id}, set()
    yield memberships.accept_invitation, {"invitation_id": foreign.invitation_id}, set()
    yield memberships.invite_colleague, {"school_id": foreign.school_id, "email": "x@example.nl"}, set()
    yield schools.delete_campus, {"campus_id": foreign.campus_id}, set()
    yield proposals.invite, need | person, set()
    yield from proof_calls(foreign, national)
    yield placements.end_early, {**placement, "last_day": date(2026, 11, 1), **REASON}, national
    yield placements.cancel, {**placement, **REASON}, national
    yield from calendar_calls(foreign, placement, national)
    yield placements.place, {"proposal_id": foreign.proposals[S.AGREED], "command": COMMAND}, national
    yield proposals.approve, {"proposal_id": foreign.proposals[S.SUGGESTED]}, national
    yield proposals.reject, {"proposal_id": foreign.proposals[S.SUGGESTED], **REASON}, national
    yield from desk_calls(foreign, need, person, national)
    for party in Party:
        mine = national if party is Party.COORDINATOR else set()
        yield proposals.accept, {"proposal_id": foreign.proposals[S.PROPOSED], "party": party}, mine
        yield proposals.agree, {"proposal_id": foreign.proposals[S.INTRODUCED], "party": party}, mine
        yield proposals.withdraw, {"proposal_id": foreign.proposals[S.AGREED], "party": party, **REASON}, mine


def calendar_calls(foreign, placement, national):
    """Yield the same for the hours and the end of a placement, and for the address of a calendar."""
    yield placements.extend, {**placement, "command": ExtendCommand(date(2027, 6, 25), 60)}, national
    yield placements.claim_month, {**placement, "month": date(2026, 10, 1), "minutes": 60}, set()
    yield placements.ask_to_stop, {**placement, "last_day": date(2026, 11, 1), **REASON}, set()
    yield placements.take_back_stop, placement, set()
    for service in (calendar_feeds.renew_feed, calendar_feeds.switch_off_feed):
        yield service, {"school_id": foreign.school_id}, set()


def desk_calls(foreign, need, person, national):
    """Yield the same for what coordinators do for others."""
    moved = {"region_code": "AM01", "message": "Graag bellen over deze vraag."}
    yield transfers.transfer_need, need | moved, national
    yield transfers.transfer_person, person | moved, national
    yield notes.write_note, {"subject": Subject(SubjectKind.PERSON, foreign.professional_id), "text": "x"}, national
    yield notes.remove_note, {"note_id": foreign.note_id}, set()
    yield reminding.remind, {"proposal_id": foreign.proposals[S.PROPOSED]}, national
    yield freshness.ask_need, need, national
    yield freshness.ask_profile, person, national


def proof_calls(foreign, national):
    """Yield the same for a proof of qualification."""
    proof = {"qualification_id": foreign.qualification_id}
    own = {**proof, "professional_id": foreign.professional_id}
    yield profile_qualifications.remove_qualification, own, national
    yield qualification_proofs.change_qualification, {**own, "command": PROOF}, national
    yield qualification_proofs.mark_seen, proof, national
    yield qualification_proofs.unmark_seen, {**proof, **REASON}, national


@pytest.mark.parametrize(
    "role", ["anonymous", "professional", "waiting", "member", "school_admin", "coordinator", "national", "admin"]
)
def test_a_service_refuses_the_wrong_actor(session, work_as, role):
    foreign = fill_foreign(session)
    user = own_user(role)
    actor = actor_of(user) if user else NOBODY
    session.commit()
    before = digest()
    for service, arguments, may in calls(foreign):
        if role not in may:
            with pytest.raises(DomainError) as refusal:
                service(work_as(actor), **arguments)
            assert refusal.type in {NotFoundError, NotAllowedError}, service
    assert changed_tables(before, digest()) == []
