"""The employer's consent in the profile: what stands, asking it by mail, sending it again, taking it back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from matcher import clock
from matcher.access import requires, work
from matcher.blueprints.auth.throttle import limit_mails, note_mail
from matcher.blueprints.consent_words import consent_box, earlier_requests, live_request
from matcher.blueprints.professional import blueprint
from matcher.blueprints.professional.common import me, own_id, saved
from matcher.blueprints.professional.sections import after_saving
from matcher.blueprints.service_calls import done
from matcher.blueprints.service_calls import saved as sent
from matcher.database import db
from matcher.domain.permissions import Permission
from matcher.domain.profile_completeness import Section
from matcher.forms.employer_consent import AskConsentForm
from matcher.forms.profile import ConsentForm
from matcher.forms.profile_texts import CONSENT_HINTS
from matcher.queries.employer_consent import consent_fact, own_consents
from matcher.services import employer_consent as services
from matcher.services.profile_sections import save_consent

TEMPLATE = "professional/sections/toestemming.html"


@blueprint.route("/profiel/toestemming", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
def consent() -> ResponseReturnValue:
    """Show and save the consent and the VOG; while a request by mail runs or stands, only the VOG."""
    profile, requests = me(), own_consents(db.session(), professional_id=own_id())
    form = ConsentForm(data=ConsentForm.initial(profile))
    live = live_request(requests, clock.now())
    if live:
        form.leave_out_consent()
    if form.validate_on_submit():
        command = form.to_command()
        if saved(form, lambda: save_consent(work(), professional_id=profile.id, command=command)):
            return after_saving(Section.CONSENT)
    box = consent_box(consent_fact(db.session(), professional_id=profile.id), need=None, today=clock.today())
    earlier = earlier_requests(requests)
    return render_template(TEMPLATE, form=form, hints=CONSENT_HINTS, box=box, live=live, earlier=earlier)


@blueprint.route("/profiel/toestemming/vragen", methods=["GET", "POST"])
@requires(Permission.PROFESSIONAL)
@limit_mails
def ask_consent() -> ResponseReturnValue:
    """Ask the employer by mail."""
    form = AskConsentForm(data=AskConsentForm.initial(me(), clock.today()))
    if form.validate_on_submit():
        command = form.to_command()
        if sent(form, lambda: services.ask_consent(work(), professional_id=own_id(), command=command)):
            note_mail()
            flash(_("De mail naar uw werkgever is verstuurd. U krijgt bericht als er antwoord is."), "success")
            return _back()
    return render_template("professional/ask_consent.html", form=form)


@blueprint.post("/profiel/toestemming/opnieuw")
@requires(Permission.PROFESSIONAL)
def resend_consent() -> ResponseReturnValue:
    """Send the mail once more."""
    done(
        lambda: services.resend_consent(work(), professional_id=own_id()),
        _("De mail is opnieuw verstuurd."),
    )
    return _back()


@blueprint.post("/profiel/toestemming/stoppen")
@requires(Permission.PROFESSIONAL)
def cancel_consent() -> ResponseReturnValue:
    """Take the request back, or end a consent that no longer holds."""
    done(
        lambda: services.cancel_consent(work(), professional_id=own_id()),
        _("Gestopt. De link in de mail werkt niet meer. Vul hieronder in hoe het nu zit."),
    )
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("professional.consent"))
