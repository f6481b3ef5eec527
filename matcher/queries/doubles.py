"""People who are probably there twice. Compared within small groups only, so that 100,000 people stay fast."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import ratio
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.matching.text_normalise import normalise
from matcher.models import Professional, SearchArea, User
from matcher.queries.coordination.scope import people_within
from matcher.queries.paging import PAGE_SIZE, Page

# Of 100, for names with their words in order ("Jansen, Piet" is "jansen piet").
VERY_SIMILAR = 90
# In a group sorted by name only neighbours are compared: the work grows with the people, not with their square.
NEIGHBOURS = 5
# The same name in the same place more often than this is no double but a common name.
MOST_ALIKE = 6
PHONE_DIGITS = 9


@dataclass(frozen=True, slots=True)
class DoublePerson:
    """One of both, as the list shows it."""

    id: int
    name: str
    email: str
    phone: str
    place: str
    job_title: str
    employer: str
    region_code: str


@dataclass(frozen=True, slots=True)
class Double:
    """Two people who may be one. ``sure``: same name with the same place or phone; ``why``: codes of what is alike."""

    first: DoublePerson
    second: DoublePerson
    why: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether this is more than a name that looks alike."""
        return "name" in self.why and bool({"place", "phone"} & set(self.why))


def doubles(session: Session, *, scope: Scope, number: int) -> Page[Double]:
    """Return a page of the pairs of these regions, the surest first."""
    found = sorted(_pairs(_people(session, scope)), key=lambda pair: (not pair.sure, pair.first.name, pair.first.id))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, number), pages)
    rows = tuple(found[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    return Page(rows=rows, number=number, pages=pages, total=len(found))


def _people(session: Session, scope: Scope) -> list[DoublePerson]:
    p = Professional
    rows = session.execute(
        select(p.id, User.full_name, User.email, User.phone, SearchArea.label, p.job_title, p.employer, p.region_code)
        .join(User, User.id == p.user_id)
        .outerjoin(SearchArea, (SearchArea.professional_id == p.id) & (SearchArea.position == 0))
        .where(people_within(scope), User.deactivated_at.is_(None))
        .order_by(p.id)
    )
    return [DoublePerson(row[0], *(text or "" for text in row[1:])) for row in rows]


def _pairs(people: Iterable[DoublePerson]) -> Iterator[Double]:
    everybody = list(people)
    names = {person.id: normalise(person.name) for person in everybody}
    seen: set[tuple[int, int]] = set()
    for first, second in (*_same_name(everybody, names), *_similar(everybody, names)):
        key = (min(first.id, second.id), max(first.id, second.id))
        if key not in seen:
            seen.add(key)
            pair = sorted((first, second), key=lambda person: person.id)
            yield Double(pair[0], pair[1], _why(first, second, names))


def _same_name(people: list[DoublePerson], names: dict[int, str]) -> Iterator[tuple[DoublePerson, DoublePerson]]:
    """Return people of the same name who live in the same place or have the same phone."""
    groups: dict[tuple[str, str, str], list[DoublePerson]] = defaultdict(list)
    for person in people:
        groups[names[person.id], "place", normalise(person.place)].append(person)
        if number := phone_number(person.phone):
            groups[names[person.id], "phone", number].append(person)
    for (name, _kind, value), group in groups.items():
        if name and value and 1 < len(group) <= MOST_ALIKE:
            yield from combinations(group, 2)


def _similar(people: list[DoublePerson], names: dict[int, str]) -> Iterator[tuple[DoublePerson, DoublePerson]]:
    """Return people of one region with the same job or employer whose names are nearly the same."""
    groups: dict[tuple[str, str, str], list[DoublePerson]] = defaultdict(list)
    for person in people:
        for kind, text in (("job", person.job_title), ("employer", person.employer)):
            if text:
                groups[person.region_code, kind, normalise(text)].append(person)
    words = {key: " ".join(sorted(name.split())) for key, name in names.items()}
    for group in groups.values():
        if len(group) > 1:
            yield from _neighbours(group, words)


def _neighbours(group: list[DoublePerson], words: dict[int, str]) -> Iterator[tuple[DoublePerson, DoublePerson]]:
    ordered = sorted(group, key=lambda person: words[person.id])
    for at, first in enumerate(ordered):
        for second in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            if ratio(words[first.id], words[second.id], score_cutoff=VERY_SIMILAR):
                yield first, second


def phone_number(text: str) -> str:
    """Return the last digits of a telephone number, the same however it is written; empty for too few."""
    digits = "".join(filter(str.isdigit, text))
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def _why(first: DoublePerson, second: DoublePerson, names: dict[int, str]) -> tuple[str, ...]:
    number = phone_number(first.phone)
    alike = {
        "name": names[first.id] == names[second.id],
        "like": names[first.id] != names[second.id],
        "place": bool(first.place) and normalise(first.place) == normalise(second.place),
        "phone": bool(number) and number == phone_number(second.phone),
        "job": bool(first.job_title) and normalise(first.job_title) == normalise(second.job_title),
        "employer": bool(first.employer) and normalise(first.employer) == normalise(second.employer),
    }
    return tuple(code for code, holds in alike.items() if holds)
