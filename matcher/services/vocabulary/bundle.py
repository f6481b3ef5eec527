"""The files of an ESCO bundle: which there are, and their rows, read strictly.

File and column names as in the CSV downloads of ESCO 1.0 to 1.2 (https://esco.ec.europa.eu/en/use-esco/download).
Columns are found by the names in the header, so that versions may add columns or change their order.
"""

import csv
import gzip
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

from matcher.services.vocabulary.report import BundleError


class Role(StrEnum):
    """What a file of the bundle holds."""

    SKILLS = "skills"
    OCCUPATIONS = "occupations"
    GROUPS = "skillGroups"
    COLLECTION = "collection"
    OCCUPATION_SKILLS = "occupationSkillRelations"
    BROADER = "broaderRelationsSkillPillar"
    SKILL_SKILLS = "skillSkillRelations"


CONCEPT_ROLES = (Role.GROUPS, Role.SKILLS, Role.OCCUPATIONS, Role.COLLECTION)
REQUIRED: Mapping[Role, tuple[str, ...]] = {
    **dict.fromkeys(CONCEPT_ROLES, ("conceptUri", "preferredLabel")),
    Role.OCCUPATION_SKILLS: ("occupationUri", "relationType", "skillUri"),
    Role.BROADER: ("conceptUri", "broaderUri"),
    Role.SKILL_SKILLS: ("originalSkillUri", "relationType", "relatedSkillUri"),
}
_NAME = re.compile(r"^(?P<stem>[A-Za-z]+)(?:_(?P<language>[a-z]{2}))?\.csv(?:\.gz)?$")
_VERSION = re.compile(r"(?:^|[^\d.])v?(\d+\.\d+(?:\.\d+)?)(?=$|[^\d.])")
# Longer cells do not occur; an opening quote that is never closed does, and reads on to the end of the file.
LONGEST_CELL = 500_000


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of the bundle; ``language`` is empty when the name has none."""

    path: Path
    role: Role
    language: str

    @property
    def name(self) -> str:
        """The file's own name, as reports show it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Row:
    """A record with the line it begins on; columns that the file lacks read as empty."""

    file: str
    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell without space around it."""
        return self.cells.get(column, "").strip()


def version_of(folder: Path) -> str:
    """Return the version that the folder's name tells (``ESCO dataset - v1.1.1 - ...``); empty without one."""
    found = _VERSION.search(folder.name)
    return found.group(1) if found else ""


def files_of(folder: Path, languages: Iterable[str]) -> tuple[BundleFile, ...]:
    """Return the files to read: concepts in the languages asked for, each table of relations once, by role and name.

    Raises :class:`BundleError` when there is none.
    """
    asked = tuple(languages)
    found: dict[str, BundleFile] = {}
    for path in sorted(folder.iterdir()):
        file = _recognise(path)
        if file is None or (file.role in CONCEPT_ROLES and file.language not in asked):
            continue
        stem = path.name.split(".")[0] if file.role in CONCEPT_ROLES else file.role
        found.setdefault(stem, file)
    if not found:
        raise BundleError(
            f"In {folder} staat geen bestand van ESCO in de taal {' of '.join(asked)} "
            "(zoals skills_nl.csv of occupations_en.csv). Pak de download van ESCO uit en geef die map."
        )
    order = list(Role)
    return tuple(sorted(found.values(), key=lambda file: (order.index(file.role), file.name)))


def _recognise(path: Path) -> BundleFile | None:
    name = _NAME.match(path.name)
    if name is None or not path.is_file():
        return None
    stem, language = name["stem"], name["language"] or ""
    if stem.endswith("Collection") and "Skill" in stem:
        return BundleFile(path, Role.COLLECTION, language)
    known = {role.value: role for role in Role}
    return BundleFile(path, known[stem], language) if stem in known and stem != Role.COLLECTION else None


def digest_of(files: Iterable[BundleFile]) -> str:
    """Return the SHA-256 of the files' names and unpacked content. Raises :class:`BundleError`."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        total.update(file.name.removesuffix(".gz").encode())
        try:
            with _open(file.path) as binary:
                while block := binary.read(1 << 20):
                    total.update(block)
        except (EOFError, OSError) as error:
            raise _unpacking(file, error) from None
    return total.hexdigest()


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _unpacking(file: BundleFile, error: Exception) -> BundleError:
    return BundleError(f"{file.name} kan niet worden gelezen ({error}). Download het bestand opnieuw.")


def rows_of(file: BundleFile) -> Iterator[Row]:
    """Yield the records of a file. Raises :class:`BundleError` for one that is cut, broken or of another kind."""
    csv.field_size_limit(LONGEST_CELL)
    reader = None
    try:
        with _open(file.path) as binary, io.TextIOWrapper(binary, encoding="utf-8-sig", newline="") as text:
            reader = csv.reader(text, strict=True)
            header = _header(file, next(reader, []))
            line = reader.line_num + 1
            for cells in reader:
                if cells:
                    yield Row(file.name, line, dict(zip(header, _whole(file, line, cells, header), strict=True)))
                line = reader.line_num + 1
    except UnicodeDecodeError:
        raise BundleError(f"{file.name} is geen tekst in UTF-8. Gebruik het bestand zoals ESCO het levert.") from None
    except csv.Error as error:
        at = reader.line_num if reader else 1
        raise BundleError(
            f"{file.name}, regel {at}: de aanhalingstekens kloppen niet of het bestand is afgebroken ({error}). "
            "Download het bestand opnieuw."
        ) from None
    except (EOFError, OSError) as error:
        raise _unpacking(file, error) from None


def _header(file: BundleFile, cells: list[str]) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = [name for name in REQUIRED[file.role] if name not in header]
    if missing:
        raise BundleError(
            f"{file.name}, regel 1: kolom {', '.join(missing)} ontbreekt. "
            "Gebruik het csv-bestand van ESCO zelf: met komma's ertussen en de kolomnamen op de eerste regel."
        )
    return header


def _whole(file: BundleFile, line: int, cells: list[str], header: list[str]) -> list[str]:
    if len(cells) != len(header):
        raise BundleError(
            f"{file.name}, regel {line}: {len(cells)} kolommen in plaats van {len(header)}. "
            "Het bestand is afgebroken of beschadigd; download het opnieuw."
        )
    return cells
