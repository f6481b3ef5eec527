"""Every kind of change the engine must follow, made by the services themselves."""

from datetime import date

from sqlalchemy import update

from matcher.domain.choices import ContractForm, QualificationKind, RoleKind, Sector, SkillLevel
from matcher.domain.states import Party, ProposalState, Step
from matcher.models import Concept, Professional, Proposal, ProposalEvent, School
from matcher.models.vocabulary import SKILL
from matcher.services import need_states, needs, profile_sections, schools
from matcher.services.account_removal import delete_account
from matcher.services.answer_records import recount_all, recount_answers
from matcher.services.need_commands import AskedSkill
from matcher.services.placements import cancel, end_early, place
from matcher.services.profile_commands import (
    AreaCommand,
    AvailabilityCommand,
    BasicsCommand,
    QualificationCommand,
    SkillsCommand,
    WishesCommand,
)
from matcher.services.profile_exclusions import allow_school, exclude_school
from matcher.services.profile_qualifications import add_qualification, remove_qualification
from matcher.services.profile_skills import add_skills, save_skills
from matcher.services.profile_state import activate_profile, pause_profile
from matcher.services.proposals import accept, decline, invite
from matcher.services.schools import CampusCommand
from tests.factories import (
    LONG_AGO,
    PASSWORD,
    NeedFactory,
    ProfessionalFactory,
    ProposalFactory,
    UserFactory,
    actor_of,
    campus_of,
    concept_id,
    school_member,
)
from tests.integration.flow.test_whole_flow import COMMAND

PLC, HOME = "elektro-plc-programmeren", "elektro-woninginstallaties-aanleggen"


class Scene:
    """Two people and two needs of one school, with units of work for each side."""

    def __init__(self, session, work_as):
        self.user = UserFactory()
        people, asked = (
            [ProfessionalFactory(user_id=self.user.id), ProfessionalFactory()],
            [NeedFactory(), NeedFactory()],
        )
        self.person, self.other = (person.id for person in people)
        self.need, self.other_need = (need.id for need in asked)
        self.school_id = asked[0].school_id
        self.as_person, self.as_school = work_as(actor_of(self.user)), work_as(actor_of(school_member()))
        self.session = session
        session.commit()

    def proposal(self, state):
        found = ProposalFactory(professional_id=self.person, need_id=NeedFactory().id, state=state).id
        self.session.commit()
        return found

    def placement(self):
        return place(self.as_school, proposal_id=self.proposal(ProposalState.AGREED), command=COMMAND)


def area(scene):
    command = BasicsCommand("Fenna Voorbeeld", "", (AreaCommand("place", "Enschede", 15), AreaCommand("x", "Delft", 5)))
    profile_sections.save_basics(scene.as_person, professional_id=scene.person, command=command)


def availability(scene):
    command = AvailabilityCommand(7, 120, 240, date(2026, 10, 1), date(2027, 2, 1), online=True)
    profile_sections.save_availability(scene.as_person, professional_id=scene.person, command=command)


def wishes(scene):
    command = WishesCommand(
        frozenset({Sector.MBO}), frozenset({RoleKind.GASTDOCENT}), frozenset({ContractForm.DETACHERING})
    )
    profile_sections.save_wishes(scene.as_person, professional_id=scene.person, command=command)


def motivation(scene):
    profile_sections.save_motivation(scene.as_person, professional_id=scene.person, motivation="Om het vak.")


def skills(scene):
    command = SkillsCommand({concept_id(HOME): 3, concept_id(PLC): 1})
    save_skills(scene.as_person, professional_id=scene.person, command=command)


def more_skills(scene):
    add_skills(scene.as_person, professional_id=scene.person, command=SkillsCommand({concept_id(HOME): 3}))


def qualification(scene):
    command = QualificationCommand(QualificationKind.PDG, None, "", date(2020, 1, 1), None)
    return add_qualification(scene.as_person, professional_id=scene.person, command=command)


def qualification_removed(scene):
    number = qualification(scene)
    remove_qualification(scene.as_person, professional_id=scene.person, qualification_id=number)


def exclusion(scene):
    exclude_school(scene.as_person, professional_id=scene.person, school_id=scene.school_id)


def exclusion_lifted(scene):
    exclusion(scene)
    allow_school(scene.as_person, professional_id=scene.person, school_id=scene.school_id)


def pause(scene):
    pause_profile(scene.as_person, professional_id=scene.person, until=None)


def pause_and_activate(scene):
    pause(scene)
    activate_profile(scene.as_person, professional_id=scene.person)


def account_deleted(scene):
    delete_account(scene.as_person, current_password=PASSWORD)


