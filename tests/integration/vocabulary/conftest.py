from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from matcher.domain.vocabulary import ConceptSource
from matcher.models import Concept, ConceptLink, ConceptRelation, JobTitleSkill, SurfaceForm, VocabularyImport
from matcher.services.vocabulary.importing import import_esco
from tests.integration.vocabulary.bundle import DEFAULT, write_bundle


@pytest.fixture
def bundle(tmp_path):
    """A function that writes a bundle; every time to a folder of its own."""
    made = []

    def make(names=DEFAULT, **options):
        made.append(tmp_path / f"bundel-{len(made)}")
        return write_bundle(made[-1], names, **options)

    return make


@pytest.fixture
def load(session, work_as):
    """Import a folder."""

    def run(folder, **options):
        session.commit()
        report = import_esco(work_as(), folder=folder, **options)
        session.expire_all()
        return report

    return run


@pytest.fixture
def esco(session):
    """An ESCO concept by uri."""

    def find(uri):
        session.expire_all()
        return session.scalar(select(Concept).where(Concept.uri == uri))

    return find


@pytest.fixture
def stored(session):
    """Everything the import writes, to compare before and after."""

    def read():
        session.expire_all()
        of_esco = Concept.source == ConceptSource.ESCO
        concepts = session.execute(
            select(
                Concept.uri, Concept.kind, Concept.label_nl, Concept.label_en, Concept.label_language, Concept.retired
            )
            .where(of_esco)
            .order_by(Concept.uri)
        )
        forms = session.execute(
            select(Concept.uri, SurfaceForm.language, SurfaceForm.text)
            .join(Concept, Concept.id == SurfaceForm.concept_id)
            .where(of_esco)
            .order_by(Concept.uri, SurfaceForm.language, SurfaceForm.text)
        )
        count = {
            model: session.scalar(select(func.count()).select_from(model))
            for model in (ConceptRelation, JobTitleSkill, ConceptLink, VocabularyImport, Concept, SurfaceForm)
        }
        return SimpleNamespace(
            concepts=[tuple(row) for row in concepts], forms=[tuple(row) for row in forms], count=count
        )  # fmt: skip

    return read
