"""The six lists by name, and what a query string asks of one: the same for a page, a saved view and an export."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from matcher.domain.actors import Scope
from matcher.domain.desk import DeskList
from matcher.domain.school_year import school_year_of
from matcher.queries.coordination.facets_proposals import year_choices
from matcher.queries.coordination.listing import Source, Wish, sort_of
from matcher.queries.coordination.needs import needs_source
from matcher.queries.coordination.people import people_source
from matcher.queries.coordination.placements import placements_source
from matcher.queries.coordination.proposals import export_source
from matcher.queries.coordination.schools import schools_source
from matcher.queries.coordination.scope import View, view_of
from matcher.queries.coordination.sent import sent_source

LONGEST_SEARCH, LONGEST_NUMBER = 80, 9
YEAR = "schooljaar"
# What stands in an address and filters nothing.
NO_FACETS = frozenset({"q", "sort", "page"})
_SOURCES: dict[DeskList, Callable[[Session, View], Source[Any]]] = {
    DeskList.PEOPLE: lambda _session, view: people_source(view),
    DeskList.NEEDS: lambda _session, view: needs_source(view),
    DeskList.PROPOSALS: lambda _session, view: export_source(view),
    DeskList.PLACEMENTS: lambda session, view: placements_source(session, view).source,
    DeskList.SCHOOLS: lambda _session, view: schools_source(view),
    DeskList.SENT: lambda _session, view: sent_source(view),
}
Pairs = Iterable[tuple[str, str]]


def source_of(session: Session, desk_list: DeskList, view: View) -> Source[Any]:
    """Return a list as it goes into a file: its scope, filters and order are those of the page."""
    return _SOURCES[desk_list](session, view)


def wish_of(pairs: Pairs) -> Wish:
    """Return what the pairs of a query string ask; the lists leave out what they do not know."""
    chosen: dict[str, set[str]] = {}
    single: dict[str, str] = {}
    for name, value in pairs:
        if name in NO_FACETS:
            single.setdefault(name, value)
        else:
            chosen.setdefault(name, set()).add(value)
    page = single.get("page", "")
    return Wish(
        chosen={name: frozenset(values) for name, values in chosen.items()},
        search=single.get("q", "")[:LONGEST_SEARCH],
        sort=single.get("sort", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) <= LONGEST_NUMBER else 1,
    )


def wish_from(query: str) -> Wish:
    """Return what a query string asks."""
    return wish_of(parse_qsl(query))


def view_from(session: Session, *, scope: Scope, today: date, query: str) -> View:
    """Return the view of a coordinator, in the school year of a query string when that can be chosen."""
    asked = next((value for name, value in parse_qsl(query) if name == YEAR), "")
    years = {str(year): year for year in year_choices(school_year_of(today))}
    return view_of(session, scope=scope, today=today, school_year=years.get(asked))


def known_query(source: Source[Any], pairs: Pairs) -> str:
    """Return the query string with only what the list knows: filters, search, sort and school year, never a page."""
    options = {facet.name: facet.options for facet in source.facets}
    kept = []
    for name, value in dict.fromkeys(pairs):
        known = value in options[name] if name in options else name == YEAR and value.isdigit()
        if known or (name == "q" and value.strip()) or (name == "sort" and sort_of(source, Wish(sort=value)) == value):
            kept.append((name, value[:LONGEST_SEARCH]))
    return urlencode(kept)
