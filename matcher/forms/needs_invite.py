"""Inviting a candidate."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from matcher.forms.needs_fields import at_most, strip


class InviteForm(FlaskForm):
    """A word to somebody whose name is not known yet."""

    message = TextAreaField(
        _("Uw bericht"),
        description=_("Bijvoorbeeld waarom u aan deze persoon denkt. Het bericht gaat mee met de uitnodiging."),
        filters=[strip],
        validators=[at_most(1000)],
    )
