"""Counting by region what concerns an onderwijsvraag, which lies in one, and a person, who may want several."""

from typing import Any

from sqlalchemy import case, literal

from matcher.queries.coordination.scope import View, codes
from matcher.queries.coordination.source import Tally


def region_or_reach(view: View, need: Any, people: Any) -> tuple[Tally, ...]:
    """Count by the region of the need and those of the person, less what lies in one region with both.

    Of few regions that takes longer than to ask for each.
    """
    if not view.scope.national:
        return ()
    both = case(((literal(",") + people + ",").contains(literal(",") + need + ","), need))
    return Tally(need, codes), Tally(people, codes), Tally(both, codes, sign=-1)
