"""The employer's answer by signed link. Reading changes nothing, so that mail scanners may follow the link."""

from http import HTTPStatus
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.auth.links import dead_link, read_link
from matcher.blueprints.employer import blueprint
from matcher.blueprints.form_errors import show_errors
from matcher.database import db
from matcher.domain.choices import ContractForm, RoleKind, Sector
from matcher.domain.employer_consent import ConsentState
from matcher.domain.errors import InvalidInputError, NotFoundError, WrongStateError
from matcher.domain.labels import label
from matcher.domain.permissions import Permission
from matcher.extensions import limiter
from matcher.forms.employer_consent import DenyForm, GiveForm
from matcher.queries.employer_consent import AskedConsent, consent_by_link
from matcher.queries.measures import measures
from matcher.rules.contracts import notes_for
from matcher.rules.limits import limit_on
from matcher.services import employer_consent as services
from matcher.tokens import EMPLOYER_CONSENT

# Every answer sends two mails.
ANSWERS_PER_LINK = "10/hour"
# What an employer has to do with; zzp passes the employer by.
FORMS = (ContractForm.EIGEN_AANSTELLING, ContractForm.DETACHERING, ContractForm.IN_NATURA)
DENIALS = {
    ConsentState.REFUSED.value: services.refuse_consent,
    ConsentState.WITHDRAWN.value: services.withdraw_consent,
}


def _link() -> str:
    return str((request.view_args or {}).get("token"))


def _was_answer(response: Response) -> bool:
    return response.status_code == HTTPStatus.FOUND


@blueprint.route("/toestemming/<token>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
@limiter.limit(ANSWERS_PER_LINK, key_func=_link, methods=["POST"], deduct_when=_was_answer)
def consent(token: str) -> ResponseReturnValue:
    """Show what is asked and what was answered; the buttons give, change, refuse or withdraw."""
    link = read_link(EMPLOYER_CONSENT, token)
    try:
        asked = _asked(link)
        form = _form(asked)
        if link and form.validate_on_submit() and _answered(link, asked, form):
            return redirect(url_for("employer.consent", token=token))
    except NotFoundError:
        return dead_link("employer/dead_link.html")
    return render_template("employer/consent.html", asked=asked, form=form, **_explained())


def _explained() -> dict[str, Any]:
    """Return what the page says of the law and of the ways to work together, with the sources."""
    in_force = measures(db.session())
    notes = [note for form in FORMS for note in notes_for(form, RoleKind.GASTDOCENT)]
    return {
        "limits": [limit_on(sector, clock.today(), in_force) for sector in (Sector.VMBO, Sector.MBO)],
        "forms": [{"label": label(form), "value": [n.text for n in notes if n.form is form]} for form in FORMS],
        "sources": list(dict.fromkeys(note.source for note in notes)),
    }


def _asked(link: dict[str, Any] | None) -> AskedConsent:
    if link is None:
        raise NotFoundError
    return consent_by_link(db.session(), consent_id=link["consent"], key=link["key"], now=clock.now())


def _form(asked: AskedConsent) -> GiveForm:
    """Return the form of the button that was pressed; who says no need not fill in hours."""
    kind = DenyForm if request.form.get("answer") in DENIALS else GiveForm
    return kind(data=GiveForm.initial(asked))


def _answered(link: dict[str, Any], asked: AskedConsent, form: GiveForm) -> bool:
    """Pass the answer on; return False with the message beside the field when it cannot be taken."""
    try:
        _take(link["consent"], link["key"], form)
    except InvalidInputError as error:
        show_errors(form, error)
        return False
    except WrongStateError as error:
        flash(error.message, "warning")
    else:
        told = _(
            "Dank u. Wij hebben uw antwoord doorgegeven aan %(person)s. U krijgt zelf ook een mail.",
            person=asked.person,
        )
        flash(told, "success")
    return True


def _take(consent_id: int, key: str, form: GiveForm) -> None:
    deny = DENIALS.get(request.form.get("answer", ""))
    if deny is not None:
        deny(work(), consent_id=consent_id, key=key, note=form.note.data or "")
    else:
        services.give_consent(work(), consent_id=consent_id, key=key, command=form.to_command())
