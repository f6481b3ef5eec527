"""Which column of a file is which field: proposed by name, chosen by the coordinator."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from matcher.domain.desk import ImportKind
from matcher.domain.errors import InvalidInputError
from matcher.domain.imports import TARGETS, Target, required_of
from matcher.matching.text_normalise import normalise

# Below this a name only looks like another; nobody is helped by a wrong guess.
ALIKE = 86


def proposed_mapping(kind: ImportKind, columns: Sequence[str]) -> dict[str, int]:
    """Return field -> number of the column that has its name, best matches first; each column serves one field."""
    pairs = sorted(_scores(TARGETS[kind], columns), key=lambda each: (-each[0], each[1], each[2]))
    found: dict[int, int] = {}
    for _score, target, column in pairs:
        if target not in found and column not in found.values():
            found[target] = column
    return {TARGETS[kind][target].code: column for target, column in sorted(found.items())}


def _scores(targets: Sequence[Target], columns: Sequence[str]) -> list[tuple[float, int, int]]:
    """Return (score, target, column) of all that are alike; an exact name goes before all others."""
    heads = [normalise(column) for column in columns]
    found = []
    for number, target in enumerate(targets):
        names = [normalise(name) for name in (target.label, target.code, *target.synonyms)]
        scores = process.cdist(names, heads, scorer=fuzz.ratio, score_cutoff=ALIKE)
        found += [(float(best), number, column) for column, best in enumerate(scores.max(axis=0)) if best]
    return found


def check_mapping(kind: ImportKind, mapping: Mapping[str, int], *, columns: int, school_known: bool) -> dict[str, int]:
    """Return the mapping as stored. Raises :class:`InvalidInputError` beside the fields."""
    known = {target.code: target for target in TARGETS[kind]}
    errors: dict[str, str] = {}
    for target in required_of(kind, school_known=school_known):
        if target.code not in mapping:
            errors[target.code] = f"Kies de kolom met: {target.label}."
    for code, column in mapping.items():
        if code not in known or not 0 <= column < columns:
            errors[code] = "Kies een kolom uit de lijst."
        elif list(mapping.values()).count(column) > 1:
            errors.setdefault(code, "Deze kolom is ook voor een ander veld gekozen. Kies elke kolom één keer.")
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)
    return dict(mapping)
