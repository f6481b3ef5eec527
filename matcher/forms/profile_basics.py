"""Form for name, phone and the places somebody wants to teach near."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField
from wtforms.validators import Length, Optional

from matcher.forms.accounts import name_field, phone_field, strip
from matcher.forms.profile_fields import Between, Filled, WholeNumberField, options
from matcher.queries.profile import Profile
from matcher.services.profile_commands import AreaCommand, BasicsCommand

LARGEST_RADIUS = 150
USUAL_RADIUS = 25
# Place, choice from suggestions, and radius of home and of two further areas.
AREA_FIELDS = (("place", "choice", "radius"), ("place_2", "choice_2", "radius_2"), ("place_3", "choice_3", "radius_3"))
_POSTCODE_LABEL = re.compile(r"^(\d{4}) ")


def _place(label: Any, *checks: Any) -> StringField:
    too_long = Length(max=80, message=_("Houd de naam van de plaats korter dan 80 tekens."))
    return StringField(label, filters=[strip], validators=[*checks, too_long])


def _radius(*checks: Any) -> WholeNumberField:
    message = _("Vul een afstand in van 1 tot en met 150 km.")
    return WholeNumberField(_("Hoe ver wilt u reizen?"), validators=[*checks, Between(1, LARGEST_RADIUS, message)])


def _choice() -> RadioField:
    """Suggestions for a place; the choices are only known after the place was looked up."""
    return RadioField(_("Welke plaats bedoelt u?"), choices=[], validate_choice=False, validators=[Optional()])


class BasicsForm(FlaskForm):
    """Name, phone, home and two further areas. A chosen suggestion goes before the typed text."""

    full_name = name_field(_("Voornaam en achternaam"))
    phone = phone_field()
    place = _place(_("Woonplaats of postcode"), Filled(_("Vul een woonplaats of postcode in.")))
    choice = _choice()
    radius = _radius(Filled(_("Vul in hoeveel kilometer u wilt reizen.")))
    place_2 = _place(_("Tweede plaats"), Optional())
    choice_2 = _choice()
    radius_2 = _radius()
    place_3 = _place(_("Derde plaats"), Optional())
    choice_3 = _choice()
    radius_3 = _radius()

    @staticmethod
    def initial(profile: Profile) -> dict[str, Any]:
        """Return what the fields show at first."""
        data: dict[str, Any] = {"full_name": profile.full_name, "phone": profile.phone, "radius": USUAL_RADIUS}
        for (place, _choice_name, radius), area in zip(AREA_FIELDS, profile.areas, strict=False):
            postcode = _POSTCODE_LABEL.match(area.label)
            data |= {place: postcode.group(1) if postcode else area.label, radius: area.radius_km}
        return data

    def to_command(self) -> BasicsCommand:
        """Return the input as a command; areas without a place are left out."""
        areas = tuple(self._area(*names) for names in AREA_FIELDS if self[names[0]].data or self[names[1]].data)
        return BasicsCommand(self.full_name.data or "", self.phone.data or "", areas)

    def _area(self, place: str, choice: str, radius: str) -> AreaCommand:
        return AreaCommand(place, self[choice].data or self[place].data, self[radius].data or USUAL_RADIUS)

    def offer_places(self, suggestions: Mapping[str, tuple[str, ...]], messages: Mapping[str, str]) -> None:
        """Show the errors beside the places, with suggestions to choose from."""
        for place, choice, _radius_name in AREA_FIELDS:
            if place in messages:
                self[place].errors = [*self[place].errors, messages[place]]
                self[choice].choices = options((label, label) for label in suggestions.get(place, ()))
                self[choice].data = None
                self[choice].flags.required = True
