"""The figures of a programme's report, as its reader sees them: every one over a list with the programme's filter."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from matcher.queries.coordination.figures import (
    Counts,
    FunnelStep,
    NamedCount,
    funnel_of,
    in_programme,
    open_needs,
    reasons_of,
)
from matcher.queries.coordination.listing import Wish, all_rows, facet_counts
from matcher.queries.coordination.needs import NeedRow, needs_source
from matcher.queries.coordination.placements import placements_source
from matcher.queries.coordination.programme_progress import Progress, progress_of, standing_in
from matcher.queries.coordination.scope import View
from matcher.queries.programmes import ProgrammeRow

GROUPS = ("regio", "sector", "rol", "grond")
# More open needs than this nobody reads in a report; the list of the desk has them all.
MOST_NEEDS = 2000


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """Everything a report counts.

    ``placements`` and ``minutes``: group -> value -> standing placements and their planned minutes. ``needs``: those
    open now, by title, at most :data:`MOST_NEEDS`. ``whole``: the reader sees all of the programme.
    """

    progress: tuple[Progress, ...]
    funnel: tuple[FunnelStep, ...]
    reasons: tuple[NamedCount, ...]
    placements: Counts
    minutes: Counts
    needs: tuple[NeedRow, ...]
    whole: bool


def programme_figures(session: Session, *, view: View, programme: ProgrammeRow) -> ProgrammeFigures:
    """Return the figures of a programme in the regions of the view; the number of statements is fixed."""
    view = replace(view, school_year=None)
    mine = in_programme(programme.id)
    placements, standing = placements_source(session, view), Wish(standing_in(programme.id))
    needs = Wish({**mine, **open_needs()}, sort="vraag")
    return ProgrammeFigures(
        progress=progress_of(session, view=view, programme=programme),
        funnel=funnel_of(session, view, mine),
        reasons=reasons_of(session, view, mine),
        placements=facet_counts(session, placements.source, standing, names=GROUPS),
        minutes=facet_counts(session, placements.source, standing, names=GROUPS, measure=placements.minutes),
        needs=all_rows(session, needs_source(view), needs, limit=MOST_NEEDS),
        whole=programme.within(view.scope),
    )
