"""The buttons of a matching round: begin, apply, stop, solve once more."""

from flask import redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import requires, work
from matcher.blueprints.coordinator import blueprint
from matcher.blueprints.coordinator.rounds.listing import round_form, show_form
from matcher.blueprints.service_calls import done, saved
from matcher.domain.permissions import Permission
from matcher.services import rounds as services


def _to(round_id: int, toon: str | None = None) -> Response:
    return redirect(url_for("coordinator.matching_round", round_id=round_id, toon=toon))


@blueprint.post("/rondes")
@requires(Permission.COORDINATES)
def plan_round() -> str | Response:
    """Begin a dry run over own regions."""
    form, areas = round_form()
    begun: list[int] = []
    if not form.validate_on_submit() or not saved(
        form,
        lambda: begun.append(
            services.plan_round(work(), scope=form.scope(), options=form.options(), weights=form.weights())
        ),
    ):
        return show_form(form, areas)
    return _to(begun[0])


@blueprint.post("/rondes/<int:round_id>/pas-toe")
@requires(Permission.COORDINATES)
def apply_round(round_id: int) -> Response:
    """Make suggestions of the chosen pairs."""
    done(
        lambda: services.apply_round(work(), round_id=round_id),
        _("De ronde wordt toegepast. De paren komen bij Beoordelen te staan."),
    )
    return _to(round_id)


@blueprint.post("/rondes/<int:round_id>/stop")
@requires(Permission.COORDINATES)
def cancel_round(round_id: int) -> Response:
    """Stop a round, or throw a dry run away."""
    done(lambda: services.cancel_round(work(), round_id=round_id), _("De ronde is gestopt. Er is niemand voorgesteld."))
    return _to(round_id)


@blueprint.post("/rondes/<int:round_id>/speel-af")
@requires(Permission.COORDINATES)
def replay_round(round_id: int) -> Response:
    """Solve a round once more from what was stored with it."""
    done(
        lambda: services.ask_replay(work(), round_id=round_id),
        _("De ronde wordt opnieuw afgespeeld. Aan de ronde zelf verandert niets."),
    )
    return _to(round_id, toon="berekening")
