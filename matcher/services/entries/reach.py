"""Whether somebody wants to work in the regions of who enters them."""

import numpy as np
from sqlalchemy import select

from matcher.domain.actors import Scope
from matcher.domain.errors import InvalidInputError
from matcher.matching.geo import haversine_km
from matcher.models import Municipality, Place, Professional, SearchArea
from matcher.queries.coordination.scope import within
from matcher.queries.place_lookup import place_by_id
from matcher.services.transaction import Work

# A degree of latitude is 111 km; of longitude in the Netherlands at least 66.
KM_PER_DEGREE_NORTH, KM_PER_DEGREE_EAST = 111.0, 66.0


def demand_reach(work: Work, profile: Professional) -> None:
    """Let the search areas of a profile touch the regions in which the actor may change something.

    Who lives outside but travels into them gets the nearest place there as a further area, within the circle that was
    given: by it the coordinators there see the person. Raises :class:`InvalidInputError` on ``place``.
    """
    scope = work.actor.acts_in
    areas = work.session.scalars(
        select(SearchArea).where(SearchArea.professional_id == profile.id).order_by(SearchArea.position)
    ).all()
    if any(scope.covers(area.region_code) for area in areas):
        return
    reached = [area for area in (_across(work, area, scope) for area in areas) if area is not None]
    if not reached:
        message = "Deze plaats ligt buiten uw regio, en de afstand komt er niet. Kies een plaats in uw regio."
        raise InvalidInputError(message, {"place": message})
    reached[0].professional_id, reached[0].position = profile.id, len(areas)
    work.session.add(reached[0])
    work.session.flush()


def _across(work: Work, area: SearchArea, scope: Scope) -> SearchArea | None:
    """Return an area at the nearest place of the scope that a circle reaches; None when there is none."""
    north, east = area.radius_km / KM_PER_DEGREE_NORTH, area.radius_km / KM_PER_DEGREE_EAST
    rows = work.session.execute(
        select(Place.id, Place.lat, Place.lon)
        .join(Municipality, Municipality.code == Place.municipality_code)
        .where(
            within(Municipality.region_code, scope),
            Place.lat.between(area.lat - north, area.lat + north),
            Place.lon.between(area.lon - east, area.lon + east),
        )
        .order_by(Place.id)
    ).all()
    if not rows:
        return None
    away = haversine_km(area.lat, area.lon, [row.lat for row in rows], [row.lon for row in rows])
    nearest = int(np.argmin(away))
    left = int(area.radius_km - away[nearest])
    place = place_by_id(work.session, rows[nearest].id) if left >= 1 else None
    if place is None:
        return None
    return SearchArea(label=place.label, region_code=place.region_code, lat=place.lat, lon=place.lon, radius_km=left)
