"""The dashboard: figures of an area and a school year, each a link to the rows behind it."""

from matcher.blueprints.coordinator.dashboard import pages  # noqa: F401
