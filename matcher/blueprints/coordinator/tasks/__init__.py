"""Tasks of the coordinator: the page of a kind, who has a row, putting it off, reminding."""

from matcher.blueprints.coordinator.tasks import holds, pages, reminders

__all__ = ["holds", "pages", "reminders"]
