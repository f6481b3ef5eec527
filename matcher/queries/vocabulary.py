"""The vocabulary as one: both sources with what is linked taken together, and what it says about closeness."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from matcher.domain.vocabulary import JOINED, ConceptSource, RelationKind
from matcher.matching.vocabulary import Ints, Relations, relatedness
from matcher.models import Concept, ConceptLink, ConceptRelation, JobTitleSkill, SurfaceForm, VocabularyImport
from matcher.models.vocabulary import JOB_TITLE, SKILL

# More than this is no proposal but a catalogue: ESCO has up to a hundred skills for one job title.
MOST_PROPOSED = 24

_LINKED = ConceptLink.state.in_(JOINED)


def canonical_ids(session: Session) -> dict[int, int]:
    """Return the starter concept that stands for each linked ESCO concept; concepts without a link are not in it.

    A retired starter concept stands for nobody.
    """
    rows = session.execute(
        select(ConceptLink.esco_id, ConceptLink.starter_id)
        .join(Concept, Concept.id == ConceptLink.starter_id)
        .where(_LINKED, Concept.retired.is_(False))
    )
    return dict(rows.all())


def offered_forms(session: Session) -> list[tuple[int, str, str]]:
    """Return (concept id, text, kind) of every skill and job title that is offered, oldest form first.

    Retired concepts are left out; forms of a linked ESCO concept count as forms of its starter concept, so that
    nobody sees the same thing twice.
    """
    same = canonical_ids(session)
    rows = session.execute(
        select(Concept.id, Concept.retired, SurfaceForm.text, Concept.kind)
        .join(SurfaceForm, SurfaceForm.concept_id == Concept.id)
        .where(Concept.kind.in_((SKILL, JOB_TITLE)))
        .order_by(SurfaceForm.id)
    )
    return [
        (same.get(concept, concept), text, kind)
        for concept, retired, text, kind in rows
        if concept in same or not retired
    ]


def offered_stamp(session: Session) -> tuple[Any, ...]:
    """Return a value that differs after every import, load or decision that changes :func:`offered_forms`; cheap."""
    last = select(VocabularyImport.id, VocabularyImport.digest).order_by(VocabularyImport.id.desc()).limit(1)
    linked = func.sum(case((_LINKED, ConceptLink.id)))
    links = select(func.count(), func.max(ConceptLink.decided_at), linked).select_from(ConceptLink)
    return (*(session.execute(last).one_or_none() or ()), *session.execute(links).one())


def related_matrix(session: Session, concept_ids: Sequence[int]) -> csr_array:
    """Return the closeness (c, c) of these concepts, as ``matching.vocabulary.relatedness`` describes it."""
    return relatedness(concept_ids, relations=load_relations(session))


def load_relations(session: Session) -> Relations:
    """Return all links of both sources."""
    parents = select(Concept.id, Concept.parent_id).where(Concept.parent_id.is_not(None))
    titles = select(JobTitleSkill.job_title_id, JobTitleSkill.skill_id)
    return Relations(
        broader=np.concatenate([_table(session, parents), _relations(session, RelationKind.BROADER)]),
        essential=_relations(session, RelationKind.ESSENTIAL),
        optional=_relations(session, RelationKind.OPTIONAL),
        title_essential=_table(session, titles.where(JobTitleSkill.essential)),
        title_optional=_table(session, titles.where(JobTitleSkill.essential.is_(False))),
        same=_table(session, select(ConceptLink.starter_id, ConceptLink.esco_id).where(_LINKED)),
    )


def _relations(session: Session, kind: RelationKind) -> Ints:
    columns = select(ConceptRelation.concept_id, ConceptRelation.related_id)
    return _table(session, columns.where(ConceptRelation.kind == kind))


def _table(session: Session, statement: Select[*tuple[Any, ...]]) -> Ints:
    rows = [tuple(row) for row in session.execute(statement)]
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


@dataclass(frozen=True, slots=True)
class ProposedSkill:
    """A skill that a job title proposes."""

    id: int
    label: str
    essential: bool


def proposed_skills(
    session: Session, *, job_title_id: int | None, limit: int = MOST_PROPOSED
) -> tuple[ProposedSkill, ...]:
    """Return the skills of a job title, of both sources when it is linked: our own first, of each the essential ones.

    A linked skill is proposed as the starter concept; retired skills are not proposed.
    """
    if job_title_id is None:
        return ()
    same = canonical_ids(session)
    titles = _family(job_title_id, same)
    rows = session.execute(
        select(JobTitleSkill.skill_id, JobTitleSkill.essential)
        .join(Concept, Concept.id == JobTitleSkill.job_title_id)
        .where(JobTitleSkill.job_title_id.in_(titles))
        .order_by(Concept.source.desc(), JobTitleSkill.essential.desc(), JobTitleSkill.position, JobTitleSkill.skill_id)
    )
    essential: dict[int, bool] = {}
    for skill, needed in rows:
        essential.setdefault(same.get(skill, skill), needed)
    labels = _offered_labels(session, essential)
    found = [ProposedSkill(skill, labels[skill], needed) for skill, needed in essential.items() if skill in labels]
    return tuple(found[:limit])


def _family(concept_id: int, same: Mapping[int, int]) -> set[int]:
    """Return the concept with all that is linked to it."""
    standing = same.get(concept_id, concept_id)
    return {concept_id, standing, *(esco for esco, starter in same.items() if starter == standing)}


def _offered_labels(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(
        select(Concept.id, Concept.label_nl).where(
            Concept.id.in_(list(ids)), Concept.kind == SKILL, Concept.retired.is_(False)
        )
    )
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class EscoState:
    """That ESCO is in use: the version (empty when not known) and when it was imported last."""

    version: str
    imported_at: Any


def esco_state(session: Session) -> EscoState | None:
    """Return which ESCO is in use; None when its concepts were never imported."""
    present = session.scalar(select(Concept.id).where(Concept.source == ConceptSource.ESCO).limit(1))
    if present is None:
        return None
    last = (
        select(VocabularyImport.version, VocabularyImport.imported_at)
        .where(VocabularyImport.source == ConceptSource.ESCO)
        .order_by(VocabularyImport.id.desc())
        .limit(1)
    )
    row = session.execute(last).one_or_none()
    return EscoState(row[0], row[1]) if row else EscoState("", None)
