"""Writes the concepts of a bundle and their surface forms, and retires what the bundle no longer has."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.vocabulary import ConceptSource
from matcher.models import Concept, SurfaceForm
from matcher.models.vocabulary import OTHER_DOMAIN
from matcher.services.vocabulary.concepts import Bundle, Entry
from matcher.services.vocabulary.loss import Loss
from matcher.services.vocabulary.report import Report
from matcher.services.vocabulary.rows import add_rows, change_rows, remove_rows

DUTCH, ENGLISH = "nl", "en"
_COLUMNS = ("kind", "domain", "label_nl", "label_en", "label_language", "retired")
_OF_ESCO = Concept.source == ConceptSource.ESCO
Present = dict[str, dict[str, Any]]


def known_uris(session: Session) -> frozenset[str]:
    """Return the uris of all ESCO concepts, retired ones too."""
    return frozenset(session.scalars(select(Concept.uri).where(_OF_ESCO, Concept.uri.is_not(None))))


def write_concepts(session: Session, bundle: Bundle, loss: Loss, report: Report) -> dict[str, int]:
    """Add, change, retire and revive concepts; return uri -> id of all ESCO concepts."""
    report.tell("begrippen bijwerken")
    present = _present(session)
    wanted = {uri: _columns(entry, present.get(uri)) for uri, entry in bundle.entries.items()}
    wanted |= _gone(bundle, present, loss)
    new = sorted(wanted.keys() - present.keys())
    rows = [{"key": bundle.entries[u].key, "uri": u, "source": ConceptSource.ESCO, **wanted[u]} for u in new]
    report.counts["concepts_added"] += add_rows(session, Concept, rows)
    _change(session, wanted, present, report)
    return {uri: i for uri, i in session.execute(select(Concept.uri, Concept.id).where(_OF_ESCO)) if uri}


def _present(session: Session) -> Present:
    columns = [getattr(Concept, name) for name in _COLUMNS]
    rows = session.execute(select(Concept.uri, *columns).where(_OF_ESCO))
    return {row[0]: dict(zip(_COLUMNS, row[1:], strict=True)) for row in rows}


def _columns(entry: Entry, present: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the columns of a concept. A label of an earlier import stays when this one has none in that language."""
    labels = {**_labels(present), **entry.labels}
    dutch, english = labels.get(DUTCH), labels.get(ENGLISH)
    label = dutch or english or next(iter(entry.labels.values()))
    return {
        "kind": entry.kind,
        "domain": OTHER_DOMAIN,
        "label_nl": label,
        "label_en": english or label,
        "label_language": DUTCH if dutch else ENGLISH,
        "retired": entry.retired,
    }


def _labels(present: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the labels a concept really has by language; the one that stands in for the other is left out."""
    if present is None:
        return {}
    if present["label_language"] == ENGLISH:
        return {ENGLISH: present["label_en"]}
    same = present["label_en"] == present["label_nl"]
    return {DUTCH: present["label_nl"]} | ({} if same else {ENGLISH: present["label_en"]})


def _gone(bundle: Bundle, present: Present, loss: Loss) -> Present:
    """Return the concepts that the bundle should have and has not, as retired."""
    found: Present = {}
    for kind in sorted(bundle.whole_kinds):
        live = [uri for uri, row in present.items() if row["kind"] == kind and not row["retired"]]
        missing = [uri for uri in live if uri not in bundle.entries]
        loss.check("begrippen", len(missing), len(live))
        found |= {uri: {**present[uri], "retired": True} for uri in missing}
    return found


def _change(session: Session, wanted: Present, present: Present, report: Report) -> None:
    different = {uri: row for uri, row in sorted(wanted.items()) if uri in present and present[uri] != row}
    change_rows(session, Concept, ("uri",), [((uri,), row) for uri, row in different.items()])
    for uri, row in different.items():
        went, came = row["retired"] and not present[uri]["retired"], present[uri]["retired"] and not row["retired"]
        report.counts["concepts_retired" if went else "concepts_revived" if came else "concepts_changed"] += 1


def write_forms(session: Session, bundle: Bundle, ids: Mapping[str, int], report: Report) -> None:
    """Make the surface forms of the bundle's concepts in the bundle's languages equal to the bundle's."""
    report.tell("schrijfwijzen bijwerken")
    present: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = select(SurfaceForm.concept_id, SurfaceForm.language, SurfaceForm.text).join(Concept).where(_OF_ESCO)
    for concept, language, text in session.execute(rows):
        present[concept, language].add(text)
    added, removed = [], []
    for uri, entry in sorted(bundle.entries.items()):
        concept = ids[uri]
        for language, texts in sorted(entry.texts.items()):
            there = present.get((concept, language), set())
            added += [{"concept_id": concept, "language": language, "text": t} for t in texts if t not in there]
            removed += [(concept, language, text) for text in there - texts.keys()]
    report.counts["forms_removed"] += remove_rows(session, SurfaceForm, ("concept_id", "language", "text"), removed)
    report.counts["forms_added"] += add_rows(session, SurfaceForm, added)
