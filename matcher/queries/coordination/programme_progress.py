"""How far a programme is, counted over the lists with its filter, so that each number equals its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from matcher.domain.desk import DeskList
from matcher.domain.programmes import TargetKind
from matcher.queries.coordination.figures.wishes import Chosen, active_people, in_programme
from matcher.queries.coordination.listing import Wish, total
from matcher.queries.coordination.people import people_source
from matcher.queries.coordination.placements import STANDING, placements_source
from matcher.queries.coordination.schools import schools_source
from matcher.queries.coordination.scope import View
from matcher.queries.programmes import ProgrammeRow
from matcher.rules.klokuren import MINUTES_PER_KLOKUUR


@dataclass(frozen=True, slots=True)
class Progress:
    """One target. ``reached``: so far, of what the reader sees; hours in klokuren, two decimals.

    ``target``: over the whole programme, None when there is none. ``rows`` and ``filters``: the list with the rows that
    are counted.
    """

    kind: TargetKind
    reached: float
    target: int | None
    rows: DeskList
    filters: Mapping[str, frozenset[str]]


def standing_in(programme_id: int) -> Chosen:
    """Placements of a programme: in its regions, begun in its period, not cancelled."""
    return {**in_programme(programme_id), "staat": STANDING}


def progress_of(session: Session, *, view: View, programme: ProgrammeRow) -> tuple[Progress, ...]:
    """Return what a programme reached, in the order of :class:`TargetKind`; of the regions of the view only."""
    # Klokuren of all school years: a programme lasts longer than one.
    view = replace(view, school_year=None)
    standing = standing_in(programme.id)
    placements = placements_source(session, view)
    people = {**active_people(), **in_programme(programme.id)}
    schools = {"inzet_in": frozenset({str(programme.id)})}
    minutes = total(session, placements.source, Wish(standing), measure=placements.minutes)
    placed = total(session, placements.source, Wish(standing))
    found: dict[TargetKind, tuple[float, DeskList, Chosen]] = {
        TargetKind.PEOPLE: (total(session, people_source(view), Wish(people)), DeskList.PEOPLE, people),
        TargetKind.HOURS: (round(minutes / MINUTES_PER_KLOKUUR, 2), DeskList.PLACEMENTS, standing),
        TargetKind.PLACEMENTS: (placed, DeskList.PLACEMENTS, standing),
        TargetKind.SCHOOLS: (total(session, schools_source(view), Wish(schools)), DeskList.SCHOOLS, schools),
    }
    return tuple(Progress(kind, found[kind][0], programme.targets.of(kind), *found[kind][1:]) for kind in TargetKind)
