"""Programmes, made and changed by an admin."""

from matcher.blueprints.admin import blueprint
from matcher.blueprints.programme_pages import ProgrammePages
from matcher.domain.permissions import Permission

ProgrammePages(blueprint, Permission.ADMIN, Permission.ADMIN, "layouts/desk.html").register()
