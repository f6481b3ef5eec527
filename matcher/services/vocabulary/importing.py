"""Imports the CSV bundle of ESCO: everything is read and checked first, then written in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.domain.vocabulary import ConceptSource
from matcher.models import VocabularyImport
from matcher.services.engine_changes import write_everything_changed
from matcher.services.transaction import Work, transactional
from matcher.services.vocabulary.bundle import CONCEPT_ROLES, digest_of, files_of, version_of
from matcher.services.vocabulary.concepts import Bundle, read_concepts
from matcher.services.vocabulary.links import link_vocabularies
from matcher.services.vocabulary.loss import Loss
from matcher.services.vocabulary.relations import Relations, read_relations
from matcher.services.vocabulary.report import Report
from matcher.services.vocabulary.write_concepts import known_uris, write_concepts, write_forms
from matcher.services.vocabulary.write_relations import write_relations

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class _Read:
    """A bundle in memory: what is written, and where it came from."""

    bundle: Bundle
    relations: Relations
    digest: str
    languages: tuple[str, ...]


def import_esco(
    work: Work,
    *,
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    version: str = "",
    allow_loss: bool = False,
    tell: Callable[[str], object] = lambda _text: None,
) -> Report:
    """Bring the ESCO part of the vocabulary in step with a bundle; the same bundle again changes nothing.

    Concepts that the bundle no longer has are retired, never deleted. Raises ``BundleError`` for files that are
    missing, broken, cut or the wrong ones; nothing has changed then.
    """
    report = Report(tell=tell, version=version or version_of(folder))
    read = _read(work, folder, languages, report)
    _write(work, read, Loss(allow_loss), report)
    return report


def _read(work: Work, folder: Path, languages: Sequence[str], report: Report) -> _Read:
    asked = tuple(language for language in LANGUAGES if language in languages)
    files = files_of(folder, asked)
    concepts = read_concepts([file for file in files if file.role in CONCEPT_ROLES], report)
    known = known_uris(work.session)
    # Reading takes seconds: nobody waits for a lock that this would hold.
    work.session.rollback()
    others = [file for file in files if file.role not in CONCEPT_ROLES]
    relations = read_relations(others, concepts.entries.keys() | known, report)
    found = tuple(sorted({file.language for file in files if file.role in CONCEPT_ROLES}))
    return _Read(concepts, relations, digest_of(files), found)


@transactional
def _write(work: Work, read: _Read, loss: Loss, report: Report) -> None:
    session = work.session
    ids = write_concepts(session, read.bundle, loss, report)
    write_forms(session, read.bundle, ids, report)
    write_relations(session, read.relations, ids, loss, report)
    link_vocabularies(session, report)
    if report.changed_anything:
        write_everything_changed(session)
    session.add(
        VocabularyImport(
            source=ConceptSource.ESCO,
            version=report.version[:20],
            languages=" ".join(read.languages),
            digest=read.digest,
            imported_at=work.now,
            counts=dict(sorted(report.counts.items())),
            skipped=[{"file": s.file, "line": s.line, "reason": s.reason} for s in report.skipped],
        )
    )
    session.flush()
