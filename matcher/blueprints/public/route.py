"""The routewijzer: five questions, one per page, and what somebody may do. All answers stand in the address."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from matcher import clock
from matcher.access import current_actor, requires
from matcher.blueprints.public import blueprint
from matcher.blueprints.public.route_page import address, route_page
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.forms import route as forms
from matcher.queries.profile import own_profile

# In the address when a question was answered just now: only then is it judged.
GO_ON = "verder"


@blueprint.get("/routewijzer")
@requires(Permission.PUBLIC)
def route() -> ResponseReturnValue:
    """Begin: say what this is; for a professional go on from what the profile tells."""
    professional_id = current_actor().professional_id
    if professional_id is None:
        return render_template("public/route_start.html")
    profile = own_profile(db.session(), professional_id=professional_id)
    known = forms.profile_answers(profile, on=clock.today())
    return _next(forms.questions(MultiDict(known)))


@blueprint.get("/routewijzer/<any(opleiding,ervaring,sector,uren,werkgever):name>")
@requires(Permission.PUBLIC)
def route_question(name: str) -> ResponseReturnValue:
    """Ask one question; a good answer leads to the next open one."""
    asked = forms.questions(request.args)
    if GO_ON in request.args and asked[name].validate():
        return _next(asked)
    return render_template(
        f"public/route_{name}.html",
        form=asked[name],
        step=list(asked).index(name) + 1,
        steps=len(asked),
        carried=forms.answers(asked, leave_out=[name]),
        go_on=GO_ON,
    )


def _next(asked: dict[str, Any]) -> ResponseReturnValue:
    """Go to the first open question, else to the outcome."""
    name, told = forms.first_open(asked), forms.answers(asked)
    if name is None:
        return redirect(address("public.route_outcome", told))
    judged = [(GO_ON, "1")] if forms.has_wrong_answer(asked[name]) else []
    return redirect(address("public.route_question", [*told, *judged], name=name))


@blueprint.get("/routewijzer/uitkomst")
@requires(Permission.PUBLIC)
def route_outcome() -> ResponseReturnValue:
    """Show what is open now, what after a training, what not and why."""
    asked = forms.questions(request.args)
    if forms.first_open(asked) is not None:
        return _next(asked)
    return render_template("public/route_outcome.html", shown=route_page(asked, current_actor().professional_id))
