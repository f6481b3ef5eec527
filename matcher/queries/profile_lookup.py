"""What somebody may add to a profile: skills of the job title, skills by id, schools by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.models import Concept, School
from matcher.models.vocabulary import SKILL
from matcher.queries.profile import SchoolRow
from matcher.queries.text_indexes import job_title_linker, school_finder
from matcher.queries.vocabulary import proposed_skills

MOST_SCHOOLS = 10
SHORTEST_SEARCH = 2


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A skill of the vocabulary."""

    id: int
    label: str


def skills_of_job_title(session: Session, *, job_title_id: int | None) -> tuple[ConceptRow, ...]:
    """Return the skills a job title proposes, essential ones first; none for an unknown title."""
    return tuple(ConceptRow(row.id, row.label) for row in proposed_skills(session, job_title_id=job_title_id))


def skills_by_id(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return id -> label of those ids that are skills of the vocabulary, in the order given."""
    wanted = list(dict.fromkeys(ids))
    rows = session.execute(select(Concept.id, Concept.label_nl).where(Concept.kind == SKILL, Concept.id.in_(wanted)))
    labels: dict[int, str] = dict(rows.all())
    return {concept: labels[concept] for concept in wanted if concept in labels}


def schools_by_name(session: Session, text: str) -> tuple[SchoolRow, ...]:
    """Return at most 10 schools that look like ``text``, best first; none for a text shorter than 2 characters."""
    if len(text.strip()) < SHORTEST_SEARCH:
        return ()
    ids = [link.concept_id for link in school_finder(session).search(text, MOST_SCHOOLS)]
    rows = session.execute(select(School.id, School.name, School.town).where(School.id.in_(ids)))
    found = {school: SchoolRow(school, name, town) for school, name, town in rows}
    return tuple(found[school] for school in ids if school in found)


def sure_job_title(session: Session, text: str) -> int | None:
    """Return the job title of the vocabulary that ``text`` surely means; None when that is not sure."""
    links = job_title_linker(session).search(text, 1)
    return links[0].concept_id if links and links[0].sure else None
