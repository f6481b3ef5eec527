"""Matching rounds (koppelronden): list, form, the page of one round, its buttons and files, and two rounds compared."""

from matcher.blueprints.coordinator.rounds import compare, files, listing, pages, steps

__all__ = ["compare", "files", "listing", "pages", "steps"]
