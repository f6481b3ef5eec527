"""Builds the engine's columns from the database, and brings them up to date."""

from matcher.queries.snapshot.build import build_problem
from matcher.queries.snapshot.refresh import refreshed

__all__ = ["build_problem", "refreshed"]
