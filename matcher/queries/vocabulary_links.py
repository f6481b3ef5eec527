"""The admin's view of the vocabulary: imports, and links between the own concepts and those of ESCO."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from matcher.domain.errors import NotFoundError
from matcher.domain.vocabulary import JOINED, ConceptSource, LinkState
from matcher.models import Concept, ConceptLink, SurfaceForm, VocabularyImport
from matcher.queries.paging import Page, contains, fetch_page

LAST_IMPORTS = 5
MOST_FOUND = 20
SHORTEST_SEARCH = 2


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept to tell apart from another: its labels, kind and uri (None for our own)."""

    id: int
    kind: str
    label_nl: str
    label_en: str
    uri: str | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A pair with the text both have, and its state."""

    id: int
    state: LinkState
    shared_text: str
    starter: ConceptView
    esco: ConceptView


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: when, of what, and its report."""

    id: int
    source: ConceptSource
    version: str
    languages: str
    digest: str
    imported_at: datetime
    counts: dict[str, int]
    skipped: list[dict[str, Any]]


def last_imports(session: Session) -> tuple[ImportRow, ...]:
    """Return the last imports, newest first."""
    rows = session.scalars(select(VocabularyImport).order_by(VocabularyImport.id.desc()).limit(LAST_IMPORTS))
    return tuple(_import_row(row) for row in rows)


def import_report(session: Session, *, import_id: int) -> ImportRow:
    """Return one import. Raises ``NotFoundError``."""
    row = session.get(VocabularyImport, import_id)
    if row is None:
        raise NotFoundError
    return _import_row(row)


def _import_row(row: VocabularyImport) -> ImportRow:
    return ImportRow(
        row.id, row.source, row.version, row.languages, row.digest, row.imported_at, dict(row.counts), list(row.skipped)
    )


def link_counts(session: Session) -> dict[LinkState, int]:
    """Return how many links there are in each state, zero included."""
    found = dict(session.execute(select(ConceptLink.state, func.count()).group_by(ConceptLink.state)).all())
    return {state: found.get(state, 0) for state in LinkState}


def list_links(session: Session, *, states: Iterable[LinkState], search: str, page: int) -> Page[LinkRow]:
    """Return links by label of the starter concept; all states when none is asked for."""
    starter, esco = aliased(Concept), aliased(Concept)
    statement = (
        select(ConceptLink, starter, esco)
        .join(starter, starter.id == ConceptLink.starter_id)
        .join(esco, esco.id == ConceptLink.esco_id)
        .where(ConceptLink.state.in_(list(states) or list(LinkState)))
        .order_by(func.lower(starter.label_nl), starter.id, esco.label_nl, esco.id)
    )
    if search.strip():
        labels = (starter.label_nl, starter.label_en, esco.label_nl, esco.label_en)
        pattern = contains(search)
        statement = statement.where(or_(*(func.lower(label).like(pattern, escape="\\") for label in labels)))
    return fetch_page(session, statement, lambda row: _link_row(*row), number=page)


def _link_row(link: ConceptLink, starter: Concept, esco: Concept) -> LinkRow:
    return LinkRow(link.id, link.state, link.shared_text, _view(starter), _view(esco))


def _view(concept: Concept) -> ConceptView:
    return ConceptView(concept.id, concept.kind, concept.label_nl, concept.label_en, concept.uri)


def own_concept(session: Session, *, concept_id: int) -> ConceptView:
    """Return a concept of our own. Raises ``NotFoundError``."""
    concept = session.get(Concept, concept_id)
    if concept is None or concept.source != ConceptSource.STARTER:
        raise NotFoundError
    return _view(concept)


def find_esco(session: Session, *, kind: str, text: str) -> tuple[ConceptView, ...]:
    """Return ESCO concepts of a kind with ``text`` in one of their forms, shortest label first.

    Retired ones and those that are joined already are left out; a text shorter than two characters finds nothing.
    """
    if len(text.strip()) < SHORTEST_SEARCH:
        return ()
    has_form = exists().where(
        SurfaceForm.concept_id == Concept.id, func.lower(SurfaceForm.text).like(contains(text), escape="\\")
    )
    joined = exists().where(ConceptLink.esco_id == Concept.id, ConceptLink.state.in_(JOINED))
    rows = session.scalars(
        select(Concept)
        .where(Concept.source == ConceptSource.ESCO, Concept.kind == kind, Concept.retired.is_(False))
        .where(has_form, ~joined)
        .order_by(func.length(Concept.label_nl), Concept.label_nl, Concept.id)
        .limit(MOST_FOUND)
    )
    return tuple(_view(concept) for concept in rows)
