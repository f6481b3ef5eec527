"""A need as it was proposed: the coordinator may offer fewer klokuren per week than the school asks."""

from dataclasses import replace
from typing import TypeVar

from matcher.queries.need_content import NeedContent

Content = TypeVar("Content", bound=NeedContent)


def as_offered(need: Content, offered: int | None) -> Content:
    """Return the need with the minutes per week of the proposal; as it is where it asks no more than those."""
    if offered is None or offered >= need.minutes_per_week:
        return need
    return replace(need, minutes_per_week=offered)
