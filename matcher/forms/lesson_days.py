"""A field for single lesson days: one line per day, with its klokuren."""

import re
from datetime import date, datetime

from flask_babel import gettext
from wtforms import TextAreaField

from matcher.domain.klokuren import format_klokuren
from matcher.forms.profile_fields import DUTCH_DATES

MOST_DAYS = 200
MOST_MINUTES_A_DAY = 24 * 60
_LINE = re.compile(r"(\S+?)[\s:;]+(\d{1,2})(?:[.,](\d{1,2}))?(?:\s*(?:u|uur|klokuur|klokuren))?")


class LessonDaysField(TextAreaField):
    """Lines such as "12-03-2027 3", with an error per wrong line; ``data``: (date, minutes) in order, None without."""

    data: tuple[tuple[date, int], ...] | None  # type: ignore[assignment]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read every line that is not empty."""
        lines = [(n, line.strip()) for n, line in enumerate("".join(valuelist[:1]).splitlines(), 1) if line.strip()]
        found: dict[date, int] = {}
        errors = [gettext("Vul ten hoogste %(n)d dagen in.", n=MOST_DAYS)] if len(lines) > MOST_DAYS else []
        for number, line in lines[:MOST_DAYS]:
            try:
                self._read(line, found)
            except ValueError as error:
                errors.append(gettext("Regel %(n)d: %(text)s", n=number, text=error))
        self.process_errors = errors
        self.data = tuple(sorted(found.items())) or None

    def _read(self, line: str, found: dict[date, int]) -> None:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(gettext("schrijf een datum en de klokuren, zoals 12-03-2027 3."))
        day, minutes = _day(match[1]), int(match[2]) * 60 + round(int((match[3] or "0").ljust(2, "0")) * 60 / 100)
        if not 0 < minutes <= MOST_MINUTES_A_DAY:
            raise ValueError(gettext("vul klokuren in van meer dan 0 en hoogstens 24."))
        if day in found:
            raise ValueError(gettext("deze dag staat er al. Tel de klokuren bij elkaar op."))
        found[day] = minutes

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "\n".join(f"{day:%d-%m-%Y} {format_klokuren(minutes)}" for day, minutes in self.data or ())


def _day(text: str) -> date:
    for pattern in DUTCH_DATES:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  (a calendar day has no zone)
        except ValueError:
            continue
    raise ValueError(gettext("dit is geen bestaande datum. Schrijf die als 31-12-2026."))
