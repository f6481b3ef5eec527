"""Suggestions while somebody types: skills and job titles of the vocabulary, schools."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.matching.linker import Link, Linker
from matcher.matching.text_normalise import normalise
from matcher.models import Concept
from matcher.models.vocabulary import OTHER_DOMAIN
from matcher.queries.text_indexes import job_title_linker, skill_linker

SUGGESTIONS = 8
_MAX_TEXT = 160


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of a list of suggestions. ``detail`` tells lines apart: the other name that matched, or the field."""

    id: int
    label: str
    detail: str


def suggest_skills(session: Session, text: str, limit: int = SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Return skills that look like ``text``, best first; typing errors are forgiven."""
    return _concepts(session, skill_linker(session), text, limit)


def suggest_job_titles(session: Session, text: str, limit: int = SUGGESTIONS) -> tuple[Suggestion, ...]:
    """Return job titles that look like ``text``, best first; typing errors are forgiven."""
    return _concepts(session, job_title_linker(session), text, limit)


def _concepts(session: Session, linker: Linker, text: str, limit: int) -> tuple[Suggestion, ...]:
    links = linker.search(text.strip()[:_MAX_TEXT], limit)
    rows = session.scalars(select(Concept).where(Concept.id.in_([link.concept_id for link in links])))
    found = {concept.id: concept for concept in rows}
    return tuple(_suggestion(found[link.concept_id], link) for link in links if link.concept_id in found)


def _suggestion(concept: Concept, link: Link) -> Suggestion:
    same = normalise(link.surface) == normalise(concept.label_nl)
    return Suggestion(concept.id, concept.label_nl, _field(concept) if same else f"ook: {link.surface}")


def _field(concept: Concept) -> str:
    """Return the domain; of what has none, only that there is no Dutch name yet."""
    if concept.domain != OTHER_DOMAIN:
        return concept.domain
    return "" if concept.label_language == "nl" else "Engelse naam"
