"""The relations of a bundle, as pairs of uris of concepts that are known."""

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from matcher.domain.vocabulary import RelationKind
from matcher.services.vocabulary.bundle import BundleFile, Role, Row, rows_of
from matcher.services.vocabulary.concepts import Tally
from matcher.services.vocabulary.report import Report

UriPair = tuple[str, str]
_COLUMNS = {
    Role.OCCUPATION_SKILLS: ("occupationUri", "skillUri"),
    Role.BROADER: ("conceptUri", "broaderUri"),
    Role.SKILL_SKILLS: ("originalSkillUri", "relatedSkillUri"),
}
_ADVICE = (
    "Neem ook de bestanden met de begrippen zelf mee (skills_..., occupations_... en skillGroups_... van dezelfde "
    "versie, in een taal die u kiest met --language), en kijk of die heel zijn."
)


@dataclass(slots=True)
class Relations:
    """Relations by role, only of the files there were; each pair once, essential before optional."""

    pairs: dict[Role, dict[UriPair, RelationKind]] = field(default_factory=dict)

    def positions(self) -> dict[UriPair, tuple[int, bool]]:
        """Return for each (job title, skill) its place in the list of the title, and whether it is essential.

        Essential skills first, then those that fewer job titles have: they tell more about the title.
        """
        pairs = self.pairs.get(Role.OCCUPATION_SKILLS, {})
        common = Counter(skill for _title, skill in pairs)
        order = sorted(pairs, key=lambda p: (p[0], pairs[p] != RelationKind.ESSENTIAL, common[p[1]], p[1]))
        found: dict[UriPair, tuple[int, bool]] = {}
        position, title = 0, ""
        for pair in order:
            position, title = (position + 1 if pair[0] == title else 0), pair[0]
            found[pair] = (position, pairs[pair] == RelationKind.ESSENTIAL)
        return found


def read_relations(files: Iterable[BundleFile], known: Container[str], report: Report) -> Relations:
    """Read the files with relations; those to unknown concepts are left out and reported.

    Raises :class:`BundleError` for a broken file, and for one of which too much is unknown.
    """
    relations = Relations()
    for file in files:
        report.tell(f"{file.name} lezen")
        relations.pairs[file.role] = _read_file(file, known, report)
    return relations


def _read_file(file: BundleFile, known: Container[str], report: Report) -> dict[UriPair, RelationKind]:
    found: dict[UriPair, RelationKind] = {}
    tally = Tally(file.name)
    columns = _COLUMNS[file.role]
    for row in rows_of(file):
        first, second = (row.get(column) for column in columns)
        kind = RelationKind.BROADER if file.role is Role.BROADER else _kind(row)
        reason = _unusable(first, second, kind, known)
        tally.count(row, reason, report)
        if not reason and kind and found.get((first, second)) != RelationKind.ESSENTIAL:
            found[first, second] = kind
    tally.check(_ADVICE)
    report.counts["relation_rows"] += tally.rows
    return found


def _kind(row: Row) -> RelationKind | None:
    name = row.get("relationType").casefold()
    return RelationKind(name) if name in {RelationKind.ESSENTIAL, RelationKind.OPTIONAL} else None


def _unusable(first: str, second: str, kind: RelationKind | None, known: Container[str]) -> str:
    if kind is None:
        return "relationType is niet essential of optional"
    unknown = [uri or "(leeg)" for uri in (first, second) if uri not in known]
    if unknown:
        return f"onbekend begrip {' en '.join(unknown)}"
    return "een begrip met zichzelf" if first == second else ""
