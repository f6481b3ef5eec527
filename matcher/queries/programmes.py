"""Programmes, and the answer times that hold in a region on a day."""

from dataclasses import asdict, dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from matcher.domain.actors import Scope
from matcher.domain.deadlines import AnswerTimes
from matcher.domain.errors import NotFoundError
from matcher.domain.programmes import TargetKind, Targets
from matcher.domain.rounds import RoundWeights
from matcher.models import Landsdeel, Programme, ProgrammeRegion, Region


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme. ``regions``: name per code, by name; empty for a national one.

    ``changed_weights``: what of the usual weights it changes; ``weights``: those its rounds have.
    """

    id: int
    name: str
    starts_on: date
    ends_on: date | None
    national: bool
    regions: dict[str, str]
    times: AnswerTimes
    partners: tuple[str, ...] = ()
    targets: Targets = field(default_factory=Targets)
    changed_weights: dict[str, float] = field(default_factory=dict)

    @property
    def weights(self) -> RoundWeights:
        """The weights of its matching rounds."""
        return RoundWeights(**{**asdict(RoundWeights()), **self.changed_weights})

    def within(self, scope: Scope) -> bool:
        """Return whether a coordinator with this scope sees all of the programme."""
        return scope.national or (not self.national and all(scope.covers(code) for code in self.regions))


def programme_list(session: Session, *, scope: Scope) -> tuple[ProgrammeRow, ...]:
    """Return the programmes of the nation and of the regions of a scope, by name."""
    names = _region_names(session)
    programmes = select(Programme).options(selectinload(Programme.regions)).order_by(Programme.name)
    rows = (_row(found, names) for found in session.scalars(programmes))
    return tuple(row for row in rows if _seen(row, scope))


def programme_of(session: Session, *, scope: Scope, programme_id: int) -> ProgrammeRow:
    """Return one programme. Raises NotFoundError for one of other regions."""
    found = session.get(Programme, programme_id, options=[selectinload(Programme.regions)], populate_existing=True)
    row = None if found is None else _row(found, _region_names(session))
    if row is None or not _seen(row, scope):
        raise NotFoundError
    return row


def _seen(row: ProgrammeRow, scope: Scope) -> bool:
    return row.national or any(scope.covers(code) for code in row.regions)


def _row(found: Programme, names: dict[str, str]) -> ProgrammeRow:
    mine = {row.region_code for row in found.regions}
    return ProgrammeRow(
        id=found.id,
        name=found.name,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        national=found.national,
        regions={code: name for code, name in names.items() if code in mine},
        times=answer_times_of(found),
        partners=tuple(found.partners),
        targets=Targets(**{kind.value: getattr(found, f"target_{kind}") for kind in TargetKind}),
        changed_weights=dict(found.weights),
    )


def _region_names(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Region.code, Region.name).order_by(Region.name)).all())


def regions_by_landsdeel(session: Session) -> dict[str, dict[str, str]]:
    """Return landsdeel -> code -> name of its regions, by name."""
    rows = session.execute(
        select(Landsdeel.name, Region.code, Region.name)
        .join(Region, Region.landsdeel_code == Landsdeel.code)
        .order_by(Landsdeel.name, Region.name)
    )
    found: dict[str, dict[str, str]] = {}
    for landsdeel, code, name in rows:
        found.setdefault(landsdeel, {})[code] = name
    return found


def answer_times(session: Session, *, region_code: str, on: date) -> AnswerTimes:
    """Return the answer times for needs of a region: of the programme that holds there, or the default.

    Where several hold, one of regions goes before a national one, and of those the one that began last.
    """
    in_region = select(ProgrammeRegion.programme_id).where(ProgrammeRegion.region_code == region_code)
    found = session.scalar(
        select(Programme)
        .where(Programme.starts_on <= on, or_(Programme.ends_on.is_(None), Programme.ends_on >= on))
        .where(or_(Programme.national, Programme.id.in_(in_region)))
        .order_by(Programme.national, Programme.starts_on.desc(), Programme.id.desc())
        .limit(1)
    )
    return AnswerTimes() if found is None else answer_times_of(found)


def answer_times_of(programme: Programme) -> AnswerTimes:
    """Return the answer times of one programme."""
    return AnswerTimes(
        review=programme.review_days,
        answer=programme.answer_days,
        meeting=programme.meeting_days,
        trial=programme.trial_days,
        placing=programme.placing_days,
    )
