"""The first step of an import: which file, for whom."""

from collections.abc import Callable

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.imports import words
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.desk import ImportKind
from matcher.domain.imports import MOST_BYTES
from matcher.domain.permissions import Permission
from matcher.forms.imports.upload import NeedsForm, PeopleForm
from matcher.queries.coordination.scope import regions_of
from matcher.queries.imports.pages import school_choices
from matcher.security import larger_body
from matcher.services import imports as services

# The file, and room for the other fields around it.
LARGEST_BODY = MOST_BYTES + 512 * 1024


def _people_form() -> PeopleForm:
    regions = [(each.code, each.name) for each in regions_of(db.session(), current_actor().acts_in)]
    return PeopleForm.offering(regions, words.consent_ways())


def _needs_form() -> NeedsForm:
    return NeedsForm.offering(school_choices(db.session(), current_actor().acts_in))


FORMS: dict[ImportKind, Callable[[], PeopleForm | NeedsForm]] = {
    ImportKind.PEOPLE: _people_form,
    ImportKind.NEEDS: _needs_form,
}


@blueprint.route("/importeren/nieuw/<any(people, needs):kind>", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
@larger_body(LARGEST_BODY)
def new_import(kind: str) -> str | Response:
    """Take a file in; its rows are kept as text."""
    form, begun = FORMS[ImportKind(kind)](), list[int]()
    if form.validate_on_submit() and saved(form, lambda: begun.append(_begin(form))):
        return redirect(url_for("coordinator.import_columns", import_id=begun[0]))
    return render_template("coordinator/imports/new.html", form=form, kind=ImportKind(kind), words=words)


def _begin(form: PeopleForm | NeedsForm) -> int:
    name, data = form.content(MOST_BYTES)
    table = services.read_table(name, data)
    return services.start_import(work(), command=form.to_command(name), table=table)
