"""A page of rows that are already in memory."""

from collections.abc import Sequence
from typing import TypeVar

from flask import request

from matcher.queries.paging import PAGE_SIZE, Page

Row = TypeVar("Row")
# Cards are taller than the lines of a table.
CARDS_PER_PAGE = 10


def page_of(rows: Sequence[Row], size: int = PAGE_SIZE) -> Page[Row]:
    """Return the page the address asks for; a number out of range gives the nearest page."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, request.args.get("page", 1, type=int)), pages)
    return Page(tuple(rows[(number - 1) * size : number * size]), number, pages, len(rows))
