"""Schools that may never see the profile."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id
from matcher.blueprints.service_calls import done
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.queries.profile_lookup import schools_by_name
from matcher.services import profile_exclusions as services

LONGEST_SEARCH = 80


@blueprint.get("/profiel/scholen")
@requires(Permission.PROFESSIONAL)
def exclusions() -> ResponseReturnValue:
    """Show excluded schools and a search box."""
    search = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    found = schools_by_name(db.session(), search)
    return render_template("professional/exclusions.html", profile=me(), search=search, found=found)


@blueprint.post("/profiel/scholen/<int:school_id>/uitsluiten")
@requires(Permission.PROFESSIONAL)
def exclude(school_id: int) -> ResponseReturnValue:
    """Hide the profile from a school."""
    done(
        lambda: services.exclude_school(work(), professional_id=own_id(), school_id=school_id),
        _("Deze school ziet u niet."),
    )
    return redirect(url_for("professional.exclusions"))


@blueprint.post("/profiel/scholen/<int:school_id>/toelaten")
@requires(Permission.PROFESSIONAL)
def allow(school_id: int) -> ResponseReturnValue:
    """Let a school see the profile again."""
    services.allow_school(work(), professional_id=own_id(), school_id=school_id)
    flash(_("Deze school kan u weer zien."), "success")
    return redirect(url_for("professional.exclusions"))
