"""Forms about a school itself: joining, campuses, colleagues."""

from typing import Self

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, HiddenField, StringField
from wtforms.validators import Email

from matcher.forms.needs_fields import at_most, strip
from matcher.forms.profile_fields import Filled
from matcher.queries.schools import CampusRow
from matcher.services.schools import CampusCommand


class JoinForm(FlaskForm):
    """Which school somebody works for, and as what."""

    school_id = HiddenField(_("School"))
    job_title = StringField(
        _("Wat is uw functie bij deze school?"),
        description=_("Bijvoorbeeld: teamleider techniek. Een collega ziet dit als u wilt aansluiten."),
        filters=[strip],
        validators=[Filled(_("Vul uw functie in.")), at_most(120)],
    )


class CampusForm(FlaskForm):
    """A campus."""

    name = StringField(
        _("Naam van de locatie"), filters=[strip], validators=[Filled(_("Vul een naam in.")), at_most(120)]
    )
    address = StringField(_("Straat en huisnummer"), filters=[strip], validators=[at_most(160)])
    place = StringField(
        _("Plaats"),
        description=_("Hiermee rekenen wij de afstand tot kandidaten uit."),
        filters=[strip],
        validators=[Filled(_("Vul de plaats in.")), at_most(80)],
    )

    @classmethod
    def of(cls, campus: CampusRow) -> Self:
        """Return the form of a campus."""
        return cls(data={"name": campus.name, "address": campus.address, "place": campus.town})

    def to_command(self) -> CampusCommand:
        """Return the answers."""
        return CampusCommand(name=strip(self.name.data), address=strip(self.address.data), place=strip(self.place.data))


class InviteColleagueForm(FlaskForm):
    """The address of a colleague."""

    email = EmailField(
        _("E-mailadres van uw collega"),
        filters=[strip],
        validators=[
            Filled(_("Vul een e-mailadres in.")),
            Email(_("Vul een e-mailadres in zoals naam@voorbeeld.nl.")),
            at_most(254),
        ],
    )
    as_admin = BooleanField(
        _("Maak deze collega ook beheerder"),
        description=_("Een beheerder laat collega's toe en nodigt collega's uit."),
    )
