"""Forms about switching a profile off."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import Optional

from matcher.forms.profile_fields import DutchDateField


class PauseForm(FlaskForm):
    """Until when, or empty for until further notice."""

    until = DutchDateField(_("Tot wanneer?"), validators=[Optional()])
