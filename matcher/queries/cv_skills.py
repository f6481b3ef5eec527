"""Skills in running text: what a cv, a profile or a vacancy mentions, and what its job titles bring along."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import Concept
from matcher.queries.profile_lookup import skills_by_id
from matcher.queries.text_indexes import job_title_linker, skill_linker
from matcher.queries.vocabulary import proposed_skills

MOST_CHARACTERS = 20_000
# More than somebody reads with care; what is sure stands first.
MOST_FOUND = 60
# A cv lists a career; the first titles say the most.
MOST_TITLES = 6


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill for a text. ``words``: the pieces of the text that mean it; without them ``job_title`` brings it."""

    id: int
    label: str
    words: tuple[str, ...]
    sure: bool
    job_title: str = ""


def skills_in_text(session: Session, text: str) -> tuple[FoundSkill, ...]:
    """Return at most 60 skills: mentioned and sure, mentioned but unsure, then essential to job titles in the text."""
    read = text[:MOST_CHARACTERS]
    mentioned = _mentioned(session, read)
    titles = dict.fromkeys(mention.concept_id for mention in job_title_linker(session).mentions(read))
    brought = _of_job_titles(session, list(titles)[:MOST_TITLES], {skill.id for skill in mentioned})
    return (*mentioned, *brought)[:MOST_FOUND]


def _mentioned(session: Session, text: str) -> list[FoundSkill]:
    """Return the skills that the text names, each once: the sure ones first, further in the order of the text."""
    words: dict[int, dict[str, None]] = {}
    sure: set[int] = set()
    for mention in skill_linker(session).mentions(text):
        words.setdefault(mention.concept_id, {})[" ".join(text[mention.start : mention.end].split())] = None
        if mention.sure:
            sure.add(mention.concept_id)
    labels = skills_by_id(session, sorted(words, key=lambda concept: concept not in sure))
    return [FoundSkill(i, label, tuple(words[i]), sure=i in sure) for i, label in labels.items()]


def _of_job_titles(session: Session, titles: Sequence[int], known: Collection[int]) -> list[FoundSkill]:
    """Return the essential skills of the job titles that are not known yet; each once, never sure."""
    names = dict(session.execute(select(Concept.id, Concept.label_nl).where(Concept.id.in_(titles))).all())
    found: dict[int, FoundSkill] = {}
    for title in titles:
        for skill in proposed_skills(session, job_title_id=title):
            if skill.essential and skill.id not in known:
                found.setdefault(skill.id, FoundSkill(skill.id, skill.label, (), sure=False, job_title=names[title]))
    return list(found.values())
