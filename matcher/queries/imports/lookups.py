"""What the rows of a file name: places, skills, schools and campuses, looked up once per text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.choices import Sector
from matcher.matching.text_normalise import normalise
from matcher.models import Campus, School
from matcher.queries.coordination.scope import within
from matcher.queries.place_lookup import find_place, suggest_places, why_not_found
from matcher.queries.text_indexes import skill_linker

ALIKE = 75
FEW = 100


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """A school with its campuses: normalised name or town -> ids."""

    id: int
    name: str
    sector: Sector
    campuses: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """A place as our services take it; ``trouble``: what is wrong with it, in Dutch."""

    label: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Lookups:
    """``place``: text -> the place it names; ``skills``: text -> the surely meant one.

    ``schools``: those the coordinator may change; ``by_name``: normalised name -> ids.
    """

    place: Mapping[str, PlaceAnswer] = field(default_factory=dict)
    skills: Mapping[str, int | None] = field(default_factory=dict)
    schools: Mapping[int, SchoolFacts] = field(default_factory=dict)
    by_name: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def school_named(self, text: str) -> SchoolFacts | str:
        """Return the one school of this name, else in Dutch what to type instead."""
        found = self.by_name.get(normalise(text), ())
        if len(found) == 1:
            return self.schools[found[0]]
        if found:
            return "Er zijn meer scholen met deze naam. Zet de plaats achter de naam."
        near = process.extractOne(normalise(text), list(self.by_name), scorer=fuzz.WRatio, score_cutoff=ALIKE)
        hint = f" Bedoelt u {self.schools[self.by_name[near[0]][0]].name}?" if near else ""
        return f"Wij kennen geen school met deze naam in uw regio.{hint}"


def places_of(session: Session, texts: Iterable[str], scope: Scope) -> dict[str, PlaceAnswer]:
    """Return text -> the one place in the scope that it names, or what to type instead."""
    return {text: _place(session, text, scope) for text in set(texts)}


def _place(session: Session, text: str, scope: Scope) -> PlaceAnswer:
    place = find_place(session, text)
    if place is not None:
        outside = "" if scope.covers(place.region_code) else "Deze plaats ligt buiten uw regio."
        return PlaceAnswer(text, outside)
    # Of several places with this name the coordinator means the one in the own regions.
    same_name = (row.label for row in suggest_places(session, text) if _name_of(row.label) == normalise(text))
    found = {label: find_place(session, label) for label in same_name}
    near = [label for label, each in found.items() if each is not None and scope.covers(each.region_code)]
    return PlaceAnswer(near[0]) if len(near) == 1 else PlaceAnswer(text, why_not_found(session, text))


def _name_of(label: str) -> str:
    """Return the name in a label: ``Hengelo (Overijssel)`` is Hengelo."""
    return normalise(label.partition(" (")[0])


def skills_of(session: Session, texts: Iterable[str]) -> dict[str, int | None]:
    """Return text -> the skill of the vocabulary it surely means, else None."""
    asked, linker = sorted(set(texts)), skill_linker(session)
    # Many at a time is faster, after a start that a few are not worth.
    found = linker.search_many(asked, 1) if len(asked) > FEW else [linker.search(text, 1) for text in asked]
    return {
        text: links[0].concept_id if links and links[0].sure else None for text, links in zip(asked, found, strict=True)
    }


def schools_of(session: Session, scope: Scope) -> tuple[dict[int, SchoolFacts], dict[str, tuple[int, ...]]]:
    """Return the schools in a scope by id, and their ids by normalised name, other name, and name with town."""
    rows = session.execute(
        select(School.id, School.name, School.sector, School.aliases, School.town).where(
            within(School.region_code, scope)
        )
    ).all()
    campuses = _campuses(session, scope)
    facts = {row.id: SchoolFacts(row.id, row.name, row.sector, campuses.get(row.id, {})) for row in rows}
    names: dict[str, dict[int, None]] = {}
    for row in rows:
        for text in (row.name, f"{row.name} {row.town}", f"{row.name} {row.sector}", *row.aliases.split("|")):
            if key := normalise(text):
                names.setdefault(key, {})[row.id] = None
    return facts, {name: tuple(ids) for name, ids in names.items()}


def _campuses(session: Session, scope: Scope) -> dict[int, dict[str, tuple[int, ...]]]:
    rows = session.execute(
        select(Campus.school_id, Campus.id, Campus.name, Campus.town)
        .join(School, School.id == Campus.school_id)
        .where(within(School.region_code, scope))
        .order_by(Campus.id)
    )
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    for school, campus, name, town in rows:
        mine = found.setdefault(school, {})
        for key in {normalise(name), normalise(town), normalise(f"{name} {town}")}:
            mine[key] = (*mine.get(key, ()), campus)
    return found
