"""Imports of people and needs: the list, the four steps of one, its files, and taking it back."""

from matcher.blueprints.coordinator.imports import files, pages, steps, upload

__all__ = ["files", "pages", "steps", "upload"]
