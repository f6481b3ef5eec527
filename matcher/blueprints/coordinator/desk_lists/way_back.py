"""The way back from a page to its place in the list: filters, sort and page of the list travel in the address.

``lijst`` is the name of a list with a query string behind a question mark. On a list and on the pages below it every
address below that list gets it, also those of forms and of what a form leads to; :func:`back_to` reads it again. It
only ever becomes the query string of a list of our own, so nobody can be led elsewhere by it.
"""

from typing import Any

from flask import current_app, request, url_for

from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.desk_lists.words import ENDPOINTS
from matcher.domain.desk import DeskList

NAME = "lijst"
LONGEST = 1000
_OF_ENDPOINT = {endpoint: which for which, endpoint in ENDPOINTS.items()}


def place() -> str:
    """Return the place in a list this request comes from, ``name?query``; "" for none."""
    which = _OF_ENDPOINT.get(request.endpoint or "")
    if which is None:
        return request.args.get(NAME, "")[:LONGEST]
    query = request.query_string.decode("latin-1")
    return f"{which.value}?{query}" if query and len(query) < LONGEST else ""


@blueprint.url_defaults
def carry(endpoint: str, values: dict[str, Any]) -> None:
    """Add the place to an address below its list."""
    if not request or NAME in values:
        return
    found = place()
    name, mark, _query = found.partition("?")
    rule = next(current_app.url_map.iter_rules(endpoint), None) if mark else None
    if rule is not None and rule.rule.startswith(f"{blueprint.url_prefix}/{name}/<"):
        values[NAME] = found


def back_to(endpoint: str) -> str:
    """Return the address of a list, at the place this page was opened from."""
    name, _mark, query = place().partition("?")
    which = _OF_ENDPOINT[endpoint]
    return url_for(endpoint) + (f"?{query}" if query and name == which.value else "")


@blueprint.app_context_processor
def _offer() -> dict[str, Any]:
    return {"back_to": back_to}


__all__ = ["DeskList", "back_to", "carry", "place"]
