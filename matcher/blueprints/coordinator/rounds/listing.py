"""The list of rounds, and the form for a new dry run."""

from collections.abc import Mapping

from flask import render_template
from flask_babel import gettext as _

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.rounds.choices import Rows, choice
from matcher.blueprints.coordinator.rounds.words import area_text, weights_text
from matcher.database import db
from matcher.domain.labels import label
from matcher.domain.permissions import Permission, allowed
from matcher.domain.rounds import RoundState
from matcher.forms.rounds import PlanRoundForm
from matcher.queries import rounds as queries
from matcher.queries.coordination.listing import Wish


@blueprint.get("/rondes")
@requires(Permission.COORDINATOR)
def rounds() -> str:
    """List the rounds of the own regions."""
    actor, wish = current_actor(), query_string.wish()
    found = queries.round_list(db.session(), scope=actor.scope, wish=wish)
    return render_template(
        "coordinator/rounds/list.html",
        found=found,
        filters=_filters(found.counts, wish),
        area_text=area_text,
        may_plan=allowed(Permission.COORDINATES, actor),
    )


def _filters(counts: Mapping[str, Mapping[str, int | None]], wish: Wish) -> Rows:
    """Return the filters on state and on who began."""
    names = queries.creators(db.session(), scope=current_actor().scope)
    states = choice("staat", _("Status"), lambda value: label(RoundState(value)), counts["staat"], wish)
    return states + choice("wie", _("Begonnen door"), lambda value: names.get(value, ""), counts.get("wie", {}), wish)


@blueprint.get("/rondes/nieuw")
@requires(Permission.COORDINATES)
def new_round() -> str:
    """Ask what a dry run is about."""
    return show_form(*round_form())


def round_form() -> tuple[PlanRoundForm, queries.RoundAreas]:
    """Return the form with what this coordinator may choose."""
    areas = queries.round_areas(db.session(), scope=current_actor().acts_in, today=clock.today())
    return PlanRoundForm.for_areas(areas), areas


def show_form(form: PlanRoundForm, areas: queries.RoundAreas) -> str:
    """Render the form as it is."""
    return render_template(
        "coordinator/rounds/form.html",
        form=form,
        areas=areas,
        one_region=next(iter(next(iter(areas.regions.values()), {"": ""}).values())),
        own_weights=[(row.name, weights_text(row.weights)) for row in areas.programmes if row.weights],
    )
