"""Forms of what a coordinator does for others: a note, handing over to another region."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from matcher.domain.desk import LONGEST_NOTE, LONGEST_TRANSFER_MESSAGE, SHORTEST_TRANSFER_MESSAGE
from matcher.forms.needs_fields import Filled, at_most, strip
from matcher.forms.profile_fields import options


class NoteForm(FlaskForm):
    """One note."""

    text = TextAreaField(
        _("Nieuwe notitie"),
        description=_(
            "Alleen coördinatoren en beheerders lezen dit. Schrijf alleen op wat nodig is: wie het betreft, mag vragen"
            " wat er over hem of haar is opgeschreven (AVG artikel 15)."
        ),
        filters=[strip],
        validators=[Filled(_("Schrijf eerst een notitie.")), at_most(LONGEST_NOTE)],
    )


class TransferForm(FlaskForm):
    """To which region, with which words."""

    # The service knows the regions.
    region = SelectField(_("Regio"), validators=[Filled(_("Kies een regio."))], validate_choice=False)
    message = TextAreaField(
        _("Bericht aan de collega's daar"),
        description=_("Waarom draagt u over, en wat is al gedaan? Dit staat op de pagina, niet in de mail."),
        filters=[strip],
        validators=[
            Filled(_("Schrijf een bericht.")),
            Length(min=SHORTEST_TRANSFER_MESSAGE, message=_("Schrijf minstens %(min)d tekens.")),
            at_most(LONGEST_TRANSFER_MESSAGE),
        ],
    )

    @classmethod
    def with_regions(cls, regions: Iterable[tuple[str, str]], **settings: Any) -> "TransferForm":
        """Return the form with these regions (code, name) to choose from."""
        form = cls(**settings)
        form.region.choices = options([("", str(_("Kies een regio"))), *regions])
        return form
