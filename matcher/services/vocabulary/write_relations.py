"""Writes the relations of a bundle: broader concepts, skills with skills, skills of job titles."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.vocabulary import ConceptSource, RelationKind
from matcher.models import Concept, ConceptRelation, JobTitleSkill
from matcher.services.vocabulary.bundle import Role
from matcher.services.vocabulary.loss import Loss
from matcher.services.vocabulary.relations import Relations
from matcher.services.vocabulary.report import Report
from matcher.services.vocabulary.rows import add_rows, change_rows, remove_rows

# Which relations a file rules: what is in the table and not in the file goes.
_RULED = {Role.BROADER: (RelationKind.BROADER,), Role.SKILL_SKILLS: (RelationKind.ESSENTIAL, RelationKind.OPTIONAL)}
_OF_ESCO = Concept.source == ConceptSource.ESCO
_RELATION = ("concept_id", "related_id", "kind")
_TITLE_SKILL = ("job_title_id", "skill_id")


def write_relations(session: Session, relations: Relations, ids: Mapping[str, int], loss: Loss, report: Report) -> None:
    """Make the relations of ESCO concepts equal to those of the files that there are."""
    report.tell("relaties bijwerken")
    for role, kinds in _RULED.items():
        if role in relations.pairs:
            wanted = {(ids[a], ids[b], kind) for (a, b), kind in relations.pairs[role].items()}
            _write(session, wanted, kinds, loss, report)
    if Role.OCCUPATION_SKILLS in relations.pairs:
        positions = {(ids[t], ids[s]): place for (t, s), place in relations.positions().items()}
        _write_title_skills(session, positions, loss, report)


def _write(
    session: Session,
    wanted: set[tuple[int, int, RelationKind]],
    kinds: tuple[RelationKind, ...],
    loss: Loss,
    report: Report,
) -> None:
    rows = (
        select(ConceptRelation.concept_id, ConceptRelation.related_id, ConceptRelation.kind)
        .join(Concept, Concept.id == ConceptRelation.concept_id)
        .where(_OF_ESCO, ConceptRelation.kind.in_(kinds))
    )
    present = {(concept, related, kind) for concept, related, kind in session.execute(rows)}
    loss.check("relaties tussen vaardigheden", len(present - wanted), len(present))
    report.counts["relations_removed"] += remove_rows(session, ConceptRelation, _RELATION, present - wanted)
    added = [dict(zip(_RELATION, row, strict=True)) for row in sorted(wanted - present)]
    report.counts["relations_added"] += add_rows(session, ConceptRelation, added)


def _write_title_skills(
    session: Session, wanted: Mapping[tuple[int, int], tuple[int, bool]], loss: Loss, report: Report
) -> None:
    columns = (JobTitleSkill.job_title_id, JobTitleSkill.skill_id, JobTitleSkill.position, JobTitleSkill.essential)
    rows = session.execute(select(*columns).join(Concept, Concept.id == JobTitleSkill.job_title_id).where(_OF_ESCO))
    present = {(title, skill): (position, essential) for title, skill, position, essential in rows}
    gone = present.keys() - wanted.keys()
    loss.check("vaardigheden bij beroepen", len(gone), len(present))
    added = [
        {
            "job_title_id": title,
            "skill_id": skill,
            "position": wanted[title, skill][0],
            "essential": wanted[title, skill][1],
        }
        for title, skill in sorted(wanted.keys() - present.keys())
    ]
    changed = [
        (pair, {"position": wanted[pair][0], "essential": wanted[pair][1]})
        for pair in sorted(wanted.keys() & present.keys())
        if wanted[pair] != present[pair]
    ]
    report.counts["title_skills_removed"] += remove_rows(session, JobTitleSkill, _TITLE_SKILL, gone)
    report.counts["title_skills_added"] += add_rows(session, JobTitleSkill, added)
    report.counts["title_skills_changed"] += change_rows(session, JobTitleSkill, _TITLE_SKILL, changed)
