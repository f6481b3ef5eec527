"""Brings the project's own concepts in step with its tables; rows of other sources stay untouched."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.data.tables import ConceptRow
from matcher.domain.vocabulary import ConceptSource
from matcher.models import Concept, JobTitleSkill, SurfaceForm, VocabularyImport
from matcher.models.vocabulary import ANY_LANGUAGE
from matcher.services.engine_changes import write_everything_changed
from matcher.services.transaction import Work
from matcher.services.vocabulary.links import link_vocabularies
from matcher.services.vocabulary.report import Report
from matcher.services.vocabulary.rows import add_rows, change_rows, remove_rows

ESSENTIAL_SKILLS = 3
_OWN = Concept.source == ConceptSource.STARTER
_COLUMNS = ("kind", "domain", "label_nl", "label_en", "label_language", "retired")
Keys = dict[str, int]


def load_starter(work: Work, rows: Sequence[ConceptRow]) -> int:
    """Add and change concepts with their parents, surface forms and suggested skills; return how many there are.

    A concept that is no longer in the tables is retired: people may have it.
    """
    session, report = work.session, Report()
    ids = _write_concepts(session, rows, report)
    _write_parents(session, rows, ids, report)
    _write_forms(session, rows, ids, report)
    _write_title_skills(session, rows, ids, report)
    if report.changed_anything:
        _finish(work, rows, report)
    return len(rows)


def _finish(work: Work, rows: Sequence[ConceptRow], report: Report) -> None:
    """Link what changed to the other source, and let every process know."""
    link_vocabularies(work.session, report)
    write_everything_changed(work.session)
    work.session.add(
        VocabularyImport(
            source=ConceptSource.STARTER,
            digest=hashlib.sha256(repr(rows).encode()).hexdigest(),
            imported_at=work.now,
            counts=dict(sorted(report.counts.items())),
        )
    )
    work.session.flush()


def _write_concepts(session: Session, rows: Sequence[ConceptRow], report: Report) -> Keys:
    columns = [getattr(Concept, name) for name in _COLUMNS]
    found = session.execute(select(Concept.key, *columns).where(_OWN))
    present = {row[0]: dict(zip(_COLUMNS, row[1:], strict=True)) for row in found}
    wanted = {row.key: _columns(row) for row in rows}
    gone = {key: {**old, "retired": True} for key, old in present.items() if key not in wanted and not old["retired"]}
    new = [{"key": key, "source": ConceptSource.STARTER, **w} for key, w in wanted.items() if key not in present]
    changed = [((key,), w) for key, w in (wanted | gone).items() if key in present and present[key] != w]
    report.counts["concepts_added"] += add_rows(session, Concept, new)
    report.counts["concepts_changed"] += change_rows(session, Concept, ("key",), changed)
    return dict(session.execute(select(Concept.key, Concept.id).where(_OWN)).all())


def _columns(row: ConceptRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "domain": row.domain,
        "label_nl": row.label_nl,
        "label_en": row.label_en,
        "label_language": "nl",
        "retired": False,
    }


def _write_parents(session: Session, rows: Sequence[ConceptRow], ids: Keys, report: Report) -> None:
    present = dict(session.execute(select(Concept.id, Concept.parent_id).where(_OWN)).all())
    wanted = {ids[row.key]: ids[row.parent] if row.parent else None for row in rows}
    changed = [((i,), {"parent_id": parent}) for i, parent in wanted.items() if present[i] != parent]
    report.counts["relations_changed"] += change_rows(session, Concept, ("id",), changed)


def _write_forms(session: Session, rows: Sequence[ConceptRow], ids: Keys, report: Report) -> None:
    found = session.execute(select(SurfaceForm.concept_id, SurfaceForm.text).join(Concept).where(_OWN))
    present = {(concept, text) for concept, text in found}
    wanted = {(ids[row.key], text): None for row in rows for text in row.surface_forms}
    kept = {ids[row.key] for row in rows}
    gone = {pair for pair in present if pair not in wanted and pair[0] in kept}
    new = [{"concept_id": i, "text": t, "language": ANY_LANGUAGE} for i, t in wanted if (i, t) not in present]
    report.counts["forms_removed"] += remove_rows(session, SurfaceForm, ("concept_id", "text"), gone)
    report.counts["forms_added"] += add_rows(session, SurfaceForm, new)


def _write_title_skills(session: Session, rows: Sequence[ConceptRow], ids: Keys, report: Report) -> None:
    columns = (JobTitleSkill.job_title_id, JobTitleSkill.skill_id, JobTitleSkill.position, JobTitleSkill.essential)
    found = session.execute(select(*columns).join(Concept, Concept.id == JobTitleSkill.job_title_id).where(_OWN))
    present = {(title, skill, position, essential) for title, skill, position, essential in found}
    wanted = {
        (ids[row.key], ids[skill], position, position < ESSENTIAL_SKILLS): None
        for row in rows
        for position, skill in enumerate(row.skills)
    }
    names = ("job_title_id", "skill_id", "position", "essential")
    gone = {row[:2] for row in present if row not in wanted}
    new = [dict(zip(names, row, strict=True)) for row in wanted if row not in present]
    report.counts["title_skills_removed"] += remove_rows(session, JobTitleSkill, names[:2], gone)
    report.counts["title_skills_added"] += add_rows(session, JobTitleSkill, new)
