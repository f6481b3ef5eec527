"""The front door, and what everybody may read."""

from flask import render_template
from flask.typing import ResponseReturnValue

from matcher import clock
from matcher.access import requires
from matcher.blueprints.measure_words import measure_sentences, scope_sentences
from matcher.blueprints.public import blueprint
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.front_door import public_figures
from matcher.queries.measures import measures_on
from matcher.queries.vocabulary import esco_state


@blueprint.get("/")
@requires(Permission.PUBLIC)
def home() -> ResponseReturnValue:
    """Show what this is, for whom, how it works, and what the law says."""
    limits = measures_on(db.session(), clock.today())
    return render_template(
        "public/home.html",
        figures=public_figures(db.session()),
        limits=limits,
        measured=measure_sentences(limits),
        summed=scope_sentences(limits),
    )


@blueprint.get("/over")
@requires(Permission.PUBLIC)
def about() -> ResponseReturnValue:
    """Show why this exists, with sources."""
    limits = measures_on(db.session(), clock.today())
    return render_template(
        "public/about.html", limits=limits, measured=measure_sentences(limits), summed=scope_sentences(limits)
    )


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
