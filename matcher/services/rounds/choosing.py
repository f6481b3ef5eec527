"""What a round is about: the regions behind a landsdeel, a programme or the nation, and the weights that hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from sqlalchemy import select

from matcher.domain.errors import InvalidInputError, NotFoundError
from matcher.domain.permissions import may_run_round
from matcher.domain.rounds import RoundScope, RoundWeights
from matcher.models import Landsdeel, Programme, ProgrammeRegion, Region
from matcher.services.transaction import Work

LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Area:
    """Regions by code, none for the nation; ``label`` when they have a name together; weights of the programme."""

    regions: tuple[str, ...] = ()
    national: bool = False
    label: str = ""
    programme_id: int | None = None
    weights: Mapping[str, float] = field(default_factory=dict)


def chosen_area(work: Work, scope: RoundScope) -> Area:
    """Return what was chosen. Raises NotFoundError when not all of it is the actor's, InvalidInputError for nothing."""
    area = _area(work, scope)
    if not may_run_round(work.actor, regions=area.regions, national=area.national):
        raise NotFoundError
    if area.national or area.regions:
        return area
    raise InvalidInputError("Kies een regio.", {"regions": "Kies een of meer regio's uit de lijst."})


def _area(work: Work, scope: RoundScope) -> Area:
    if scope.national:
        return Area(national=True)
    if scope.programme_id is not None:
        return _of_programme(work, scope.programme_id)
    if scope.landsdeel:
        return _of_landsdeel(work, scope.landsdeel)
    if not may_run_round(work.actor, regions=scope.regions, national=False):
        raise NotFoundError
    known = _codes(work, Region.code.in_(scope.regions))
    return Area(known if set(known) == scope.regions else ())


def _of_landsdeel(work: Work, code: str) -> Area:
    found = work.session.get(Landsdeel, code)
    if found is None:
        raise NotFoundError
    return Area(_codes(work, Region.landsdeel_code == code), label=f"Landsdeel {found.name}"[:LONGEST_LABEL])


def _of_programme(work: Work, programme_id: int) -> Area:
    found = work.session.get(Programme, programme_id)
    if found is None:
        raise NotFoundError
    inside = select(ProgrammeRegion.region_code).where(ProgrammeRegion.programme_id == programme_id)
    return Area(
        regions=() if found.national else _codes(work, Region.code.in_(inside)),
        national=found.national,
        label=f"Programma {found.name}"[:LONGEST_LABEL],
        programme_id=programme_id,
        weights=found.weights,
    )


def _codes(work: Work, condition: object) -> tuple[str, ...]:
    return tuple(work.session.scalars(select(Region.code).where(condition).order_by(Region.code)))  # type: ignore[arg-type]


def differing(wanted: Mapping[str, float]) -> dict[str, float]:
    """Return what of the wanted weights is not as usual. Raises InvalidInputError for weights that cannot be."""
    try:
        weights = RoundWeights(**wanted)
    except (TypeError, ValueError) as error:
        message = "Geef ten minste een van de drie gewichten een getal boven 0."
        raise InvalidInputError(message, {"skills": message}) from error
    usual = asdict(RoundWeights())
    return {name: value for name, value in asdict(weights).items() if value != usual[name]}
