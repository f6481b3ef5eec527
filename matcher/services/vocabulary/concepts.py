"""The concepts of a bundle: rows of several files and languages put together per concept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from matcher.models.vocabulary import JOB_TITLE, SKILL, SKILL_GROUP
from matcher.services.vocabulary.bundle import BundleFile, Role, Row, rows_of
from matcher.services.vocabulary.report import BundleError, Report

LONGEST_TEXT = 160
LONGEST_KEY = 120
LONGEST_URI = 200
KINDS = {Role.SKILLS: SKILL, Role.COLLECTION: SKILL, Role.OCCUPATIONS: JOB_TITLE, Role.GROUPS: SKILL_GROUP}
TYPES = {SKILL: "KnowledgeSkillCompetence", JOB_TITLE: "Occupation", SKILL_GROUP: "SkillGroup"}
# A file of which more than this share cannot be used is the wrong file, whatever its header says.
MOST_UNUSABLE = 0.05
# Cells with several labels have them on lines of their own, or (in the collections) between bars.
_BETWEEN = re.compile(r"\s*(?:\n|\r| \| )\s*")
_URI = re.compile(r"^https?://\S+$")


@dataclass(slots=True)
class Entry:
    """A concept as the bundle has it: preferred label and all texts per language, texts once each, in their order."""

    uri: str
    kind: str
    retired: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, None]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The concept's key in the vocabulary."""
        return key_of(self.uri)


@dataclass(slots=True)
class Bundle:
    """Concepts by uri, and the kinds of which the bundle has the whole list (so that what is missing has gone)."""

    entries: dict[str, Entry] = field(default_factory=dict)
    whole_kinds: set[str] = field(default_factory=set)


def key_of(uri: str) -> str:
    """Return the key of an ESCO concept: ``esco:skill/0005c151...``."""
    return "esco:" + uri.rsplit("/esco/", 1)[-1]


def read_concepts(files: Iterable[BundleFile], report: Report) -> Bundle:
    """Read the files with concepts. Raises :class:`BundleError` for a file that is broken or the wrong one."""
    bundle = Bundle()
    for file in files:
        report.tell(f"{file.name} lezen")
        _read_file(file, bundle, report)
        if file.role is not Role.COLLECTION:
            bundle.whole_kinds.add(KINDS[file.role])
    return bundle


def _read_file(file: BundleFile, bundle: Bundle, report: Report) -> None:
    kind, seen = KINDS[file.role], set[str]()
    tally = Tally(file.name)
    for row in rows_of(file):
        uri = row.get("conceptUri")
        reason = _unusable(row, uri, kind, seen, bundle)
        tally.count(row, reason, report)
        if not reason:
            seen.add(uri)
            _merge(bundle, row, kind, file.language, report)
    tally.check()
    report.counts["concept_rows"] += tally.rows


def _unusable(row: Row, uri: str, kind: str, seen: set[str], bundle: Bundle) -> str:
    """Return why a row cannot be used; empty when it can."""
    label, concept_type = row.get("preferredLabel"), row.get("conceptType")
    known = bundle.entries.get(uri)
    checks = (
        (not _URI.match(uri), f"{uri or 'leeg'} is geen uri"),
        (len(uri) > LONGEST_URI or len(key_of(uri)) > LONGEST_KEY, "de uri is te lang"),
        (bool(concept_type) and concept_type != TYPES[kind], f"soort {concept_type} hoort niet in dit bestand"),
        (not label, "geen naam"),
        (len(label) > LONGEST_TEXT, f"de naam is langer dan {LONGEST_TEXT} tekens"),
        (uri in seen, "dit begrip stond al in dit bestand"),
        (known is not None and known.kind != kind, "dit begrip stond als andere soort in een ander bestand"),
    )
    return next((reason for failed, reason in checks if failed), "")


def _merge(bundle: Bundle, row: Row, kind: str, language: str, report: Report) -> None:
    uri = row.get("conceptUri")
    entry = bundle.entries.setdefault(uri, Entry(uri, kind))
    entry.retired |= row.get("status").casefold() not in {"", "released"}
    entry.labels.setdefault(language, " ".join(row.get("preferredLabel").split()))
    texts = entry.texts.setdefault(language, {})
    for text in _texts(row):
        if len(text) <= LONGEST_TEXT:
            texts[text] = None
        else:
            report.skip(row.file, row.line, f"schrijfwijze langer dan {LONGEST_TEXT} tekens: {text[:40]}...")


def _texts(row: Row) -> Iterator[str]:
    for column in ("preferredLabel", "altLabels", "hiddenLabels"):
        for text in _BETWEEN.split(row.get(column)):
            if text.strip():
                yield " ".join(text.split())


@dataclass(slots=True)
class Tally:
    """Counts the rows of one file, and refuses it when too many cannot be used."""

    file: str
    rows: int = 0
    unusable: int = 0
    first: str = ""

    def count(self, row: Row, reason: str, report: Report) -> None:
        """Count a row; with a reason it is left out and reported."""
        self.rows += 1
        if reason:
            self.unusable += 1
            self.first = self.first or f"regel {row.line}: {reason}"
            report.skip(row.file, row.line, reason)

    def check(self, advice: str = "Kijk of dit het goede bestand is, en of het heel is.") -> None:
        """Raise :class:`BundleError` when the file is empty or too little of it can be used."""
        if not self.rows:
            raise BundleError(f"{self.file} heeft geen regels. Download het bestand opnieuw, of haal het uit de map.")
        if self.unusable == self.rows or self.unusable > max(1, self.rows * MOST_UNUSABLE):
            raise BundleError(
                f"{self.file}: {self.unusable} van {self.rows} regels zijn niet bruikbaar ({self.first}). {advice}"
            )
