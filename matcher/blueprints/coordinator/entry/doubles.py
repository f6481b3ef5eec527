"""Double profiles: find them, look at both, put them together."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from matcher.access import current_actor, requires, work
from matcher.blueprints.coordinator import blueprint, query_string
from matcher.blueprints.coordinator.entry.merge_words import (
    account_text,
    count_text,
    part_choices,
    part_name,
    why_text,
)
from matcher.blueprints.coordinator.filters import region_choice
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.merging import differing, usual_choice
from matcher.domain.permissions import Permission
from matcher.forms.merging import MergeForm, merge_form
from matcher.queries.coordination.scope import narrowed
from matcher.queries.doubles import doubles as likely_doubles
from matcher.queries.merging import MergePreview, merge_preview, merged_into
from matcher.services.merging import merge_profiles

# Regions compared in one go; who sees more of them chooses one.
MOST_AT_ONCE = 8


@blueprint.get("/dubbel")
@requires(Permission.COORDINATOR)
def doubles() -> str:
    """List people who are probably there twice, the surest first."""
    seen = query_string.view()
    region, choice = query_string.region_code(seen), region_choice(seen)
    if region is None and len(seen.regions) > MOST_AT_ONCE:
        # The whole country is too much for one page.
        region, choice = seen.regions[0].code, choice[1:]
    scope = narrowed(seen.scope, region)
    page = likely_doubles(db.session(), scope=scope, number=request.args.get("page", 1, type=int))
    return render_template("coordinator/entry/doubles.html", page=page, why_text=why_text, regions=choice)


@blueprint.route("/dubbel/<int:professional_id>/<int:other_id>", methods=["GET", "POST"])
@requires(Permission.COORDINATES)
def merge(professional_id: int, other_id: int) -> str | Response:
    """Show both side by side; put them together after the choice."""
    scope = current_actor().acts_in
    for gone in (professional_id, other_id):
        kept = merged_into(db.session(), scope=scope, professional_id=gone)
        if kept is not None:
            flash(_("Deze profielen zijn al samengevoegd."), "info")
            return redirect(url_for("coordinator.person", professional_id=kept))
    found = merge_preview(db.session(), scope=scope, first_id=professional_id, second_id=other_id)
    form = _form(found)
    if form.validate_on_submit() and saved(form, lambda: _merged(form, found)):
        flash(_("De profielen zijn samengevoegd. Beide adressen krijgen bericht."), "success")
        return redirect(url_for("coordinator.person", professional_id=form.account.data))
    return render_template("coordinator/entry/merge.html", form=form, found=found, count_text=count_text)


def _merged(form: MergeForm, found: MergePreview) -> None:
    merge_profiles(work(), command=form.to_command(found.first.profile.id, found.second.profile.id))


def _form(found: MergePreview) -> MergeForm:
    """Return a question for every part in which the two differ, answered in the usual way."""
    first, second = found.first, found.second
    parts = differing(first.standing, second.standing)
    usual = {part.value: usual_choice(part, first.standing, second.standing) for part in parts}
    return merge_form(
        [(side.profile.id, account_text(side)) for side in (first, second)],
        {part: (part_name(part), part_choices(part, first, second)) for part in parts},
        {**usual, "account": found.kept_by_default},
    )
