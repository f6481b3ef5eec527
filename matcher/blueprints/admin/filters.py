"""The query string of the admin lists, both ways: to values, and to rows of the filter panel."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import request

Member = TypeVar("Member", bound=StrEnum)


def chosen(kind: type[Member], name: str) -> frozenset[Member]:
    """Return the members asked for in the URL; anything else is left out."""
    known = {member.value for member in kind}
    return frozenset(kind(value) for value in request.args.getlist(name) if value in known)


def page_number() -> int:
    """Return ``?page=``; 1 for anything that is no number."""
    return request.args.get("page", 1, type=int)


def text_filter(name: str, label: str) -> dict[str, Any]:
    """Return the row of the filter panel for a text."""
    return {"name": name, "label": label, "kind": "text", "value": request.args.get(name, "")}


def choice_filter(name: str, label: str, labels: Mapping[Member, str], asked: frozenset[Member]) -> dict[str, Any]:
    """Return the row of the filter panel for checkboxes of an enum."""
    options = [{"value": m.value, "label": text, "checked": m in asked} for m, text in labels.items()]
    return {"name": name, "label": label, "kind": "checkbox", "options": options}
