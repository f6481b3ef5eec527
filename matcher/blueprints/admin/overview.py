"""The admin's first page, and the state of reference data."""

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher.access import requires
from matcher.blueprints.admin import blueprint
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.admin_overview import admin_overview
from matcher.queries.reference import postcode_state, table_counts


@blueprint.get("/")
@requires(Permission.ADMIN)
def home() -> ResponseReturnValue:
    """Show counts and what asks for attention."""
    return render_template("admin/home.html", figures=admin_overview(db.session()))


@blueprint.get("/gegevens")
@requires(Permission.ADMIN)
def reference() -> ResponseReturnValue:
    """Show rows of the reference tables and the postcode table."""
    session = db.session()
    return render_template("admin/reference.html", tables=table_counts(session), postcodes=postcode_state(session))
