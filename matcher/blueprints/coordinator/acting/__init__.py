"""What a coordinator does for others: notes, handing over to another region, several rows at once."""

from matcher.blueprints.coordinator.acting import bulk, notes, transfers

__all__ = ["bulk", "notes", "transfers"]