def newcomer(scene):
    ProfessionalFactory(skills=(HOME,))


def invitation(scene):
    invite(scene.as_school, need_id=scene.need, professional_id=scene.person)


def proposal_accepted(scene):
    accept(scene.as_person, proposal_id=scene.proposal(ProposalState.PROPOSED), party=Party.PROFESSIONAL)


def proposal_declined(scene):
    number = scene.proposal(ProposalState.PROPOSED)
    decline(scene.as_person, proposal_id=number, party=Party.PROFESSIONAL, reason="too_far")


def placement(scene):
    scene.placement()


def placement_ended(scene):
    number = scene.placement()
    end_early(scene.as_school, placement_id=number, last_day=date(2026, 11, 1), reason="Ziekte")


def placement_cancelled(scene):
    cancel(scene.as_school, placement_id=scene.placement(), reason="Klas gaat niet door")


def need_paused(scene):
    need_states.pause_need(scene.as_school, need_id=scene.need)


def need_opened_again(scene):
    need_paused(scene)
    need_states.open_need(scene.as_school, need_id=scene.need)


def need_closed(scene):
    need_states.close_need(scene.as_school, need_id=scene.need)


def need_added(scene):
    NeedFactory(skills=(HOME,), online=True)


def asked_skills(scene):
    asked = [AskedSkill(concept_id(HOME), required=True, level=SkillLevel.EXPERT)]
    asked.append(AskedSkill(concept_id(PLC), required=False, level=SkillLevel.BASIS))
    needs.set_skills(scene.as_school, need_id=scene.need, skills=asked)


def campus_moved(scene):
    command = CampusCommand(name="Nieuwe locatie", address="", place="Enschede")
    schools.change_campus(scene.as_school, campus_id=campus_of(scene.school_id).id, command=command)


def campus_added(scene):
    command = CampusCommand(name="Tweede locatie", address="", place="Enschede")
    schools.add_campus(scene.as_school, school_id=scene.school_id, command=command)


def school_renamed(scene):
    scene.session.get_one(School, scene.school_id).aliases = "Fictief College"
    scene.session.commit()


def concept_added(scene):
    concept = Concept(
        key="elektro-fictief", kind=SKILL, domain="elektro", label_nl="fictief meten", label_en="fictitious measuring",
        parent_id=scene.session.get_one(Concept, concept_id(PLC)).parent_id,
    )  # fmt: skip
    scene.session.add(concept)
    scene.session.flush()
    save_skills(scene.as_person, professional_id=scene.person, command=SkillsCommand({concept.id: 2}))


def concept_moved(scene):
    scene.session.get_one(Concept, concept_id(HOME)).parent_id = concept_id(PLC)
    scene.session.commit()


def answers_counted(scene):
    """Nobody answered the first question, only the person the second; the school is late with that."""
    silence, half = scene.proposal(ProposalState.EXPIRED), scene.proposal(ProposalState.PROPOSED)
    happened(scene, silence, (Party.COORDINATOR, Step.APPROVE), (Party.SYSTEM, Step.EXPIRE))
    happened(scene, half, (Party.COORDINATOR, Step.APPROVE), (Party.PROFESSIONAL, Step.ACCEPT))
    recount_answers(scene.as_person, Party.PROFESSIONAL, scene.person)
    recount_answers(scene.as_person, Party.SCHOOL, scene.school_id)


def answers_of_everybody_counted(scene):
    happened(scene, scene.proposal(ProposalState.PROPOSED), (Party.COORDINATOR, Step.APPROVE))
    recount_all(scene.as_person)


def happened(scene, number, *steps):
    """Give a proposal these steps, and an answer time that is over."""
    proposal = scene.session.get_one(Proposal, number)
    proposal.answer_by = date(2026, 1, 1)
    for party, step in steps:
        event = {"party": party, "step": step, "to_state": proposal.state}
        scene.session.add(ProposalEvent(proposal_id=number, at=LONG_AGO, **event))
        scene.session.flush()
    scene.session.commit()


def bulk_update(scene):
    scene.session.execute(update(Professional).where(Professional.id == scene.person).values(minutes_max=61))


SMALL_CHANGES = (
    area, availability, wishes, motivation, skills, more_skills, qualification, qualification_removed, exclusion,
    exclusion_lifted, pause, pause_and_activate, account_deleted, newcomer, invitation, proposal_accepted,
    proposal_declined, placement, placement_ended, placement_cancelled, need_paused, need_opened_again, need_closed,
    need_added, asked_skills, campus_moved, campus_added, school_renamed, concept_moved, concept_added, bulk_update,
    answers_counted, answers_of_everybody_counted,
)  # fmt: skip
