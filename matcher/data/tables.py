"""Reads the project's own reference tables (CSV beside this file) into frozen rows. No database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
SKILL_DOMAINS = tuple(sorted(path.stem for path in (HERE / "skills").glob("*.csv")))


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table, e.g. ``geo/regions``."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a ``|`` separated cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A concept of the vocabulary. ``parent`` is a key; ``skills`` are keys suggested by a job title."""

    key: str
    kind: str
    domain: str
    label_nl: str
    label_en: str
    parent: str | None
    synonyms: tuple[str, ...]
    skills: tuple[str, ...] = ()

    @property
    def surface_forms(self) -> tuple[str, ...]:
        """Every text that means this concept, each once whatever its case."""
        seen: dict[str, str] = {}
        for text in (self.label_nl, self.label_en, *self.synonyms):
            seen.setdefault(text.casefold(), text)
        return tuple(seen.values())


@cache
def concepts() -> tuple[ConceptRow, ...]:
    """Return all skills, then all job titles, in the order of the files."""
    skills = [
        ConceptRow(
            row["key"], "skill", domain, row["label_nl"], row["label_en"], row["parent"] or None, split(row["synonyms"])
        )
        for domain in SKILL_DOMAINS
        for row in read_rows(f"skills/{domain}")
    ]
    titles = [
        ConceptRow(
            row["key"],
            "job_title",
            domain,
            row["label_nl"],
            row["label_en"],
            None,
            split(row["synonyms"]),
            split(row["skills"]),
        )
        for domain in SKILL_DOMAINS
        for row in read_rows(f"job_titles/{domain}")
    ]
    return (*skills, *titles)
