"""From typed places to the search areas of a profile."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete

from matcher.domain.errors import InvalidInputError
from matcher.matching.text_normalise import normalise
from matcher.models import Professional, SearchArea
from matcher.queries.place_lookup import FoundPlace, find_place, suggest_places, why_not_found
from matcher.services.profile_commands import AreaCommand
from matcher.services.transaction import Work

MOST_SUGGESTIONS = 4
CHOOSE = "Wij weten niet zeker welke plaats u bedoelt. Kies een plaats uit het lijstje, of vul een andere in."


class PlaceUnclearError(InvalidInputError):
    """A place is not known or has doubles. ``suggestions``: form field -> labels to choose from."""

    def __init__(self, fields: Mapping[str, str], suggestions: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__("Wij kennen deze plaats niet.", fields)
        self.suggestions = dict(suggestions)


def replace_areas(work: Work, profile: Professional, areas: Iterable[AreaCommand]) -> None:
    """Make these the search areas, the first as home. Raises :class:`PlaceUnclearError` before it changes anything."""
    found = _find_all(work, tuple(areas))
    work.session.execute(delete(SearchArea).where(SearchArea.professional_id == profile.id))
    for position, (area, place) in enumerate(found):
        work.session.add(
            SearchArea(
                professional_id=profile.id,
                position=position,
                label=place.label,
                region_code=place.region_code,
                lat=place.lat,
                lon=place.lon,
                radius_km=area.radius_km,
            )
        )
    profile.region_code = found[0][1].region_code
    work.session.flush()


def _find_all(work: Work, areas: tuple[AreaCommand, ...]) -> list[tuple[AreaCommand, FoundPlace]]:
    found, fields, suggestions = [], {}, {}
    for area in areas:
        place = find_place(work.session, area.place)
        if place is not None:
            found.append((area, place))
            continue
        near = _near(work, area.place)
        suggestions[area.field] = near
        fields[area.field] = CHOOSE if near else why_not_found(work.session, area.place)
    if fields:
        raise PlaceUnclearError(fields, suggestions)
    _refuse_doubles(found)
    return found


def _near(work: Work, text: str) -> tuple[str, ...]:
    """Return places to choose from: those of exactly this name when there are more of them, else what looks like it."""
    labels = tuple(row.label for row in suggest_places(work.session, text, MOST_SUGGESTIONS))
    same_name = tuple(label for label in labels if normalise(label.partition(" (")[0]) == normalise(text))
    return same_name or labels


def _refuse_doubles(found: list[tuple[AreaCommand, FoundPlace]]) -> None:
    labels: set[str] = set()
    for area, place in found:
        if place.label in labels:
            message = f"{place.label} staat er al. Kies een andere plaats, of laat dit veld leeg."
            raise PlaceUnclearError({area.field: message}, {})
        labels.add(place.label)
