"""Forms of the coordinator's desk."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from matcher.forms.needs_fields import Filled, at_most, strip
from matcher.forms.profile_fields import DutchDateField, KlokurenField

LONGEST_NOTE = 500


class SnoozeForm(FlaskForm):
    """From which day a task counts again, and why it waits."""

    until = DutchDateField(_("Op welke dag?"), validators=[Filled(_("Vul een dag in."))])
    note = TextAreaField(_("Waarom later?"), filters=[strip], validators=[at_most(LONGEST_NOTE)])


class OfferHoursForm(FlaskForm):
    """How many klokuren per week are offered."""

    minutes_per_week = KlokurenField(
        _("Klokuren per week"), validators=[Filled(_("Vul in hoeveel klokuren per week u voorstelt."))]
    )
