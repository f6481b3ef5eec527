"""Programmes: the national coordinators make them, the coordinators of the regions read those of their own."""

from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.programme_pages import ProgrammePages
from matcher.domain.permissions import Permission

ProgrammePages(blueprint, Permission.COORDINATOR, Permission.NATIONAL, "coordinator/layout.html").register()
