"""The filters above the lists of a round."""

from collections.abc import Callable, Mapping
from typing import Any

from matcher.queries.coordination.listing import Wish

Rows = list[dict[str, Any]]


def search(text: str, wish: Wish) -> Rows:
    """Return the field to search in."""
    return [{"name": "q", "label": text, "kind": "text", "value": wish.search}]


def choice(name: str, text: str, word: Callable[[str], str], counts: Mapping[str, int | None], wish: Wish) -> Rows:
    """Return boxes for the values that occur, with how many rows each gives; nothing when there is no choice."""
    chosen = wish.values(name)
    options = [
        {"value": value, "label": word(value), "count": count, "checked": value in chosen}
        for value, count in counts.items()
        if count or value in chosen
    ]
    if len(options) < 2 and not chosen:  # noqa: PLR2004
        return []
    return [{"name": name, "label": text, "kind": "checkbox", "options": options}]
