"""The list of users, and one user."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires
from matcher.blueprints.admin import blueprint
from matcher.blueprints.admin.filters import choice_filter, chosen, page_number, text_filter
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms.admin import CoordinatorForm
from matcher.queries.coordination.colleagues import own_covers
from matcher.queries.reference import scope_choices
from matcher.queries.users import DEFAULT_SORT, AccountState, RoleFilter, list_users, user_page


def role_labels() -> dict[RoleFilter, str]:
    """Return the Dutch name of each role."""
    return {
        RoleFilter.PROFESSIONAL: _("professional"),
        RoleFilter.SCHOOL: _("school"),
        RoleFilter.COORDINATOR: _("coördinator"),
        RoleFilter.ADMIN: _("beheerder"),
        RoleFilter.NONE: _("nog geen rol"),
    }


def state_labels() -> dict[AccountState, str]:
    """Return the Dutch name of each state of an account."""
    return {
        AccountState.ACTIVE: _("actief"),
        AccountState.UNCONFIRMED: _("niet bevestigd"),
        AccountState.DEACTIVATED: _("uitgezet"),
    }


@blueprint.get("/gebruikers")
@requires(Permission.ADMIN)
def users() -> ResponseReturnValue:
    """List accounts; search, filters, order and page are in the URL."""
    roles, states = chosen(RoleFilter, "rol"), chosen(AccountState, "toestand")
    sort = request.args.get("sort", DEFAULT_SORT)
    found = list_users(
        db.session(), search=request.args.get("q", ""), roles=roles, states=states, sort=sort, page=page_number()
    )
    filters = [
        text_filter("q", _("Naam of e-mailadres")),
        choice_filter("rol", _("Rol"), role_labels(), roles),
        choice_filter("toestand", _("Toestand"), state_labels(), states),
    ]
    labels = {"roles": role_labels(), "states": state_labels()}
    return render_template("admin/users.html", page=found, filters=filters, sort=sort, labels=labels)


def show_user(user_id: int, form: CoordinatorForm) -> str:
    """Render the page of one user with the form to make a coordinator."""
    session = db.session()
    form.offer(scope_choices(session))
    labels = {"roles": role_labels(), "states": state_labels()}
    covers = own_covers(session, user_id=user_id, today=clock.today())
    found = user_page(session, user_id=user_id)
    return render_template("admin/user.html", user=found, form=form, labels=labels, covers=covers)


@blueprint.get("/gebruikers/<int:user_id>")
@requires(Permission.ADMIN)
def user(user_id: int) -> ResponseReturnValue:
    """Show one account with its roles and what can be done with it."""
    return show_user(user_id, CoordinatorForm(formdata=None))
