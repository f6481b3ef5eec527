"""Fields that read numbers and dates as Dutch people type them."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, Field, IntegerField, StringField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import StopValidation, ValidationError

from matcher.rules.klokuren import MINUTES_PER_KLOKUUR, format_klokuren

Choice = TypeVar("Choice", bound=StrEnum)
_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,2})?")
DUTCH_DATES = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
DUTCH_TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]


class WholeNumberField(IntegerField):
    """A whole number; says so in plain Dutch when it is not."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed number; an empty field is None."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        if not text.isdigit():
            raise ValueError(gettext("Vul een heel getal in, zonder letters of komma."))
        self.data = int(text)


class KlokurenField(StringField):
    """Klokuren as typed ("2,5"); ``data`` is minutes, None when empty."""

    data: int | None  # type: ignore[assignment]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the typed hours."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        if not _NUMBER.fullmatch(text):
            raise ValueError(gettext("Vul een getal in, zoals 4 of 2,5."))
        self.data = _minutes(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format_klokuren(self.data)


def _minutes(text: str) -> int:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation as error:  # the pattern lets none through; Decimal stays the judge
        raise ValueError(gettext("Vul een getal in, zoals 4 of 2,5.")) from error
    return int((hours * MINUTES_PER_KLOKUUR).to_integral_value())


def _typed(valuelist: list[str]) -> list[str]:
    """Return what was typed or picked, without spaces around it; nothing for an empty field."""
    return [text.strip() for text in valuelist if text.strip()]


class DutchDateField(DateField):
    """A date, from the browser's own field or typed as 31-12-2026; None when empty."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        wrong = lazy_gettext("Vul een bestaande datum in, zoals 31-12-2026.")
        more = {"format": DUTCH_DATES, "invalid_value_message": wrong, **kwargs}
        super().__init__(label, validators, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date."""
        self.data, typed = None, _typed(valuelist)
        super().process_formdata(typed)


class DutchTimeField(TimeField):
    """A time on the clock, from the browser's own field or typed as 10:30 or 10.30; None when empty."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        wrong = lazy_gettext("Vul een tijd in, zoals 10:30.")
        more = {"format": DUTCH_TIMES, "invalid_value_message": wrong, **kwargs}
        super().__init__(label, validators, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time."""
        self.data, typed = None, _typed(valuelist)
        super().process_formdata(typed)


class Filled:
    """Refuses an empty field with a message that says what to fill in. Zero is filled in."""

    field_flags = {"required": True}  # noqa: RUF012  (the shape WTForms asks for)

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Stop at the first error; a field that could not be read keeps its own message."""
        if _is_filled(field.data):
            return
        if field.process_errors:
            raise StopValidation
        field.errors = []
        raise StopValidation(str(self.message))


def _is_filled(data: Any) -> bool:
    if isinstance(data, str):
        return bool(data.strip())
    return data is not None and data != []


class Between:
    """Refuses a number outside the bounds; an empty field passes."""

    def __init__(self, low: int, high: int, message: Any) -> None:
        self.low, self.high, self.message = low, high, message

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        """Check the number."""
        if field.data is not None and not self.low <= field.data <= self.high:
            raise ValidationError(str(self.message))


def options(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Return (value, label) pairs in the shape WTForms wants for a field with choices."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


def chosen(kind: type[Choice], values: list[str] | None) -> frozenset[Choice]:
    """Return the members that were ticked."""
    return frozenset(kind(value) for value in values or ())


def values_of(members: frozenset[Choice]) -> list[str]:
    """Return the form values of a set of members, in a fixed order."""
    return sorted(member.value for member in members)
