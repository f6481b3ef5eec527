"""The figures of a programme's report, as its reader sees them: every one over a list with the programme's filter."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from matcher.domain.states import ProposalState
from matcher.queries.coordination.figures.answers import reasons
from matcher.queries.coordination.figures.narrow import few, proposal_ids
from matcher.queries.coordination.figures.overview import funnel
from matcher.queries.coordination.figures.wishes import Chosen, in_programme, open_needs
from matcher.queries.coordination.listing import Wish, all_rows, facet_counts
from matcher.queries.coordination.needs import NeedRow, needs_source
from matcher.queries.coordination.placements import placements_source
from matcher.queries.coordination.programme_progress import Progress, progress_of, standing_in
from matcher.queries.coordination.scope import View
from matcher.queries.programmes import ProgrammeRow

Counts = dict[str, dict[str, int]]
GROUPS = ("regio", "sector", "rol", "grond")
# More open needs than this nobody reads in a report; the list of the desk has them all.
MOST_NEEDS = 2000


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many proposals came to this step; ``days``: median number of days since the step before, if known."""

    state: ProposalState
    count: int
    days: float | None


@dataclass(frozen=True, slots=True)
class NamedCount:
    """How often proposals ended with a reason."""

    value: str
    count: int


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
        funnel=_funnel(session, view, mine),
        reasons=_reasons(session, view, mine),
        placements=facet_counts(session, placements.source, standing, names=GROUPS),
        minutes=facet_counts(session, placements.source, standing, names=GROUPS, measure=placements.minutes),
        needs=all_rows(session, needs_source(view), needs, limit=MOST_NEEDS),
        whole=programme.within(view.scope),
    )


def _funnel(session: Session, view: View, chosen: Chosen) -> tuple[FunnelStep, ...]:
    steps = funnel(session, few(session, proposal_ids(view, chosen)))
    return tuple(FunnelStep(ProposalState(step["step"]), step["count"], step["days"]) for step in steps)


def _reasons(session: Session, view: View, chosen: Chosen) -> tuple[NamedCount, ...]:
    """Return the reasons, most first, whoever gave them."""
    found: dict[str, int] = {}
    for row in reasons(session, few(session, proposal_ids(view, chosen))):
        found[row["reason"]] = found.get(row["reason"], 0) + row["count"]
    return tuple(NamedCount(value, count) for value, count in sorted(found.items(), key=lambda pair: -pair[1]))
