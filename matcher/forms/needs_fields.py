"""Fields and small helpers of the school forms."""

from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DecimalField, SelectMultipleField
from wtforms.validators import Length

from matcher.domain.day_parts import GRID
from matcher.forms.profile_fields import DutchDateField, Filled, options

__all__ = ["DutchDateField", "DutchDecimalField", "Filled", "at_most", "day_part_field", "given", "strip"]

Given = TypeVar("Given")


def strip(text: str | None) -> str:
    """Take the spaces around typed text away."""
    return (text or "").strip()


def at_most(length: int) -> Length:
    """Return the validator for the longest text."""
    return Length(max=length, message=_("Houd dit korter dan %(max)d tekens."))


class DutchDecimalField(DecimalField):
    """A number typed with a comma or a point."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read ``3,5`` and ``3.5`` alike; an empty field is None."""
        typed = strip(valuelist[0]) if valuelist else ""
        self.data = None
        if typed:
            self.data = _decimal(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:f}".replace(".", ",")


def _decimal(typed: str) -> Decimal:
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(gettext("Vul een getal in, bijvoorbeeld 3,5.")) from error
    if not number.is_finite():
        raise ValueError(gettext("Vul een getal in, bijvoorbeeld 3,5."))
    return number


def given(value: Given | None) -> Given:
    """Return a value that validation has shown to be there."""
    if value is None:
        raise ValueError("asked before the form was validated")
    return value


def day_part_field(label: Any, *, message: Any) -> SelectMultipleField:
    """Return the field behind the grid of weekdays and day parts; at least one is asked."""
    choices = options((cell.code, cell.label) for cell in GRID)
    return SelectMultipleField(label, choices=choices, validators=[Filled(message)])
