"""Skills in running text, against the project's own vocabulary."""

from sqlalchemy import select

from matcher.models import Concept
from matcher.queries.cv_skills import MOST_CHARACTERS, MOST_FOUND, skills_in_text
from tests import factories


def found(session, text):
    return {skill.id: skill for skill in skills_in_text(session, text)}


def test_words_are_those_of_the_text_each_once(session):
    tig = factories.concept_id("werktuigbouw-tig-lassen")
    assert found(session, "TIG-lassen en TIG-lassen, ook argonlassen.")[tig].words == ("TIG-lassen", "argonlassen")


def test_sure_ones_stand_first_and_titles_bring_what_is_not_mentioned(session):
    skills = skills_in_text(session, "Elektromonteur: NEN 3140 en PLC-programmeren.")
    sure = [skill.sure for skill in skills]
    assert sure == sorted(sure, reverse=True)
    brought = [skill for skill in skills if skill.job_title]
    assert brought
    assert {skill.job_title for skill in brought} == {"elektromonteur"}
    assert not any(skill.sure or skill.words for skill in brought)
    assert len({skill.id for skill in skills}) == len(skills)


def test_nothing_for_nothing_and_only_the_beginning_of_what_is_too_long(session):
    assert skills_in_text(session, "") == ()
    assert skills_in_text(session, "x" * MOST_CHARACTERS + " NEN 3140") == ()


def test_never_more_than_somebody_reads(session):
    labels = session.scalars(select(Concept.label_nl).where(Concept.kind == "skill").order_by(Concept.id).limit(150))
    assert len(skills_in_text(session, ". ".join(labels))) == MOST_FOUND
