"""The front door, and what everybody may read."""

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher import clock
from matcher.access import requires
from matcher.blueprints.public import blueprint
from matcher.database import db
from matcher.domain.choices import Sector
from matcher.domain.permissions import Permission
from matcher.queries.front_door import public_figures
from matcher.queries.vocabulary import esco_state
from matcher.rules.limits import limit_on


@blueprint.get("/")
@requires(Permission.PUBLIC)
def home() -> ResponseReturnValue:
    """Show what this is, for whom, how it works, and what the law says."""
    return render_template(
        "public/home.html",
        figures=public_figures(db.session()),
        limit_vmbo=limit_on(Sector.VMBO, clock.today()),
        limit_mbo=limit_on(Sector.MBO, clock.today()),
    )


@blueprint.get("/over")
@requires(Permission.PUBLIC)
def about() -> ResponseReturnValue:
    """Show why this exists, with sources."""
    return render_template("public/about.html", limit=limit_on(Sector.MBO, clock.today()))


@blueprint.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    """Show what is kept, who sees it and when, and how to delete it."""
    return render_template("public/privacy.html")


@blueprint.get("/bronnen")
@requires(Permission.PUBLIC)
def sources() -> ResponseReturnValue:
    """Show whose data this uses, under which licence; ESCO only when it was imported."""
    return render_template("public/sources.html", esco=esco_state(db.session()))


@blueprint.get("/toegankelijkheid")
@requires(Permission.PUBLIC)
def accessibility() -> ResponseReturnValue:
    """Show what is done for who cannot use a mouse or see a screen well."""
    return render_template("public/accessibility.html")
