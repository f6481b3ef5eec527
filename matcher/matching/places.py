"""Find a place by name: typing errors, old names and abbreviations forgiven, doubles told apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from matcher.matching.text_index import TextIndex
from matcher.matching.text_normalise import normalise

# Below this score a place has little to do with the text.
MINIMUM = 0.45


@dataclass(frozen=True, slots=True)
class Place:
    """A place: id, name, and what tells doubles apart. ``aliases`` are other names (``Den Haag``, ``Den Bosch``)."""

    place_id: int
    name: str
    municipality: str
    province: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A found place: ``label`` is unambiguous, ``matched`` the name or alias that fitted, score in [0, 1]."""

    place_id: int
    label: str
    matched: str
    score: float


@dataclass(frozen=True)
class PlaceFinder:
    """An immutable finder over places; build with :meth:`build`."""

    _index: TextIndex = field(repr=False)
    _labels: Mapping[int, str] = field(repr=False)

    @classmethod
    def build(cls, places: Sequence[Place]) -> Self:
        """Return a finder over ``places``; ids must be unique."""
        names = Counter(normalise(name) for p in places for name in (p.name, *p.aliases))
        doubles = {name for name, count in names.items() if count > 1}
        forms = [(text, p.place_id) for p in places for text in _forms(p, doubles)]
        return cls(TextIndex.build(forms), _labels(places))

    def label(self, place_id: int) -> str:
        """Return the unambiguous label of a place. Raises ``KeyError`` for an unknown id."""
        return self._labels[place_id]

    def search(self, text: str, limit: int = 10, minimum: float = MINIMUM) -> tuple[PlaceHit, ...]:
        """Return at most ``limit`` places for ``text``, best first; all doubles of a name score the same."""
        hits = self._index.search(text, limit)
        return tuple(
            PlaceHit(h.payload, self._labels[h.payload], h.surface, h.score) for h in hits if h.score >= minimum
        )


def _forms(place: Place, doubles: set[str]) -> Iterator[str]:
    """Yield the names of a place; a double also followed by its province or municipality, as people type it."""
    for name in (place.name, *place.aliases):
        yield name
        if normalise(name) in doubles:
            yield f"{name} {place.province}"
            if normalise(place.municipality) != normalise(name):
                yield f"{name} {place.municipality}"


def _labels(places: Sequence[Place]) -> dict[int, str]:
    """``Hengelo`` when the name is unique, with province when that tells doubles apart, else with municipality too."""
    names = Counter(normalise(p.name) for p in places)
    in_province = Counter((normalise(p.name), p.province) for p in places)
    found = {}
    for place in places:
        name = normalise(place.name)
        if names[name] == 1:
            found[place.place_id] = place.name
        elif in_province[name, place.province] == 1:
            found[place.place_id] = f"{place.name} ({place.province})"
        else:
            found[place.place_id] = f"{place.name} (gemeente {place.municipality}, {place.province})"
    return found
