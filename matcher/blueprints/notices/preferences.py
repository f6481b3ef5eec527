"""Which mail somebody wants: per kind at once, in the digest of the day, or not."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from matcher.access import current_actor, requires, work
from matcher.blueprints.notices import blueprint
from matcher.blueprints.notices.words import group_name, mode_name, why_always
from matcher.blueprints.service_calls import saved
from matcher.database import db
from matcher.domain.notifications import NOTICES, Group, MailMode, NoticeKind, kinds_for, optional
from matcher.domain.permissions import Permission
from matcher.forms.notifications import preference_form, wished_modes
from matcher.notice_pages import kind_name
from matcher.queries.notifications import modes_of
from matcher.services.mail_wishes import choose_modes


@blueprint.route("/account/mail", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def preferences() -> ResponseReturnValue:
    """Choose per kind that fits the own roles; say of the others why they always come."""
    kinds = kinds_for(current_actor())
    chosen = [kind for kind in kinds if optional(kind)]
    form = _form(chosen)
    if form.validate_on_submit() and saved(form, lambda: choose_modes(work(), wished=wished_modes(form, chosen))):
        flash(_("Uw keuze is bewaard."), "success")
        return redirect(url_for("notices.preferences"))
    return render_template("notices/preferences.html", form=form, groups=_groups(chosen), always=_always(kinds))


def _form(kinds: list[NoticeKind]) -> FlaskForm:
    names = {kind: kind_name(kind) for kind in kinds}
    words = {mode: mode_name(mode) for mode in MailMode}
    return preference_form(names, words, modes_of(db.session(), current_actor()))


def _groups(kinds: list[NoticeKind]) -> list[tuple[str, list[str]]]:
    """Return heading and names of fields of each group that has any."""
    found = [(group_name(group), [kind.value for kind in kinds if NOTICES[kind].group is group]) for group in Group]
    return [(heading, names) for heading, names in found if names]


def _always(kinds: tuple[NoticeKind, ...]) -> list[tuple[str, list[str]]]:
    """Return each reason with the kinds that always come because of it."""
    found: dict[str, list[str]] = {}
    for kind in kinds:
        if not optional(kind):
            found.setdefault(why_always(kind, NOTICES[kind].group), []).append(kind_name(kind))
    return list(found.items())
