"""Around the six lists: saved views, exports, and the way back to the place in a list."""

from matcher.blueprints.coordinator.desk_lists import exports, views, way_back  # noqa: F401
