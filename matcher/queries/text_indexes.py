"""Text indexes over the reference tables, built once per process and again when their tables change.

A cheap fingerprint (row count, highest id, total length of the texts; of the vocabulary its last import) tells a
process that another one changed a table; a built index is immutable, so readers need no lock.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from matcher.matching.linker import Linker
from matcher.matching.linker import SurfaceForm as Form
from matcher.matching.places import Place as NamedPlace
from matcher.matching.places import PlaceFinder
from matcher.matching.text_normalise import normalise
from matcher.models import Municipality, Place, School
from matcher.models.vocabulary import JOB_TITLE, SKILL
from matcher.queries.vocabulary import offered_forms, offered_stamp

SCHOOL, CONCEPT = "school", "concept"


@dataclass(frozen=True, slots=True)
class PlaceIndex:
    """The finder with what exact look-up needs: normalised label, name or alias -> place ids."""

    finder: PlaceFinder
    by_label: Mapping[str, int]
    by_name: Mapping[str, tuple[int, ...]]
    by_alias: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Built:
    fingerprint: tuple[Any, ...]
    index: Any


_built: WeakKeyDictionary[Engine, dict[str, _Built]] = WeakKeyDictionary()
_lock = Lock()


def _cached(session: Session, name: str, fingerprint: tuple[Any, ...], build: Callable[[Session], Any]) -> Any:
    """Return the index ``name`` of this database, built when the fingerprint is new."""
    engine = session.get_bind().engine
    with _lock:
        indexes = _built.setdefault(engine, {})
        present = indexes.get(name)
        if present is None or present.fingerprint != fingerprint:
            present = indexes[name] = _Built(fingerprint, build(session))
    return present.index


def _fingerprint(session: Session, *columns: Any) -> tuple[Any, ...]:
    return tuple(session.execute(select(*columns)).one())


def place_index(session: Session) -> PlaceIndex:
    """Return the index of all places."""
    texts = func.sum(func.length(Place.name) + func.length(Place.aliases))
    found: PlaceIndex = _cached(
        session, "place", _fingerprint(session, func.count(), func.max(Place.id), texts), _build_places
    )
    return found


def place_finder(session: Session) -> PlaceFinder:
    """Return the forgiving finder of places."""
    return place_index(session).finder


def concept_linker(session: Session) -> Linker:
    """Return the one linker from text to skills and job titles (concept ids); ``only(kind)`` narrows it.

    Retired concepts are left out; an ESCO concept that is joined with one of the starter set is that one.
    """
    found: Linker = _cached(session, CONCEPT, offered_stamp(session), _build_concepts)
    return found


def skill_linker(session: Session) -> Linker:
    """Return the linker from text to skills (concept ids)."""
    return concept_linker(session).only(SKILL)


def job_title_linker(session: Session) -> Linker:
    """Return the linker from text to job titles (concept ids)."""
    return concept_linker(session).only(JOB_TITLE)


def school_finder(session: Session) -> Linker:
    """Return the linker from text to schools (school ids): names, aliases, and name with town."""
    texts = func.sum(func.length(School.name) + func.length(School.aliases) + func.length(School.town))
    found: Linker = _cached(
        session, SCHOOL, _fingerprint(session, func.count(), func.max(School.id), texts), _build_schools
    )
    return found


def _build_concepts(session: Session) -> Linker:
    return Linker.build([Form(concept_id=i, text=text, kind=kind) for i, text, kind in offered_forms(session)])


def _build_schools(session: Session) -> Linker:
    rows = session.execute(select(School.id, School.name, School.aliases, School.town).order_by(School.id))
    forms = [
        Form(concept_id=school, text=text, kind=SCHOOL)
        for school, name, aliases, town in rows
        for text in (name, *_split(aliases), f"{name} {town}")
    ]
    return Linker.build(forms, meaning=False)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _build_places(session: Session) -> PlaceIndex:
    rows = session.execute(
        select(Place.id, Place.name, Place.aliases, Municipality.name, Municipality.province)
        .join(Municipality, Municipality.code == Place.municipality_code)
        .order_by(Place.id)
    )
    places = [
        NamedPlace(place_id=place, name=name, municipality=town, province=province, aliases=_split(aliases))
        for place, name, aliases, town, province in rows
    ]
    finder = PlaceFinder.build(places)
    return PlaceIndex(
        finder=finder,
        by_label={normalise(finder.label(p.place_id)): p.place_id for p in places},
        by_name=_group((p.name, p.place_id) for p in places),
        by_alias=_group((alias, p.place_id) for p in places for alias in p.aliases),
    )


def _group(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for text, place_id in pairs:
        found[normalise(text)].append(place_id)
    return {text: tuple(dict.fromkeys(ids)) for text, ids in found.items()}
