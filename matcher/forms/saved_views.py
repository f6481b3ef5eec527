"""The form of a saved view."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from matcher.forms.accounts import strip
from matcher.forms.profile_fields import Filled
from matcher.services.saved_views import LONGEST_NAME


class SavedViewForm(FlaskForm):
    """A name, and whether colleagues see it too."""

    name = StringField(
        _("Naam van de weergave"),
        filters=[strip],
        validators=[
            Filled(_("Geef de weergave een naam.")),
            Length(max=LONGEST_NAME, message=_("Houd de naam korter dan 61 tekens.")),
        ],
    )
    shared = BooleanField(_("Ook voor collega's"))
