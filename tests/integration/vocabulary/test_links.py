"""Links between our concepts and ESCO's: found by equal labels, decided by an admin, and counted as one everywhere."""

import pytest
from sqlalchemy import select

from matcher.domain.actors import Actor
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError, WrongStateError
from matcher.domain.vocabulary import LinkState
from matcher.models import Concept, ConceptLink, EngineChange
from matcher.queries.autocomplete import suggest_job_titles, suggest_skills
from matcher.queries.vocabulary import (
    canonical_ids,
    esco_state,
    offered_forms,
    offered_stamp,
    proposed_skills,
    related_matrix,
)
from matcher.services.vocabulary import decisions
from tests import factories
from tests.factories import UserFactory, actor_of
from tests.integration.vocabulary import bundle as esco_like
from tests.integration.vocabulary.bundle import SKILL, concept, skill, title

PLC, STEERING, WELDER = "elektro-plc-programmeren", "elektro-besturingstechniek", "beroep-lasser"


@pytest.fixture
def admin(session, work_as):
    return work_as(actor_of(UserFactory(is_admin=True)))


@pytest.fixture
def loaded(load, bundle):
    synonyms = [concept(SKILL, skill("s7"), "Siemens S7"), concept(SKILL, skill("tia"), "TIA portal")]
    load(bundle(skills_en=[*esco_like.SKILLS_EN, *synonyms]))


def links(session):
    session.expire_all()
    rows = select(Concept.key, ConceptLink.esco_id, ConceptLink.state).join(
        Concept, Concept.id == ConceptLink.starter_id
    )
    return {(key, esco): state for key, esco, state in session.execute(rows)}


def link_id(session, esco_id):
    return session.scalar(select(ConceptLink.id).where(ConceptLink.esco_id == esco_id))


def test_equal_labels_join_and_synonyms_wait_for_an_admin(loaded, session, esco):
    assert links(session) == {
        (PLC, esco(skill("plc")).id): LinkState.EXACT,
        (WELDER, esco(title("lasser")).id): LinkState.EXACT,
    }


def test_a_synonym_is_proposed_when_no_label_is_equal(load, bundle, session, esco):
    load(bundle(["skills_en"], skills_en=[concept(SKILL, skill("s7"), "Siemens S7")]))
    assert links(session) == {(PLC, esco(skill("s7")).id): LinkState.REVIEW}


def test_joined_concepts_are_offered_once_with_the_forms_of_both(loaded, session, esco):
    plc = factories.concept_id(PLC)
    forms = offered_forms(session)
    assert canonical_ids(session)[esco(skill("plc")).id] == plc
    assert esco(skill("plc")).id not in {found for found, _text, _kind in forms}
    assert {"PLC-programmeren", "PLC programming"} <= {text for found, text, _kind in forms if found == plc}
    assert (esco(skill("glow")).id, "measure glow", "skill") in forms
    assert {kind for _, _, kind in forms} == {"skill", "job_title"}


def test_retired_concepts_are_not_offered_but_their_texts_stay_with_a_joined_one(loaded, load, bundle, session, esco):
    before = offered_stamp(session)
    gone = {skill("glow"), skill("plc")}
    rows = [row for row in esco_like.SKILLS_EN if row[1] not in gone]
    load(bundle(["skills_en"], skills_en=rows))
    forms = offered_forms(session)
    assert offered_stamp(session) != before
    assert esco(skill("glow")).id not in {found for found, _text, _kind in forms}
    assert links(session)[PLC, esco(skill("plc")).id] is LinkState.EXACT
    load(bundle())
    assert esco(skill("glow")).id in {found for found, _text, _kind in offered_forms(session)}


def test_a_retired_concept_of_our_own_hides_nothing(loaded, session, esco):
    starter = session.get(Concept, factories.concept_id(PLC))
    starter.retired = True
    session.flush()
    assert (esco(skill("plc")).id, "PLC programming", "skill") in offered_forms(session)
    session.rollback()


def test_an_admin_confirms_and_the_other_proposals_go(load, bundle, session, esco, admin):
    rows = [concept(SKILL, skill("s7"), "Siemens S7"), concept(SKILL, skill("tia"), "TIA portal")]
    load(bundle(["skills_en"], skills_en=rows))
    assert len(links(session)) == 2
    before = len(session.scalars(select(EngineChange)).all())
    decisions.confirm_link(admin, link_id=link_id(session, esco(skill("s7")).id))
    assert links(session) == {(PLC, esco(skill("s7")).id): LinkState.CONFIRMED}
    assert len(session.scalars(select(EngineChange)).all()) > before
    load(bundle(["skills_en"], skills_en=rows))
    assert links(session) == {(PLC, esco(skill("s7")).id): LinkState.CONFIRMED}


