"""The filters behind the figures, in the words of the lists."""

from collections.abc import Mapping

from matcher.domain.states import NeedState, ProfileState
from matcher.queries.coordination.placements import STANDING

Chosen = Mapping[str, frozenset[str]]


def open_needs() -> Chosen:
    """Needs that are open now."""
    return {"staat": frozenset({NeedState.OPEN.value})}


def active_people() -> Chosen:
    """Profiles that are active now."""
    return {"staat": frozenset({ProfileState.ACTIVE.value})}


def running() -> Chosen:
    """Proposals that are open now, from suggestion to agreement."""
    return {"lopend": frozenset({"ja"})}


def begun(school_year: int) -> Chosen:
    """Proposals that began in the school year."""
    return {"schooljaar": frozenset({str(school_year)})}


def placed(school_year: int) -> Chosen:
    """Placements with planned hours in the school year that were not cancelled."""
    return {"schooljaar": frozenset({str(school_year)}), "staat": STANDING}


def in_programme(programme_id: int) -> Chosen:
    """What belongs to a programme, by its regions and period; the same filter on every list."""
    return {"programma": frozenset({str(programme_id)})}
