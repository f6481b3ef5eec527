"""Imports the postcode table of GeoNames (CC BY 4.0): tab separated, one row per postcode and place.

Columns: country, postcode, place, admin name 1, code 1, admin name 2, code 2, name 3, code 3, latitude, longitude,
accuracy (https://download.geonames.org/export/zip/readme.txt). Postcodes of six characters are joined to four digits.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.matching.geo import haversine_km
from matcher.matching.text_normalise import normalise
from matcher.models import Municipality, Place, Postcode
from matcher.services.transaction import Work, transactional

COLUMNS = 11
# Latitude and longitude that hold the European Netherlands.
LATITUDES, LONGITUDES = (50.7, 53.6), (3.3, 7.3)
# A point farther than this from every place is a mistake in the file.
FARTHEST_PLACE_KM = 25.0
_POSTCODE = re.compile(r"^([1-9]\d{3})\s*(?:[A-Za-z]{2})?$")


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """One readable row of the file. ``area`` and ``area_code`` are the municipality as the file has it, or empty."""

    line: int
    pc4: str
    place: str
    area: str
    area_code: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was left out, and why (Dutch)."""

    line: int
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What an import did: lines read, postcodes added, changed and unchanged, lines left out."""

    lines: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


class UnreadableError(ValueError):
    """A line of the file cannot be used; the message says why (Dutch)."""


def parse_line(line: int, text: str) -> PostcodeRow:
    """Return the row of a line. Raises :class:`UnreadableError`."""
    cells = [cell.strip() for cell in text.rstrip("\r\n").split("\t")]
    if len(cells) < COLUMNS:
        raise UnreadableError(f"{len(cells)} kolommen in plaats van {COLUMNS}")
    if cells[0].upper() != "NL":
        raise UnreadableError(f"land {cells[0] or 'leeg'} is niet NL")
    postcode = _POSTCODE.match(cells[1])
    if postcode is None:
        raise UnreadableError(f"{cells[1] or 'leeg'} is geen postcode")
    if not cells[2]:
        raise UnreadableError("geen plaatsnaam")
    lat, lon = _point(cells[9], cells[10])
    return PostcodeRow(line, postcode.group(1), cells[2], cells[5], cells[6], lat, lon)


def _point(lat: str, lon: str) -> tuple[float, float]:
    try:
        point = float(lat), float(lon)
    except ValueError:
        raise UnreadableError("geen coördinaten") from None
    if not (LATITUDES[0] <= point[0] <= LATITUDES[1] and LONGITUDES[0] <= point[1] <= LONGITUDES[1]):
        raise UnreadableError("coördinaten buiten Nederland")
    return point


@dataclass(frozen=True, slots=True)
class _Map:
    """What a row is laid upon: municipalities by name and code, and the points of all places."""

    by_name: Mapping[str, str]
    codes: frozenset[str]
    points: NDArray[np.float64]
    point_codes: tuple[str, ...]

    def municipality(self, row: PostcodeRow) -> str:
        """Return the code by name, else by number, else of the nearest place. Raises :class:`UnreadableError`."""
        by_code = f"GM{row.area_code.removeprefix('GM').zfill(4)}" if row.area_code else ""
        if normalise(row.area) in self.by_name:
            return self.by_name[normalise(row.area)]
        if by_code in self.codes:
            return by_code
        distances = haversine_km(row.lat, row.lon, self.points[:, 0], self.points[:, 1])
        nearest = int(np.argmin(distances))
        if distances[nearest] > FARTHEST_PLACE_KM:
            raise UnreadableError("ligt bij geen enkele bekende plaats")
        return self.point_codes[nearest]


def _map_of(session: Session) -> _Map:
    towns = session.execute(select(Municipality.code, Municipality.name)).all()
    places = session.execute(select(Place.lat, Place.lon, Place.municipality_code)).all()
    names = Counter(normalise(name) for _code, name in towns)
    return _Map(
        by_name={normalise(name): code for code, name in towns if names[normalise(name)] == 1},
        codes=frozenset(code for code, _name in towns),
        points=np.array([(lat, lon) for lat, lon, _code in places], dtype=np.float64),
        point_codes=tuple(code for _lat, _lon, code in places),
    )


def _read(lines: Iterable[str], report: ImportReport) -> dict[str, list[PostcodeRow]]:
    """Group the readable rows by postcode; the others go to the report."""
    found: dict[str, list[PostcodeRow]] = defaultdict(list)
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        report.lines += 1
        try:
            row = parse_line(number, text)
        except UnreadableError as error:
            report.skipped.append(Skipped(number, str(error)))
        else:
            found[row.pc4].append(row)
    return found


def _join(rows: list[PostcodeRow], ground: _Map) -> dict[str, str | float]:
    """Return the columns of one postcode: middle of its points, its most frequent place."""
    place = Counter(row.place for row in rows).most_common(1)[0][0]
    return {
        "place_name": place,
        "municipality_code": ground.municipality(next(row for row in rows if row.place == place)),
        "lat": round(sum(row.lat for row in rows) / len(rows), 5),
        "lon": round(sum(row.lon for row in rows) / len(rows), 5),
    }


@transactional
def import_postcodes(work: Work, *, lines: Iterable[str]) -> ImportReport:
    """Add and change postcodes from the lines of the file; postcodes the file does not name stay as they are.

    All or nothing: an error halfway leaves the table as it was. Unusable lines are left out and reported.
    """
    report = ImportReport()
    ground = _map_of(work.session)
    present = {row.pc4: row for row in work.session.scalars(select(Postcode))}
    for pc4, rows in _read(lines, report).items():
        try:
            columns = _join(rows, ground)
        except UnreadableError as error:
            report.skipped += [Skipped(row.line, str(error)) for row in rows]
            continue
        _store(work.session, present.get(pc4), pc4, columns, report)
    work.session.flush()
    report.skipped.sort(key=lambda entry: entry.line)
    return report


def _store(
    session: Session, known: Postcode | None, pc4: str, columns: Mapping[str, str | float], report: ImportReport
) -> None:
    if known is None:
        session.add(Postcode(pc4=pc4, **columns))
        report.added += 1
    elif all(getattr(known, name) == value for name, value in columns.items()):
        report.unchanged += 1
    else:
        for name, value in columns.items():
            setattr(known, name, value)
        report.changed += 1
