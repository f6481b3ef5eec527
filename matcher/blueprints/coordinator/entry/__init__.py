"""Acting for others at the desk: enter a person or a need, and put double profiles together."""

from matcher.blueprints.coordinator.entry import doubles, menu, needs, people  # noqa: F401
