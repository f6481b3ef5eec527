"""What an admin changes about one user."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher.access import requires, work
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.users import show_user
from matcher.blueprints.cover_pages import CoverPages
from matcher.blueprints.service_calls import done, saved
from matcher.domain.permissions import Permission
from matcher.forms.admin import CoordinatorForm
from matcher.forms.colleagues import ReadingForm
from matcher.services import coordination, users


def _back_after(verb: Callable[..., Any], message: str, **values: int) -> ResponseReturnValue:
    """Do it, say so (or why not), and go back to the user."""
    done(lambda: verb(work(), **values), message)
    return redirect(url_for("admin.user", user_id=values["user_id"]))


@blueprint.post("/gebruikers/<int:user_id>/gebieden")
@requires(Permission.ADMIN)
def assign(user_id: int) -> ResponseReturnValue:
    """Make somebody coordinator of an area."""
    form = CoordinatorForm()
    if form.validate_on_submit() and saved(
        form,
        lambda: coordination.make_coordinator(
            work(), user_id=user_id, scope=form.scope.data, read_only=bool(form.read_only.data)
        ),
    ):
        flash(_("Deze persoon is nu coördinator en krijgt daarvan een mail."), "success")
        return redirect(url_for("admin.user", user_id=user_id))
    return show_user(user_id, form)


@blueprint.post("/gebruikers/<int:user_id>/gebieden/<int:assignment_id>/weg")
@requires(Permission.ADMIN)
def unassign(user_id: int, assignment_id: int) -> ResponseReturnValue:
    """Take an area away."""
    return _back_after(
        coordination.end_coordination, _("Dit gebied is weggehaald."), user_id=user_id, assignment_id=assignment_id
    )


@blueprint.post("/gebruikers/<int:user_id>/gebieden/<int:assignment_id>/lezen")
@requires(Permission.ADMIN)
def coordinator_reading(user_id: int, assignment_id: int) -> ResponseReturnValue:
    """Switch between reading and changing."""
    read_only = bool(ReadingForm().read_only.data)
    message = _("Deze persoon leest nu alleen.") if read_only else _("Deze persoon mag nu wijzigen.")
    values = {"user_id": user_id, "assignment_id": assignment_id, "read_only": read_only}
    return _back_after(coordination.change_reading, message, **values)


def _crumbs(user_id: int) -> list[tuple[str, str]]:
    return [(_("Gebruikers"), url_for("admin.users")), (_("Deze persoon"), url_for("admin.user", user_id=user_id))]


CoverPages(blueprint, "/gebruikers", Permission.ADMIN, "layouts/desk.html", _crumbs).register()


@blueprint.post("/gebruikers/<int:user_id>/beheerder")
@requires(Permission.ADMIN)
def appoint(user_id: int) -> ResponseReturnValue:
    """Make somebody admin."""
    return _back_after(users.appoint_admin, _("Deze persoon is nu beheerder."), user_id=user_id)


@blueprint.post("/gebruikers/<int:user_id>/beheerder/weg")
@requires(Permission.ADMIN)
def dismiss(user_id: int) -> ResponseReturnValue:
    """Take the admin's rights away."""
    return _back_after(users.dismiss_admin, _("Deze persoon is geen beheerder meer."), user_id=user_id)


@blueprint.post("/gebruikers/<int:user_id>/uit")
@requires(Permission.ADMIN)
def deactivate(user_id: int) -> ResponseReturnValue:
    """Switch an account off."""
    return _back_after(users.deactivate, _("Dit account is uitgezet."), user_id=user_id)


@blueprint.post("/gebruikers/<int:user_id>/aan")
@requires(Permission.ADMIN)
def reactivate(user_id: int) -> ResponseReturnValue:
    """Switch an account on."""
    return _back_after(users.reactivate, _("Dit account is weer aangezet."), user_id=user_id)
