"""Programmes: who may make and change them, and what they must hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import delete, select

from matcher.domain.deadlines import AnswerTimes, Wait
from matcher.domain.errors import InvalidInputError, NotAllowedError, NotFoundError
from matcher.domain.programmes import (
    HIGHEST_TARGET,
    HIGHEST_WEIGHT,
    LONGEST_PARTNER,
    MOST_PARTNERS,
    TargetKind,
    Targets,
)
from matcher.domain.rounds import RoundWeights
from matcher.models import Programme, ProgrammeRegion, Region
from matcher.services.transaction import Work, transactional

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ProgrammeCommand:
    """What a programme is. ``regions``: codes; they do not matter for a national one.

    ``weights``: name of a field of RoundWeights -> share; what is left out stays as usual.
    """

    name: str
    starts_on: date
    ends_on: date | None
    national: bool
    regions: frozenset[str]
    times: AnswerTimes
    partners: tuple[str, ...] = ()
    targets: Targets = field(default_factory=Targets)
    weights: Mapping[str, float] = field(default_factory=dict)


@transactional
def make_programme(work: Work, *, command: ProgrammeCommand) -> int:
    """Make a programme and return its id. Raises NotAllowedError, InvalidInputError beside the field."""
    _demand_nation(work)
    return _write(work, Programme(regions=[]), command)


@transactional
def change_programme(work: Work, *, programme_id: int, command: ProgrammeCommand) -> None:
    """Change a programme. Whoever is waited for now keeps the time that was promised; later waits get the new one.

    Raises NotAllowedError, NotFoundError, InvalidInputError beside the field.
    """
    _demand_nation(work)
    found = work.session.get(Programme, programme_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFoundError
    _write(work, found, command)


def _demand_nation(work: Work) -> None:
    if not (work.actor.admin or work.actor.acts_in.national):
        raise NotAllowedError("Alleen de landelijke coördinatie en beheerders leggen programma's vast.")


def _write(work: Work, programme: Programme, command: ProgrammeCommand) -> int:
    regions = frozenset() if command.national else command.regions
    _check(work, programme, command, regions)
    programme.name = command.name.strip()
    programme.starts_on, programme.ends_on = command.starts_on, command.ends_on
    programme.national = command.national
    for wait in Wait:
        setattr(programme, f"{wait}_days", command.times.of(wait))
    for kind in TargetKind:
        setattr(programme, f"target_{kind}", command.targets.of(kind))
    programme.partners, programme.weights = list(command.partners), dict(command.weights)
    work.session.add(programme)
    work.session.flush()
    work.session.execute(delete(ProgrammeRegion).where(ProgrammeRegion.programme_id == programme.id))
    rows = (ProgrammeRegion(programme_id=programme.id, region_code=code) for code in sorted(regions))
    work.session.add_all(rows)
    work.session.flush()
    return programme.id


def _check(work: Work, programme: Programme, command: ProgrammeCommand, regions: frozenset[str]) -> None:
    errors: dict[str, str] = {}
    name = command.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        errors["name"] = f"Vul een naam in van ten hoogste {LONGEST_NAME} tekens."
    elif work.session.scalar(select(Programme.id).where(Programme.name == name, Programme.id != (programme.id or 0))):
        errors["name"] = "Er is al een programma met deze naam."
    if command.ends_on is not None and command.ends_on < command.starts_on:
        errors["ends_on"] = "De laatste dag ligt voor de eerste dag."
    if not command.national and not regions:
        errors["regions"] = "Kies een regio, of kies heel Nederland."
    elif regions - set(work.session.scalars(select(Region.code))):
        errors["regions"] = "Kies regio's uit de lijst."
    errors |= _partner_errors(command) | _target_errors(command.targets) | _weight_errors(command.weights)
    if errors:
        raise InvalidInputError(next(iter(errors.values())), errors)


def _partner_errors(command: ProgrammeCommand) -> dict[str, str]:
    if len(command.partners) > MOST_PARTNERS:
        return {"partners": f"Noem ten hoogste {MOST_PARTNERS} partners, elk op een eigen regel."}
    if any(not 0 < len(name) <= LONGEST_PARTNER for name in command.partners):
        return {"partners": f"Houd elke partner korter dan {LONGEST_PARTNER + 1} tekens."}
    return {}


def _target_errors(targets: Targets) -> dict[str, str]:
    message = "Vul een getal in van 0 tot en met 1.000.000, of laat dit leeg."
    found = {kind: targets.of(kind) for kind in TargetKind}
    wrong = [kind for kind, count in found.items() if count is not None and not 0 <= count <= HIGHEST_TARGET]
    return {f"target_{kind}": message for kind in wrong}


def _weight_errors(weights: Mapping[str, float]) -> dict[str, str]:
    merged = {**asdict(RoundWeights()), **weights}
    wrong = [name for name, share in merged.items() if not 0 <= share * 100 <= HIGHEST_WEIGHT]
    if wrong:
        return {f"weight_{name}": "Vul een getal in van 0 tot en met 100, of laat dit leeg." for name in wrong}
    if not any(merged.values()):
        return {"weight_skills": "Niet alle drie de gewichten mogen 0 zijn."}
    return {}
