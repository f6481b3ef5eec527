"""The vocabulary: concepts of two sources, their surface forms, how they relate, and what was imported."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain.vocabulary import ConceptSource, LinkState, RelationKind
from matcher.models.base import Base, Id, UtcDateTime, choice

SKILL = "skill"
JOB_TITLE = "job_title"
# A shelf of the ESCO hierarchy: gives skills their family, is never offered itself.
SKILL_GROUP = "skill_group"

# The domain of concepts that the project's own tables do not place.
OTHER_DOMAIN = "overig"
# Language of a surface form of which only the text is known (ISO 639-2: undetermined).
ANY_LANGUAGE = "und"

_JOINED = text("state IN ('exact', 'confirmed')")
_ONLY_JOINED: dict[str, Any] = {"unique": True, "sqlite_where": _JOINED, "postgresql_where": _JOINED}


class Concept(Base):
    """A skill, a job title or a group of skills. ``domain`` is the technical domain (e.g. ``elektro``).

    ``parent_id`` is the one parent in the project's own tables; ESCO concepts have theirs in ``concept_relation``.
    ``label_language`` is the language ``label_nl`` really has: English while no Dutch label is known. A ``retired``
    concept stays for the people who have it and is no longer offered.
    """

    __tablename__ = "concept"
    __table_args__ = (Index("ix_concept_kind_domain", "kind", "domain"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    domain: Mapped[str] = mapped_column(String(40))
    label_nl: Mapped[str] = mapped_column(String(160))
    label_en: Mapped[str] = mapped_column(String(160))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id"), index=True)
    source: Mapped[ConceptSource] = mapped_column(
        choice(ConceptSource), default=ConceptSource.STARTER, server_default="starter"
    )
    uri: Mapped[str | None] = mapped_column(String(200), unique=True, index=True)
    label_language: Mapped[str] = mapped_column(String(3), default="nl", server_default="nl")
    retired: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class SurfaceForm(Base):
    """A text that means the concept: its labels, synonyms, abbreviations and spelling variants."""

    __tablename__ = "surface_form"
    __table_args__ = (UniqueConstraint("concept_id", "text", "language"),)

    id: Mapped[Id]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(160))
    language: Mapped[str] = mapped_column(String(3), default=ANY_LANGUAGE, server_default=ANY_LANGUAGE)


class JobTitleSkill(Base):
    """A skill that a job title suggests, by ``position``; essential ones come first."""

    __tablename__ = "job_title_skill"

    job_title_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    essential: Mapped[bool] = mapped_column(Boolean, default=False)


class ConceptRelation(Base):
    """A broader concept or group, or a skill that goes with a skill."""

    __tablename__ = "concept_relation"

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True)
    related_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True, index=True)
    kind: Mapped[RelationKind] = mapped_column(choice(RelationKind), primary_key=True)


class ConceptLink(Base):
    """A starter concept and an ESCO concept that (may) mean the same; ``shared_text`` is why.

    Each concept is joined with one other at most: the two partial indexes see to it.
    """

    __tablename__ = "concept_link"
    __table_args__ = (
        UniqueConstraint("starter_id", "esco_id"),
        CheckConstraint("starter_id <> esco_id", name="two_concepts"),
        Index("uq_concept_link_joined_starter", "starter_id", **_ONLY_JOINED),
        Index("uq_concept_link_joined_esco", "esco_id", **_ONLY_JOINED),
    )

    id: Mapped[Id]
    starter_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), index=True)
    esco_id: Mapped[int] = mapped_column(ForeignKey("concept.id", ondelete="CASCADE"), index=True)
    state: Mapped[LinkState] = mapped_column(choice(LinkState), index=True)
    shared_text: Mapped[str] = mapped_column(String(160), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VocabularyImport(Base):
    """One import that was carried out. ``digest`` is the SHA-256 of the files read, in order of their names.

    ``counts`` is a number per heading of the report; ``skipped`` the first lines left out: file, line, reason.
    """

    __tablename__ = "vocabulary_import"

    id: Mapped[Id]
    source: Mapped[ConceptSource] = mapped_column(choice(ConceptSource))
    version: Mapped[str] = mapped_column(String(20), default="")
    languages: Mapped[str] = mapped_column(String(40), default="")
    digest: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    skipped: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
