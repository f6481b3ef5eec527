"""What the address asks: filters, search, sort, page, region, school year; and addresses that ask the same."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import g, request, url_for

from matcher import clock
from matcher.access import current_actor
from matcher.database import db
from matcher.domain.school_year import school_year_of
from matcher.queries.coordination.desk_lists import wish_of
from matcher.queries.coordination.facets_proposals import year_choices
from matcher.queries.coordination.listing import Wish
from matcher.queries.coordination.scope import View, view_of

ASKS_NOTHING = frozenset({"page", "lijst"})


def wish() -> Wish:
    """Return the filters of the address; the lists leave out what they do not know."""
    return wish_of(request.args.items(multi=True))


def view() -> View:
    """Return who looks, at what, today; with the school year of the address when it has a known one."""
    actor = current_actor()
    return view_of(
        db.session(), scope=actor.scope, today=clock.today(), school_year=school_year(), user_id=actor.user_id
    )


def school_year() -> int | None:
    """Return the school year of the address, if it is one that can be chosen."""
    year = request.args.get("schooljaar", type=int)
    return year if year in years() else None


def years() -> tuple[int, ...]:
    """Return the school years that can be chosen, newest first."""
    return year_choices(school_year_of(clock.today()))


def region_code(seen: View) -> str | None:
    """Return the region of the address when the coordinator may see it; another one filters nothing."""
    asked = request.args.get("regio", "")
    return asked if asked in {region.code for region in seen.regions} else None


def link(endpoint: str, chosen: Mapping[str, Collection[str]], region: str | None = None, **values: Any) -> str:
    """Return the address of a list with these filters; ``values``: what its path asks."""
    pairs = [(name, value) for name in sorted(chosen) for value in sorted(chosen[name])]
    pairs += [("regio", region)] if region else []
    base = url_for(endpoint, **values) if values else _address(endpoint)
    return base + (f"?{urlencode(pairs)}" if pairs else "")


def _address(endpoint: str) -> str:
    """Return the address of a list, made once a request: a page may link to it a thousand times."""
    known = g.setdefault("addresses_of_lists", {})
    if endpoint not in known:
        known[endpoint] = url_for(endpoint)
    return str(known[endpoint])


def same_query(url: str) -> str:
    """Return the address with the present query string, without the page number."""
    query = present()
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url


def present() -> str:
    """Return what the present query string asks, without the page number and the place one came from."""
    return urlencode([(name, value) for name, value in request.args.items(multi=True) if name not in ASKS_NOTHING])
