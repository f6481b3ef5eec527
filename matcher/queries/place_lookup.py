"""From what somebody types as a place to a point on the map: name, other name, label of a double, or postcode."""

import re
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matcher.matching.text_normalise import normalise
from matcher.models import Municipality, Place, Postcode
from matcher.queries.text_indexes import place_index

# 7551, 7551 AB, 7551ab
_POSTCODE = re.compile(r"^([1-9]\d{3})\s*([a-z]{2})?$", re.IGNORECASE)
SUGGESTIONS = 8
_MAX_TEXT = 80


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with its point (WGS 84 degrees). ``label`` is unambiguous; no ``place_id`` for a postcode."""

    place_id: int | None
    name: str
    label: str
    municipality_code: str
    region_code: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class PlaceSuggestion:
    """A line of a list of suggestions."""

    id: int
    label: str
    detail: str


def find_place(session: Session, text: str) -> FoundPlace | None:
    """Return the one place that ``text`` names exactly; None when there is none or more than one.

    Then :func:`why_not_found` says what to do.
    """
    typed = text.strip()[:_MAX_TEXT]
    postcode = _POSTCODE.match(typed)
    if postcode:
        return _by_postcode(session, postcode.group(1))
    ids = _exact_ids(session, typed)
    return place_by_id(session, ids[0]) if len(ids) == 1 else None


def why_not_found(session: Session, text: str) -> str:
    """Return, in Dutch, what to type instead of a text for which :func:`find_place` gave None."""
    typed = text.strip()[:_MAX_TEXT]
    if _POSTCODE.match(typed):
        return _about_postcode(session)
    finder = place_index(session).finder
    doubles = [finder.label(place_id) for place_id in _exact_ids(session, typed)]
    if doubles:
        return f"Er zijn meer plaatsen met deze naam. Vul in welke u bedoelt: {_either(doubles)}."
    near = [hit.label for hit in finder.search(typed, 3, minimum=0.6)]
    if near:
        return f"Wij kennen deze plaats niet. Bedoelt u {_either(near)}?"
    return "Wij kennen deze plaats niet. Vul de naam in van een dorp of stad in Nederland."


def suggest_places(session: Session, text: str, limit: int = SUGGESTIONS) -> tuple[PlaceSuggestion, ...]:
    """Return places that look like ``text``, best first; ``detail`` is municipality and province."""
    hits = place_index(session).finder.search(text.strip()[:_MAX_TEXT], limit)
    rows = session.execute(
        select(Place.id, Municipality.name, Municipality.province)
        .join(Municipality, Municipality.code == Place.municipality_code)
        .where(Place.id.in_([hit.place_id for hit in hits]))
    )
    details = {place: f"gemeente {town}, {province}" for place, town, province in rows}
    return tuple(PlaceSuggestion(hit.place_id, hit.label, details[hit.place_id]) for hit in hits)


def place_by_id(session: Session, place_id: int) -> FoundPlace | None:
    """Return a place by its id."""
    row = session.execute(
        select(Place, Municipality.region_code)
        .join(Municipality, Municipality.code == Place.municipality_code)
        .where(Place.id == place_id)
    ).one_or_none()
    if row is None:
        return None
    place, region_code = row
    return FoundPlace(
        place_id=place.id,
        name=place.name,
        label=place_index(session).finder.label(place.id),
        municipality_code=place.municipality_code,
        region_code=region_code,
        lat=place.lat,
        lon=place.lon,
    )


def _exact_ids(session: Session, typed: str) -> tuple[int, ...]:
    """Return the places whose label, else name, else other name is the text."""
    index, key = place_index(session), normalise(typed)
    if key in index.by_label:
        return (index.by_label[key],)
    return index.by_name.get(key) or index.by_alias.get(key) or ()


def _by_postcode(session: Session, pc4: str) -> FoundPlace | None:
    row = session.execute(
        select(Postcode, Municipality.region_code)
        .join(Municipality, Municipality.code == Postcode.municipality_code)
        .where(Postcode.pc4 == pc4)
    ).one_or_none()
    if row is None:
        return None
    postcode, region_code = row
    return FoundPlace(
        place_id=None,
        name=postcode.place_name,
        label=f"{postcode.pc4} {postcode.place_name}",
        municipality_code=postcode.municipality_code,
        region_code=region_code,
        lat=postcode.lat,
        lon=postcode.lon,
    )


def _about_postcode(session: Session) -> str:
    if session.scalar(select(exists().where(Postcode.pc4.is_not(None)))):
        return "Wij kennen deze postcode niet. Controleer de cijfers, of vul de naam van de plaats in."
    return "Zoeken op postcode kan hier niet. Vul de naam van de plaats in, bijvoorbeeld Hengelo (Overijssel)."


def _either(labels: list[str]) -> str:
    """Return "A", "A of B", "A, B of C"."""
    return " of ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))