def test_what_an_admin_rejects_stays_apart_also_after_the_next_import(loaded, load, bundle, session, esco, admin):
    decisions.reject_link(admin, link_id=link_id(session, esco(skill("plc")).id))
    load(bundle())
    assert links(session)[PLC, esco(skill("plc")).id] is LinkState.REJECTED
    assert esco(skill("plc")).id not in canonical_ids(session)


def test_an_admin_joins_another_one(loaded, session, esco, admin):
    lantern = esco(skill("lantern")).id
    with pytest.raises(WrongStateError):
        decisions.join_concepts(admin, starter_id=factories.concept_id(PLC), esco_id=lantern)
    decisions.join_concepts(admin, starter_id=factories.concept_id(STEERING), esco_id=lantern)
    assert links(session)[STEERING, lantern] is LinkState.CONFIRMED
    with pytest.raises(InvalidInputError):
        decisions.join_concepts(admin, starter_id=factories.concept_id(STEERING), esco_id=esco(title("lasser")).id)
    with pytest.raises(NotFoundError):
        decisions.join_concepts(admin, starter_id=0, esco_id=lantern)
    with pytest.raises(NotFoundError):
        decisions.confirm_link(admin, link_id=0)


def test_only_admins_decide(loaded, session, work_as):
    work = work_as(Actor(user_id=UserFactory().id))
    for call in (
        lambda: decisions.confirm_link(work, link_id=1),
        lambda: decisions.reject_link(work, link_id=1),
        lambda: decisions.join_concepts(work, starter_id=1, esco_id=2),
    ):
        with pytest.raises(NotAllowedError):
            call()


def test_a_joined_title_proposes_the_skills_of_both_sources_each_once(loaded, session, esco):
    own = [s.id for s in proposed_skills(session, job_title_id=factories.concept_id(WELDER), limit=100)]
    assert own[-2:] == [esco(skill("lantern")).id, esco(skill("glow")).id]
    assert len(own) == len(set(own))
    assert own == [s.id for s in proposed_skills(session, job_title_id=esco(title("lasser")).id, limit=100)]


def test_a_title_of_esco_proposes_essential_skills_first_and_ours_for_a_joined_one(loaded, session, esco):
    found = proposed_skills(session, job_title_id=esco(title("lanternist")).id)
    assert [(s.id, s.essential) for s in found] == [
        (esco(skill("plasma")).id, True), (esco(skill("lantern")).id, True), (factories.concept_id(PLC), False),
    ]  # fmt: skip
    assert proposed_skills(session, job_title_id=None) == ()


def test_closeness_over_both_sources(loaded, session, esco):
    ids = sorted(session.scalars(select(Concept.id).where(Concept.kind == "skill")))
    row = {concept_id: i for i, concept_id in enumerate(ids)}
    close = related_matrix(session, ids)
    plc, steering, plc_of_esco = (
        row[factories.concept_id(PLC)],
        row[factories.concept_id(STEERING)],
        row[esco(skill("plc")).id],
    )
    plasma, lantern, wick, glow = (row[esco(skill(name)).id] for name in ("plasma", "lantern", "wick", "glow"))
    assert close[plc, plc_of_esco] == close[plc_of_esco, plc] == 1
    assert close[steering, plc] == close[steering, plc_of_esco] == 0.8
    assert (close[lantern, plasma], close[plasma, lantern], close[plasma, wick]) == (0.8, 0.5, 0.4)
    assert (close[plasma, glow], close[glow, lantern]) == (0.4, 0)


def test_a_suggestion_says_when_there_is_no_dutch_name(loaded, session, esco):
    (glow,) = [row for row in suggest_skills(session, "measure glow") if row.id == esco(skill("glow")).id]
    assert (glow.label, glow.detail) == ("measure glow", "Engelse naam")
    (title_row,) = [
        row for row in suggest_job_titles(session, "lantaarntechnicus") if row.id == esco(title("lanternist")).id
    ]
    assert title_row.detail == ""


def test_which_esco_is_in_use(session, load, bundle):
    assert esco_state(session) is None
    load(bundle(), version="1.1.1")
    assert esco_state(session).version == "1.1.1"
